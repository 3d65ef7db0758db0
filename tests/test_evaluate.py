"""Scores: they follow the rules of the gold standard, and agree with the scorer that partners use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from handmade import hand_made_turtle

from kg.errors import DocumentError
from kg.evaluate import Score, Scores, evaluate
from kg.evaluate.matching import numbers
from kg.gold import normal
from kg.pipeline import build

ROOT = Path(__file__).parents[1]
_SCORERS = [folder / "shared" / "tools" / "score.py" for folder in ROOT.parents]
SCORER = next((path for path in _SCORERS if path.exists()), _SCORERS[0])
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


def score(graph: Path, gold: Path) -> Scores:
    """The scores of the one document."""
    (scores,) = evaluate(graph, gold).documents
    return scores


def missed(scores: Scores, kind: str) -> tuple[str, ...]:
    return tuple(row.text for row in scores.missed if row.kind == kind)


def wrong(scores: Scores, kind: str) -> tuple[str, ...]:
    return tuple(finding.text for finding in scores.wrong if finding.kind == kind)


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
    scores = score(graph, gold)
    assert scores.kinds["entities"].recall == 0.8
    assert missed(scores, "entities") == ("Treaty of Strelsau",)
    assert "Lutha" in wrong(scores, "entities")


def test_relations_count_when_predicate_and_both_ends_are_right(graph: Path, gold: Path) -> None:
    scores = score(graph, gold)
    assert scores.kinds["relations"].recall == round(2 / 3, 3)  # the relation of a victim group is not scored here
    assert scores.predicates["funds"] == Score(hit_gold=1, gold=1, hit_found=2, found=2)
    assert scores.predicates["memberOf"].recall == 0.0
    assert missed(scores, "relations") == ("Harbour Watch --memberOf--> The Blue Door Shelter",)
    polarity = scores.shares["polarity of right relations"]
    assert (polarity.part, polarity.of) == (2, 3)  # one of the two claims of funding is negated


def test_flows_count_when_both_ends_are_right(graph: Path, gold: Path) -> None:
    scores = score(graph, gold)
    assert scores.kinds["flows"] == Score(hit_gold=1, gold=2, hit_found=1, found=1)
    assert missed(scores, "flows") == ("XR -> ?",)
    assert scores.shares["exploitation of right flows"].value == 1.0


def test_numbers_count_once_each_where_the_sentence_is_the_same(graph: Path, gold: Path) -> None:
    scores = score(graph, gold)
    assert scores.kinds["statistics"] == Score(hit_gold=2, gold=3, hit_found=2, found=2)
    assert missed(scores, "statistics") == ("victims identified = 99",)
    assert scores.indicators["victims identified"] == Score(hit_gold=2, gold=3, hit_found=2, found=2)


def test_every_fault_has_its_sentence_and_the_place_of_it_in_its_paragraph(graph: Path, gold: Path) -> None:
    (gold / "relations.tsv").write_text(
        "subject_id\tpredicate\tobject_id\tpolarity\tmodality\tquote\n"
        "mol\toperates\tblue\tpos\tasserted\tRuritania funds the Blue Door shelter\n",
        encoding="utf-8",
    )
    scores = score(graph, gold)
    (absent,) = [row for row in scores.missed if row.kind == "relations"]
    assert [(place.passage, scores.passages[place.passage][place.start : place.end]) for place in absent.places] == [
        ("1", "Ruritania funds\nthe Blue Door shelter")
    ]
    alarms = [finding for finding in scores.wrong if finding.kind == "relations"]
    assert alarms
    for finding in alarms:
        texts = [scores.passages[place.passage][place.start : place.end] for place in finding.places]
        assert " ".join(texts[0].split()) in finding.quote
        assert finding.confidence is not None
        assert finding.rules


def test_every_statement_is_seen_to_have_its_quote(graph: Path, gold: Path) -> None:
    counts = score(graph, gold).counts
    assert counts["statements with a quote"] == counts["statements"] > 0


def test_a_true_statement_of_one_annotator_costs_no_precision(graph: Path, gold: Path) -> None:
    before = score(graph, gold).kinds["entities"]
    (gold / "entities_all.tsv").write_text(ENTITIES + "xl\tCountry\tLutha\t\tXL\n", encoding="utf-8")
    after = score(graph, gold).kinds["entities"]
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


# ------------------------------------------------------------------------------------------ several documents

GOLD = ROOT / "tests" / "data" / "gold"
EXAMPLES = {"baku-cable.txt": "09BAKU9001", "narrative-moldova.txt": "narrative-moldova"}


@pytest.fixture(scope="module")
def singles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A graph of each of two examples by itself."""
    folder = tmp_path_factory.mktemp("singles")
    for file, name in EXAMPLES.items():
        build(ROOT / "examples" / file, folder / name)
    return {name: folder / name for name in EXAMPLES.values()}


def test_a_document_in_a_graph_of_many_is_scored_as_if_it_were_alone(
    singles: dict[str, Path], examples_graph: Path
) -> None:
    together = {scores.document: scores for scores in evaluate(examples_graph, GOLD).documents}
    assert set(EXAMPLES.values()) < set(together)
    for name, graph in singles.items():
        alone = score(graph, GOLD / name)
        assert together[name].kinds == alone.kinds
        assert together[name].missed == alone.missed


def test_totals_add_up_the_documents(examples_graph: Path) -> None:
    evaluation = evaluate(examples_graph, GOLD)
    for kind, total in evaluation.total.kinds.items():
        each = [scores.kinds[kind] for scores in evaluation.documents]
        assert total.gold == sum(one.gold for one in each)
        assert total.hit_found == sum(one.hit_found for one in each)
        assert min(one.recall for one in each) <= total.recall <= max(one.recall for one in each)


def test_several_folders_may_be_given_and_a_document_that_is_not_there_is_named(
    singles: dict[str, Path], examples_graph: Path
) -> None:
    some = evaluate(examples_graph, [GOLD / "09BAKU9001", GOLD / "narrative-moldova"])
    assert [scores.document for scores in some.documents] == ["09BAKU9001", "narrative-moldova"]
    one = evaluate(singles["09BAKU9001"], GOLD)
    assert [scores.document for scores in one.documents] == ["09BAKU9001"]
    assert {"narrative-moldova", "ngo-shadow-report"} <= set(one.absent)


def test_gold_of_other_documents_is_refused_with_both_names(examples_graph: Path, gold: Path) -> None:
    with pytest.raises(DocumentError, match=r"09BAKU9001.*gold"):
        evaluate(examples_graph, gold)


# ----------------------------------------------------------------------------------------- the partners' scorer


def _assert_agrees(graph: Path, gold: Path) -> None:
    command = [sys.executable, *map(str, (SCORER, graph, gold)), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = score(graph, gold)
    for kind, mine in ours.kinds.items():
        wanted = {name: theirs[kind][name] for name in ("precision", "recall", "f1", "gold", "found")}
        assert wanted == {name: getattr(mine, name) for name in wanted}, kind
    matched = theirs["polarity, modality of matched"]
    assert matched["polarity"] == ours.shares["polarity of right relations"].value
    assert matched["modality"] == ours.shares["modality of right relations"].value
    assert theirs["flows"]["exploitation"] == ours.shares["exploitation of right flows"].value
    assert theirs["evidence"] == {"with quote": ours.counts["statements with a quote"], "of": ours.counts["statements"]}


beside = pytest.mark.skipif(not SCORER.exists(), reason="the partners' scorer is not beside this checkout")


@beside
def test_the_numbers_agree_with_the_scorer_that_partners_use(graph: Path, gold: Path) -> None:
    _assert_agrees(graph, gold)


@beside
def test_the_numbers_of_the_examples_agree_with_it_too(singles: dict[str, Path]) -> None:
    for name, graph in singles.items():
        _assert_agrees(graph / "graph.ttl", GOLD / name)
