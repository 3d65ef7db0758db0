"""Prepared questions, answered on the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from handmade import hand_made_graph
from playwright.sync_api import Browser, expect

from browser.opened import Opened, watch, watched
from kg import answers
from kg.explore import explorer_page
from kg.query import ask, questions

pytestmark = pytest.mark.browser


@pytest.fixture(name="asked")
def hand_made_page(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    file = tmp_path / "asked.html"
    file.write_text(explorer_page(hand_made_graph().store, "By hand"), encoding="utf-8")
    with watched(browser, file) as opened:
        yield opened


def test_every_question_is_listed_and_shows_as_many_rows_as_the_query(asked: Opened) -> None:
    page = asked.go("view=ask")
    expect(page.locator(".questions h3")).to_have_text([question.title for question in questions()])
    for question in questions():
        if any(parameter.default is None for parameter in question.parameters):
            continue
        page = asked.go(f"view=ask&question={question.name}")
        page.reload()
        expect(page.locator("#stage h2").first).to_have_text(question.title)
        expect(page.locator("#stage tbody tr")).to_have_count(len(ask(hand_made_graph(), question)))


def test_a_parameter_narrows_the_rows_and_stands_in_the_address(asked: Opened) -> None:
    page = asked.go("view=ask&question=funders-and-operators")
    page.get_by_label("Actor").select_option("Ministry of Labour")
    expect(page.locator("#stage tbody tr")).to_have_count(2)
    assert "param=actor%3DMinistry+of+Labour" in page.url
    expect(page.get_by_label("Actor")).to_be_focused()
    page.get_by_label("Actor").select_option("any")
    assert "param=" not in page.url


def test_an_answer_leads_to_its_sentence_and_to_the_network(asked: Opened) -> None:
    page = asked.go("view=ask&question=working-group-members")
    page.locator("#stage tbody tr").first.get_by_role("link", name="police").last.click()
    expect(page.locator("#details mark").first).to_be_visible()
    page.get_by_role("link", name="Network of these").click()
    expect(page.locator("#picture")).to_be_visible()
    names = page.evaluate("canvas.picture.scene().nodes.length")
    assert names >= 3


def test_the_query_is_shown_to_read_and_copy_and_cannot_be_changed(asked: Opened) -> None:
    page = asked.go("view=ask&question=assessments")
    page.locator(".sparql summary").click()
    expect(page.locator(".sparql pre")).to_contain_text("SELECT")
    expect(page.locator(".sparql")).to_contain_text("no engine and no editor")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy SPARQL").click()
    text = page.locator("textarea.to-copy").input_value()
    assert text.strip() == next(q for q in questions() if q.name == "assessments").sparql.strip()


def test_a_question_that_needs_a_name_says_where_it_is_answered(asked: Opened) -> None:
    page = asked.go("view=ask&question=about-actor")
    expect(page.locator("#stage")).to_contain_text("This question needs the actor, by any of its names.")
    page.get_by_role("button", name="Search a name").click()
    expect(page.locator("#search")).to_be_focused()


def test_an_answer_that_was_cut_says_how_to_get_all_of_it(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_ROWS", 1)
    file = tmp_path / "cut.html"
    file.write_text(explorer_page(hand_made_graph().store, "By hand"), encoding="utf-8")
    opened = watch(browser.new_page(), file)
    page = opened.go("view=ask&question=denied-or-alleged")
    expect(page.locator(".notice")).to_contain_text("the first 1 of")
    expect(page.locator(".notice code")).to_have_text("kg query denied-or-alleged")
    page = opened.go("view=ask&question=denied-or-alleged&param=actor%3DPolice%27s+men&table=1")
    expect(page.locator(".notice code")).to_have_text("kg query denied-or-alleged --param 'actor=Police'\\''s men'")
    expect(page.locator("#stage .empty")).to_contain_text("None of the rows held here")
    page.close()
    assert opened.faults == []
