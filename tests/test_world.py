"""The map of the world: its projection, its outlines, and where regions lie."""

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
from test_explore import data_of, sample_page

from kg.explore import explorer_page
from kg.mappings import load_mappings
from kg.resources import data_folder
from kg.world import equal_earth, world_map


@pytest.fixture(name="world", scope="module")
def drawn() -> dict[str, Any]:
    return world_map()


def _entities(*classes: str) -> set[str]:
    return {entity.id for entity in load_mappings().entities if entity.cls in classes}


def test_the_projection_has_the_shape_that_its_authors_give() -> None:
    (left, middle), (right, _) = equal_earth(-180, 0), equal_earth(180, 0)
    assert (left, right) == pytest.approx((0, 20000), abs=5)
    assert equal_earth(0, 90)[1] == pytest.approx(0, abs=6)
    assert equal_earth(0, -90)[1] == pytest.approx(2 * middle, abs=6)
    assert (right - left) / (2 * middle) == pytest.approx(2.05, abs=0.01)  # Šavrič et al.: width to height 2.05


def test_areas_are_true_to_scale() -> None:
    def cell(latitude: float) -> float:
        (x1, y1), (x2, y2) = equal_earth(0, latitude), equal_earth(1, latitude + 1)
        return abs((x2 - x1) * (y2 - y1))

    assert cell(60) / cell(0) == pytest.approx(0.49, abs=0.02)  # on the sphere: sin 61° − sin 60° to sin 1°


def test_the_outlines_stay_small_and_know_every_country_that_the_tables_name(world: dict[str, Any]) -> None:
    assert (data_folder("viz") / "world.json").stat().st_size < 250_000
    countries = {id_.removeprefix("country/").upper() for id_ in _entities("Country") if id_.startswith("country/")}
    assert countries - world["outlines"].keys() - world["centres"].keys() == set()


def test_every_region_of_the_tables_has_its_place(world: dict[str, Any]) -> None:
    regions = {id_ for id_ in _entities("Place") if id_.startswith("world/")}
    assert regions
    assert regions - world["centres"].keys() == set()


@pytest.mark.parametrize("code", ["MT", "SG", "BH", "MV"])
def test_small_states_are_on_the_map(world: dict[str, Any], code: str) -> None:
    x, y, path = world["outlines"][code]
    start = re.match(r"M(\d+) (\d+)", path)
    assert start
    assert abs(int(start[1]) - x) + abs(int(start[2]) - y) < 40


def test_a_country_s_middle_lies_inside_it_and_no_outline_crosses_the_map(world: dict[str, Any]) -> None:
    assert world["outlines"]["RU"][0] > 11000
    assert world["outlines"]["FJ"][0] > 19000
    for code, (_, _, path) in world["outlines"].items():
        for piece in path.split("M")[1:]:
            steps = list(map(int, re.findall(r"-?\d+", piece.split("l")[1]))) if "l" in piece else []
            assert max(map(abs, steps), default=0) < 2000, code


def test_only_a_graph_with_flows_carries_the_map() -> None:
    assert data_of(sample_page())["world"].keys() == {"source", "outlines", "centres"}
    assert "world" not in data_of(explorer_page(ox.Store(), "Nothing"))


def test_the_map_names_its_source() -> None:
    assert "Natural Earth" in json.loads((data_folder("viz") / "world.json").read_text(encoding="utf-8"))["source"]
