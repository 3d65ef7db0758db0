"""The timeline, in a real browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import sample_claims, sample_findings, sample_flows, sample_observations
from playwright.sync_api import Browser, Locator, Page, expect

from browser.opened import DOCUMENT, HOSTILE, Opened, wait_for, watch, watched, written
from kg.model import Findings

pytestmark = pytest.mark.browser


def timed_findings() -> Findings:
    """Claims of a day, a month and without a date, a range of years, and more numbers of one year than have room."""
    funds, no, service = sample_claims()
    claims = (
        replace(funds, period="2008-03"),
        replace(no, period="2009-02-23"),
        replace(service, predicate="enacted", period=""),
        replace(service, predicate="organized", period="2007"),
    )
    flows = (replace(sample_flows()[0], period="2005/2007"),)
    number = sample_observations()[0]
    numbers = tuple(replace(number, value=str(n), population=f"group {n}") for n in range(700))
    return replace(sample_findings(), claims=claims, flows=flows, observations=numbers)


@pytest.fixture(name="times")
def timeline_page(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    with watched(browser, written(tmp_path, timed_findings()), height=900) as opened:
        yield opened


def lane(page: Page, title: str) -> Locator:
    return page.locator(".lane", has=page.locator(".lane-title", has_text=title))


def test_every_statement_stands_in_its_lane_or_is_counted_there(times: Opened) -> None:
    page = times.go("view=timeline")
    expect(page.get_by_role("status").filter(has_text="in time")).to_have_text("705 statements in time")
    for title, count in (("Documents", 1), ("Laws", 1), ("Events", 1), ("Other statements", 2), ("Flows", 1)):
        expect(lane(page, title).locator(".time-mark")).to_have_count(count)
    numbers = lane(page, "Numbers")
    more = sum(int(t.replace("+", "")) for t in numbers.locator(".more-marks text").all_text_contents())
    assert numbers.locator(".time-mark").count() + more == 700
    assert more > 0


def test_a_range_is_a_bar_and_a_borrowed_date_is_hollow(times: Opened) -> None:
    page = times.go("view=timeline")
    bar = lane(page, "Flows").locator(".time-mark rect:not(.reach)")
    expect(bar).to_have_count(1)
    assert float(bar.get_attribute("width") or 0) > 100
    expect(lane(page, "Laws").locator(".time-mark.hollow")).to_have_count(1)
    page.get_by_label("without a date of its own").uncheck()
    expect(lane(page, "Laws").locator(".time-mark")).to_have_count(0)
    assert "own=1" in page.url
    page.reload()
    expect(page.get_by_role("status").filter(has_text="in time")).to_have_text("704 statements in time")


def test_a_click_on_a_mark_shows_its_sentence_and_the_mark_stays_chosen(times: Opened) -> None:
    page = times.go("view=timeline")
    mark = lane(page, "Other statements").locator(".time-mark.negated")
    box = mark.locator(".reach").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#details mark").first).to_contain_text("does not fund")
    assert "view=timeline" in page.url
    expect(page.locator(".time-mark.chosen")).to_have_count(1)


def test_marks_do_not_cover_each_other(times: Opened) -> None:
    page = times.go("view=timeline")
    expect(page.locator(".time-mark").first).to_be_visible()
    covered = page.evaluate("""() => {
        const boxes = [...document.querySelectorAll('.lane')].map((lane) =>
            [...lane.querySelectorAll('.time-mark .reach')].map((mark) => mark.getBBox()));
        return boxes.some((lane) => lane.some((a, i) => lane.slice(i + 1).some((b) =>
            a.x < b.x + b.width - 0.1 && b.x < a.x + a.width - 0.1 && Math.abs(a.y - b.y) < 13.9)));
    }""")
    assert covered is False


def test_it_comes_closer_by_button_key_year_and_count_down_to_months(times: Opened) -> None:
    page = times.go("view=timeline")
    months = "document.querySelectorAll('.timeline text.month').length > 0"
    assert not page.evaluate(months)
    lane(page, "Numbers").locator(".more-marks").click()
    wait_for(page, months, value=True)
    page.get_by_role("button", name="Show all years").click()
    wait_for(page, months, value=False)
    page.locator(".timeline text.tick", has_text="2008").click()
    wait_for(page, months, value=True)
    page.locator("svg.timeline").focus()
    page.keyboard.press("0")
    wait_for(page, months, value=False)
    for _ in range(5):
        page.get_by_role("button", name="Zoom in").click()
    wait_for(page, months, value=True)
    assert "table=1" not in page.url


def test_it_is_dragged_sidewards_but_not_out_of_its_years(times: Opened) -> None:
    page = times.go("view=timeline")
    first = "document.querySelector('.timeline .tick').textContent"
    before = page.evaluate(first)
    box = page.locator("svg.timeline").bounding_box()
    assert box
    page.get_by_role("button", name="Zoom in").click()
    page.mouse.move(box["x"] + 300, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 1200, box["y"] + 60, steps=5)
    page.mouse.up()
    wait_for(page, first, before)
    assert page.locator("#details").is_hidden()


def test_marks_are_walked_by_keyboard_lane_by_lane(times: Opened) -> None:
    page = times.go("view=timeline")
    page.locator("svg.timeline").focus()
    here = "document.activeElement.getAttribute('aria-label')"
    page.keyboard.press("Tab")
    assert "HARBOUR HOTLINE REPORT" in page.evaluate(here)
    page.keyboard.press("Tab")
    assert "no date of its own" in page.evaluate(here)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    first = page.evaluate(here)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(here) != first
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_visible()
    expect(page.locator(".timeline-box .tip")).to_contain_text("funds")


def test_years_and_sources_filter_it(times: Opened) -> None:
    page = times.go("view=timeline&from=2009")
    expect(page.get_by_role("status").filter(has_text="in time")).to_have_text("1 statement in time")
    page = times.go(f"view=timeline&hide=source:{DOCUMENT}")
    page.reload()
    expect(page.locator("#stage")).to_contain_text("The filters hide everything")


def test_the_timeline_is_told_as_a_table_too(times: Opened) -> None:
    page = times.go("view=timeline&table=1")
    expect(page.locator("#stage [role=status]")).to_have_text("705 rows")
    expect(page.locator("tbody")).to_contain_text("2009-02-23")


def test_a_telephone_shows_it_within_its_width(times: Opened) -> None:
    times.page.set_viewport_size({"width": 400, "height": 800})
    page = times.go("view=timeline")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert page.evaluate("document.getElementById('stage').scrollWidth") <= 400


def test_statements_without_any_date_are_counted_and_lead_to_the_table(browser: Browser, tmp_path: Path) -> None:
    findings = sample_findings()
    undated = replace(findings, document=replace(findings.document, issued=""), flows=())
    opened = watch(browser.new_page(), written(tmp_path, undated))
    page = opened.go("view=timeline")
    expect(page.locator("#stage")).to_contain_text("2 statements without any date")
    page.get_by_role("link", name="see the table").click()
    expect(page.locator("tbody tr")).to_have_count(5)
    page.close()
    assert opened.faults == []


def test_hostile_names_on_the_timeline_stay_text(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path, hostile=True))
    page = opened.go("view=timeline")
    page.locator(".time-mark").nth(1).focus()
    expect(page.locator(".timeline-box .tip")).to_contain_text(HOSTILE)
    assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    page.close()
    assert opened.faults == []


def test_an_empty_graph_has_nothing_to_put_in_time(browser: Browser, tmp_path: Path) -> None:
    opened = watch(
        browser.new_page(), written(tmp_path, replace(sample_findings(), claims=(), flows=(), observations=()))
    )
    expect(opened.go("view=timeline").locator("#stage")).to_contain_text("Nothing to put in time")
    opened.page.close()
    assert opened.faults == []


def handle(page: Page, end: str) -> tuple[float, float]:
    """The middle of one handle of the time bar."""
    slider = page.locator(f"#timebar [data-end={end}]")
    box = slider.bounding_box()
    assert box
    share: float = slider.evaluate("one => (one.value - one.min) / (one.max - one.min)")
    return box["x"] + 12 + (box["width"] - 24) * share, box["y"] + box["height"] / 2


@pytest.mark.parametrize("width", [1280, 390])
def test_both_handles_of_the_time_bar_stand_at_one_height_and_are_reached_even_for_one_year(
    times: Opened, width: int
) -> None:
    times.page.set_viewport_size({"width": width, "height": 844})
    page = times.go("from=2007&to=2007")
    ends = {end: handle(page, end) for end in ("from", "to")}
    assert ends["from"][1] == ends["to"][1]
    assert ends["to"][0] - ends["from"][0] >= 24
    for end, (x, y) in ends.items():
        for dx, dy in ((0, 0), (-8, 8), (8, -8)):
            hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y).dataset.end", [x + dx, y + dy])
            assert hit == end
    year = page.locator(".year.inside").bounding_box()
    assert year
    assert abs(ends["from"][0] + 12 - year["x"]) < 2
    assert abs(ends["to"][0] - 12 - year["x"] - year["width"]) < 2


def test_a_handle_is_dragged_and_moved_by_key_and_the_other_gives_way(times: Opened) -> None:
    page = times.go("from=2007&to=2007")
    x, y = handle(page, "from")
    columns = page.locator(".columns").bounding_box()
    assert columns
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(columns["x"], y, steps=5)
    expect(page.locator("#timebar output")).to_have_text("2005 – 2007")
    assert "from=2007" in page.url
    page.mouse.up()
    expect(page.locator("#timebar [data-end=from]")).to_be_focused()
    assert "from=" not in page.url
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#timebar output")).to_have_text("2008")
    page.get_by_role("link", name="All years").last.click()
    expect(page.locator("#timebar output")).to_have_text("2005 – 2009")


def test_paper_says_how_many_rows_of_a_long_table_it_leaves_out(times: Opened) -> None:
    page = times.go("view=timeline&table=1")
    page.emulate_media(media="print")
    more = page.locator("#stage .more")
    expect(more).to_be_visible()
    assert more.evaluate("button => getComputedStyle(button, '::after').content") == '"and 505 more"'
