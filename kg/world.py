"""The map of the world: outlines of countries, and the places of regions, on one plane.

The plane is the Equal Earth projection (Šavrič, Patterson and Jenny 2018) in whole units, x to the east
and y to the south. `viz/world.json` holds the outlines, which `tools/draw_world.py` made from Natural Earth;
`viz/centres.tsv` says where regions and territories without an outline of their own lie.
"""

import json
from math import asin, cos, radians, sin, sqrt
from typing import Any

from kg.resources import data_folder
from kg.table import read_rows

UNITS = 3694  # units of the plane for one radian of the equator, so that the map is 20,000 units wide
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_EDGE = 1.3173627591574  # half the height of the plane in radians


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees → units of the plane. (−180, 90) lies at the top, x = 0 at the left end of the equator."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    slope = 9 * _A4 * theta * theta * sixth + 7 * _A3 * sixth + 3 * _A2 * squared + _A1
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (_A4 * squared * sixth + _A3 * sixth + _A2 * squared + _A1)
    return (x + 2.7066299836) * UNITS, (_EDGE - y) * UNITS


def world_map() -> dict[str, Any]:
    """What the page draws: `outlines` by ISO 3166 code as `[x, y, path]`, and `centres` by IRI or code as `[x, y]`."""
    folder = data_folder("viz")
    drawn: dict[str, Any] = json.loads((folder / "world.json").read_text(encoding="utf-8"))
    centres = {
        row["place"]: [round(at) for at in equal_earth(float(row["longitude"]), float(row["latitude"]))]
        for _, row in read_rows((folder / "centres.tsv").read_bytes())
    }
    return drawn | {"centres": centres}
