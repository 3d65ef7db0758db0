"""SSSOM tables of names -> Mappings; every fault with its file, line and remedy.

A table is tab-separated text under a commented header (`#curie_map:` …) and opens in any spreadsheet. Its rows are
of two sorts. A *name row* has no `subject_id`: the text in `subject_label` names the thing `object_id`, as
`skos:exactMatch` (a name), `tip:acronymOf` or `tip:demonymOf` ("Ukrainian"). A *thing row* has a `subject_id`:
`skos:exactMatch` gives the thing's identifier elsewhere (Wikidata, EU), `tip:partOf` the larger thing it belongs to.
https://mapping-commons.github.io/sssom/ defines the columns; `country`, `document_country` and `letter_case` are ours.
"""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kg.errors import MappingError
from kg.model import Entity
from kg.rdf import digest, prefixes
from kg.resources import data_folder

NameKind = Literal["name", "acronym", "demonym"]

_KINDS: Mapping[str, NameKind] = {
    "skos:exactMatch": "name",
    "tip:acronymOf": "acronym",
    "tip:demonymOf": "demonym",
}
_THING_PREDICATES = ("skos:exactMatch", "tip:partOf")
_NEEDED = ("predicate_id", "object_id", "mapping_justification")
_NEEDED_FOR_NAMES = ("subject_label", "object_label", "object_category")
_OPTIONAL = (
    *("subject_id", "subject_type", "subject_language", "subject_category", "object_type", "author_id", "author_label"),
    *("reviewer_id", "reviewer_label", "mapping_date", "confidence", "see_also", "comment", "other"),
    *("country", "document_country", "letter_case"),
)
_CASES = ("", "any", "exact")
_LITERAL = "rdfs literal"
_ISO2 = re.compile(r"[A-Z]{2}")
_CLASSES = frozenset(
    [
        "ActorGroup",
        "CoordinationBody",
        "Country",
        "DiplomaticMission",
        "Facility",
        "Government",
        "IntergovernmentalOrganization",
        "MediaOutlet",
        "Ministry",
        "NGO",
        "NGONetwork",
        "Place",
        "Programme",
        "PublicBody",
        "Publication",
        "Treaty",
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """A text that names an entity.

    `scope` is the ISO 3166-1 alpha-2 code of the country whose documents use the name so, "" for all documents;
    the scoped reading goes before the unscoped one. `row` is where a table says so ("countries.sssom.tsv:17").
    """

    text: str
    entity: str
    cls: str
    kind: NameKind
    case_sensitive: bool
    scope: str
    row: str

    def accepts(self, written: str) -> bool:
        """Whether `written` is this name: letter by letter if case counts; else any capitals, but no lower-case
        beginning unless the row has one ("polish" is not "Polish")."""
        if written == self.text:
            return True
        if self.case_sensitive or written.casefold() != self.text.casefold():
            return False
        return not written[:1].islower() or self.text[:1].islower()


@dataclass(frozen=True, slots=True)
class TableInfo:
    """Provenance of one table: file name, `mapping_set_id`, `mapping_set_version`, SHA-256, number of rows."""

    file: str
    set_id: str
    version: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Mappings:
    """All tables read together. `entities` are sorted by id, `names` by table and line.

    `parts` are (part, whole) pairs of entity ids. `version` is a digest of the tables' bytes.
    """

    names: tuple[Name, ...]
    entities: tuple[Entity, ...]
    parts: tuple[tuple[str, str], ...]
    tables: tuple[TableInfo, ...]
    version: str
    _index: Mapping[str, Entity] = field(repr=False, compare=False)

    def entity(self, entity_id: str) -> Entity:
        """The entity with that id ("az/ministry-of-justice"). Raises `KeyError` for an id that no table names."""
        return self._index[entity_id]


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class _Table:
    info: TableInfo
    curie_map: Mapping[str, str]
    literal_subjects: bool
    rows: tuple[_Row, ...]
    faults: tuple[str, ...]


def load_mappings(folder: Path | None = None, extra: Iterable[Path] = ()) -> Mappings:
    """All `*.sssom.tsv` of `folder` (the shipped tables if None) and the tables `extra`.

    Raises `MappingError` that lists every fault of every table, one a line.
    """
    folder = folder or data_folder("ontology") / "mappings"
    paths = sorted({*folder.glob("*.sssom.tsv"), *extra}, key=lambda path: (path.name, str(path)))
    if not paths:
        raise MappingError(f"{folder}: no mapping table here; give a folder with files named *.sssom.tsv")
    tables = [_read_table(path) for path in paths]
    faults = [fault for table in tables for fault in (*table.faults, *_row_faults(table))]
    rows = [row for table in tables for row in table.rows]
    if not faults:
        faults = [*_name_faults(rows), *_object_faults(rows), *_thing_faults(rows)]
    if faults:
        raise MappingError("\n".join(faults))
    return _assemble(tables, rows)


def _read_table(path: Path) -> _Table:
    """Header and rows of one file; what is wrong with its form goes to `faults`."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise MappingError(f"{path.name}:{line}: not UTF-8; save the table as UTF-8 text") from error
    lines = [line.rstrip("\r") for line in text.split("\n")]
    head = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header, curie_map = _read_header(lines[:head])
    faults = _header_faults(path.name, header, curie_map)
    columns, rows, row_faults = _read_rows(path.name, lines, head)
    info = TableInfo(
        path.name,
        header.get("mapping_set_id", ""),
        header.get("mapping_set_version", ""),
        hashlib.sha256(raw).hexdigest(),
        len(rows),
    )
    literal = header.get("subject_type") == _LITERAL
    faults += [*_column_faults(path.name, head + 1, columns), *row_faults]
    return _Table(info, curie_map, literal, tuple(rows), tuple(faults))


def _read_header(lines: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Keys and values of the commented header, and its prefixes. A spreadsheet may have put tabs behind them."""
    header: dict[str, str] = {}
    curie_map: dict[str, str] = {}
    bodies = [line[1:].rstrip() for line in lines]
    margin = len(bodies[0]) - len(bodies[0].lstrip()) if bodies else 0
    section = ""
    for body in bodies:
        key, _, value = body.strip().partition(":")
        if len(body) - len(body.lstrip()) > margin:
            if section == "curie_map":
                curie_map[key] = value.strip(" \"'")
        else:
            section = key
            header[key] = value.strip(" \"'")
    return header, curie_map


def _read_rows(file: str, lines: list[str], head: int) -> tuple[list[str], list[_Row], list[str]]:
    rows: list[_Row] = []
    faults: list[str] = []
    reader = csv.reader(lines[head:], delimiter="\t")
    columns = [cell.strip() for cell in next(reader, [])]
    for cells in reader:
        line = head + reader.line_num
        if not any(cells):
            continue
        if len(cells) != len(columns):
            faults.append(f"{file}:{line}: {len(cells)} cells under {len(columns)} columns; add or remove tabs")
            continue
        rows.append(_Row(file, line, dict(zip(columns, map(str.strip, cells), strict=True))))
    return columns, rows, faults


def _header_faults(file: str, header: Mapping[str, str], curie_map: Mapping[str, str]) -> list[str]:
    faults = [
        f"{file}:1: the header lacks `#{key}:`; add it above the columns"
        for key in ("mapping_set_id", "license", "curie_map")
        if key not in header
    ]
    for prefix, namespace in curie_map.items():
        if prefixes().get(prefix, namespace) != namespace:
            known = prefixes()[prefix]
            faults.append(f"{file}:1: prefix `{prefix}` is {namespace}, but {known} in prefixes.json; make them equal")
    return faults


def _column_faults(file: str, line: int, columns: list[str]) -> Iterator[str]:
    needed = _NEEDED if "subject_id" in columns else (*_NEEDED, *_NEEDED_FOR_NAMES)
    for column in needed:
        if column not in columns:
            yield f"{file}:{line}: missing column `{column}`; add it to the line of column names"
    for column in columns:
        if column not in (*_NEEDED, *_NEEDED_FOR_NAMES, *_OPTIONAL):
            yield f"{file}:{line}: unknown column `{column}`; correct its name or put its text under `comment`"
        if columns.count(column) > 1:
            yield f"{file}:{line}: column `{column}` stands there twice; remove one"


def _row_faults(table: _Table) -> Iterator[str]:
    """What is wrong with single cells."""
    for row in table.rows:
        check = _thing_row_faults if row.get("subject_id") else _name_row_faults
        for fault in (*_curie_faults(row, table), *check(row, table)):
            yield f"{row.place}: {fault}"


def _curie_faults(row: _Row, table: _Table) -> Iterator[str]:
    for column in ("subject_id", "predicate_id", "object_id", "object_category", "mapping_justification"):
        cell = row.get(column)
        if not cell:
            if column in _NEEDED and column in row.cells:
                yield f"no {column}; " + ("give semapv:ManualMappingCuration" if "just" in column else "fill the cell")
            continue
        prefix, colon, local = cell.partition(":")
        if not colon or not local:
            yield f"{column} `{cell}` is not prefix:name; write it so"
        elif prefix not in table.curie_map:
            yield f"unknown prefix `{prefix}` in {column}; declare it under #curie_map or correct it"


def _name_row_faults(row: _Row, table: _Table) -> Iterator[str]:
    for column in _NEEDED_FOR_NAMES:
        if not row.get(column) and column in row.cells:
            remedy = "give the object's preferred label" if column == "object_label" else "fill the cell"
            yield f"no {column}; {remedy}"
    subject_type = row.get("subject_type") or (_LITERAL if table.literal_subjects else "")
    if subject_type != _LITERAL:
        yield f"subject_type is `{subject_type}`; a name is an `{_LITERAL}`, in the header or in the cell"
    if row.get("predicate_id") not in _KINDS:
        yield f"predicate `{row.get('predicate_id')}` makes no name; use one of {', '.join(_KINDS)}"
    if not row.get("object_id").startswith("id:"):
        yield f"object_id `{row.get('object_id')}` is no thing of this graph; write id:…, and Wikidata in a thing row"
    category = row.get("object_category")
    if category and category.removeprefix("tip:") not in _CLASSES:
        yield f"unknown class `{category}`; use one of {', '.join(sorted(_CLASSES))}"
    for column in ("country", "document_country"):
        if row.get(column) and not _ISO2.fullmatch(row.get(column)):
            yield f"{column} `{row.get(column)}` is no country code; write two capitals such as AZ"
    if row.get("letter_case") not in _CASES:
        yield f"letter_case `{row.get('letter_case')}` is unknown; write any, exact or nothing"


def _thing_row_faults(row: _Row, _table: _Table) -> Iterator[str]:
    predicate = row.get("predicate_id")
    if predicate not in _THING_PREDICATES:
        yield f"predicate `{predicate}` links no things; use one of {', '.join(_THING_PREDICATES)}"
    if not row.get("subject_id").startswith("id:"):
        yield f"subject_id `{row.get('subject_id')}` is no thing of this graph; write id:…"
    if predicate == "tip:partOf" and not row.get("object_id").startswith("id:"):
        yield f"object_id `{row.get('object_id')}` is no thing of this graph; write id:…"


def _kind(row: _Row) -> NameKind:
    return _KINDS[row.get("predicate_id")]


def _is_exact(row: _Row) -> bool:
    return row.get("letter_case") == "exact" or (_kind(row) == "acronym" and row.get("letter_case") != "any")


def _name_faults(rows: Iterable[_Row]) -> Iterator[str]:
    """One text, in one scope, names one thing, once; its demonym reading is counted apart."""
    first: dict[tuple[object, ...], _Row] = {}
    for row in rows:
        if row.get("subject_id"):
            continue
        text = row.get("subject_label")
        key = (_is_exact(row), text, row.get("document_country"), _kind(row) == "demonym")
        other = first.setdefault(key, row)
        if other is row:
            continue
        if other.get("object_id") == row.get("object_id"):
            yield f"{row.place}: `{text}` stands in {other.place} already; remove one of the rows"
        else:
            yield (
                f"{row.place}: `{text}` names {row.get('object_id')}, but {other.get('object_id')} in {other.place}; "
                "give one of them a document_country or remove it"
            )


def _object_faults(rows: Iterable[_Row]) -> Iterator[str]:
    """A thing has one preferred label, one class, one country."""
    first: dict[str, _Row] = {}
    for row in rows:
        if row.get("subject_id"):
            continue
        other = first.setdefault(row.get("object_id"), row)
        for column in ("object_label", "object_category", "country"):
            if row.get(column) != other.get(column):
                yield (
                    f"{row.place}: {row.get('object_id')} has the {column} `{row.get(column)}`, "
                    f"but `{other.get(column)}` in {other.place}; make them equal"
                )


def _thing_faults(rows: list[_Row]) -> Iterator[str]:
    named = {row.get("object_id") for row in rows if not row.get("subject_id")}
    first: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        if not row.get("subject_id"):
            continue
        triple = tuple(row.get(column) for column in ("subject_id", "predicate_id", "object_id"))
        other = first.setdefault(triple, row)
        if other is not row:
            yield f"{row.place}: says what {other.place} says already; remove one of the rows"
        for thing in (triple[0], triple[2]):
            if thing.startswith("id:") and thing not in named:
                yield f"{row.place}: no table names `{thing}`; give it a name row or correct the id"


def _assemble(tables: list[_Table], rows: list[_Row]) -> Mappings:
    names = tuple(_name(row) for row in rows if not row.get("subject_id"))
    namespaces = {prefix: ns for table in tables for prefix, ns in table.curie_map.items()}
    matches: dict[str, set[str]] = defaultdict(set)
    parts: set[tuple[str, str]] = set()
    for row in rows:
        subject, target = row.get("subject_id").removeprefix("id:"), row.get("object_id")
        if subject and row.get("predicate_id") == "tip:partOf":
            parts.add((subject, target.removeprefix("id:")))
        elif subject:
            prefix, _, local = target.partition(":")
            matches[subject].add(namespaces[prefix] + local)
    entities = _entities(rows, matches)
    return Mappings(
        names=names,
        entities=entities,
        parts=tuple(sorted(parts)),
        tables=tuple(table.info for table in tables),
        version=digest(*(part for table in tables for part in (table.info.file, table.info.sha256))),
        _index={entity.id: entity for entity in entities},
    )


def _name(row: _Row) -> Name:
    return Name(
        text=row.get("subject_label"),
        entity=row.get("object_id").removeprefix("id:"),
        cls=row.get("object_category").removeprefix("tip:"),
        kind=_kind(row),
        case_sensitive=_is_exact(row),
        scope=row.get("document_country"),
        row=row.place,
    )


def _entities(rows: Iterable[_Row], matches: Mapping[str, Iterable[str]]) -> tuple[Entity, ...]:
    """One entity for each object; a demonym is a word about it, not a name of it."""
    by_object: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if not row.get("subject_id"):
            by_object[row.get("object_id").removeprefix("id:")].append(row)
    return tuple(
        Entity(
            id=entity_id,
            cls=group[0].get("object_category").removeprefix("tip:"),
            label=group[0].get("object_label"),
            country=group[0].get("country"),
            aliases=tuple(
                dict.fromkeys(
                    row.get("subject_label")
                    for row in group
                    if _kind(row) != "demonym" and row.get("subject_label") != row.get("object_label")
                )
            ),
            matches=tuple(sorted(matches.get(entity_id, ()))),
            known=True,
        )
        for entity_id, group in sorted(by_object.items())
    )
