"""Hostile text in every field of the data: it is shown, saved and searched as text, and does nothing."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from handmade import hand_made_findings, hand_made_graph
from playwright.sync_api import Browser, Page, expect
from test_view import store_of

from browser.opened import Opened, watch
from kg.answers import answers
from kg.explore import assemble_page, explorer_page
from kg.graph import findings_triples
from kg.model import Claim, Findings
from kg.view import view_data
from kg.world import world_map

pytestmark = pytest.mark.browser

# Each in every field at once.
HOSTILE = {
    "markup": '<img src=x onerror="window.hurt=1">\'"></script><script>window.hurt=2</script><!-- ]]><svg onload=a()> ',
    "address": "javascript:window.hurt=3//\u202e\u2067\u200f data:text/html,<b> https://x.example/?a=1&b=#c %00%zz ",
    "template": '{{constructor.constructor(\'window.hurt=4\')()}}${window.hurt=5} \\"""\\u0041 ',
    "signs": "\u2028\u2029\r\n\t\x01\x0b\x7f\ufffe\u202e",
    "formula": '=HYPERLINK("https://x.example","y")@{}%_~^& ' + "long " * 900,
    "name of an object": "__proto__",
    "name of a method": "constructor",
}
_OWN = {"base", "prefixes", "kind", "looks", "world"}  # what the program writes itself, whatever it has read
_FREE = {"label", "title", "author", "unit", "population", "words", "rule", "heading", "aliases", "caveats", "marking"}
_ACTIVE = "img, iframe, object, embed, base, link, form, video, audio, source, meta[http-equiv='refresh']"


def spoiled(value: object, spoil: Callable[[str], str], key: str = "") -> object:
    """The view with every string of its tables spoiled, and the words that lead to concepts."""
    if key in _OWN:
        return value
    if isinstance(value, str):
        return spoil(value)
    if isinstance(value, list):
        return [spoiled(item, spoil) for item in value]
    if isinstance(value, dict):
        if key == "concepts":
            return {name: {spoil(k): spoil(v) for k, v in table.items()} for name, table in value.items()}
        return {k: spoiled(item, spoil, k) for k, item in value.items()}
    return value


def spoiled_findings(value: object, text: str, name: str = "") -> object:
    """Findings with the text in every field that may hold any text."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: spoiled_findings(getattr(value, field.name), text, field.name) for field in fields(value)
        }
        if isinstance(value, Claim) and value.literal:
            changed["object"] = text + value.object
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(spoiled_findings(item, text, name) for item in value)
    return text + value if isinstance(value, str) and name in _FREE else value


def states(data: dict[str, Any]) -> Iterator[str]:
    """The addresses of every view and its table, of things of every kind, and of what opens beside them."""

    def quoted(text: str) -> str:
        return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))

    node, other = (quoted(iri) for iri in data["nodes"]["iri"][:2])
    document = quoted(data["documents"]["iri"][0])
    yield from ("", "all=1", "doubt=1", f"at={node}&pick={node}", f"community={node}", f"pair={node}&pair={other}")
    yield from (f"doc={document}&pick={node}", f"view=documents&doc={document}&with={document}")
    for kind in ("claims", "flows", "observations", "assessments"):
        yield from (f"statement={quoted(iri)}" for iri in data[kind]["iri"][:3])
    for question in data["answers"]:
        yield f"view=ask&question={quoted(question['name'])}"
    hidden = quoted(HOSTILE["markup"])
    yield f"pick={hidden}&hide={hidden}&from={hidden}&sort={hidden}&param={hidden}&find={hidden}&table=1"


def check(page: Page, where: str) -> None:
    """Nothing ran, nothing came alive, and no link leads anywhere but into the page or to the web."""
    assert page.evaluate("window.hurt ?? null") is None, where
    assert page.locator(_ACTIVE).count() == 0, where
    found = page.evaluate(
        "[[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith('on')),"
        " [...document.querySelectorAll('[href]')].map((e) => e.getAttribute('href'))"
        "   .filter((h) => !h.startsWith('#') && !/^https?:/i.test(h)), document.scripts.length]"
    )
    assert found == [[], [], 2], where


def saved(page: Page, way: str) -> bytes:
    page.locator("#share").click()
    with page.expect_download() as download:
        page.locator(f"[data-share={way}]").click()
    body = Path(download.value.path()).read_bytes()
    assert re.fullmatch(r"[\w-]+\.\w+", download.value.suggested_filename), download.value.suggested_filename
    return body


def check_exports(page: Page) -> None:
    turtle = saved(page, "turtle")
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) > 10
    assert len(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))) > 10
    for way in ("gexf", "svg"):
        ET.fromstring(saved(page, way))  # noqa: S314 - whether it is well formed is the question
    for row in csv.reader(io.StringIO(saved(page, "csv").decode("utf-8"))):
        assert not [cell for cell in row if re.match(r"[=@+\t\r-]", cell) and not re.fullmatch(r"[+-]?[\d.]+", cell)]
    bibtex = saved(page, "bibtex").decode("utf-8")
    assert bibtex.count("{") == bibtex.count("}")
    assert saved(page, "png").startswith(b"\x89PNG")


def visit(opened: Opened) -> None:
    page = opened.go("")
    data = opened.data()
    views = page.evaluate("[...document.querySelectorAll('#views a')].map((a) => a.getAttribute('href').slice(1))")
    views = [address or "view=start" for address in views]
    for state in [*states(data), *views, *(f"{view}&table=1" for view in views)]:
        page.evaluate("(hash) => { location.hash = hash; }", state)
        page.wait_for_timeout(40)
        page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
        check(page, state)
    page.locator("#search").fill("a")
    check(page, "search")
    page.evaluate("location.hash = 'all=1&view=network'")
    expect(page.locator("#picture")).to_be_visible()
    check_exports(page)
    page.emulate_media(media="print")
    check(page, "print")
    assert opened.faults == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_in_every_field_of_the_page_does_nothing(browser: Browser, tmp_path: Path, kind: str) -> None:
    view = view_data(hand_made_graph().store, "By hand")
    view |= {"answers": answers(hand_made_graph(), view), "world": world_map()}
    text = HOSTILE[kind]
    spoil = (lambda _: text) if text.isidentifier() else (lambda old: text + old)
    hurt = cast("dict[str, Any]", spoiled(view, spoil))
    for number, iris in enumerate(
        table["iri"] for table in hurt.values() if isinstance(table, dict) and "iri" in table
    ):
        iris[:] = [f"{iri}{number}-{row}" for row, iri in enumerate(iris)]  # equal names would be one thing
    file = tmp_path / "hostile.html"
    file.write_text(assemble_page(hurt | {"world": world_map()}, text), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    visit(watch(context.new_page(), file))
    context.close()


def test_hostile_text_that_comes_through_the_graph_does_nothing(browser: Browser, tmp_path: Path) -> None:
    findings = cast("Findings", spoiled_findings(hand_made_findings(), HOSTILE["markup"]))
    file = tmp_path / "hostile.html"
    file.write_text(explorer_page(store_of(findings_triples(findings)), HOSTILE["markup"]), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = watch(context.new_page(), file)
    visit(opened)
    assert HOSTILE["markup"].strip() in str(opened.data()["nodes"]["label"][0])
    context.close()
