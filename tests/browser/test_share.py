"""What leaves the page as a file, a link or paper."""

import base64
import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from factories import MINISTRY, SAMPLE_TEXT, SHELTER, sample_findings
from playwright.sync_api import Browser, Page, expect

from browser.journeys import journey_findings
from browser.opened import DOCUMENT, FOCUS, Opened, triples, watch, written
from kg.rdf import TIP, expand

pytestmark = pytest.mark.browser

GEXF = "{http://gexf.net/1.3}"
SVG = "{http://www.w3.org/2000/svg}"


def share(page: Page, way: str) -> bytes:
    """The file that one way of the menu saves."""
    page.locator("#share").click()
    with page.expect_download() as download:
        page.locator(f"[data-share={way}]").click()
    return Path(download.value.path()).read_bytes()


def claims_in(turtle: bytes) -> set[str]:
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return {str(q.subject) for q in quads if str(q.object) == f"<{TIP}Claim>"}


def test_turtle_is_a_part_of_the_graph_it_came_from(opened: Opened) -> None:
    turtle = share(opened.go(""), "turtle")
    whole = {str(triple) for triple in triples()}
    found = {str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert found - whole == set()
    kinds = {"Claim", "VictimFlow", "Observation", "Assessment"}
    statements = {t for t in whole if any(t.endswith(f"<{TIP}{kind}>") for kind in kinds)}
    assert statements <= found
    evidence = {t for t in whole if f"<{expand('oa:exact')}>" in t or f"<{expand('tip:evidence')}>" in t}
    assert {t for t in evidence if "/mention/" not in t} <= found
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(found)


def test_what_a_receiver_must_know_leaves_with_a_statement(browser: Browser, tmp_path: Path) -> None:
    """How to handle it, what weakens it, by which rule it was found, and the country of who acts."""
    findings = sample_findings()
    document = findings.document
    paragraphs = (*document.paragraphs[:2], replace(document.paragraphs[2], marking="C/NOFORN"))
    claims = tuple(replace(claim, rule="owner, partOf", doubts=("reference",)) for claim in findings.claims)
    findings = replace(findings, document=replace(document, paragraphs=paragraphs), claims=claims)
    opened = watch(browser.new_page(), written(tmp_path, findings))
    page = opened.go("")
    turtle = share(page, "turtle")
    found = {str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    kept = ("marking", "caveat", "weakenedBy", "extractedBy", "country")
    subjects = {triple.split(" ")[0] for triple in found}
    wanted = {
        str(triple)
        for triple in triples(findings)
        if triple.predicate.value in {TIP + name for name in kept} and str(triple.subject) in subjects
    }
    assert {name for name in kept if any(f"#{name}>" in triple for triple in wanted)} == set(kept)
    assert any("NOFORN" in triple and "/claim/" in triple for triple in wanted)
    assert wanted - found == set()
    assert found - {str(triple) for triple in triples(findings)} == set()
    assert "C (confidential) · NOFORN" in share(opened.go("view=map"), "csv").decode()
    assert "C (confidential) · NOFORN" in share(opened.go(FOCUS), "gexf").decode()
    page.close()
    assert opened.faults == []


@pytest.mark.parametrize(
    ("state", "count"),
    [(FOCUS, 2), (f"{FOCUS}&hide=status:negated", 1), (f"doc={DOCUMENT}", 3), ("", 3)],
)
def test_turtle_holds_what_is_in_sight(opened: Opened, state: str, count: int) -> None:
    assert len(claims_in(share(opened.go(state), "turtle"))) == count


def test_gexf_is_well_formed_and_a_network_that_others_read(opened: Opened) -> None:
    body = share(opened.go(FOCUS), "gexf")
    root = ET.fromstring(body)  # noqa: S314 - our own file
    assert root.tag == f"{GEXF}gexf"
    assert root.get("version") == "1.3"
    assert {node.get("label") for node in root.iter(f"{GEXF}node")} == {"Ministry of Labour", "Blue Door shelter"}
    statuses = [[v.get("value") for v in edge.iter(f"{GEXF}attvalue")][1] for edge in root.iter(f"{GEXF}edge")]
    assert sorted(map(str, statuses)) == ["negated", "stated"]
    network = nx.read_gexf(io.BytesIO(body), version="1.3")
    assert network.number_of_edges() == 2


def test_the_drawing_is_well_formed_svg_with_the_names_in_it(opened: Opened) -> None:
    page = opened.go(FOCUS)
    opened.place(MINISTRY)
    root = ET.fromstring(share(page, "svg"))  # noqa: S314 - our own file
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "Ministry of Labour" in words
    assert "Blue Door shelter" in words
    assert all(re.fullmatch(r"[MLQCAaHhVvZz0-9 .e-]+", path.get("d", "")) for path in root.iter(f"{SVG}path"))


def test_the_picture_is_a_png_of_the_canvas(opened: Opened) -> None:
    page = opened.go(FOCUS)
    opened.place(MINISTRY)
    body = share(page, "png")
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(body[place : place + 4], "big") for place in (16, 20))
    strip = 24  # for the markings
    assert [width, height - strip] == page.evaluate("[canvas.width, canvas.height]")
    assert len(set(body)) > 100  # a blank sheet packs to less


def test_a_drawing_of_another_view_is_painted_without_loading_an_image(opened: Opened) -> None:
    page = opened.go("view=documents")
    page.evaluate(
        """() => {
          const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
          svg.setAttribute("viewBox", "0 0 100 50");
          const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
          for (const [key, value] of [["cx", 50], ["cy", 25], ["r", 20], ["fill", "rgb(255, 0, 0)"]]) circle.setAttribute(key, value);
          svg.append(circle);
          document.getElementById("stage").append(svg);
        }"""  # noqa: E501
    )
    assert share(page, "png").startswith(b"\x89PNG")
    root = ET.fromstring(share(page, "svg"))  # noqa: S314 - our own file
    circle = root.find(f"{SVG}circle")
    assert circle is not None
    assert circle.get("fill") == "rgb(255, 0, 0)"


def test_without_a_picture_the_menu_says_so(opened: Opened) -> None:
    page = opened.go("view=documents")
    page.locator("#share").click()
    entry = page.locator("[data-share=png]")
    expect(entry).to_have_attribute("aria-disabled", "true")
    expect(entry).to_contain_text("Open the network, a map or a chart first")


def test_every_view_saves_its_rows(opened: Opened) -> None:
    views = opened.go("").evaluate("[...document.querySelectorAll('#views a')].map((a) => a.getAttribute('href'))")
    for address in views:
        page = opened.go(address.removeprefix("#"))
        rows = list(csv.reader(io.StringIO(share(page, "csv").decode())))
        assert len({len(row) for row in rows}) == 1, address


def test_bibtex_names_the_documents(opened: Opened) -> None:
    body = share(opened.go(""), "bibtex").decode()
    assert body.startswith("@misc{08RURI1-1,")
    assert "title = {{HARBOUR HOTLINE REPORT}}" in body
    assert "year = {2008}" in body


def test_the_link_is_copied_or_shown_to_copy(opened: Opened) -> None:
    page = opened.go(FOCUS)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#share").click()
    page.locator("[data-share=link]").click()
    field = page.locator("textarea.to-copy")
    expect(field).to_have_value(page.url)
    expect(field).to_be_focused()
    assert page.evaluate("document.activeElement.selectionEnd") == len(page.url)


def test_a_citation_is_copied_by_key(opened: Opened) -> None:
    page = opened.go(f"pair={MINISTRY}&pair={SHELTER}")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#details").focus()
    page.keyboard.press("c")
    citation = page.locator("textarea.to-copy").input_value()
    head = "us/embassy-strelsau, “HARBOUR HOTLINE REPORT”, 08RURI1, 2008-11-30, paragraph 1 (U), characters "
    found = re.fullmatch(rf"{re.escape(head)}(\d+)–(\d+): “(.*)”", citation)
    assert found
    assert SAMPLE_TEXT[int(found[1]) : int(found[2])].replace("\n", " ") == found[3]
    page.keyboard.press("Escape")
    expect(page.locator("textarea.to-copy")).to_have_count(0)
    page.get_by_role("button", name="Copy the citation as BibTeX").first.click()
    assert page.locator("textarea.to-copy").input_value().startswith("@misc{08RURI1-1-1-")


def test_paper_has_no_bars_and_unfolds_what_is_folded(opened: Opened) -> None:
    page = opened.go(f"pick={MINISTRY}")
    page.evaluate("for (const part of document.querySelectorAll('#details details')) part.open = false")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelectorAll('#details details:not([open])').length") == 0
    for bar in (".bar", "#timebar", ".close"):
        expect(page.locator(bar).first).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelectorAll('#details details[open]').length") == 0


def test_the_share_menu_is_walked_and_left_by_keys(opened: Opened) -> None:
    page = opened.go(FOCUS)
    page.locator("#share").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-share=link]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-share=png]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#share")).to_be_focused()
    expect(page.locator("#share-menu")).to_be_hidden()


@pytest.mark.parametrize(("view", "kind"), [("map", "VictimFlow"), ("numbers", "Observation")])
def test_a_view_of_one_kind_hands_on_that_kind(opened: Opened, view: str, kind: str) -> None:
    turtle = share(opened.go(f"view={view}"), "turtle").decode()
    kinds = {name for name in ("Claim", "VictimFlow", "Observation", "Assessment") if f"a tip:{name}" in turtle}
    assert kinds == {kind}


@pytest.mark.parametrize("state", [FOCUS, "view=map", "view=timeline"])
def test_a_drawing_bears_the_markings_of_the_documents(opened: Opened, state: str) -> None:
    page = opened.go(state)
    page.wait_for_timeout(300)
    root = ET.fromstring(share(page, "svg"))  # noqa: S314 - our own file
    mark = [text for text in root.iter(f"{SVG}text") if (text.text or "").startswith("SBU (sensitive")][-1]
    left, top, wide, high = map(float, root.get("viewBox", "").split())
    assert left < float(mark.get("x", "")) < left + wide / 2
    assert top + high - 24 < float(mark.get("y", "")) < top + high


# A PNG is asked what colours it has in a box [left, top, width, height], in pixels.
_COLOURS = """async ([body, box]) => {
  const bytes = Uint8Array.from(atob(body), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(...box).data;
  return [...new Set(Array.from({ length: pixels.length / 4 }, (_, i) => pixels.slice(4 * i, 4 * i + 3).join()))];
}"""


def test_the_picture_of_the_map_has_its_names_on_their_halo_and_nothing_that_is_not_displayed(
    browser: Browser, tmp_path: Path
) -> None:
    opened = watch(browser.new_page(), written(tmp_path, journey_findings()))
    page = opened.go("view=map")
    page.wait_for_timeout(300)
    name = page.locator(".labels text:not([display=none])").first
    page.evaluate("for (const badge of document.querySelectorAll('.badges g')) badge.setAttribute('display', 'none')")
    page.evaluate("for (const badge of document.querySelectorAll('.badges g')) badge.removeAttribute('transform')")
    page.locator(".badges text").evaluate_all("texts => texts.forEach((one) => (one.textContent = 'MMMM'))")
    view, box = page.locator("svg.world").bounding_box(), name.bounding_box()
    assert view
    assert box
    ink = name.evaluate("one => getComputedStyle(one).fill").removeprefix("rgb(").removesuffix(")").replace(" ", "")
    body = base64.b64encode(share(page, "png")).decode()
    at = [
        2 * round(box["x"] - view["x"]),
        2 * round(box["y"] - view["y"]),
        2 * round(box["width"]),
        2 * round(box["height"]),
    ]
    assert ink in page.evaluate(_COLOURS, [body, at])
    assert ink not in page.evaluate(_COLOURS, [body, [0, 0, 120, 30]])
    page.close()
    assert opened.faults == []


def test_the_map_is_saved_as_a_drawing_and_as_a_picture(opened: Opened) -> None:
    page = opened.go("view=map")
    root = ET.fromstring(share(page, "svg"))  # noqa: S314 - our own file
    assert len(list(root.iter(f"{SVG}path"))) > 20
    assert all(path.get("fill") for path in root.iter(f"{SVG}path"))
    assert len(share(page, "png")) > 20_000
