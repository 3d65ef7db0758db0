"""SSSOM tables as text -> rows of cells, with the faults of their form.

A table is tab-separated text under a commented header (`#curie_map:` …), and opens in any spreadsheet.
https://mapping-commons.github.io/sssom/ defines the columns; `country`, `document_country`, `document_part` and
`letter_case` are ours.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import MappingError
from kg.rdf import prefixes

LITERAL = "rdfs literal"
NAME_COLUMNS = ("subject_label", "object_label", "object_category")
_NEEDED = ("predicate_id", "object_id", "mapping_justification")
_OPTIONAL = (
    *("subject_id", "subject_type", "subject_language", "subject_category", "object_type", "author_id", "author_label"),
    *("reviewer_id", "reviewer_label", "mapping_date", "confidence", "see_also", "comment", "other"),
    *("country", "document_country", "document_part", "letter_case"),
)
_CURIE_COLUMNS = ("subject_id", "predicate_id", "object_id", "object_category", "mapping_justification")
_NO_IRI = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f]")
_REMEDIES = {
    "mapping_justification": "give the reason, semapv:ManualMappingCuration for a row written by hand",
    "object_label": "give the object's preferred label",
}


@dataclass(frozen=True, slots=True)
class TableInfo:
    """Provenance of one table: file name, `mapping_set_version`, SHA-256, number of rows."""

    file: str
    version: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell under the column, "" where it is empty or the table has no such column."""
        return self.cells.get(column, "")

    @property
    def place(self) -> str:
        """ "countries.sssom.tsv:17" """
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, the prefixes their CURIEs use, and what is wrong with their form.

    `literal_subjects` tells whether the header says of all subjects that they are texts.
    """

    info: TableInfo
    curie_map: Mapping[str, str]
    literal_subjects: bool
    rows: tuple[Row, ...]
    faults: tuple[str, ...]


def read_table(path: Path) -> Table:
    """Header and rows of one file. Raises `MappingError` if the file is no UTF-8 text; other faults are collected."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise MappingError(f"{path.name}:{line}: not UTF-8; save the table as UTF-8 text") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header, curie_map, header_faults = _read_header(path.name, lines[:head])
    columns, rows, row_faults = _read_rows(path.name, lines, head)
    faults = (
        *header_faults,
        *_header_faults(path.name, header, curie_map),
        *_column_faults(path.name, head + 1, columns),
        *row_faults,
        *(f"{row.place}: {fault}" for row in rows for fault in _cell_faults(row, curie_map)),
    )
    info = TableInfo(
        file=path.name,
        version=header.get("mapping_set_version", ""),
        sha256=hashlib.sha256(raw).hexdigest(),
        rows=len(rows),
    )
    return Table(info, curie_map, header.get("subject_type") == LITERAL, tuple(rows), faults)


def _read_header(file: str, lines: list[str]) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Keys and values of the commented header, its prefixes, and those given twice.

    A spreadsheet may have put tabs behind them.
    """
    header: dict[str, str] = {}
    curie_map: dict[str, str] = {}
    faults: list[str] = []
    bodies = [line[1:].rstrip() for line in lines]
    margin = len(bodies[0]) - len(bodies[0].lstrip()) if bodies else 0
    section = ""
    for number, body in enumerate(bodies, 1):
        key, _, value = body.strip().partition(":")
        if len(body) - len(body.lstrip()) <= margin:
            section = key
            header[key] = value.strip(" \"'")
        elif section == "curie_map":
            if key in curie_map:
                faults.append(f"{file}:{number}: prefix `{key}` is declared twice; remove one of the lines")
            curie_map[key] = value.strip(" \"'")
    return header, curie_map, faults


def _read_rows(file: str, lines: list[str], head: int) -> tuple[list[str], list[Row], list[str]]:
    rows: list[Row] = []
    faults: list[str] = []
    columns = [cell.strip() for cell in _split(lines[head])] if head < len(lines) else []
    for line, text in enumerate(lines[head + 1 :], head + 2):
        if not text.strip():
            continue
        cells = _split(text)
        if len(cells) == len(columns):
            rows.append(Row(file, line, dict(zip(columns, cells, strict=True))))
        else:
            faults.append(f"{file}:{line}: {len(cells)} cells under {len(columns)} columns; add or remove tabs")
    return columns, rows, faults


def _split(line: str) -> list[str]:
    """The cells of a line. A spreadsheet puts a cell with quotation marks between quotation marks and doubles them."""
    return [
        cell[1:-1].replace('""', '"').strip() if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
        for cell in map(str.strip, line.split("\t"))
    ]


def _header_faults(file: str, header: Mapping[str, str], curie_map: Mapping[str, str]) -> Iterator[str]:
    for key in ("mapping_set_id", "license", "curie_map"):
        if key not in header:
            yield f"{file}:1: the header lacks `#{key}:`; add it above the columns"
    for prefix, namespace in curie_map.items():
        known = prefixes().get(prefix, namespace)
        if known != namespace:
            yield f"{file}:1: prefix `{prefix}` is {namespace}, but {known} in prefixes.json; make them equal"


def _column_faults(file: str, line: int, columns: list[str]) -> Iterator[str]:
    if not any(columns):
        yield f"{file}:{line}: there is no line of column names; add it below the header"
        return
    needed = _NEEDED if "subject_id" in columns else (*_NEEDED, *NAME_COLUMNS)
    for column in needed:
        if column not in columns:
            yield f"{file}:{line}: missing column `{column}`; add it to the line of column names"
    for column in dict.fromkeys(columns):
        if column not in (*_NEEDED, *NAME_COLUMNS, *_OPTIONAL):
            yield f"{file}:{line}: unknown column `{column}`; correct its name or put its text under `comment`"
        if columns.count(column) > 1:
            yield f"{file}:{line}: column `{column}` stands there twice; remove one"


def _cell_faults(row: Row, curie_map: Mapping[str, str]) -> Iterator[str]:
    """Empty cells that must be filled, and CURIEs that cannot be expanded."""
    needed = _NEEDED if row.get("subject_id") else (*NAME_COLUMNS, *_NEEDED)
    for column in needed:
        if column in row.cells and not row.cells[column]:
            yield f"no {column}; {_REMEDIES.get(column, 'fill the cell')}"
    for column in _CURIE_COLUMNS:
        cell = row.get(column)
        prefix, _, local = cell.partition(":")
        if cell and not local:
            yield f"{column} `{cell}` is not prefix:name; write it so"
        elif cell and prefix not in curie_map:
            yield f"unknown prefix `{prefix}` in {column}; declare it under #curie_map or correct it"
        elif _NO_IRI.search(local):
            yield f"{column} `{cell}` holds a blank or a sign that no IRI may hold; write - in its place"
