"""The outlines of the map are drawn from a topology of borders."""

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from draw_world import cut, draw, middle, path, simplify, unwind

# Two squares of 10° side by side that share the border at 10° east: its arc is told once.
NEIGHBOURS: dict[str, Any] = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[10, 0], [0, 5], [0, 5]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 0], [10, 0], [0, 10], [-10, 0]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "004", "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "Kosovo"}},
                {"type": "Polygon", "arcs": [[0, 1]], "id": "010", "properties": {"name": "Antarctica"}},
            ]
        }
    },
}


def test_countries_get_their_codes_and_antarctica_is_left_out() -> None:
    assert draw(NEIGHBOURS, {"004": "AF", "010": "AQ"}).keys() == {"AF", "XK"}


def test_a_shared_border_is_the_same_line_for_both() -> None:
    shapes = draw(NEIGHBOURS, {"004": "AF"})
    corners = [set(_points(shape[2])) for shape in shapes.values()]
    assert len(corners[0] & corners[1]) >= 2


def test_a_point_that_matters_less_goes_first_and_ends_stay() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simplify(line, 500.0, least=2) == [(0.0, 0.0), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simplify(line, 1e9, least=2) == [line[0], line[-1]]
    assert len(simplify(line, 1e9, least=3)) == 3


def test_a_ring_over_the_antimeridian_becomes_two() -> None:
    ring = [(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0)]
    assert [x for x, _ in unwind(ring)] == [170, 190, 190, 170]
    east, west = cut(ring)
    assert min(x for x, _ in east) > 18000
    assert max(x for x, _ in west) < 2000
    assert len(cut([(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)])) == 1


def test_the_middle_of_a_bent_country_lies_inside_it() -> None:
    bent = [(0.0, 0.0), (100.0, 0.0), (100.0, 20.0), (20.0, 20.0), (20.0, 100.0), (0.0, 100.0)]
    x, y = middle(bent)
    assert x < 20 or y < 20


def test_a_path_is_written_in_steps_and_a_point_is_a_point() -> None:
    assert path([(1.2, 2.0), (5.0, 2.0), (5.0, -3.4)]) == "M1 2l4 0 0-5z"
    assert path([(1.0, 1.0), (1.2, 1.1)]) == "M1 1h0"


def _points(shape: str) -> list[tuple[int, int]]:
    start, steps = shape.removeprefix("M").removesuffix("z").split("l")
    numbers = list(map(int, re.findall(r"-?\d+", steps)))
    x, y = map(int, start.split())
    points = [(x, y)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points
