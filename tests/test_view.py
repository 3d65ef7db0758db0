from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest
from factories import sample_findings
from handmade import hand_made_graph

from kg.disagreement import contradictions
from kg.graph import findings_triples
from kg.model import Findings
from kg.rdf import BASE, TIP, expand
from kg.view import view_data
from kg.wording import words


def store_of(triples: Iterable[ox.Triple], graph: ox.NamedNode | None = None) -> ox.Store:
    known = set(triples)
    store = ox.Store()
    where = graph or ox.DefaultGraph()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, where) for t in known | set(contradictions(known)))
    return store


def view_of(findings: Findings) -> dict[str, Any]:
    return view_data(store_of(findings_triples(findings)), "Sample")


@pytest.fixture(name="view")
def sample_view() -> dict[str, Any]:
    return view_of(sample_findings())


def number_of(view: dict[str, Any], label: str) -> int:
    found: int = view["nodes"]["label"].index(label)
    return found


def test_every_column_of_a_table_is_equally_long(view: dict[str, Any]) -> None:
    things = ("nodes", "documents", "passages", "mentions", "facts")
    statements = ("claims", "flows", "observations", "assessments")
    for name in (*things, *statements):
        assert len({len(column) for column in view[name].values()}) == 1, name


def test_the_tables_count_what_the_graph_counts(view: dict[str, Any]) -> None:
    store = store_of(findings_triples(sample_findings()))

    def count(cls: str) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(TIP + cls)))

    tables = {"claims": "Claim", "flows": "VictimFlow", "observations": "Observation", "assessments": "Assessment"}
    tables |= {"mentions": "Mention", "passages": "Passage", "documents": "Document"}
    assert {name: len(next(iter(view[name].values()))) for name in tables} == {n: count(c) for n, c in tables.items()}
    assert len(view["nodes"]["iri"]) == len(sample_findings().entities)


def test_a_claim_refers_to_its_ends_and_a_literal_object_is_text(view: dict[str, Any]) -> None:
    claims = view["claims"]
    ministry, shelter = number_of(view, "Ministry of Labour"), number_of(view, "Blue Door shelter")
    found = {
        (s, view["predicates"]["label"][p], o, t)
        for s, p, o, t in zip(*map(claims.get, ["subject", "predicate", "object", "text"]), strict=True)
    }
    assert found == {(ministry, "funds", shelter, ""), (shelter, "provides service", -1, "shelter")}


def test_an_assessment_tells_what_it_judges_and_how(view: dict[str, Any]) -> None:
    table = view["assessments"]
    assert view["nodes"]["label"][table["thing"][0]] == "Ministry of Labour"
    words = [table[name][0] for name in ("text", "value", "judgement", "topic")]
    assert words == ["funding for the shelter", "sufficient", "unfavourable", "resources"]


def test_a_passage_tells_its_topic_in_words(view: dict[str, Any]) -> None:
    assert view["passages"]["topic"] == ["", "shelter", "origins and destinations"]


def test_topics_stand_in_the_order_of_their_scheme_and_know_their_part() -> None:
    graph = hand_made_graph()
    topics = view_data(graph.store, "By hand")["topics"]
    assert topics["label"] == ["Origins, routes and destinations", "Resources and limits", "Shelter"]
    assert topics["part"] == [
        "Situation of trafficking",
        "Setting of the government's efforts",
        "Protection and assistance",
    ]


def test_a_passage_knows_where_it_begins_in_the_document(view: dict[str, Any]) -> None:
    text, passages = sample_findings().document.text, view["passages"]
    for start, passage in zip(passages["start"], passages["text"], strict=True):
        assert text[start : start + len(passage)] == passage


def test_concepts_lead_from_words_back_to_their_names(view: dict[str, Any]) -> None:
    label = view["indicators"]["label"][view["observations"]["indicator"][0]]
    assert view["concepts"]["indicator"] == {label: "tip:VictimsIdentified"}
    assert view["concepts"]["judgement"] == {"unfavourable": "tip-assessment:Unfavourable"}


def test_evidence_is_the_quotation_within_its_passage(view: dict[str, Any]) -> None:
    for kind in ("claims", "flows", "observations", "assessments"):
        for pieces in view[kind]["evidence"]:
            for passage, start, end in pieces:
                assert 0 <= start < end <= len(view["passages"]["text"][passage])
    passage, start, end = view["flows"]["evidence"][0][0]
    assert "trafficked from Ruritania" in view["passages"]["text"][passage][start:end].replace("\n", " ")


def test_places_count_as_the_browser_counts_after_a_character_beyond_the_basic_plane() -> None:
    findings = sample_findings()
    document = findings.document
    text = document.text.replace("Ministry", "\U0001f3dbinistry", 1)  # one character for one, two units in a browser
    moved = view_of(replace(findings, document=replace(document, text=text)))
    plain = view_of(findings)
    shifts = {b[2] - a[2] for a, b in zip(mention_rows(plain), mention_rows(moved), strict=True) if a[0] == 1}
    assert shifts == {1}


def mention_rows(view: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    mentions = view["mentions"]
    return list(zip(mentions["passage"], mentions["start"], mentions["end"], mentions["node"], strict=True))


def test_claims_that_contradict_and_numbers_that_differ_know_each_other(view: dict[str, Any]) -> None:
    against = view["claims"]["against"]
    assert sorted(map(len, against)) == [0, 1, 1]
    assert all(against[other] == [row] for row, others in enumerate(against) for other in others)
    assert sorted(view["observations"]["against"]) == [[0], [1]]


def test_a_flow_through_a_country_is_drawn_in_two_legs(view: dict[str, Any]) -> None:
    start, middle, end = (number_of(view, name) for name in ("Ruritania", "Graustark", "Lutha"))
    assert view["flows"]["legs"] == [[[start, middle], [middle, end]]]
    assert view["flows"]["period"] == ["2007 to 2008"]


def test_the_same_graph_in_a_named_graph_gives_the_same_view(view: dict[str, Any]) -> None:
    triples = list(findings_triples(sample_findings()))
    assert view_data(store_of(triples, ox.NamedNode("https://example.org/graph")), "Sample") == view


def test_an_edge_without_a_claim_is_a_fact_and_one_with_a_claim_is_not(view: dict[str, Any]) -> None:
    assert view["facts"]["subject"] == []
    edge = ox.Triple(
        ox.NamedNode(BASE + "xr/police"), ox.NamedNode(TIP + "partOf"), ox.NamedNode(BASE + "xr/ministry-of-labour")
    )
    with_fact = view_data(store_of([*findings_triples(sample_findings()), edge]), "Sample")
    ends = [with_fact["nodes"]["label"][with_fact["facts"][end][0]] for end in ("subject", "object")]
    assert ends == ["Police", "Ministry of Labour"]


def test_evidence_without_its_passage_keeps_its_quotation() -> None:
    kept = (t for t in findings_triples(sample_findings()) if t.predicate.value != expand("tip:text"))
    without = view_data(store_of(kept), "Sample")
    quotations = [pieces[0] for pieces in without["flows"]["evidence"]]
    assert quotations[0][0] == -1
    assert quotations[0][2].startswith("Women were trafficked")


def test_an_empty_store_gives_empty_tables() -> None:
    view = view_data(ox.Store(), "Nothing")
    assert view["nodes"]["iri"] == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("refersVictimsTo", "refers victims to"),
        ("NGONetwork", "NGO network"),
        ("NGO", "NGO"),
        ("Law", "law"),
        ("şəhər", "şəhər"),
    ],
)
def test_names_of_terms_become_plain_words(name: str, plain: str) -> None:
    assert words(name) == plain


def test_a_superclass_stated_beside_the_class_does_not_hide_it(view: dict[str, Any]) -> None:
    label: Callable[[int], str] = lambda node: view["classes"]["name"][view["nodes"]["type"][node]]  # noqa: E731
    extra = [
        ox.Triple(ox.NamedNode(BASE + e.id), ox.NamedNode(expand("rdf:type")), ox.NamedNode(TIP + "Actor"))
        for e in sample_findings().entities
    ]
    both = view_data(store_of([*findings_triples(sample_findings()), *extra]), "Sample")
    assert [both["classes"]["name"][t] for t in both["nodes"]["type"]] == [
        label(n) for n in range(len(view["nodes"]["iri"]))
    ]


def test_a_thing_knows_the_code_of_the_country_that_it_is_or_belongs_to(view: dict[str, Any]) -> None:
    code = dict(zip(view["nodes"]["label"], view["nodes"]["iso2"], strict=True))
    assert (code["Lutha"], code["Ministry of Labour"], code["Embassy Strelsau"]) == ("XL", "XR", "US")


def test_an_indicator_knows_what_is_broader() -> None:
    broader = ox.NamedNode(expand("skos:broader"))
    scheme = [
        ox.Triple(ox.NamedNode(TIP + "VictimsIdentified"), broader, ox.NamedNode(TIP + "Victims")),
        ox.Triple(ox.NamedNode(TIP + "Victims"), broader, ox.NamedNode(TIP + "Count")),
    ]
    view = view_data(store_of([*findings_triples(sample_findings()), *scheme]), "Sample")
    assert view["indicators"]["name"] == ["VictimsIdentified", "Victims", "Count"]
    assert view["indicators"]["broader"] == [1, 2, -1]
    assert view["observations"]["indicator"] == [0, 0]


@pytest.mark.parametrize(
    ("period", "words_"), [("2007/2008", "2007 to 2008"), ("2005/", "from 2005"), ("/2008-06", "until 2008-06")]
)
def test_a_period_with_an_open_end_says_which(period: str, words_: str) -> None:
    findings = sample_findings()
    flow = replace(findings.flows[0], period=period)
    assert view_of(replace(findings, flows=(flow,)))["flows"]["period"] == [words_]
