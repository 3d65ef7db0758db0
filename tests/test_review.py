"""The curator's table and the report."""

import csv
from dataclasses import replace

from factories import NGO, SHELTER, sample_findings

from kg.graph import findings_triples
from kg.review import REVIEW_COLUMNS, Tally, review_table, unknown_names


def _rows(text: str) -> list[dict[str, str]]:
    lines = text.splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(rows) == len(lines) - 1
    return rows


def test_names_that_no_mapping_knows_are_listed_with_their_first_place() -> None:
    rows = _rows(review_table(unknown_names(sample_findings())))
    assert [(row["entity"], row["mentions"]) for row in rows] == [(SHELTER, "2"), (NGO, "1")]
    assert rows[0]["label"] == "Blue Door shelter"
    assert "Blue Door shelter" in rows[0]["quote"]
    assert (rows[0]["document"], rows[0]["passage"], rows[0]["country"]) == ("08RURI1", "1", "XR")


def test_the_columns_for_the_curator_are_blank() -> None:
    rows = _rows(review_table(unknown_names(sample_findings())))
    assert tuple(rows[0]) == REVIEW_COLUMNS
    assert {row[name] for row in rows for name in ("decision", "same_as", "comment")} == {""}


def test_a_name_of_several_documents_has_one_row_whatever_their_order() -> None:
    first = sample_findings()
    second = replace(first, document=replace(first.document, id="08RURI2"))
    names = [unknown_names(first), unknown_names(second)]
    tables = {review_table([*one, *other]) for one, other in (names, names[::-1])}
    (table,) = tables
    assert {row["mentions"] for row in _rows(table)} == {"4", "2"}


def test_a_hostile_name_stays_in_its_cell_and_is_no_formula() -> None:
    sample = sample_findings()
    entities = tuple(replace(e, label='=cmd|\t"x"\n') if e.id == SHELTER else e for e in sample.entities)
    by_id = {entity.id: entity for entity in entities}
    links = tuple(replace(link, entity=by_id[link.entity.id]) for link in sample.links)
    rows = _rows(review_table(unknown_names(replace(sample, entities=entities, links=links))))
    assert rows[0]["label"].startswith("'=cmd")


def test_things_and_claims_are_counted_as_the_graph_has_them() -> None:
    tally, triples = Tally(), set(findings_triples(sample_findings()))
    assert set(tally.count(triples)) == triples
    counts = tally.counts()
    assert tally.triples == len(triples)
    assert counts["predicates"] == {"funds": 2, "providesService": 1}
    assert counts["classes"]["Claim"] == 3
    assert counts["classes"]["NGO"] == 1
