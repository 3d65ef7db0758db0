"""Scores: they follow the rules of the gold standard, and agree with the scorer that partners use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from handmade import hand_made_turtle

from kg.errors import DocumentError
from kg.evaluate import Score, evaluate, numbers
from kg.gold import normal

SHARED = Path(__file__).parents[1].parent / "shared"
ENTITIES = """id\ttype\tcanonical_name\taliases\tcountry_scope
mol\tMinistry\tMinistry of Labour\tMoL|the ministry\tXR
blue\tFacility\tThe Blue Door Shelter\tshelter\tXR
watch\tNGO\tHarbour Watch\t\tXR
xr\tCountry\tRuritania\t\tXR
lost\tLegalInstrument\tTreaty of Strelsau\t\tXR
women\tVictimGroup\tWomen\t\tXR
"""
RELATIONS = """subject_id\tpredicate\tobject_id\tsource\tpolarity\tmodality
mol\tfunds\tblue\tcable\tpos\tasserted
watch\tmemberOf\tblue\tcable\tpos\tasserted
blue\tprovidesService\tfree shelter and food\tcable\tpos\tasserted
women\toriginatesFrom\txr\tcable\tpos\tasserted
"""
FLOWS = """origin_iso2\ttransit_iso2\tdestination_iso2\texploitation
XR\tXG\tXL\tsexual
XR\t\t\tunspecified
"""
STATS = """indicator\tvalue\tquote
victims identified\t12\tIn 2008 police identified 12 victims
victims identified\t15-20\tIn 2008, 15 to 20 victims were identified
victims identified\t99\tnowhere in this text at all
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    tables = {"entities": ENTITIES, "relations": RELATIONS, "flows": FLOWS, "stats": STATS}
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_bytes(hand_made_turtle())
    return path


def test_entities_are_found_by_any_name_and_the_missing_one_is_named(graph: Path, gold: Path) -> None:
    scores = evaluate(graph, gold)
    assert scores.kinds["entities"].recall == 0.8
    assert scores.missed["entities"] == ("Treaty of Strelsau",)
    assert "Lutha" in scores.wrong["entities"]


def test_relations_count_when_predicate_and_both_ends_are_right(graph: Path, gold: Path) -> None:
    scores = evaluate(graph, gold)
    assert scores.kinds["relations"].recall == round(2 / 3, 3)  # the relation of a victim group is not scored here
    assert scores.predicates["funds"] == Score(1.0, 1.0, 1.0, 1, 2)
    assert scores.predicates["memberOf"].recall == 0.0
    assert scores.missed["relations"] == ("Harbour Watch --memberOf--> The Blue Door Shelter",)
    assert scores.shares["polarity of right relations"] == round(
        2 / 3, 3
    )  # one of the two claims of funding is negated


def test_flows_count_when_both_ends_are_right(graph: Path, gold: Path) -> None:
    scores = evaluate(graph, gold)
    assert scores.kinds["flows"] == Score(1.0, 0.5, 0.667, 2, 1)
    assert scores.missed["flows"] == ("XR -> ?",)
    assert scores.shares["exploitation of right flows"] == 1.0


def test_numbers_count_once_each_where_the_sentence_is_the_same(graph: Path, gold: Path) -> None:
    scores = evaluate(graph, gold)
    assert scores.kinds["statistics"] == Score(1.0, 0.667, 0.8, 3, 2)
    assert scores.missed["statistics"] == ("victims identified = 99 (nowhere in this text at all)",)


def test_every_statement_is_seen_to_have_its_quote(graph: Path, gold: Path) -> None:
    counts = evaluate(graph, gold).counts
    assert counts["statements with a quote"] == counts["statements"] > 0


def test_a_true_statement_of_one_annotator_costs_no_precision(graph: Path, gold: Path) -> None:
    before = evaluate(graph, gold).kinds["entities"]
    (gold / "entities_all.tsv").write_text(ENTITIES + "xl\tCountry\tLutha\t\tXL\n", encoding="utf-8")
    after = evaluate(graph, gold).kinds["entities"]
    assert after.precision > before.precision
    assert (after.recall, after.gold) == (before.recall, before.gold)


def test_names_are_compared_without_case_punctuation_article_and_possessive() -> None:
    assert normal("The Women\u2019s Crisis-Centre") == normal("women crisis centre")


@pytest.mark.parametrize(
    ("text", "found"), [("1,234", {1234.0}), ("15-20", {15.0, 20.0}), ("none.", set()), ("7.5 %", {7.5})]
)
def test_numbers_are_read_from_texts(text: str, found: set[float]) -> None:
    assert numbers(text) == found


def test_a_gold_folder_without_its_tables_is_named(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"entities\.tsv"):
        evaluate(graph, tmp_path / "no gold")


def test_a_gold_table_without_a_column_is_named(graph: Path, gold: Path) -> None:
    (gold / "relations.tsv").write_text("subject_id\tpredicate\nx\ty\n")
    with pytest.raises(DocumentError, match=r"relations\.tsv.*object_id"):
        evaluate(graph, gold)


@pytest.mark.skipif(not SHARED.exists(), reason="the partners' scorer is not beside this checkout")
def test_the_numbers_agree_with_the_scorer_that_partners_use(graph: Path, gold: Path) -> None:
    command = [sys.executable, *map(str, (SHARED / "tools" / "score.py", graph, gold)), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = evaluate(graph, gold)
    for kind, score in ours.kinds.items():
        wanted = {name: theirs[kind][name] for name in ("precision", "recall", "f1", "gold", "found")}
        assert wanted == {name: getattr(score, name) for name in wanted}, kind
    matched = theirs["polarity, modality of matched"]
    assert matched["polarity"] == ours.shares["polarity of right relations"]
    assert matched["modality"] == ours.shares["modality of right relations"]
    assert theirs["flows"]["exploitation"] == ours.shares["exploitation of right flows"]
    assert theirs["evidence"] == {"with quote": ours.counts["statements with a quote"], "of": ours.counts["statements"]}
