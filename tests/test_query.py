"""Named questions: each finds something, parameters are terms and never text."""

import random
import re
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import pytest
from handmade import hand_made_findings, hand_made_graph, turtle_of
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.model import Evidence, Statement
from kg.query import (
    Question,
    ask,
    find_question,
    find_things,
    names_of_things,
    parse_question,
    questions,
    read_question,
)
from kg.resources import data_folder
from kg.store import Graph

_S = TypeVar("_S", bound=Statement)
GRAPH = hand_made_graph()
# One row that each question must give on the hand-made graph.
EXPECTED: dict[str, dict[str, object]] = {
    "about-actor": {"subject": "Ministry of Labour", "object": "Blue Door shelter", "polarity": "Negated"},
    "agreements-between-countries": {"party": "Government of Ruritania", "with": "Lutha"},
    "assessments": {"about_topic": "Resources and limits", "whose": "Ministry of Labour", "judgement": "Unfavourable"},
    "contradictions": {"about": "Ministry of Labour funds Blue Door shelter"},
    "denied-or-alleged": {"subject": "Police", "modality": "Alleged", "said_by": "Harbour Watch"},
    "documents": {"document": "08RURI1", "marking": "SBU", "kind": "Cable", "flows": 1, "numbers": 2},
    "flows-by-destination": {"destination": "Lutha", "origin": "Ruritania", "transit": "Graustark", "count": 2},
    "funders-and-operators": {"who": "Ministry of Labour", "does": "funds", "what": "Blue Door shelter"},
    "laws-and-penalties": {"law_or_plan": "Law on Trafficking", "what": "imprisonment of 5 to 12 years"},
    "ngo-networks": {"network": "Network of Coastal NGOs", "other_names": "NCN", "member": "Harbour Watch"},
    "topics-compared": {"about_topic": "Shelter", "document": "08RURI1", "passage": "1", "country": "Ruritania"},
    "victims-identified": {"number": "12", "said_by": "Embassy Strelsau", "period": "2008"},
    "working-group-members": {"working_group": "Working Group on Trafficking", "role": "chair", "who": "Police"},
}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_finds_what_it_asks_for_and_quotes_its_sentence(question: Question) -> None:
    found = find_question(question.name)
    values = {"name": "MoL"} if found.name == "about-actor" else {}
    rows = ask(GRAPH, found, values).records()
    wanted = EXPECTED[found.name]
    assert any(wanted.items() <= row.items() for row in rows), rows
    quotes = [name for name in rows[0] if name.endswith("quote")]
    assert quotes or found.name == "documents"
    assert all(row[name] for row in rows for name in quotes)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_an_earlier_piece_of_evidence_adds_no_row_and_changes_no_quotation(question: Question) -> None:
    def also_before(statements: tuple[_S, ...]) -> tuple[_S, ...]:
        earlier = Evidence(0, 5, "header")
        return tuple(replace(statement, evidence=(earlier, *statement.evidence)) for statement in statements)

    findings = hand_made_findings()
    more = replace(
        findings,
        claims=also_before(findings.claims),
        flows=also_before(findings.flows),
        observations=also_before(findings.observations),
        assessments=also_before(findings.assessments),
    )
    graphs = GRAPH, Graph.parse(turtle_of(more))
    values = {"name": "MoL"} if question.name == "about-actor" else {}
    (before, after) = (
        sorted(str(row[name]) for row in ask(graph, question, values) for name in row if name.endswith("quote"))
        for graph in graphs
    )
    assert after == before


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_says_what_it_asks_and_how_to_ask_it(question: Question) -> None:
    found = find_question(question.name)
    assert found.title != found.name
    assert found.description
    assert found.example.startswith(f"kg query {found.name}")
    for parameter in found.parameters:
        assert parameter.note
        assert f"VALUES ?{parameter.name} {{ UNDEF }}" in found.sparql


def test_every_answer_is_the_same_each_time_it_is_asked() -> None:
    again = hand_made_graph()
    for question in questions():
        values = {"name": "MoL"} if question.name == "about-actor" else {}
        assert ask(GRAPH, question, values) == ask(again, question, values)


def test_rows_stand_in_one_order_whatever_the_order_of_the_triples() -> None:
    """Only the names within a cell stand as the engine finds them; the standard gives them no order."""
    quads = sorted(GRAPH.store, key=str)

    def rows(question: Question, seed: int) -> list[dict[str, object]]:
        shuffled = ox.Store()
        shuffled.extend(random.Random(seed).sample(quads, len(quads)))  # noqa: S311 - no secret
        values = {"name": "MoL"} if question.name == "about-actor" else {}
        records = ask(Graph(shuffled, GRAPH.turtle()), question, values).records()
        return [{k: sorted(v.split(", ")) if isinstance(v, str) else v for k, v in r.items()} for r in records]

    for question in questions():
        assert rows(question, 1) == rows(question, 2) == rows(question, 3), question.name


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_what_rows_are_grouped_by_settles_their_order(question: Question) -> None:
    """Two statements may say the same in the same words."""
    group, order = (re.search(rf"^{key} BY (.+)$", question.sparql, re.MULTILINE) for key in ("GROUP", "ORDER"))
    assert group
    assert order
    statements = {"?claim", "?statement", "?flow", "?one", "?two"} & set(group[1].split())
    assert statements <= set(order[1].split())


def test_a_chair_stands_before_the_members() -> None:
    rows = ask(GRAPH, find_question("working-group-members")).records()
    assert [row["role"] for row in rows] == ["chair", "member"]


@pytest.mark.parametrize(
    ("question", "parameter", "value", "count"),
    [
        ("assessments", "topic", "setting of the", 1),
        ("assessments", "topic", "protection", 0),
        ("assessments", "thing", "MoL", 1),
        ("topics-compared", "topic", "shelter", 1),
        ("topics-compared", "topic", "protection", 1),
        ("topics-compared", "topic", "situation", 1),
        ("topics-compared", "topic", "demand", 0),
        ("flows-by-destination", "country", "graustark", 1),
        ("flows-by-destination", "country", "kingdom of RURITANIA", 1),
        ("flows-by-destination", "country", "United States", 0),
        ("victims-identified", "year", "2008", 2),
        ("victims-identified", "year", "2007", 0),
        ("funders-and-operators", "actor", "the ministry", 2),
        ("funders-and-operators", "actor", "", 2),
        ("agreements-between-countries", "country", "Lutha", 1),
        ("working-group-members", "body", "task-force", 2),
        ("denied-or-alleged", "actor", "Police", 1),
        ("laws-and-penalties", "law", "law on trafficking", 1),
    ],
)
def test_a_parameter_narrows_the_answer(question: str, parameter: str, value: str, count: int) -> None:
    assert len(ask(GRAPH, find_question(question), {parameter: value})) == count


@pytest.mark.parametrize(
    "name", ["mol", "MINISTRY of labour", "id:xr/ministry-of-labour", f"{GRAPH.base}xr/ministry-of-labour"]
)
def test_a_thing_is_found_by_any_of_its_names_or_its_iri(name: str) -> None:
    (found,) = find_things(GRAPH, name)
    assert found.label == "Ministry of Labour"
    assert found.exact


def test_words_of_a_name_find_it_when_nothing_bears_the_whole_name() -> None:
    assert [match.label for match in find_things(GRAPH, "door blue")] == ["Blue Door shelter"]
    assert [match.label for match in find_things(GRAPH, "ruritania")] == ["Ruritania"]


def test_a_document_is_found_by_its_number() -> None:
    assert [match.iri for match in find_things(GRAPH, "08ruri1")] == [f"{GRAPH.base}document/08RURI1"]


def test_names_of_things_are_their_preferred_names() -> None:
    names = names_of_things(GRAPH)
    assert names[f"{GRAPH.base}xr/ministry-of-labour"] == "Ministry of Labour"


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_no_text_given_for_a_parameter_can_leave_its_literal(text: str) -> None:
    question = parse_question(
        "# param: t (text) default any\nSELECT ?t ?x { VALUES ?t { UNDEF } BIND(STRLEN(?t) AS ?x) }"
    )
    if any("\ud800" <= c <= "\udfff" for c in text):
        with pytest.raises(QueryError):
            ask(GRAPH, question, {"t": text})
    elif text.strip():
        assert ask(GRAPH, question, {"t": text}).records() == [{"t": text, "x": len(text)}]


@pytest.mark.parametrize(
    "attack", ['" } ?x ?y ?z #', "x> } SERVICE <http://127.0.0.1/>", "\\", "UNDEF } VALUES ?name { id:a"]
)
def test_a_hostile_name_is_only_a_name_that_nothing_bears(attack: str) -> None:
    with pytest.raises(QueryError, match="nothing in this graph is called"):
        ask(GRAPH, find_question("about-actor"), {"name": attack})


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("about-actor", {}, "needs a value: --param name="),
        ("documents", {"x": "1"}, "has no parameter x"),
        ("victims-identified", {"year": "last"}, "a year such as 2008"),
        ("about-actor", {"name": "Ministry of Labor"}, "Did you mean: Ministry of Labour"),
        ("nothing-of-the-kind", {}, "The questions are: about-actor"),
        ("../ontology/core", {}, "there is no question"),
    ],
)
def test_a_wrong_question_is_answered_with_what_would_be_right(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(GRAPH, find_question(name), values)


def test_a_question_may_be_a_file_of_ones_own_with_or_without_header(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?x { ?x a tip:Claim }", encoding="utf-8")
    question = find_question(str(path))
    assert (question.title, question.parameters) == ("mine", ())
    assert len(ask(GRAPH, question)) > 0


@pytest.mark.parametrize(
    "text",
    [
        "# param: x\nSELECT ?x { VALUES ?x { UNDEF } }",
        "# param: x (colour)\nSELECT ?x { VALUES ?x { UNDEF } }",
        "# param: x (text)\nSELECT ?x { ?x ?y ?z }",
    ],
)
def test_a_fault_in_a_header_is_named(text: str) -> None:
    with pytest.raises(QueryError, match=r"^mine: .*(# param|UNDEF)"):
        parse_question(text, "mine")


def test_an_unreadable_question_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe SELECT")
    with pytest.raises(QueryError, match=r"bad\.rq"):
        read_question(tmp_path / "bad.rq")


def test_the_questions_run_in_any_engine_without_parameters() -> None:
    from rdflib.plugins.sparql import prepareQuery

    for path in sorted(data_folder("queries").glob("*.rq")):
        prepareQuery(path.read_text(encoding="utf-8"))
