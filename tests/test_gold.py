"""The gold standards quote their documents exactly and hold together."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "data" / "gold"
EXAMPLES = {
    "09BAKU9001": ROOT / "examples" / "baku-cable.txt",
    "narrative-moldova": ROOT / "examples" / "narrative-moldova.txt",
    "ngo-shadow-report": ROOT / "examples" / "ngo-shadow-report.md",
}
DOCUMENTS = EXAMPLES | {path.stem: path for path in sorted((ROOT / "tests" / "data" / "documents").iterdir())}
LITERAL_OBJECTS = {"providesService", "criminalizes", "penalizes"}
Row = dict[str, str]


def _read(document: str, table: str) -> list[Row]:
    with (GOLD / document / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(None not in row and None not in row.values() for row in rows), f"{document}/{table}: ragged rows"
    return rows


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_every_example_and_test_document_has_a_gold_standard() -> None:
    assert set((ROOT / "examples").iterdir()) == set(EXAMPLES.values())
    assert {path.name for path in GOLD.iterdir()} == set(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_quotation_stands_in_the_document(document: str) -> None:
    text = _folded(DOCUMENTS[document].read_text(encoding="utf-8"))
    quotes = [row["first_quote"] for row in _read(document, "entities_all")]
    quotes += [row["quote"] for table in ("relations_all", "flows", "stats") for row in _read(document, table)]
    assert [quote for quote in quotes if _folded(quote) not in text] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_of_an_entity_stands_in_the_document(document: str) -> None:
    text = _folded(DOCUMENTS[document].read_text(encoding="utf-8")).casefold()
    names = {alias for row in _read(document, "entities_all") for alias in row["aliases"].split("|")}
    assert {name for name in names if name.casefold() not in text} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_relations_flows_and_numbers_name_entities_of_the_table(document: str) -> None:
    known = {row["id"] for row in _read(document, "entities_all")}
    relations = _read(document, "relations_all")
    named = {row["subject_id"] for row in relations}
    named |= {row["object_id"] for row in relations if row["predicate"] not in LITERAL_OBJECTS}
    sources = {row["source"] for table in ("relations_all", "flows", "stats") for row in _read(document, table)}
    named |= {speaker for source in sources for speaker in source.split("|")}
    assert named - known <= {"cable", "narrative"}  # the document's own voice


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("table", ["entities", "relations"])
def test_what_is_certain_is_a_part_of_all_that_is_acceptable(document: str, table: str) -> None:
    certain, acceptable = ([tuple(row.values()) for row in _read(document, name)] for name in (table, f"{table}_all"))
    assert certain
    assert set(certain) <= set(acceptable)
    assert len(set(acceptable)) == len(acceptable)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_numbers_hold_a_number_and_flows_an_end(document: str) -> None:
    assert all(re.search(r"\d", row["value"]) for row in _read(document, "stats"))
    assert all(row["origin_iso2"] or row["destination_iso2"] or row["transit_iso2"] for row in _read(document, "flows"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_relations_use_predicates_of_the_ontology(document: str) -> None:
    core = ROOT / "ontology" / "core.ttl"
    declared = set(re.findall(r"^tip:([a-z]\w*) ", core.read_text(encoding="utf-8"), re.MULTILINE))
    assert {row["predicate"] for row in _read(document, "relations_all")} - declared == set()
