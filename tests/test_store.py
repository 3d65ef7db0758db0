"""The store: what goes in comes out, read-only, and nothing calls another host."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from handmade import hand_made_graph, hand_made_turtle
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.rdf import turtle
from kg.store import STORE_FOLDER, TURTLE_FILE, Answer, Graph, value_of, write_store


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / TURTLE_FILE).write_bytes(hand_made_turtle())
    write_store(tmp_path / TURTLE_FILE, tmp_path / STORE_FOLDER)
    return tmp_path


def test_a_store_on_disk_gives_back_exactly_the_triples_that_went_in(built: Path) -> None:
    graph = Graph.open(built)
    stored = {quad.triple for quad in graph.store}
    assert set(graph.triples()) <= stored
    assert turtle(graph.triples()) == graph.turtle() == hand_made_turtle()


def test_everything_lies_in_the_default_graph_where_queries_look(built: Path) -> None:
    assert list(Graph.open(built).store.named_graphs()) == []


def test_several_readers_may_open_one_store_and_none_can_write(built: Path) -> None:
    first, second = Graph.open(built), Graph.open(built)
    assert len(first.query("SELECT ?s { ?s a tip:Claim }")) == len(second.query("SELECT ?s { ?s a tip:Claim }")) > 0
    with pytest.raises(RuntimeError):
        first.store.add(ox.Quad(*(ox.NamedNode("urn:x"),) * 3))


def test_subclasses_are_found_because_the_ontology_lies_beside_the_data(built: Path) -> None:
    rows = Graph.open(built).query("SELECT ?label { ?x a/rdfs:subClassOf* tip:NGO ; skos:prefLabel ?label }").records()
    assert {"label": "Network of Coastal NGOs"} in rows


def test_the_ontology_is_no_part_of_what_is_passed_on(built: Path) -> None:
    graph = Graph.open(built)
    assert not any("owl#" in str(triple.object) for triple in graph.triples())
    assert graph.query("ASK { tip:Claim a owl:Class }")


def test_a_damaged_store_is_refused_and_the_turtle_file_named_instead(built: Path) -> None:
    (built / STORE_FOLDER / "CURRENT").write_text("rubbish")
    with pytest.raises(StoreError, match=rf"the store is damaged .*--graph .*{TURTLE_FILE}"):
        Graph.open(built)
    assert Graph.open(built / TURTLE_FILE).query("ASK { ?s a tip:Claim }")


@pytest.mark.parametrize("name", ["nowhere", "empty", "broken.ttl"])
def test_what_is_no_graph_is_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.ttl").write_text("this is no Turtle")
    with pytest.raises(StoreError, match=r"kg build|not Turtle") as caught:
        Graph.open(tmp_path / name)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE<http://127.0.0.1/>{?s ?p ?o} }",
        "SELECT * { ?s ?p 'a # b' . SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s id:a\\'b ?o . SERVICE <http://127.0.0.1/> { ?s ?p 'c' } }",
        "SELECT * { <http://x/#a> ?p ?o . SERVICE ?s { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_it_is_written(sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        hand_made_graph().query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { ?s rdfs:label 'a SERVICE for all' }",
        "SELECT ?service { ?service a tip:Claim } # SERVICE",
        "SELECT ?s { ?s a <http://x/SERVICE> ; id:SERVICE ?o }",
        'SELECT ?s { ?s rdfs:label """a \\""" SERVICE """ }',
    ],
)
def test_the_word_service_may_stand_in_texts_names_and_comments(sparql: str) -> None:
    hand_made_graph().query(sparql)


@pytest.mark.parametrize("sparql", ["SELECT * {", "SELECT ?x WHERE { ?x nope:y ?z }", "", "DELETE WHERE { ?s ?p ?o }"])
def test_a_malformed_query_is_told_its_place(sparql: str) -> None:
    with pytest.raises(QueryError, match=r"line 1, column \d+"):
        hand_made_graph().query(sparql)


def test_answers_hold_python_values() -> None:
    graph = hand_made_graph()
    (row,) = graph.query(
        "SELECT ?n ?x ?iri ?none ?b { BIND(1.5 AS ?x) BIND(2 AS ?n) BIND(id:a AS ?iri) BIND(true AS ?b) }"
    )
    assert row == {"n": 2, "x": 1.5, "iri": f"{graph.base}a", "none": None, "b": True}


def test_the_truth_of_an_answer_is_what_ask_found_or_whether_there_is_a_row() -> None:
    graph = hand_made_graph()
    assert graph.query("ASK { ?s a tip:Claim }")
    assert not graph.query("ASK { ?s a tip:Nothing }")
    assert not graph.query("SELECT ?s { ?s a tip:Nothing }")
    assert graph.query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")


def test_construct_gives_triples_and_records_of_their_parts() -> None:
    answer = hand_made_graph().query("CONSTRUCT { ?s tip:known ?k } WHERE { ?s tip:known ?k }")
    assert answer.triples is not None
    assert {"subject", "predicate", "object"} == set(answer.records()[0])
    assert len(answer) == len(answer.triples)


@given(
    st.text(alphabet="0123456789.eE-x", max_size=6),
    st.sampled_from(["integer", "decimal", "double", "boolean", "gYear"]),
)
def test_an_ill_typed_literal_never_breaks_an_answer(text: str, kind: str) -> None:
    value_of(ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")))


def test_rdflib_gets_the_same_triples() -> None:
    graph = hand_made_graph()
    copy = graph.to_rdflib()
    assert isinstance(copy, rdflib.Graph)
    assert len(copy) == len(set(graph.triples()))


def test_networkx_gets_every_claim_between_things_with_its_sentence_and_stance() -> None:
    network = hand_made_graph().to_networkx()
    edges = [data for *_, data in network.edges(data=True) if data["predicate"] == "funds"]
    assert {(edge["polarity"], edge["said_by"]) for edge in edges} == {
        ("Affirmed", "Embassy Strelsau"),
        ("Negated", "Harbour Watch"),
    }
    assert all(edge["quote"] and edge["document"] == "08RURI1" and edge["confidence"] > 0 for edge in edges)
    assert all(data["label"] for _, data in network.nodes(data=True))


def test_networkx_plain_edges_hold_only_what_is_affirmed_and_asserted() -> None:
    network = hand_made_graph().to_networkx(claims=False)
    predicates = {key for *_, key in network.edges(keys=True)}
    assert "funds" in predicates
    assert "allegedInvolvement" not in predicates


def test_the_base_of_the_things_is_read_from_the_graph() -> None:
    graph = Graph.parse("@prefix id: <https://example.org/x/> .\nid:a id:b id:c .\n")
    assert graph.base == "https://example.org/x/"
    assert graph.query("ASK { id:a id:b id:c }") == Answer(truth=True)
