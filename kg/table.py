"""Text for terminals and spreadsheets: rows as CSV or TSV and back, and characters that could mislead made visible."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

# A spreadsheet runs a cell that begins so as a formula; a plain number such as -5 or +1.5 is none. A text that has
# the apostrophe already gets one more, so that what is written can be read back.
_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one space."""
    return _SPACE.sub(" ", text).strip()


def surroundings(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """What stands before and after `text[start:end]`, at most so many characters of each, in whole words."""
    before, after = text[max(0, start - most) : start], text[end : end + most]
    return (
        before if len(before) == start else before.split(" ", 1)[-1],
        after if end + most >= len(text) else after.rsplit(" ", 1)[0],
    )


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet runs as a formula and that stays on one line; None gives an empty cell."""
    text = one_line("" if value is None else str(value)).replace("\x00", "")
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def plain_cell(cell: str) -> str:
    """The text that `safe_cell` was given, from what it made."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def render(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Header and rows as CSV (or TSV), one line a row, every cell safe for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def read_rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells by column name of each row of a table that a spreadsheet may have saved.

    Tabs part the cells, or commas or semicolons where the header has no tab. Lines that begin with # are comments.
    A byte order mark, UTF-16, any line ends, quoted cells, empty rows and columns without a name make no difference;
    cells are as `safe_cell` was given them. A cell that is missing is empty. Raises UnicodeDecodeError.
    """
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    lines = [(number, cells) for number, cells in _split(text) if any(cells) and not cells[0].startswith("#")]
    if not lines:
        return []
    (_, header), *rows = lines
    return [(n, {k: v for k, v in zip_longest(header, cells[: len(header)], fillvalue="") if k}) for n, cells in rows]


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, with the number of its first line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    header = next((line for line in text.split("\n") if line and not line.startswith(("#", '"#'))), "")
    delimiter = "\t" if "\t" in header else max(",;", key=header.count)
    # Between tabs a quotation mark may be part of the text, so that only a cell within a pair of them is unwrapped.
    inside = r'[^"\t]' if delimiter == "\t" else '[^"]'
    cell = re.compile(rf'"((?:{inside}|"")*)"(?=[{delimiter}\n]|\Z)|([^{delimiter}\n]*)')
    at, line, first, cells = 0, 1, 1, []
    while at <= len(text):
        match = cell.match(text, at)
        quoted, bare = match.groups() if match else (None, "")
        cells.append(plain_cell(one_line(bare if quoted is None else quoted.replace('""', '"'))))
        line += (quoted or "").count("\n")
        at = (match.end() if match else at) + 1
        if text[at - 1 : at] != delimiter:
            yield first, cells
            line += 1
            first, cells = line, []


def visible(text: str) -> str:
    """The text on one line, with control and direction-changing characters written as `<U+202E>`.

    Names and quotes come from documents of unknown origin: unchanged, they could move the cursor,
    recolour the terminal or show words in another order.
    """
    return "".join(f"<U+{ord(c):04X}>" if _misleads(c) else c for c in one_line(text))


def _misleads(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and char not in "\u00ad\u200c\u200d"
