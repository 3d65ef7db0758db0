"""SSSOM tables of names -> Mappings; every fault with its file, line and remedy.

Rows are of two sorts. A *name row* has no `subject_id`: the text in `subject_label` names the thing `object_id`, as
`skos:exactMatch` (a name), `tip:acronymOf` or `tip:demonymOf` ("Ukrainian"). A *thing row* has a `subject_id`:
`skos:exactMatch` gives the thing's identifier elsewhere (Wikidata, EU), `tip:partOf` the larger thing it belongs to.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg.errors import MappingError
from kg.model import Entity
from kg.rdf import compress, expand
from kg.resources import data_folder
from kg.sssom import LITERAL, Row, Table, TableInfo, read_table

NameKind = Literal["name", "acronym", "demonym"]

_KINDS: Mapping[str, NameKind] = {
    "skos:exactMatch": "name",
    "tip:acronymOf": "acronym",
    "tip:demonymOf": "demonym",
}
_THING_PREDICATES = ("skos:exactMatch", "tip:partOf")
_CASES = ("", "any", "exact", "mixed")
_PARTS = ("", "header")
_ISO2 = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Name:
    """A text that names an entity.

    `scope` is the ISO 3166-1 alpha-2 code of the country whose documents use the name so, "" for all documents;
    the scoped reading goes before the unscoped one. `mixed_only` marks an acronym that is an English word too
    (US, WHO): in a text that is all capitals it names nothing. `header_only` marks
    short names of offices that hold only in a cable's header (EUR, IO). `row` is the place in a table that
    says so ("countries.sssom.tsv:17").
    """

    text: str
    entity: str
    cls: str
    kind: NameKind
    case_sensitive: bool
    scope: str
    row: str
    mixed_only: bool = False
    header_only: bool = False

    def accepts(self, written: str, *, capitals: bool = False, header: bool = False) -> bool:
        """Whether `written` is this name, in a text all in capitals, in a cable's header.

        Letter by letter if case counts; else in any capitals, but with no lower-case beginning unless the
        row has one ("polish" is not "Polish").
        """
        if (capitals and self.mixed_only) or (self.header_only and not header):
            return False
        if written == self.text:
            return True
        if self.case_sensitive or written.casefold() != self.text.casefold():
            return False
        return not written[:1].islower() or self.text[:1].islower()


@dataclass(frozen=True, slots=True)
class Mappings:
    """All tables read together. `entities` are sorted by id, `names` by table and line.

    `parts` are (part, whole) pairs of entity ids. The `matches` of an entity are full IRIs.
    """

    names: tuple[Name, ...]
    entities: tuple[Entity, ...]
    parts: tuple[tuple[str, str], ...]
    tables: tuple[TableInfo, ...]
    _index: Mapping[str, Entity] = field(repr=False, compare=False)

    def entity(self, entity_id: str) -> Entity:
        """The entity with that id ("az/ministry-of-justice"). Raises `KeyError` for an id that no table names."""
        return self._index[entity_id]


def load_mappings(folder: Path | None = None, extra: Iterable[Path] = ()) -> Mappings:
    """All `*.sssom.tsv` of `folder` (the shipped tables if None) and the tables `extra`.

    Raises `MappingError` that lists every fault of every table, one a line.
    """
    folder = folder or data_folder("ontology") / "mappings"
    paths = sorted({*folder.glob("*.sssom.tsv"), *extra}, key=lambda path: (path.name, str(path)))
    if not paths:
        raise MappingError(f"{folder}: no mapping table here; give a folder with files named *.sssom.tsv")
    tables = [read_table(path) for path in paths]
    classes = _known_classes()
    _raise([fault for table in tables for fault in (*table.faults, *_row_faults(table, classes))])
    naming = [row for table in tables for row in table.rows if not row.get("subject_id")]
    things = [row for table in tables for row in table.rows if row.get("subject_id")]
    names = tuple(_name(row) for row in naming)
    _raise([*_name_faults(names), *_object_faults(naming), *_thing_faults(things, naming)])
    namespaces = {prefix: namespace for table in tables for prefix, namespace in table.curie_map.items()}
    entities = _entities(naming, _matches(things, namespaces))
    return Mappings(
        names=names,
        entities=entities,
        parts=_parts(things),
        tables=tuple(table.info for table in tables),
        _index={entity.id: entity for entity in entities},
    )


def _raise(faults: list[str]) -> None:
    if faults:
        raise MappingError("\n".join(faults))


def _known_classes() -> frozenset[str]:
    """CURIEs of the classes that `ontology/core.ttl` declares."""
    ontology = ox.parse(path=data_folder("ontology") / "core.ttl", format=ox.RdfFormat.TURTLE)
    declares = (ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("owl:Class")))
    return frozenset(compress(t.subject.value) for t in ontology if (t.predicate, t.object) == declares)


def _row_faults(table: Table, classes: Container[str]) -> Iterator[str]:
    """What is wrong with the meaning of single rows."""
    for row in table.rows:
        faults = _thing_row_faults(row) if row.get("subject_id") else _name_row_faults(row, table, classes)
        for fault in faults:
            yield f"{row.place}: {fault}"


def _name_row_faults(row: Row, table: Table, classes: Container[str]) -> Iterator[str]:
    subject_type = row.get("subject_type") or (LITERAL if table.literal_subjects else "")
    if subject_type != LITERAL:
        yield f"subject_type is `{subject_type}`; a name is an `{LITERAL}`, in the header or in the cell"
    predicate, target, category = (row.get(c) for c in ("predicate_id", "object_id", "object_category"))
    if predicate and predicate not in _KINDS:
        yield f"predicate `{predicate}` makes no name; use one of {', '.join(_KINDS)}"
    if target.partition(":")[0] in table.curie_map and not target.startswith("id:"):
        yield f"object_id `{target}` is no thing of this graph; write id:…, and Wikidata in a row with a subject_id"
    if category and category not in classes:
        yield f"unknown class `{category}`; use a class of ontology/core.ttl"
    for column in ("country", "document_country"):
        if row.get(column) and not _ISO2.fullmatch(row.get(column)):
            yield f"{column} `{row.get(column)}` is no country code; write two capitals such as AZ"
    if row.get("letter_case") not in _CASES:
        yield f"letter_case `{row.get('letter_case')}` is unknown; write any, exact, mixed or nothing"
    if row.get("document_part") not in _PARTS:
        yield f"document_part `{row.get('document_part')}` is unknown; write header or nothing"


def _thing_row_faults(row: Row) -> Iterator[str]:
    predicate = row.get("predicate_id")
    if predicate and predicate not in _THING_PREDICATES:
        yield f"predicate `{predicate}` links no things; use one of {', '.join(_THING_PREDICATES)}"
    for column in ("subject_id", "object_id") if predicate == "tip:partOf" else ("subject_id",):
        if row.get(column) and not row.get(column).startswith("id:"):
            yield f"{column} `{row.get(column)}` is no thing of this graph; write id:…"


def _name_faults(names: Iterable[Name]) -> Iterator[str]:
    """One text, in one scope, names one thing, once; its demonym reading is counted apart."""
    first: dict[tuple[object, ...], Name] = {}
    for name in names:
        text = name.text if name.case_sensitive else name.text.casefold()
        key = (text, name.case_sensitive, name.scope, name.kind == "demonym", name.header_only)
        other = first.setdefault(key, name)
        if other is name:
            continue
        if other.entity != name.entity:
            yield (
                f"{name.row}: `{name.text}` names id:{name.entity}, but id:{other.entity} in {other.row}; "
                "give one of them a document_country or remove it"
            )
        elif other.text == name.text:
            yield f"{name.row}: `{name.text}` stands in {other.row} already; remove one of the rows"


def _object_faults(names: Iterable[Row]) -> Iterator[str]:
    """A thing has one preferred label, one class, one country."""
    first: dict[str, Row] = {}
    for row in names:
        other = first.setdefault(row.get("object_id"), row)
        for column in ("object_label", "object_category", "country"):
            if row.get(column) != other.get(column):
                yield (
                    f"{row.place}: {row.get('object_id')} has the {column} `{row.get(column)}`, "
                    f"but `{other.get(column)}` in {other.place}; make them equal"
                )


def _thing_faults(things: Iterable[Row], names: Iterable[Row]) -> Iterator[str]:
    """A thing row stands once, and each of its things has a name."""
    named = {row.get("object_id") for row in names}
    first: dict[tuple[str, ...], Row] = {}
    for row in things:
        triple = tuple(row.get(column) for column in ("subject_id", "predicate_id", "object_id"))
        other = first.setdefault(triple, row)
        if other is not row:
            yield f"{row.place}: says what stands in {other.place} already; remove one of the rows"
        for thing in (triple[0], triple[2]):
            if thing.startswith("id:") and thing not in named:
                yield f"{row.place}: no table names `{thing}`; give it a name row or correct the id"


def _matches(things: Iterable[Row], namespaces: Mapping[str, str]) -> dict[str, set[str]]:
    """Entity id → IRIs of the same thing elsewhere."""
    matches: dict[str, set[str]] = defaultdict(set)
    for row in things:
        if row.get("predicate_id") == "skos:exactMatch":
            prefix, _, local = row.get("object_id").partition(":")
            matches[row.get("subject_id").removeprefix("id:")].add(namespaces[prefix] + local)
    return matches


def _parts(things: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    pairs = {
        (row.get("subject_id").removeprefix("id:"), row.get("object_id").removeprefix("id:"))
        for row in things
        if row.get("predicate_id") == "tip:partOf"
    }
    return tuple(sorted(pairs))


def _name(row: Row) -> Name:
    kind = _KINDS[row.get("predicate_id")]
    case = row.get("letter_case") or ("exact" if kind == "acronym" else "any")
    return Name(
        text=row.get("subject_label"),
        entity=row.get("object_id").removeprefix("id:"),
        cls=row.get("object_category").removeprefix("tip:"),
        kind=kind,
        case_sensitive=case != "any",
        scope=row.get("document_country"),
        row=row.place,
        mixed_only=case == "mixed",
        header_only=row.get("document_part") == "header",
    )


def _entities(names: Iterable[Row], matches: Mapping[str, Iterable[str]]) -> tuple[Entity, ...]:
    """One entity for each object; a demonym is a word about it, not a name of it."""
    by_object: dict[str, list[Row]] = defaultdict(list)
    for row in names:
        by_object[row.get("object_id").removeprefix("id:")].append(row)
    return tuple(
        _entity(entity_id, rows, tuple(sorted(matches.get(entity_id, ()))))
        for entity_id, rows in sorted(by_object.items())
    )


def _entity(entity_id: str, rows: list[Row], matches: tuple[str, ...]) -> Entity:
    label = rows[0].get("object_label")
    spellings = (row.get("subject_label") for row in rows if _KINDS[row.get("predicate_id")] != "demonym")
    return Entity(
        id=entity_id,
        cls=rows[0].get("object_category").removeprefix("tip:"),
        label=label,
        country=rows[0].get("country"),
        aliases=tuple(dict.fromkeys(text for text in spellings if text != label)),
        matches=matches,
        known=True,
    )
