"""Pictures of the explorer for the documentation: builds the examples and photographs each view, large and small.

    python tools/screenshots.py [folder]

Writes `explorer-*.png` and the picture of the README into docs/images. Each view is taken at 1280 pixels in light
colours, some at 400 in dark ones; what no tab reaches (evidence, a comparison, the share menu) once. Colours are
reduced to 256, which text and lines survive and which makes the files a third as large. Needs Chromium.
"""

import base64
import shutil
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from kg.pipeline import EXPLORER_FILE, build
from kg.store import Graph
from kg.view import View, view_data

ROOT = Path(__file__).parents[1]
_ON_PHONE = ("start", "map", "documents", "ask")  # the views that docs/explorer.md shows small
Scheme = Literal["light", "dark"]

# Draws the picture on a canvas, counts its colours, keeps the most frequent of every hue and then the most frequent at
# all, and gives the palette and, for each pixel, its place in it.
_REDUCE = """async (body) => {
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const pixels = canvas.getContext("2d").getImageData(0, 0, picture.width, picture.height).data;
  const key = (i) => (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
  const count = new Map();
  for (let i = 0; i < pixels.length; i += 4) count.set(key(i), (count.get(key(i)) ?? 0) + 1);
  const frequent = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const hues = new Map();
  for (const colour of frequent) if (!hues.has(colour & 0xe0e0e0)) hues.set(colour & 0xe0e0e0, colour);
  const palette = [...new Set([...hues.values(), ...frequent])].slice(0, 256);
  const nearest = new Map(palette.map((colour, place) => [colour, place]));
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const apart = (a, b) => parts(a).reduce((sum, part, i) => sum + (part - parts(b)[i]) ** 2, 0);
  const closest = (colour) =>
    palette.reduce((best, one, p) => (apart(one, colour) < apart(palette[best], colour) ? p : best), 0);
  const places = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = key(i);
    if (!nearest.has(colour)) nearest.set(colour, closest(colour));
    places[i / 4] = nearest.get(colour);
  }
  let text = "";
  for (let i = 0; i < places.length; i += 32768) text += String.fromCharCode(...places.subarray(i, i + 32768));
  return [picture.width, picture.height, palette, btoa(text)];
}"""


def main() -> None:
    """Build the examples and take all pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = build([ROOT / "examples"], Path(folder) / "graph")
        page_file = built.folder / EXPLORER_FILE
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        reducer = browser.new_page()
        data = view_data(Graph.open(built.folder).store, "")
        for name, body in _pictures(browser, page_file.as_uri(), data):
            (out / f"{name}.png").write_bytes(_reduced(reducer, body))
        browser.close()


def _pictures(browser: Browser, address: str, data: View) -> list[tuple[str, bytes]]:
    """Name and PNG of each picture."""
    large, small = _opened(browser, address, 1280, "light"), _opened(browser, address, 400, "dark")
    views = large.evaluate("[...document.querySelectorAll('#views a')].map((a) => a.getAttribute('href').slice(1))")
    taken = []
    for tab in views:
        view = tab.removeprefix("view=") or "start"
        state = _state(view, data)
        taken.append((f"explorer-{view}", _shot(large, state)))
        if view in _ON_PHONE:
            taken.append((f"explorer-{view}-phone", _shot(small, state)))
    group = _first(data, "CoordinationBody")
    first, second = _two_documents(data)
    differing = next(i for i, others in enumerate(data["observations"]["against"]) if others)
    taken += [
        ("explorer", _shot(large, f"at={group}&pick={group}")),
        ("explorer-evidence", _shot(large, f"statement={data['observations']['iri'][differing]}")),
        ("explorer-compare", _shot(large, f"view=documents&doc={first}&with={second}")),
        ("explorer-table", _shot(large, "view=network&all=1&table=1")),
    ]
    _shot(large, _state("network", data))
    large.locator("#share").click()
    taken.append(("explorer-share", large.screenshot()))
    return taken


def _opened(browser: Browser, address: str, width: int, scheme: Scheme) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    return page


def _shot(page: Page, state: str) -> bytes:
    page.evaluate("(hash) => { location.hash = hash; }", state)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(600)  # the picture has come to rest and is drawn sharp
    return page.screenshot()


def _state(view: str, data: View) -> str:
    """An address at which a view has something to show."""
    shelter = _first(data, "Shelter")
    return {
        "start": "",
        "network": f"at={shelter}&pick={shelter}",
        "documents": f"doc={_two_documents(data)[0]}",
        "ask": "view=ask&question=funders-and-operators",
    }.get(view, f"view={view}")


def _first(data: View, name: str) -> str:
    """The most important node of a class."""
    nodes, cls = data["nodes"], data["classes"]["name"].index(name)
    iri: str = nodes["iri"][nodes["type"].index(cls)]
    return iri


def _two_documents(data: View) -> tuple[str, str]:
    """Two documents about one country."""
    documents = data["documents"]
    for one, country in enumerate(documents["about"]):
        if country in documents["about"][one + 1 :]:
            other = documents["about"].index(country, one + 1)
            return documents["iri"][one], documents["iri"][other]
    raise SystemExit("the examples hold no two documents about one country")


def _reduced(page: Page, body: bytes) -> bytes:
    """The picture with at most 256 colours."""
    width, height, palette, places = page.evaluate(_REDUCE, base64.b64encode(body).decode())
    pixels = base64.b64decode(places)
    rows = b"".join(b"\0" + pixels[start : start + width] for start in range(0, width * height, width))
    colours = b"".join(colour.to_bytes(3, "big") for colour in palette)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


if __name__ == "__main__":
    main()
