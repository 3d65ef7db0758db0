"""Draws `viz/world.json` anew: the outlines of countries, simplified and projected.

    npm install world-atlas i18n-iso-countries     (Natural Earth 1:50m, public domain; ISO 3166 codes, MIT licence)
    make world ATLAS=folder                        (with countries-50m.json and codes.json of these two in it)

Borders are simplified once for both neighbours, so that no gap opens between them. Antarctica is left out, and
so are islets, save the largest piece of each country. What Natural Earth draws apart but ISO gives no code
keeps its outline under the empty code.
"""

import heapq
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.world import equal_earth

Point = tuple[float, float]

SMALLEST_TRIANGLE = (
    24.0  # square units of 2 km by 2 km; a point is dropped when the triangle with its neighbours is smaller
)
SMALLEST_ISLAND = 20.0  # square units
_LEFT_OUT = {"010"}  # Antarctica
_USED_CODES = {"Kosovo": "XK"}  # user-assigned: no number in ISO 3166


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised TopoJSON topology, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplify(degrees: list[Point], smallest: float, *, least: int) -> list[Point]:
    """The points without those that matter least (Visvalingam and Whyatt 1993); both ends and `least` points stay."""
    points = [equal_earth(*point) for point in unwind(degrees)]
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    kept = len(points)
    heap = [(_area(points[i - 1 : i + 2]), i) for i in range(1, len(points) - 1)]
    area = {i: size for size, i in heap}
    heapq.heapify(heap)
    while heap and kept > least:
        size, i = heapq.heappop(heap)
        if area.get(i) != size:
            continue  # measured anew since
        if size >= smallest:
            break
        del area[i]
        kept -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if j in area:
                area[j] = max(size, _area([points[before[j]], points[j], points[after[j]]]))
                heapq.heappush(heap, (area[j], j))
    return [point for i, point in enumerate(degrees) if i in area or i in (0, len(points) - 1)]


def unwind(degrees: list[Point]) -> list[Point]:
    """The points with longitudes that go on beyond 180° where a line crosses the antimeridian."""
    turned, turn = [degrees[0]], 0
    for (last, _), (longitude, latitude) in pairwise(degrees):
        turn += 360 * ((last - longitude > 180) - (longitude - last > 180))
        turned.append((longitude + turn, latitude))
    return turned


def cut(ring: list[Point]) -> list[list[Point]]:
    """A ring as one or two of which none crosses the antimeridian, projected."""
    ring = unwind(ring)
    if min(x for x, _ in ring) < -180:
        ring = [(x + 360, y) for x, y in ring]
    east, west = _clip(ring, 1), [(x - 360, y) for x, y in _clip(ring, -1)]
    return [[equal_earth(*point) for point in part] for part in (east, west) if len(part) > 2]


def _clip(ring: list[Point], side: int) -> list[Point]:
    """The part of a ring west (1) or east (-1) of 180° (Sutherland and Hodgman 1974)."""
    kept = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if side * x1 <= side * 180:
            kept.append((x1, y1))
        if (x1 - 180) * (x2 - 180) < 0:
            kept.append((180.0, y1 + (180 - x1) / (x2 - x1) * (y2 - y1)))
    return kept


def _area(ring: list[Point]) -> float:
    """The area inside a ring, open or closed, in square units."""
    ends = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in ends)) / 2


def middle(ring: list[Point]) -> Point:
    """The point inside a ring that is furthest from its border, on a grid of 40 by 40."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    steps = [(i + 0.5) / 40 for i in range(40)]
    grid = [(min(xs) + (max(xs) - min(xs)) * u, min(ys) + (max(ys) - min(ys)) * v) for u in steps for v in steps]
    inside = [point for point in grid if _contains(ring, point)] or [(sum(xs) / len(xs), sum(ys) / len(ys))]
    return max(inside, key=lambda p: min((p[0] - x) ** 2 + (p[1] - y) ** 2 for x, y in ring))


def _contains(ring: list[Point], point: Point) -> bool:
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed


def path(ring: list[Point]) -> str:
    """A closed SVG path in whole units, each point relative to the one before."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    lines = "".join(f" {dx} {dy}" for dx, dy in steps if (dx, dy) != (0, 0)).replace(" -", "-").strip()
    return f"M{whole[0][0]} {whole[0][1]}" + (f"l{lines}z" if lines else "h0")


def rings_of(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    """The closed rings of a polygon or of several, projected, the largest first. A negative arc runs backwards."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = []
    for numbers in (ring for polygon in polygons for ring in polygon):
        pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        rings.extend(cut([pieces[0][0], *(point for piece in pieces for point in piece[1:])]))
    return sorted(rings, key=_area, reverse=True)


def draw(topology: dict[str, Any], codes: dict[str, str]) -> dict[str, list[Any]]:
    """ISO 3166 alpha-2 code → `[x, y, path]`. `codes` gives the alpha-2 code of a numeric one."""
    arcs = [simplify(arc, SMALLEST_TRIANGLE, least=5 if arc[0] == arc[-1] else 2) for arc in decode(topology)]
    rings: dict[str, list[list[Point]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        number, name = geometry.get("id", ""), geometry["properties"]["name"]
        if number not in _LEFT_OUT:
            rings.setdefault(codes.get(number) or _USED_CODES.get(name, ""), []).extend(rings_of(geometry, arcs))
    outlines = {}
    for code, pieces in sorted(rings.items()):
        ordered = sorted(pieces, key=_area, reverse=True)
        kept = [ring for i, ring in enumerate(ordered) if i == 0 or _area(ring) >= SMALLEST_ISLAND]
        outlines[code] = [*map(round, middle(ordered[0])), "".join(map(path, kept))]
    return outlines


def main(atlas: str, iso: str) -> str:
    """The text of `viz/world.json`, one country a line."""
    codes = {number: alpha2 for alpha2, _, number, *_ in json.loads(Path(iso).read_text(encoding="utf-8"))}
    outlines = draw(json.loads(Path(atlas).read_text(encoding="utf-8")), codes)
    lines = ",\n".join(
        f"{json.dumps(code)}:{json.dumps(shape, separators=(',', ':'))}" for code, shape in outlines.items()
    )
    source = "Natural Earth 1:50m (public domain), by way of world-atlas; projection Equal Earth"
    return f'{{"source":{json.dumps(source)},\n"outlines":{{\n{lines}\n}}}}\n'


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]))
