"""A graph as one HTML page that needs no network, no server and no library.

The page is put together from `viz/`: a template, style sheets, and plain ES modules with one concept each.
"""

import html
import json
from string import Template

import pyoxigraph as ox

from kg.answers import answers
from kg.pack import pack
from kg.page import content_policy, join_modules, plain, safe_json
from kg.rdf import BASE
from kg.resources import data_folder
from kg.store import Graph
from kg.view import View, view_data
from kg.world import world_map

_STYLES = (
    *("base.css", "layout.css", "parts.css", "network.css", "map.css", "numbers.css", "timeline.css"),
    *("documents.css", "share.css", "print.css"),
)


def explorer_page(store: ox.Store, title: str = "", base: str = BASE) -> str:
    """The explorer of everything in `store`, as one HTML file. Equal graphs give equal bytes.

    Without a `title` the page bears that of its only document, or tells how many there are. `base` is the stem of the
    things' IRIs; it is left out of links into the page.
    """
    view = view_data(store, title, base)
    view["title"] = title = title or _title_of(view["documents"]["label"])
    view["answers"] = answers(Graph(store, b""), view)
    if view["flows"]["iri"]:  # the map weighs more than a small graph: only one with something to draw on it carries it
        view["world"] = world_map()
    return assemble_page(view, title)


def _title_of(documents: list[str]) -> str:
    return " ".join(documents[0].split()) if len(documents) == 1 else f"{len(documents)} documents"


def assemble_page(view: View, title: str) -> str:
    """The page around the tables of `view_data`, and the map where it is to have one."""
    folder = data_folder("viz")
    style = "\n".join((folder / name).read_text(encoding="utf-8") for name in _STYLES)
    script = join_modules(folder, "main")
    looks = json.loads((folder / "looks.json").read_text(encoding="utf-8"))
    parts = {
        "title": html.escape(plain(title)),
        "policy": content_policy([script], style),
        "style": style,
        "data": safe_json(pack(view) | {"looks": looks}),
        "script": script,
    }
    return Template((folder / "explorer.html").read_text(encoding="utf-8")).substitute(parts)
