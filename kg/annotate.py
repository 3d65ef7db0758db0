"""Findings as tables that an analyst corrects in a spreadsheet and feeds back as a gold standard.

The tables have the columns of a gold standard and, beside them, a verdict to fill in, names to read, the passage, the
confidence and the rule. A row marked wrong is left out when the folder is read as a gold standard, a changed row counts
as changed, and an added row is something that the program missed.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from kg.errors import OutputError
from kg.evaluate.found import Contents, Found
from kg.evaluate.matching import indicator_name, place_key
from kg.evaluate.scores import Place
from kg.gold import CLASSES, ENTITIES, EXPLOITATION, FLOWS, RELATIONS, STATISTICS
from kg.output import output_folder
from kg.pipeline import build
from kg.rows import Tables, local
from kg.store import TURTLE_FILE, Graph
from kg.table import render, surroundings

Row = dict[str, object]

_BESIDE = ("confidence", "rule")
COLUMNS: Mapping[str, Sequence[str]] = {
    ENTITIES: ("verdict", "id", "type", "canonical_name", "aliases", "country_scope", "para", "first_quote", "known"),
    RELATIONS: (
        *("verdict", "subject", "predicate", "object", "polarity", "modality", "time", "para", "quote"),
        *("subject_id", "object_id", "source", *_BESIDE),
    ),
    FLOWS: (
        *("verdict", "origin_iso2", "transit_iso2", "destination_iso2", "exploitation", "victims", "count", "period"),
        *("polarity", "modality", "internal", "para", "quote", "source", *_BESIDE),
    ),
    STATISTICS: (
        *("verdict", "indicator", "value", "unit", "population/qualifier", "period", "para", "quote", "source"),
        *_BESIDE,
    ),
}
_FORMS = {form: name for name, form in EXPLOITATION.items()}
_AROUND = 60  # characters before and after a name: enough to judge it


def annotate(source: Path | str, out: Path | str) -> tuple[Path, ...]:
    """Write the findings of a graph, or of documents, as tables; one folder a document, `out` itself if there is one.

    `source` is a folder that `build` wrote, a Turtle file, or what `build` reads. What is in `out` already is never
    overwritten, since it may hold somebody's work. Raises KgError.
    """
    source, out = Path(source), Path(out)
    _check_free(out)
    if source.suffix == ".ttl" or (source / TURTLE_FILE).is_file():
        return _write(findings_tables(Graph.open(source)), out)
    with tempfile.TemporaryDirectory() as work:
        build([source], Path(work) / "graph")
        return _write(findings_tables(Graph.open(Path(work) / "graph")), out)


def findings_tables(graph: Graph) -> dict[str, dict[str, str]]:
    """Document → name of the file → its text, rows in reading order."""
    contents = Contents(Tables(graph.triples()))
    tables = {}
    for name in sorted(contents.documents):
        rows = _Rows(contents.document(name), graph.base)
        tables[name] = {
            file: render(columns, ([row[c] for c in columns] for row in rows.of(file)), "\t")
            for file, columns in COLUMNS.items()
        }
    return tables


class _Rows:
    """The rows of one document."""

    def __init__(self, found: Found, base: str) -> None:
        self._found, self._base = found, base
        self._passages = found.passages()

    def of(self, file: str) -> list[Row]:
        """The rows of a table, in reading order."""
        found = self._found
        makers: Mapping[str, tuple[Iterable[str], Callable[[str], Row]]] = {
            ENTITIES: (found.classes, self._entity),
            RELATIONS: (found.statements["Claim"], self._relation),
            FLOWS: (found.statements["VictimFlow"], self._flow),
            STATISTICS: (found.statements["Observation"], self._number),
        }
        iris, make = makers[file]
        places = {iri: found.places(iri) or found.first_mention(iri)[1] for iri in iris}
        return [make(iri) for iri in sorted(places, key=lambda iri: (found.reading_order(places[iri]), iri))]

    def _entity(self, iri: str) -> Row:
        found = self._found
        title, (_, places) = found.title(iri), found.first_mention(iri)
        country = next(iter(found.values(iri, "tip:country")), iri)
        return {
            "verdict": "",
            "id": self._id(iri),
            "type": _gold_type(min(found.classes[iri])),
            "canonical_name": title,
            "aliases": "|".join(sorted(name.replace("|", " ") for name in found.labels(iri) - {title})),
            "country_scope": found.one(country, "tip:iso2"),
            "para": places[0].passage if places else "",
            "first_quote": self._context(places[0]) if places else "",
            "known": "yes" if found.one(iri, "tip:known") == "true" else "no",
        }

    def _relation(self, iri: str) -> Row:
        found = self._found
        subject, predicate, value = (found.one(iri, f"rdf:{part}") for part in ("subject", "predicate", "object"))
        literal = found.has_text_object(iri, value)
        return self._circumstances(iri) | {
            "subject": found.title(subject),
            "predicate": local(predicate),
            "object": value if literal else found.title(value),
            "subject_id": self._id(subject),
            "object_id": value if literal else self._id(value),
            "time": self._period(iri),
        }

    def _flow(self, iri: str) -> Row:
        found = self._found
        transit = sorted(place_key(found, place) for place in found.values(iri, "tip:transit"))
        forms = [local(form) for form in found.values(iri, "tip:exploitation")]
        return self._circumstances(iri) | {
            "origin_iso2": place_key(found, found.one(iri, "tip:origin")),
            "transit_iso2": "|".join(transit),
            "destination_iso2": place_key(found, found.one(iri, "tip:destination")),
            "exploitation": ";".join(_FORMS.get(form, form) for form in forms),
            "victims": ";".join(local(group).lower() for group in found.values(iri, "tip:victimGroup")),
            "count": found.one(iri, "tip:victimCount"),
            "period": self._period(iri),
            "internal": "yes" if found.one(iri, "tip:internal") == "true" else "no",
        }

    def _number(self, iri: str) -> Row:
        found = self._found
        exact, least, most = (found.one(iri, f"tip:{name}") for name in ("value", "minValue", "maxValue"))
        # in words, since a spreadsheet takes "6-12" for a date
        limits = f"{least} to {most}" if least and most else f"at least {least}" if least else f"up to {most}"
        return self._circumstances(iri) | {
            "indicator": indicator_name(found, iri),
            "value": exact or limits,
            "unit": found.one(iri, "tip:unit"),
            "population/qualifier": found.one(iri, "tip:population"),
            "period": self._period(iri),
        }

    def _circumstances(self, iri: str) -> Row:
        found, places = self._found, self._found.places(iri)
        return {
            "verdict": "",
            "polarity": "neg" if found.local(iri, "tip:polarity") == "Negated" else "pos",
            "modality": found.local(iri, "tip:modality", "asserted").lower(),
            "source": "|".join(map(self._id, found.values(iri, "tip:attributedTo"))),
            "para": places[0].passage if places else "",
            "quote": found.first_quote(iri),
            "confidence": found.one(iri, "tip:confidence"),
            "rule": "; ".join(found.rules(iri)),
        }

    def _period(self, iri: str) -> str:
        period = self._found.one(iri, "tip:period")
        return self._found.one(period, "rdfs:label", period)

    def _id(self, iri: str) -> str:
        return iri.removeprefix(self._base)

    def _context(self, place: Place) -> str:
        """The words around a name, whole ones."""
        text = self._passages[place.passage]
        before, after = surroundings(text, place.start, place.end, _AROUND)
        return before + text[place.start : place.end] + after


def _gold_type(cls: str) -> str:
    """The type of that name, else the first that the class fits."""
    return cls if cls in CLASSES else next(name for name, classes in CLASSES.items() if cls in classes)


def _check_free(out: Path) -> None:
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise OutputError(f"{out}: there is something here already, maybe somebody's verdicts. Choose another --out")


def _write(tables: Mapping[str, Mapping[str, str]], out: Path) -> tuple[Path, ...]:
    places = {name: Path() if len(tables) == 1 else Path(quote(name, safe="")) for name in tables}
    with output_folder(out) as folder:
        for name, files in tables.items():
            (folder / places[name]).mkdir(exist_ok=True)
            for file, text in files.items():
                # With the mark of UTF-8, without which some spreadsheets garble the letters.
                (folder / places[name] / file).write_text(text, encoding="utf-8-sig", errors="replace")
    return tuple(out / place for place in places.values())
