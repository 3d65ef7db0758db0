"""Documents: the list, the reader, and two of them side by side."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import sample_findings
from playwright.sync_api import Browser, expect
from test_view import store_of

from browser.opened import DOCUMENT, Opened, watched
from kg.explore import explorer_page
from kg.graph import findings_triples

pytestmark = pytest.mark.browser


@pytest.fixture(name="library")
def two_documents(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The sample, and the same a year later with less in it and a heading printed in its text."""
    one = sample_findings()
    document = one.document
    first, second, third = document.paragraphs
    told = replace(third, heading="Harbour Watch said")
    later = replace(document, id="09RURI2", issued="2009-11-30", title="A YEAR LATER", paragraphs=(first, second, told))
    other = replace(one, document=later, flows=(), observations=(), topics=("", "Hotline", "OriginsAndDestinations"))
    triples = [triple for findings in (one, other) for triple in findings_triples(findings)]
    file = tmp_path / "library.html"
    file.write_text(explorer_page(store_of(triples), "Library"), encoding="utf-8")
    with watched(browser, file) as opened:
        yield opened


def test_the_list_tells_what_was_found_in_each(library: Opened) -> None:
    page = library.go("view=documents")
    expect(page.locator("#stage h2")).to_have_text("2 documents")
    sample = page.locator(".documents > li", has_text="HARBOUR HOTLINE REPORT")
    for words in ("08RURI1", "2008-11-30", "SBU", "3 statements · 1 flow · 2 numbers · 1 assessment", "1 paragraph"):
        expect(sample).to_contain_text(words)
    sample.get_by_role("link", name="HARBOUR HOTLINE REPORT").click()
    expect(page.locator("#reader")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()


def test_a_year_is_laid_beside_another_topic_by_topic(library: Opened) -> None:
    page = library.go("view=documents")
    page.get_by_role("link", name="Ruritania 2008 and 2009").click()
    assert "with=document/09RURI2" in page.url
    expect(page.locator("#reader")).to_be_hidden()
    rows = page.locator(".topic-row")
    assert sorted(rows.locator("> h3").all_inner_texts()) == ["hotline", "origins and destinations", "shelter"]
    shared = rows.filter(has_text="origins and destinations").locator(".compared-cell")
    expect(shared.nth(0)).to_contain_text("Harbour Watch said")
    expect(shared.nth(0).locator(".findings > summary")).to_have_text("4 findings")
    expect(shared.nth(1).locator(".findings > summary")).to_have_text("2 findings")
    expect(rows.filter(has_text="hotline").locator(".compared-cell").first).to_have_text("Nothing about this topic.")
    shared.nth(0).locator("summary").click()
    shared.nth(0).get_by_role("link", name="sentence").first.click()
    expect(page.locator("#details")).to_be_visible()
    expect(page.locator(".compared")).to_be_visible()


def test_sides_are_swapped_and_chosen_and_the_address_says_so(library: Opened) -> None:
    page = library.go(f"view=documents&doc={DOCUMENT}&with=document/09RURI2")
    page.get_by_role("link", name="Swap").click()
    expect(page.locator(".heads h3").first).to_contain_text("09RURI2")
    page.get_by_label("Left").select_option(DOCUMENT)
    expect(page.locator(".heads h3").first).to_contain_text("08RURI1")
    page.get_by_role("link", name="Read the left one").click()
    expect(page.locator("#reader")).to_be_visible()


def test_an_open_document_offers_to_be_compared(library: Opened) -> None:
    page = library.go(f"doc={DOCUMENT}")
    page.get_by_label("Compare with").select_option("document/09RURI2")
    expect(page.locator(".compared")).to_be_visible()


def test_the_jump_list_leads_to_topics_and_headings(opened: Opened) -> None:
    page = opened.go(f"doc={DOCUMENT}")
    page.locator(".jump summary").click()
    buttons = page.locator(".jump button")
    assert sorted(buttons.all_inner_texts()) == ["Assistance", "origins and destinations", "shelter"]
    buttons.filter(has_text="origins").click()
    focused = page.locator(".passage:focus")
    expect(focused.locator(".number")).to_contain_text("2")
    expect(focused).to_be_in_viewport()


def test_a_heading_that_the_text_says_is_not_printed_again(library: Opened) -> None:
    page = library.go("doc=document/09RURI2")
    expect(page.locator("#reader > h3")).to_have_text(["Assistance"])
    page.locator(".jump summary").click()
    expect(page.locator(".jump button", has_text="Harbour Watch said")).to_be_visible()


def test_words_are_found_in_a_document_over_names_and_line_breaks(opened: Opened) -> None:
    page = opened.go(f"doc={DOCUMENT}")
    field = page.get_by_label("Find in this document")
    field.fill("blue DOOR shelter")
    expect(page.locator(".find-bar output")).to_have_text("2 places")
    field.press("Enter")
    expect(page.locator(".find-bar output")).to_have_text("1 of 2 places")
    field.press("Shift+Enter")
    expect(page.locator(".find-bar output")).to_have_text("2 of 2 places")
    assert page.evaluate("CSS.highlights.get('found-words').size") == 2
    field.fill("(nothing*")
    expect(page.locator(".find-bar output")).to_have_text("0 places")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(page.locator("#reader")).to_be_visible()
