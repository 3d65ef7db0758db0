import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_explore import Elements

from kg.errors import QueryError
from kg.picture import picture_page
from kg.query import ask, markings_of, names_of_things, questions
from kg.rdf import BASE, TIP, expand
from kg.store import Answer, Graph


def iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + name)


def triple(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(iri(subject), ox.NamedNode(TIP + predicate), iri(value))


def network_of(page: str) -> tuple[set[str], set[tuple[str, str, str]]]:
    data = json.loads(Elements(page).scripts[0])
    label = {node["id"]: node["title"] for node in data["nodes"]}
    return set(label.values()), {(label[e["from"]], e["label"], label[e["to"]]) for e in data["edges"]}


def test_triples_become_arrows_and_labels_become_names() -> None:
    name = ox.Triple(iri("xr/ministry"), ox.NamedNode(expand("skos:prefLabel")), ox.Literal("Ministry of Labour"))
    nodes, edges = network_of(picture_page([triple("xr/ministry", "funds", "xr/blue-door"), name]))
    assert nodes == {"Ministry of Labour", "blue door"}
    assert edges == {("Ministry of Labour", "funds", "blue door")}


def test_rows_are_drawn_by_the_columns_named_subject_and_object() -> None:
    answer = Answer(("object", "note", "subject"), ((iri("b"), ox.Literal("x"), iri("a")), (None, None, iri("a"))))
    assert network_of(picture_page(answer, {BASE + "a": "A", BASE + "b": "B"}))[1] == {("A", "", "B")}


def test_rows_without_such_names_are_drawn_by_their_first_two_columns_of_iris() -> None:
    row = (ox.Literal("2008"), iri("a"), ox.NamedNode(TIP + "memberOf"), iri("b"))
    assert network_of(picture_page(Answer(("year", "who", "relation", "whom"), (row,))))[1] == {("a", "member of", "b")}


def test_a_literal_is_drawn_by_its_text() -> None:
    said = ox.Triple(iri("law"), ox.NamedNode(TIP + "penalizes"), ox.Literal('five "long" years'))
    assert 'five "long" years' in network_of(picture_page([said]))[0]


def test_a_text_that_is_the_name_of_one_thing_is_drawn_as_the_thing() -> None:
    rows = ((ox.Literal("IOM"), ox.Literal("shelter")), (ox.Literal("UNICEF"), iri("a")))
    names = {BASE + "iom": "IOM", BASE + "a": "shelter", BASE + "b": "shelter"}
    page = picture_page(Answer(("subject", "object"), rows), names)
    nodes = {node["title"]: node["shape"] for node in json.loads(Elements(page).scripts[0])["nodes"]}
    assert nodes["IOM"] == "dot"
    assert nodes["UNICEF"] == "box", "no thing has that name"
    assert sum(node["title"] == "shelter" for node in json.loads(Elements(page).scripts[0])["nodes"]) == 2


def test_an_arrow_says_what_is_negated_and_what_is_only_alleged() -> None:
    variables = ("subject", "relation", "object", "polarity", "modality")
    ways = (("Affirmed", "Asserted"), ("Negated", "Asserted"), ("Affirmed", "Alleged"), ("Negated", "Denied"))
    said = ox.Literal("funds")
    rows = tuple((iri("a"), said, iri("b"), ox.Literal(polarity), ox.Literal(modality)) for polarity, modality in ways)
    relations = {relation for _, relation, _ in network_of(picture_page(Answer(variables, rows)))[1]}
    assert relations == {"funds", "not: funds", "funds (alleged)", "not: funds (denied)"}


@pytest.mark.parametrize(
    "name",
    [
        *("agreements-between-countries", "denied-or-alleged", "flows-by-destination", "funders-and-operators"),
        *("laws-and-penalties", "ngo-networks", "working-group-members"),
    ],
)
def test_questions_on_two_things_are_drawn(examples_graph: Path, name: str) -> None:
    graph = Graph.open(examples_graph)
    (question,) = (one for one in questions() if one.name == name)
    nodes, edges = network_of(picture_page(ask(graph, question), names_of_things(graph)))
    assert len(nodes) > 2
    assert len(edges) > 1


def test_the_page_bears_the_markings_of_the_documents(examples_graph: Path) -> None:
    marked = markings_of(Graph.open(examples_graph))
    assert marked == ["Sensitive But Unclassified", "Distribution on the SIPRNet", "Not for Internet Distribution"]
    assert " · ".join(marked) in picture_page([triple("a", "funds", "b")], markings=marked)
    assert "Made from material" not in picture_page([triple("a", "funds", "b")])


def test_nothing_to_draw_is_refused_with_the_remedy() -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        picture_page(Answer(("count",), ((ox.Literal(3),),)))
    with pytest.raises(QueryError, match="nothing to draw"):
        picture_page([])


def test_a_large_result_is_refused_with_a_hint_at_the_explorer() -> None:
    with pytest.raises(QueryError, match=r"2002 nodes.*explorer"):
        picture_page([triple(f"a{i}", "funds", f"b{i}") for i in range(1001)])


def test_equal_results_give_equal_bytes() -> None:
    triples = [triple(f"a{i}", "funds", f"b{i % 3}") for i in range(9)]
    assert picture_page(triples) == picture_page(reversed(triples))


def test_the_page_names_no_other_address_and_is_shut_by_its_policy() -> None:
    page = picture_page([triple("a", "funds", "b")])
    assert Elements(page).addresses == []
    assert re.search(r"default-src (&#39;|')none", page)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_label_leaves_the_data_parseable_and_inert(text: str) -> None:
    elements = Elements(picture_page([triple("a", "funds", "b")], {BASE + "a": text}, text))
    assert len(elements.scripts) == 3
    assert text in {node["title"] for node in json.loads(elements.scripts[0])["nodes"]}
    assert "<" not in elements.scripts[0]
