"""Tables of the explorer in fewer bytes: `viz/unpack.js` gives back the very same columns.

A column stays a list where nothing is saved. Else it is an object whose one telling key names the way:

- `words`, `at`: the distinct values once, and for each row the number of its value;
- `ints`, `least`: whole numbers, each less the least; `steps`: each as the step from the one before;
- `stem`, `width`, `rest`: strings of one length that begin alike, the rests joined;
- `counts`, `parts`: rows of lists of whole numbers, or (`grouped`) of equally wide groups of them, part by part. The
  third part of a group (the end of a span) is given as its distance from the second.

Numbers are written in digits to base 32, the least first, from an alphabet of 64: the upper half says that more digits
follow. A step is doubled, and made odd where it is negative.
"""

import json
from collections.abc import Sequence
from typing import Any

Column = Sequence[Any]

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LEAST_ROWS = 8  # a shorter column is not worth the trouble
_MOST_WORDS = 4096


def pack(view: dict[str, Any]) -> dict[str, Any]:
    """The view with each column of its tables in the shortest of these forms."""
    return {name: _table(part) if isinstance(part, dict) else part for name, part in view.items()}


def _table(part: dict[str, Any]) -> dict[str, Any]:
    return {name: _column(column) if isinstance(column, list) else column for name, column in part.items()}


def _column(column: Column) -> object:
    if len(column) < _LEAST_ROWS:
        return column
    forms = [form for way in (_words, _ints, _stem, _lists) if (form := way(column)) is not None]
    return min([column, *forms], key=_length) if forms else column


def _length(form: object) -> int:
    return len(json.dumps(form, ensure_ascii=False, separators=(",", ":")))


def _words(column: Column) -> dict[str, object] | None:
    most = min(_MOST_WORDS, len(column) // 2)
    number: dict[tuple[type, str], int] = {}
    words: list[object] = []
    at = []
    for value in column:
        key = (type(value), value if isinstance(value, str) else repr(value))
        code = number.setdefault(key, len(number))
        if code == len(words):
            words.append(value)
            if code >= most:
                return None
        at.append(code)
    return {"words": words, "at": _unsigned(at)}


def _ints(column: Column) -> dict[str, object] | None:
    if not all(type(value) is int for value in column):
        return None
    least = min(column)
    plain = _unsigned([value - least for value in column])
    steps = _unsigned([_doubled(value - before) for before, value in zip([0, *column[:-1]], column, strict=True)])
    return {"steps": steps} if len(steps) < len(plain) else {"ints": plain, "least": least}


def _stem(column: Column) -> dict[str, object] | None:
    if not all(isinstance(value, str) and value.isascii() and len(value) == len(column[0]) for value in column):
        return None
    least, most = min(column), max(column)
    stem = least[: next((i for i, (a, b) in enumerate(zip(least, most, strict=True)) if a != b), len(least))]
    width = len(column[0]) - len(stem)
    return {"stem": stem, "width": width, "rest": "".join(value[len(stem) :] for value in column)} if width else None


def _lists(column: Column) -> dict[str, object] | None:
    if not all(isinstance(value, list) for value in column):
        return None
    items = [item for value in column for item in value]
    if not items:
        return None
    groups = items if isinstance(items[0], list) else [[item] for item in items]
    width = len(groups[0])
    regular = all(isinstance(g, list) and len(g) == width and all(type(n) is int for n in g) for g in groups)
    if not regular or not 1 <= width <= 3:  # single numbers, pairs and spans
        return None
    parts = [list(part) for part in zip(*groups, strict=True)]
    if width == 3:
        parts[2] = [end - start for start, end in zip(parts[1], parts[2], strict=True)]
    counts = _unsigned([len(value) for value in column])
    return {"counts": counts, "grouped": int(isinstance(items[0], list)), "parts": [_ints(part) for part in parts]}


def _doubled(step: int) -> int:
    return step * 2 if step >= 0 else -step * 2 - 1


def _unsigned(numbers: Sequence[int]) -> str:
    known = {number: _digits(number) for number in set(numbers)}
    return "".join([known[number] for number in numbers])


def _digits(number: int) -> str:
    text = ""
    while number >= 32:
        text += _DIGITS[32 + number % 32]
        number //= 32
    return text + _DIGITS[number]
