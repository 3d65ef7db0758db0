"""Bytes → text. Never fails; whatever is not plain UTF-8 is told in a warning."""

import codecs
import re

import charset_normalizer

# The longer mark first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1a\x1b") | {0x7F}
_MANY = 0.02  # share of control characters from which bytes are no text; damaged text has a few
_FEW = 0.1  # below this share of non-ASCII bytes the text is Western and the guess of a detector is worth little
_ENOUGH = 4  # well-formed UTF-8 letters for each broken one before the text counts as damaged UTF-8


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: a NUL among them, or many control characters."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _unmarked_utf16(data):
        return False
    head = data[:100_000]
    return b"\x00" in data or sum(byte in _CONTROLS for byte in head) > _MANY * len(head)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of some bytes, without its byte order mark, and warnings where the encoding is not UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly_or_not(data[len(mark) :], encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        text, damage = _strictly_or_not(data, unmarked)
        return text, (f"The text has no byte order mark; it was read as {unmarked}. Check its accents.", *damage)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as fault:
        return _guess(data, fault.start)


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of Western text in UTF-16 without its mark: every other byte is NUL, of the rest none; else ""."""
    head = data[:4096]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = head[start::2], head[1 - start :: 2]
        if low and b"\x00" not in low and high.count(0) > 0.9 * len(high):
            return encoding
    return ""


def _strictly_or_not(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as fault:
        text = data.decode(encoding, "replace")
        return text, (f"The text is damaged {encoding} from byte {fault.start} on; broken letters read as \ufffd.",)


def _guess(data: bytes, first_bad: int) -> tuple[str, tuple[str, ...]]:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if sum(letter > "\x7f" for letter in lenient) - broken > _ENOUGH * broken:
        return lenient, (f"The text is damaged UTF-8 (first at byte {first_bad}); broken letters read as \ufffd.",)
    for encoding in (_declared(data), _likely(data), "cp1252"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return text, (
            f"The text is not UTF-8 (first at byte {first_bad}); it was read as {encoding}. Check its accents.",
        )
    return data.decode("latin-1"), (f"The text is not UTF-8 (first at byte {first_bad}); it was read as latin-1.",)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    return found.group(1).decode("ascii") if found else "none declared"


def _likely(data: bytes) -> str:
    """The detector's guess for text of another script; Western text is taken for what Windows writes."""
    if sum(byte > 0x7F for byte in data) < _FEW * len(data):
        return "cp1252"
    best = charset_normalizer.from_bytes(data[:200_000]).best()
    return best.encoding if best else "cp1252"
