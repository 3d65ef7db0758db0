"""What archives print above a cable: labels and values under, beside or after one another, or values alone."""

import re
from collections.abc import Sequence

from kg.model import Field
from kg.read.layout import Line

_LABELS = {
    "identifier": "identifier",
    "reference id": "identifier",
    "canonical id": "identifier",
    "cable id": "identifier",
    "message id": "identifier",
    "created": "created",
    "date": "created",
    "draft date": "created",
    "classification": "classification",
    "original classification": "classification",
    "origin": "origin",
    "released": "released",
    "current classification": "released",
    "handling restrictions": "released",
}
# An archive's name of a cable; a letter tells apart the versions that it holds.
CANONICAL = re.compile(r"(?P<id>\d{2}[A-Z][A-Z]+\d{1,6})(?:_[a-z])?")
# Archives that print no labels: "09BAKU5_a" and "2009 February 23, 08:30 (Monday)", each in a line of its own.
_BARE = {
    "identifier": CANONICAL,
    "created": re.compile(r"(?:19|20)\d\d [A-Z][a-z]+ \d{1,2}(?:, \d\d:\d\d)?(?: \([A-Z][a-z]+day\))?"),
}
_PAIR = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]+?)\s*:\s+(?P<value>\S.*)")


def read_catalogue(lines: Sequence[Line]) -> tuple[Field, ...]:
    """The values of identifier, created, classification and origin among the lines above a telegram."""
    fields: list[Field] = []
    index = 0
    while index < len(lines):
        labels = _stacked(lines, index)
        columns = _labels_in(lines[index])
        if len(labels) > 1:
            values = lines[index + len(labels) : index + 2 * len(labels)]
            fields += [Field(name, line.text, line.start, line.end) for name, line in zip(labels, values, strict=False)]
            index += 2 * len(labels)
        elif len(columns) > 1 and index + 1 < len(lines):
            fields += _columns(columns, lines[index + 1])
            index += 2
        else:
            fields += _pair(lines[index]) or _bare(lines[index])
            index += 1
    return tuple(field for field in fields if field.name != "released")


def _stacked(lines: Sequence[Line], index: int) -> list[str]:
    """The labels of a run of lines that are nothing but labels."""
    labels = []
    for line in lines[index:]:
        label = _LABELS.get(line.text.lower().rstrip(":"))
        if not label:
            break
        labels.append(label)
    return labels


def _labels_in(line: Line) -> list[str]:
    cells = [_LABELS.get(cell.strip().lower()) for cell in re.split(r"\t|\s{2,}", line.text)]
    return [cell for cell in cells if cell] if all(cells) else []


def _columns(labels: Sequence[str], line: Line) -> list[Field]:
    cells = re.finditer(r"[^\s\t](?:[^\t ]| (?! ))*", line.text)
    return [
        Field(
            name, cell.group().strip(), line.start + cell.start(), line.start + cell.start() + len(cell.group().strip())
        )
        for name, cell in zip(labels, cells, strict=False)
    ]


def _pair(line: Line) -> list[Field]:
    found = _PAIR.fullmatch(line.text)
    name = _LABELS.get(found["label"].lower()) if found else None
    if not found or not name:
        return []
    return [Field(name, found["value"], line.start + found.start("value"), line.start + found.end("value"))]


def _bare(line: Line) -> list[Field]:
    return [Field(name, line.text, line.start, line.end) for name, form in _BARE.items() if form.fullmatch(line.text)]
