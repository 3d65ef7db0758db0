"""The answers that the page carries."""

from typing import Any

import pytest
from handmade import hand_made_graph

from kg import answers as module
from kg.answers import answers
from kg.query import ask, find_question, questions
from kg.view import view_data


@pytest.fixture(name="view", scope="module")
def hand_made_view() -> dict[str, Any]:
    return view_data(hand_made_graph().store, "By hand")


@pytest.fixture(name="found", scope="module")
def hand_made_answers(view: dict[str, Any]) -> dict[str, Any]:
    return {str(answer["name"]): answer for answer in answers(hand_made_graph(), view)}


def cell(view: dict[str, Any], column: dict[str, Any], row: int) -> str:
    """A cell as the page reads it."""
    value = column["cells"][row]
    if column["kind"] == "text":
        return str(column["values"][value])
    if isinstance(value, str):
        return value
    if column["kind"] == "quote":
        passage, start, end = value
        return str(view["passages"]["text"][passage][start:end])
    table, name = {"thing": ("nodes", "label"), "document": ("documents", "identifier")}[column["kind"]]
    return str(view[table][name][value])


def test_every_question_stands_on_the_page_with_its_text(found: dict[str, Any]) -> None:
    assert {name: answer["sparql"] for name, answer in found.items()} == {q.name: q.sparql for q in questions()}
    assert found["about-actor"]["needs"] == ["name"]
    assert all(answer["total"] or answer["needs"] for answer in found.values())


def test_unpacked_cells_are_what_the_query_answers(view: dict[str, Any], found: dict[str, Any]) -> None:
    for name, answer in found.items():
        if answer["needs"] or name == "topics-compared":  # its quotations are cut short, the page has them whole
            continue
        records = ask(hand_made_graph(), find_question(name)).records()
        rows = [{c["name"]: cell(view, c, row) for c in answer["columns"]} for row in range(answer["total"])]
        assert rows == [{k: "" if v is None else str(v) for k, v in record.items()} for record in records], name


def test_names_become_things_and_quotations_become_places(found: dict[str, Any]) -> None:
    kinds = {column["name"]: column["kind"] for column in found["funders-and-operators"]["columns"]}
    assert kinds["who"] == kinds["what"] == "thing"
    assert (kinds["quote"], kinds["document"], kinds["does"]) == ("quote", "document", "text")
    places = next(c["cells"] for c in found["topics-compared"]["columns"] if c["name"] == "quote")
    assert all(isinstance(place, list) for place in places)


def test_a_name_that_two_things_bear_stays_text(view: dict[str, Any]) -> None:
    labels = list(view["nodes"]["label"])
    twice = view | {"nodes": view["nodes"] | {"label": ["Ministry of Labour" for _ in labels]}}
    answer = next(a for a in answers(hand_made_graph(), twice) if a["name"] == "funders-and-operators")
    columns: Any = answer["columns"]
    assert next(c for c in columns if c["name"] == "who")["kind"] == "text"


def test_long_answers_are_cut_and_say_how_long_they_were(view: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    answer = next(a for a in answers(hand_made_graph(), view) if a["name"] == "denied-or-alleged")
    columns: Any = answer["columns"]
    assert [len(column["cells"]) for column in columns] == [2] * len(columns)
    assert answer["total"] == len(ask(hand_made_graph(), find_question("denied-or-alleged")))
    assert int(str(answer["total"])) > 1
