"""Lines of a text, tables among them, and the signs by which a reader sees where a sentence, a list or a heading is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import View
from kg.read.source import Span
from kg.read.unwrap import Cleaner, outside

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_CLOSED = re.compile(r"[.?!:;)\"”][)\]'\"”\u2019*_]*$")
_LAST = 12  # characters at a text's end that are looked at
_RULE = re.compile(r"[-=_*~\u2014\u2500 ]{3,}")
# How cells end: at bars, also around the row; at bars between them; at a tab; at three blanks and more.
_BARRED = 0
_CELL_ENDS = (re.compile(r"\|"), re.compile(r"\|"), re.compile(r"\t[\t ]*"), re.compile(r"[ \xa0]{3,}"))
_MIN_ROWS = (1, 2, 2, 3)  # rows that make a table
_MIN_CELLS = (1, 2, 2, 2)  # cells that make a row; a table of one cell is how old pages lay out their text
_MARKDOWN_RULE = re.compile(r"\|?(\s*:?-{2,}:?\s*\|)+\s*(:?-{2,}:?\s*)?")
ITEM = re.compile(r"(?:--?|[*\u2022\u00b7\u25aa\u25cf\u25e6\u2013\u2014+])[\s\u00a0]+(?=\S)|[\u2022\u25aa\u25cf\u25e6]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without noise and outer white space. `gap`: after a blank line or a rule; `ruled`: a rule is under it."""

    start: int
    end: int
    text: str
    gap: bool = False
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `heading` is the text of the header row, "" where the table has none."""

    start: int
    end: int
    cells: tuple[Span, ...]
    heading: str
    first: bool


def read_lines(text: str, start: int = 0, noise: Sequence[Span] = ()) -> tuple[Line, ...]:
    """The lines of `text[start:]` that hold more than white space, noise and rules of dashes."""
    lines: list[Line] = []
    gap, last = True, start
    for found in _LINE.finditer(text, start):
        gap = gap or _breaks(text, last, found.start()) > 1
        last = found.end()
        parts = [part for part in outside(noise, *found.span()) if not text[slice(*part)].isspace()]
        if not parts:
            # A line of pure noise is as if it were not there; a blank line parts.
            gap = gap or found.group().isspace()
            continue
        content = "".join(text[slice(*part)] for part in parts)
        if _RULE.fullmatch(content.strip()) and any(sign in content for sign in "-=_*~\u2014\u2500"):
            if lines and not gap:
                lines[-1] = Line(lines[-1].start, lines[-1].end, lines[-1].text, lines[-1].gap, ruled=True)
            gap = True
            continue
        lead = len(text[slice(*parts[0])]) - len(text[slice(*parts[0])].lstrip())
        tail = len(text[slice(*parts[-1])].rstrip())
        lines.append(Line(parts[0][0] + lead, parts[-1][0] + tail, content.strip(), gap))
        gap = False
    return tuple(lines)


def _breaks(text: str, start: int, end: int) -> int:
    """Line breaks in a stretch of white space: CR LF is one."""
    return len(re.findall(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text[start:end]))


def is_closed(text: str) -> bool:
    """Whether a text ends as a sentence, a lead-in or a bracket ends, so that the next block is a new one."""
    return bool(_CLOSED.search(text[-_LAST:]))


def begins_lower(text: str) -> bool:
    """Whether a text begins with a small letter, so that it goes on with the sentence before it."""
    return text[:1].islower()


def is_capitals(text: str) -> bool:
    """Whether all letters of a text are capitals, and there are at least four."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)


def find_rows(text: str, lines: Sequence[Line]) -> dict[int, Row]:
    """The rows of tables, by the index of their line. Each row of a table has as many cells."""
    rows: dict[int, Row] = {}
    for (kind, width), run in _runs(text, lines):
        if width >= _MIN_CELLS[kind] and len(run) >= _MIN_ROWS[kind]:
            rows |= _table(text, lines, run, kind)
    return rows


def table_view(cleaner: Cleaner, row: Row) -> View:
    """A row's cells, cleaned and parted by " | "; the bars come from the end of the cell before them."""
    text, origin = "", list[int]()
    for number, cell in enumerate(row.cells):
        if number:
            text += " | "
            origin += [origin[-1] if origin else row.start] * 3
        view = cleaner.view(*cell)
        text += view.text
        origin += view.origin
    return View(text, tuple(origin))


def _runs(text: str, lines: Sequence[Line]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Neighbouring lines with cells of the same kind and number."""
    run: list[int] = []
    shape = (0, 0)
    for index, line in enumerate(lines):
        if _MARKDOWN_RULE.fullmatch(line.text) and run:
            run.append(index)
            continue
        now = _shape(text, line)
        if run and (now != shape or (line.gap and not lines[index - 1].ruled)):
            yield shape, run
            run = []
        run, shape = [*run, index], now
    if run:
        yield shape, run


def _shape(text: str, line: Line) -> tuple[int, int]:
    for kind in range(len(_CELL_ENDS)):
        cells = _cells(text, line, kind)
        if len(cells) >= _MIN_CELLS[kind] and (kind != _BARRED or text.startswith("|", line.start, line.end - 1)):
            return kind, len(cells)
    return len(_CELL_ENDS) - 1, 0


def _cells(text: str, line: Line, kind: int) -> list[Span]:
    start, end = line.start, line.end
    if kind == _BARRED:
        start += 1
        # Only where a row begins with a bar is the bar at its end no empty cell.
        end -= text.endswith("|", start, end)
    cells = []
    for found in _CELL_ENDS[kind].finditer(text, start, end):
        if found.end() > found.start():
            cells.append((start, found.start()))
            start = found.end()
    return [*cells, (start, end)]


def _table(text: str, lines: Sequence[Line], run: list[int], kind: int) -> dict[int, Row]:
    """The rows of one table; the first is its header where a rule follows or only the others have figures."""
    rules = [index for index in run if _MARKDOWN_RULE.fullmatch(lines[index].text)]
    body = [index for index in run if index not in rules]
    figures = [any(letter.isdigit() for letter in lines[index].text) for index in body]
    ruled = bool(rules and len(body) > 1 and rules[0] == run[1]) or (len(body) > 1 and lines[body[0]].ruled)
    headed = ruled or (len(body) > 1 and not figures[0] and all(figures[1:]))
    title = ""
    rows: dict[int, Row] = {}
    for number, index in enumerate(body):
        cells = tuple(_cells(text, lines[index], kind))
        if headed and number == 0:
            title = " | ".join(" ".join(text[slice(*cell)].split()) for cell in cells)
        rows[index] = Row(lines[index].start, lines[index].end, cells, title, headed and number == 0)
    for index in rules:
        rows[index] = Row(lines[index].start, lines[index].start, (), title, first=False)
    return rows
