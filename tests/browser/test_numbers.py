"""The numbers as charts, in a real browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import LUTHA, RURITANIA, sample_findings, sample_observations
from playwright.sync_api import Browser, expect

from browser.opened import HOSTILE, Opened, watch, watched, written
from kg.model import Findings

pytestmark = pytest.mark.browser


def counted_findings() -> Findings:
    """Two figures that differ, the same indicator a year later, three more steps of the chain, another country."""
    first, second = sample_observations()
    more = (
        replace(first, value="30", period="2009", population="women"),
        replace(first, indicator="CasesOpened", value="7", unit="cases", modality="Alleged"),
        replace(first, indicator="Convictions", value="2"),
        replace(first, indicator="PenaltyImprisonment", value="", minimum="5", unit="years", period=""),
        replace(first, area=LUTHA, value="4", population=HOSTILE),
    )
    return replace(sample_findings(), observations=(first, second, *more))


@pytest.fixture(name="charts")
def numbers_page(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    with watched(browser, written(tmp_path, counted_findings())) as opened:
        yield opened


def test_every_number_has_its_bar_on_the_scale_of_its_indicator(charts: Opened) -> None:
    page = charts.go("view=numbers")
    rows = len(charts.data()["observations"]["iri"])
    expect(page.get_by_role("status").filter(has_text="numbers")).to_have_text(f"{rows} numbers")
    expect(page.locator(".scale .figure-line")).to_have_count(rows)
    widths = [float(bar.get_attribute("width") or 0) for bar in page.locator(".scale .value").all()]
    assert max(widths) == 100


def test_the_chain_shows_what_is_counted_at_each_step_and_what_is_not(charts: Opened) -> None:
    page = charts.go("view=numbers")
    chain = page.locator(".chain")
    expect(chain).to_have_count(1)
    expect(chain.locator("h3")).to_have_text("Ruritania · 2008")
    expect(chain.locator(".step")).to_have_count(5)
    expect(chain.locator(".step.missing")).to_have_count(2)
    expect(chain.locator(".step").first.locator(".amount")).to_have_text(["15 to 20", "12"])
    expect(chain.locator(".step").nth(1)).to_contain_text("alleged")


def test_figures_that_differ_stand_side_by_side_with_both_sentences(charts: Opened) -> None:
    page = charts.go("view=numbers")
    card = page.locator(".numbers .against")
    expect(card).to_have_count(1)
    expect(card.locator("blockquote")).to_have_text(
        ["In 2008 police identified 12 victims", "In 2008, 15 to 20 victims were identified"]
    )
    card.locator(".figure-line").first.click()
    sides = page.locator("#details .column")
    expect(sides.locator("h3")).to_have_text(["12 · Embassy Strelsau", "15 to 20 · Harbour Watch"])
    expect(sides.nth(0).locator("mark")).to_contain_text("police identified 12 victims")
    expect(sides.nth(1).locator("mark")).to_contain_text("15 to 20 victims were identified")
    assert "view=numbers" in page.url


def test_an_indicator_of_several_years_is_drawn_over_them(charts: Opened) -> None:
    page = charts.go("view=numbers")
    plot = page.locator(".year-plot")
    expect(plot).to_have_count(1)
    expect(plot.locator(".mark-of")).to_have_count(3)
    expect(plot.locator(".differs")).to_have_count(2)
    expect(plot.locator(".band")).to_have_count(1)
    assert {"2008", "2009"} <= set(plot.locator("text").all_text_contents())


def test_a_range_open_upwards_says_at_least_and_a_missing_year_is_said(charts: Opened) -> None:
    page = charts.go("view=numbers")
    line = page.locator(".figure-line", has_text="at least 5")
    expect(line).to_contain_text("year not said")
    expect(line.locator(".open")).to_have_count(1)


def test_country_and_years_narrow_what_is_shown_and_stand_in_the_address(charts: Opened) -> None:
    page = charts.go("view=numbers")
    page.get_by_label("Country").select_option(label="Lutha (1)")
    expect(page.locator(".scale .figure-line")).to_have_count(1)
    assert "area=country/xl" in page.url
    page.reload()
    expect(page.locator(".scale .figure-line")).to_have_count(1)
    page = charts.go("view=numbers&from=2009&hide=status:stated")
    page.reload()
    expect(page.locator("#stage")).to_contain_text("The filters hide every number")
    page.get_by_role("link", name="Show all numbers").click()
    expect(page.locator(".scale .figure-line")).to_have_count(7)


def test_the_keyboard_stays_where_it_was_when_a_sentence_opens(charts: Opened) -> None:
    page = charts.go("view=numbers")
    page.locator(".scale .figure-line").nth(2).focus()
    key = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_visible()
    assert page.evaluate("document.activeElement.dataset.key") == key


def test_the_numbers_are_told_as_a_table_too(charts: Opened) -> None:
    page = charts.go("view=numbers&table=1")
    expect(page.locator("tbody tr")).to_have_count(7)


def test_a_telephone_shows_the_steps_below_each_other(charts: Opened) -> None:
    charts.page.set_viewport_size({"width": 400, "height": 800})
    page = charts.go("view=numbers")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert page.evaluate("document.getElementById('stage').scrollWidth") <= 400
    lefts = {round((step.bounding_box() or {"x": -1})["x"]) for step in page.locator(".step").all()}
    assert len(lefts) == 1


def test_without_numbers_it_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path, replace(sample_findings(), observations=())))
    expect(opened.go("view=numbers").locator("#stage")).to_contain_text("No numbers")
    opened.page.close()
    assert opened.faults == []


def test_hostile_words_in_numbers_stay_text(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path, counted_findings(), hostile=True))
    page = opened.go("view=numbers")
    expect(page.locator(".scales").first).to_contain_text(HOSTILE)
    page.locator(".figure-line", has_text=re.compile("onerror")).first.click()
    expect(page.locator("#details")).to_contain_text(HOSTILE)
    assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    page.close()
    assert opened.faults == []


def test_the_country_choice_is_left_out_where_there_is_one_country(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path))
    page = opened.go("view=numbers")
    expect(page.get_by_label("Country")).to_have_count(0)
    assert set(opened.data()["observations"]["area"]) == {opened.node(RURITANIA)}
    page.close()
    assert opened.faults == []
