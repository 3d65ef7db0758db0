"""Confidence: rules are trusted as gold standards found them, doubts take away, and thresholds leave no trace."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from factories import MINISTRY, sample_claims
from handmade import hand_made_graph

from kg.check import check_graph
from kg.confidence import Confidences, load_confidences
from kg.errors import MappingError
from kg.evaluate import Evaluation, Finding, Scores, Share
from kg.evaluate.calibration import confidence_table, count_rules, cross_checked, curve, reliability, smooth
from kg.rdf import TIP, expand
from kg.store import Graph

GOLD = Path(__file__).parent / "data" / "gold"
TABLE = Confidences(
    {
        ("relations", "*"): 0.8,
        ("relations", "good rule"): 0.95,
        ("relations", "bad rule"): 0.4,
        ("relations", "doubt: negated"): 0.6,
        ("relations", "doubt: names in no table"): 0.7,
        ("relations", "doubt: planned"): 0.9,
    }
)


# ------------------------------------------------------------------------------------------------- at extraction


def test_a_rule_is_trusted_as_gold_standards_found_it() -> None:
    claim = replace(sample_claims()[0], rule="good rule", confidence=0.5)
    (weighed,) = TABLE.weigh([claim], {MINISTRY})
    assert weighed.confidence == 0.95
    assert replace(weighed, confidence=0.5) == claim


def test_an_untried_rule_is_trusted_like_its_kind_but_not_more_than_its_author_does() -> None:
    for estimate, given in ((0.9, 0.8), (0.5, 0.5)):
        (weighed,) = TABLE.weigh([replace(sample_claims()[0], rule="new", confidence=estimate)], {MINISTRY})
        assert weighed.confidence == given
    (weighed,) = Confidences({}).weigh([replace(sample_claims()[0], rule="new", confidence=0.7)], {MINISTRY})
    assert weighed.confidence == 0.7


def test_doubts_take_away_what_their_findings_are_less_often_right() -> None:
    claim = replace(sample_claims()[0], rule="good rule", polarity="Affirmed", modality="Asserted")
    (negated,) = TABLE.weigh([replace(claim, polarity="Negated")], {MINISTRY})
    (planned,) = TABLE.weigh([replace(claim, modality="Planned")], {MINISTRY})
    (unknown,) = TABLE.weigh([claim], set())
    assert negated.confidence == round(0.95 * 0.6 / 0.8, 3)
    assert planned.confidence == 0.95  # plans are right more often than the kind: that is no reason to trust it more
    assert unknown.confidence == round(0.95 * 0.7 / 0.8, 3)
    assert unknown.doubts == ("names in no table",)


def test_the_best_of_several_rules_counts() -> None:
    assert TABLE.of("relations", ["bad rule", "good rule"], []) == 0.95


@pytest.mark.parametrize(
    ("column", "share"), [("confidence", "0"), ("confidence", "1.2"), ("confidence", "often"), ("share", "1")]
)
def test_a_fault_of_the_table_is_named_with_its_line(tmp_path: Path, column: str, share: str) -> None:
    path = tmp_path / "confidence.tsv"
    path.write_text(f"kind\trule\ttried\tright\t{column}\nflows\t*\t1\t1\t{share}\n", encoding="utf-8")
    with pytest.raises(MappingError, match=r"confidence\.tsv, line 2: .*confidence"):
        load_confidences(path)


def test_doubts_are_told_in_the_graph(examples_graph: Path) -> None:
    rows = Graph.open(examples_graph).query("SELECT DISTINCT ?d { ?s tip:weakenedBy ?d } ORDER BY ?d").records()
    assert {"agent understood", "end understood", "names in no table", "reference", "unit carried"} >= {
        row["d"] for row in rows
    }
    assert len(rows) > 1


# --------------------------------------------------------------------------------------------------- calibration


def _finding(rule: str, *, right: bool, confidence: float | None = 0.5, doubts: tuple[str, ...] = ()) -> Finding:
    return Finding(
        "flows", "", "x", right=right, quote="", places=(), rules=(rule,), doubts=doubts, confidence=confidence
    )


def _scores(document: str, *findings: Finding) -> Scores:
    return Scores(document, {}, {}, {}, {}, {}, findings)


def test_rules_kinds_and_doubts_are_counted_and_entities_are_not() -> None:
    findings = [
        _finding("a", right=True),
        _finding("a", right=False, doubts=("denied",)),
        _finding("name", right=True, confidence=None),
    ]
    assert count_rules(findings) == {
        ("flows", "*"): Share(1, 2),
        ("flows", "a"): Share(1, 2),
        ("flows", "doubt: denied"): Share(0, 1),
    }


def test_few_tries_are_drawn_towards_the_kind_and_many_speak_for_themselves() -> None:
    few = [_finding("few", right=False)]
    many = [_finding("many", right=False) for _ in range(200)]
    rest = [_finding("rest", right=True) for _ in range(799)]
    shares = smooth(count_rules([*few, *many, *rest])).shares
    assert shares["flows", "*"] == pytest.approx(0.8, abs=0.01)
    assert 0.6 < shares["flows", "few"] < 0.8
    assert shares["flows", "many"] < 0.05


def test_a_document_is_not_judged_by_its_own_gold_standard() -> None:
    first = _scores("a", *[_finding("r", right=True) for _ in range(20)])
    second = _scores("b", *[_finding("r", right=False) for _ in range(20)])
    checked = cross_checked(Evaluation((first, second)))
    assert {(finding.right, (finding.confidence or 0) > 0.5) for finding in checked} == {(True, False), (False, True)}


def test_bins_hold_every_finding_once_with_what_was_promised_and_what_came_true() -> None:
    findings = [_finding("r", right=i % 2 == 0, confidence=i / 20) for i in range(21)]
    bins = reliability(findings)
    assert sum(one.right.of for one in bins) == len(findings)
    assert all(one.low <= one.promised <= one.high for one in bins)
    assert bins[-1].right == Share(1, 2)


def test_a_table_that_is_written_is_read_as_it_was_measured(tmp_path: Path) -> None:
    findings = [_finding(rule, right=right) for rule in ("=a", "b: c") for right in (True, True, False)]
    path = tmp_path / "confidence.tsv"
    path.write_text(confidence_table(Evaluation((_scores("a", *findings),))), encoding="utf-8")
    assert load_confidences(path) == smooth(count_rules(findings))


# ----------------------------------------------------------------------------------------------------- threshold


def _graph(**shares: float) -> Graph:
    """The hand-made graph with confidences of claims by their predicate."""
    store = ox.Store()
    store.load(hand_made_graph().turtle(), format=ox.RdfFormat.TURTLE)
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(expand("rdf:predicate")), None)):
        assert isinstance(quad.object, ox.NamedNode)
        if share := shares.get(quad.object.value.removeprefix(TIP)):
            confidence = ox.NamedNode(TIP + "confidence")
            for old in list(store.quads_for_pattern(quad.subject, confidence, None)):
                store.remove(old)
            value = ox.Literal(str(share), datatype=ox.NamedNode(expand("xsd:decimal")))
            store.add(ox.Quad(quad.subject, confidence, value))
    return Graph.parse(store.dump(format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph()) or b"")


def test_an_edge_does_not_survive_the_claims_that_carry_it() -> None:
    graph = _graph(chairs=0.3)
    ask = "ASK { ?s tip:chairs ?o }"
    assert graph.query(ask)
    left = graph.confident(0.5)
    assert not left.query(ask)
    assert not left.query("ASK { ?c rdf:predicate tip:chairs }")
    assert left.query("ASK { ?s tip:memberOf ?o }")


def test_an_edge_stays_while_one_claim_that_stays_earns_it() -> None:
    graph = _graph(chairs=0.3)
    (row,) = graph.query("SELECT ?c ?s ?o { ?c rdf:predicate tip:chairs ; rdf:subject ?s ; rdf:object ?o }").records()
    second = f"""<urn:second> a tip:Claim ; rdf:subject <{row["s"]}> ; rdf:object <{row["o"]}> ;
        rdf:predicate tip:chairs ; tip:polarity tip:Affirmed ; tip:modality tip:%s ; tip:confidence 0.9 ."""
    for modality, stays in (("Asserted", True), ("Alleged", False)):
        head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in graph.prefixes().items())
        both = Graph.parse(graph.turtle() + (head + second % modality).encode())
        assert bool(both.confident(0.5).query("ASK { ?s tip:chairs ?o }")) is stays


def test_what_is_left_passes_every_check_and_points_at_nothing_that_went(examples_graph: Path, tmp_path: Path) -> None:
    whole = Graph.open(examples_graph)
    left = whole.confident(0.9)
    (tmp_path / "left.ttl").write_bytes(left.turtle())
    assert check_graph(tmp_path / "left.ttl").conforms
    before, after = ({str(t.subject) for t in graph.triples()} for graph in (whole, left))
    gone = before - after
    assert any("/claim/" in iri for iri in gone)
    assert any("/evidence/" in iri for iri in gone)
    assert {str(t.object) for t in left.triples()} & gone == set()
    lowest = left.query("SELECT (MIN(?c) AS ?least) { ?s tip:confidence ?c }").records()
    assert float(str(lowest[0]["least"])) >= 0.9


def test_a_threshold_that_everything_passes_changes_nothing(examples_graph: Path) -> None:
    graph = Graph.open(examples_graph)
    assert graph.confident(0).turtle() == graph.turtle()


def test_a_higher_threshold_finds_less_and_errs_less(examples_graph: Path) -> None:
    points = curve(Graph.open(examples_graph), [GOLD])
    for kind in ("relations", "flows", "statistics"):
        found = [scores[kind].found for _, scores in points]
        assert found == sorted(found, reverse=True)
        assert found[-1] < found[0]
        all_of_it, surest = points[0][1][kind].precision, points[-1][1][kind].precision
        assert surest > all_of_it or surest == all_of_it == 1
