"""The start page: where to begin, and both sides of what is disagreed on."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from factories import SHELTER, sample_findings
from playwright.sync_api import Browser, expect

from browser.opened import DOCUMENT, Opened, watch, written

pytestmark = pytest.mark.browser


def test_examples_of_what_to_ask_come_from_the_data(opened: Opened) -> None:
    page = opened.go("")
    tasks = page.locator(".task")
    expect(tasks).to_have_text(
        [
            "Who pays for the Blue Door shelter?",
            "Where are victims from Ruritania taken?",
            "What do the sources say differently about “victims identified, Ruritania, 2008”?",
            "Who is linked with Graustark (country)?",
        ]
    )
    tasks.first.click()
    expect(page.locator("#details h2")).to_have_text("Blue Door shelter")
    expect(page.locator("#details")).to_contain_text("said not to be so")
    assert SHELTER in page.url


def test_where_victims_are_taken_is_an_answer_narrowed_to_their_country(opened: Opened) -> None:
    page = opened.go("")
    page.locator(".task").nth(1).click()
    expect(page.locator("#param-country")).to_have_value("Ruritania")
    expect(page.locator("#stage tbody tr")).to_have_count(1)


def test_one_click_from_a_disagreement_to_both_sentences_side_by_side(opened: Opened) -> None:
    page = opened.go("")
    figures = page.locator(".disagreement", has_text="victims identified")
    expect(figures).to_contain_text("12 says ")
    expect(figures).to_contain_text("15 to 20 says ")
    figures.click()
    expect(page.locator("#details h2").first).to_have_text("Figures that differ")
    cards = page.locator(".sides .card")
    expect(cards).to_have_count(2)
    left, right = (cards.nth(place).bounding_box() for place in (0, 1))
    assert left
    assert right
    assert right["x"] > left["x"] + left["width"] - 1
    assert [re.sub(r"\s+", " ", mark) for mark in page.locator(".sides mark").all_inner_texts()] == [
        "In 2008 police identified 12 victims",
        "In 2008, 15 to 20 victims were identified",
    ]
    expect(page.locator(".sides")).to_contain_text("about 2008 · written 2008-11-30")


def test_yes_and_no_stand_beside_each_other(opened: Opened) -> None:
    page = opened.go("")
    page.locator(".disagreement", has_text="funds").click()
    expect(page.locator(".sides h3")).to_have_text([re.compile("^yes · "), re.compile("^no · ")])


def test_flows_and_judgements_are_counted_at_a_glance(opened: Opened) -> None:
    page = opened.go("")
    flows = page.locator(".panel", has_text="Where victims are taken")
    expect(flows.locator("li")).to_have_count(1)
    expect(flows).to_contain_text("Lutha")
    expect(flows).to_contain_text("from Ruritania")
    expect(flows).to_contain_text("sexual exploitation 1")
    judged = page.locator(".panel", has_text="What is judged")
    expect(judged.locator("summary")).to_contain_text("▼ 1 unfavourable")
    judged.locator("summary").click()
    judged.get_by_role("link", name="sentence").click()
    expect(page.locator("#details h2")).to_have_text("Assessment")


def test_the_years_narrow_the_start_page_too(opened: Opened) -> None:
    page = opened.go("from=1990&to=1991")
    expect(page.locator(".panel", has_text="Where victims are taken")).to_have_count(0)
    expect(page.locator(".contested")).to_contain_text("Nothing is denied")


def test_the_banner_names_markings_and_says_nothing_of_unmarked_texts(opened: Opened) -> None:
    page = opened.go("")
    words = "SBU (sensitive but unclassified) · not for internet distribution · SIPDIS"
    expect(page.locator("#marking")).to_have_text(f"Made from material marked {words}")


def test_an_unmarked_text_bears_no_mark_anywhere(browser: Browser, tmp_path: Path) -> None:
    findings = sample_findings()
    paragraphs = tuple(replace(paragraph, marking="") for paragraph in findings.document.paragraphs)
    document = replace(findings.document, marking="", caveats=(), paragraphs=paragraphs)
    opened = watch(browser.new_page(), written(tmp_path, replace(findings, document=document)))
    page = opened.go(f"doc={DOCUMENT}")
    expect(page.locator("#marking")).to_be_hidden()
    expect(page.locator("#reader .number").first).to_be_visible()
    expect(page.locator("#reader .number small")).to_have_count(0)
    page.close()
    assert opened.faults == []


def test_a_long_title_leaves_room_to_search(opened: Opened) -> None:
    page = opened.go("")
    page.locator(".brand bdi").evaluate("node => { node.textContent = 'Annual report on trafficking '.repeat(9) }")
    for width in (400, 900, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        box = page.locator(".bar .search input").bounding_box()
        assert box is not None
        assert box["width"] >= 200
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator(".views").evaluate("nav => nav.scrollWidth <= nav.clientWidth"), (
        "the names of all views are whole"
    )
