"""Reads PDFs that hold text: PDFium extracts the lines; gaps and type sizes tell paragraphs and headings."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import DocumentError
from kg.model import Document
from kg.read.plain import read_plain
from kg.read.source import Source, Span

_LINE = re.compile(r"[^\r\n]+")
_WIDE = 1.35  # a step to the next line this many times the usual one parts paragraphs
_LARGE = 1.15  # type this many times the usual size is a heading's
_EDGE = 2  # lines at the head and at the foot of a page that may be its running head or its number
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-\u2013 ]*(?:\d{1,4}|[ivxl]{1,6})[-\u2013 ]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its text, the heights of its first and last character and the size of its type, in points.

    The two heights differ where PDFium has taken a hyphen away and joined two printed lines.
    """

    text: str
    top: float
    bottom: float
    size: float


def read_pdf(name: str, data: bytes) -> Document:
    """The document of a PDF; its text is PDFium's, with a blank line between paragraphs.

    Raises DocumentError where the file is damaged, locked or holds only images.
    """
    pages = _read_pages(name, data)
    if not any(line.text.strip() for page in pages for line in page):
        raise DocumentError(f"{name}: the PDF holds no text, only images. Run a text recognition over it first.")
    repeated = _running_heads(pages)
    usual, body = _usual_step(pages), _usual_size(pages)
    pieces: list[str] = []
    noise: list[Span] = []
    length = 0
    for page in pages:
        for number, (line, blank) in enumerate(_spaced(page, usual, body)):
            piece = ("\n\n" if blank else "\n") + line.text if length else line.text
            if _is_edge(number, len(page)) and _is_running(line.text, repeated):
                noise.append((length, length + len(piece)))
            pieces.append(piece)
            length += len(piece)
    return read_plain(Source(name, "".join(pieces), noise=tuple(noise)))


def _read_pages(name: str, data: bytes) -> list[list[_Line]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        reason = "is locked by a password" if "password" in str(fault).lower() else "is damaged"
        raise DocumentError(
            f"{name}: the PDF {reason}. Open it in a viewer and save it anew without a password."
        ) from fault
    try:
        return [list(_page_lines(page)) for page in document]
    finally:
        document.close()


def _page_lines(page: pypdfium2.PdfPage) -> Iterator[_Line]:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        for found in _LINE.finditer(text):
            first = found.start() + len(found.group()) - len(found.group().lstrip())
            if first < found.end():
                last = found.start() + len(found.group().rstrip()) - 1
                top, bottom = (textpage.get_charbox(place, loose=True)[1] for place in (first, last))
                yield _Line(found.group(), top, bottom, pdfium.FPDFText_GetFontSize(textpage.raw, first))
    finally:
        textpage.close()
        page.close()


def _usual_step(pages: Sequence[Sequence[_Line]]) -> int:
    """The height from one line of a paragraph to the next, in points."""
    steps = Counter(round(above.bottom - below.top) for page in pages for above, below in pairwise(page))
    return max((step for step in steps if step > 0), key=lambda step: (steps[step], -step), default=0)


def _usual_size(pages: Sequence[Sequence[_Line]]) -> float:
    """The type size in which most of the text is set."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _spaced(page: Sequence[_Line], usual: int, body: float) -> Iterator[tuple[_Line, bool]]:
    """Each line and whether a blank line belongs before it: a wide step, a change of type, or the head of a column."""
    before: _Line | None = None
    for line in page:
        step = before.bottom - line.top if before else -1.0
        changed = before is not None and (line.size > _LARGE * body) != (before.size > _LARGE * body)
        yield line, step > _WIDE * usual or step < 0 or changed
        before = line


def _running_heads(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Lines at the edge of at least half of the pages, figures aside."""
    seen = Counter(
        key for page in pages for key in {_key(line.text) for n, line in enumerate(page) if _is_edge(n, len(page))}
    )
    return frozenset(key for key, count in seen.items() if count > 1 and count * 2 >= len(pages))


def _is_running(text: str, repeated: frozenset[str]) -> bool:
    return _key(text) in repeated or bool(_PAGE_NUMBER.fullmatch(text.strip()))


def _is_edge(number: int, count: int) -> bool:
    return number < _EDGE or number >= count - _EDGE


def _key(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text).split())
