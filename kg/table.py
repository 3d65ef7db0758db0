"""Text for terminals and spreadsheets: rows as CSV or TSV, and characters that could mislead made visible."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

# A spreadsheet runs a cell that begins so as a formula; a plain number such as -5 or +1.5 is none.
_FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one space."""
    return _SPACE.sub(" ", text).strip()


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet runs as a formula and that stays on one line; None gives an empty cell."""
    text = one_line("" if value is None else str(value)).replace("\x00", "")
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def render(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Header and rows as CSV (or TSV), one line a row, every cell safe for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def visible(text: str) -> str:
    """The text on one line, with control and direction-changing characters written as `<U+202E>`.

    Names and quotes come from documents of unknown origin: unchanged, they could move the cursor,
    recolour the terminal or show words in another order.
    """
    return "".join(f"<U+{ord(c):04X}>" if _misleads(c) else c for c in one_line(text))


def _misleads(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and char not in "\u00ad\u200c\u200d"
