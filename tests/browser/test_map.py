"""The map of flows, in a real browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.journeys import ARMENIA, REGION, TOWN, journey_findings
from browser.opened import HOSTILE, Opened, wait_for, watch, watched, written

pytestmark = pytest.mark.browser

SEXUAL = "Armenia to Georgia: sexual exploitation, stated, 2 statements, 3 victims counted"


@pytest.fixture(name="chart")
def map_page(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    with watched(browser, written(tmp_path, journey_findings())) as opened:
        yield opened


def line(page: Page, words: str) -> Locator:
    return page.locator(f'a.flow[aria-label="{words}"]')


def test_each_pair_of_places_form_and_certainty_has_its_line(chart: Opened) -> None:
    page = chart.go("view=map")
    words = sorted(a.get_attribute("aria-label") or "" for a in page.locator("a.flow").all())
    assert [re.sub(r"^(.*): .*$", r"\1", one) for one in words] == [
        "Armenia to Georgia",
        "Armenia to Turkey",
        "Central Asia to Turkey",
        "Georgia to Turkey",
        "Within Armenia",
        "not said to Turkey",
    ]
    expect(page.locator(".atlas .over.top")).to_contain_text("6 flows between 4 countries and regions")
    expect(page.locator(".atlas .over.top")).to_contain_text("1 flow without a place on the map")
    expect(line(page, SEXUAL)).to_have_count(1)


def test_certainty_is_told_by_dash_and_cross_and_form_by_letters(chart: Opened) -> None:
    page = chart.go("view=map")
    assert page.locator("a.flow.alleged .stroke").get_attribute("stroke-dasharray")
    assert not page.locator("a.flow.stated .stroke").first.get_attribute("stroke-dasharray")
    expect(page.locator("a.flow.negated .cross")).to_have_count(1)
    assert "Se 2" in page.locator(".badges text").all_text_contents()


def test_a_click_on_a_line_shows_all_its_sentences_and_what_else_runs_there(chart: Opened) -> None:
    page = chart.go("view=map")
    line(page, SEXUAL).locator(".reach").dispatch_event("click")
    expect(page.locator("#details h2").first).to_have_text("Armenia → Georgia")
    expect(page.locator("#details .card")).to_have_count(2)
    expect(page.locator("#details mark").first).to_contain_text("Women were trafficked")
    expect(page.locator("a.flow.chosen")).to_have_count(1)
    assert "view=map" in page.url
    page.reload()
    expect(page.locator("#details .card")).to_have_count(2)


def test_a_real_click_on_the_arrow_and_on_the_country_reaches_them(chart: Opened) -> None:
    page = chart.go("view=map")
    box = page.locator("a.place[aria-label^='Turkey'] circle").last.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#details h2").first).to_have_text("Turkey")
    expect(page.locator("#details .section", has_text="Flows of victims").locator("li")).to_have_count(4)
    expect(page.locator("a.flow:not(.faint)")).to_have_count(4)
    expect(page.locator("a.flow.faint")).to_have_count(2)


def test_a_form_a_group_and_a_year_can_be_left_out_and_stand_in_the_address(chart: Opened) -> None:
    page = chart.go("view=map")
    page.locator(".atlas .legend label", has_text="sexual exploitation").locator("input").uncheck()
    expect(line(page, SEXUAL)).to_have_count(0)
    assert "form" in page.url
    page.reload()
    expect(page.locator("a.flow")).to_have_count(4)
    page = chart.go("view=map&hide=group:&hide=group:Women&hide=group:women")
    expect(page.locator(".atlas")).to_contain_text("The filters hide every flow")
    page.get_by_role("link", name="Clear the filters").click()
    expect(page.locator("a.flow")).to_have_count(6)
    page = chart.go("view=map&to=2006")
    page.reload()
    expect(page.locator("a.flow")).to_have_count(1)
    expect(page.locator("a.flow")).to_have_attribute("aria-label", re.compile("Central Asia to Turkey"))


def test_lines_are_as_wide_as_their_statements_or_their_victims_are_many(chart: Opened) -> None:
    page = chart.go("view=map")

    def width(words: str) -> float:
        return float(page.locator(f"a.flow[aria-label^='{words}'] .stroke").first.get_attribute("stroke-width") or 0)

    assert width("Armenia to Georgia") > width("Georgia to Turkey")
    page.locator(".atlas .legend").get_by_label("by victims counted").check()
    expect(page.locator(".atlas .legend")).to_contain_text("more victims are counted")
    assert "counted=1" in page.url
    assert width("Georgia to Turkey") == width("Within Armenia")
    assert width("Armenia to Georgia") > width("Georgia to Turkey")


def test_a_country_under_the_pointer_says_its_name(chart: Opened) -> None:
    page = chart.go("view=map")
    page.locator("[data-country=BG] path").dispatch_event("pointerover")
    expect(page.locator(".atlas .tip")).to_have_text("Bulgaria")


def test_a_place_in_a_country_without_a_node_stands_for_the_country(browser: Browser, tmp_path: Path) -> None:
    findings = journey_findings()
    places = tuple(replace(e, country="AE", label="Dubai") if e.id == TOWN else e for e in findings.entities)
    opened = watch(browser.new_page(), written(tmp_path, replace(findings, entities=places)))
    page = opened.go("view=map")
    expect(page.locator(".labels")).to_contain_text("United Arab Emirates")
    page.locator("a.place[aria-label^='United Arab Emirates']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details h2").first).to_have_text("Dubai")
    page.close()
    assert opened.faults == []


def test_many_lines_are_slid_while_they_move_and_drawn_when_they_rest(browser: Browser, tmp_path: Path) -> None:
    findings = journey_findings()
    pattern = findings.flows[2]
    forms = [f"Form{n}" for n in range(90)]
    flows = tuple(replace(pattern, exploitation=(form,)) for form in forms)
    opened = watch(browser.new_page(), written(tmp_path, replace(findings, flows=flows)))
    page = opened.go("view=map")
    land = "document.querySelector('.land').getAttribute('transform')"
    before = page.evaluate(land)
    page.mouse.move(800, 300)
    page.mouse.wheel(0, -200)
    wait_for(page, "document.querySelector('.world').style.transform === ''", value=True)
    assert page.evaluate(land) != before
    page.close()
    assert opened.faults == []


def test_wheel_drag_buttons_and_keys_move_the_map(chart: Opened) -> None:
    page = chart.go("view=map")
    land = "document.querySelector('.land').getAttribute('transform')"
    seen = [page.evaluate(land)]

    def moves(label: str) -> None:
        seen.append(page.evaluate(land))
        assert seen[-1] not in seen[:-1], label

    page.mouse.move(800, 400)
    page.mouse.wheel(0, -300)
    moves("wheel")
    page.mouse.down()
    page.mouse.move(700, 350, steps=4)
    page.mouse.up()
    moves("drag")
    page.get_by_role("button", name="Zoom in").click()
    moves("button")
    page.locator("svg.world").focus()
    page.keyboard.press("ArrowLeft")
    moves("arrow key")
    page.keyboard.press("-")
    moves("minus")
    page.keyboard.press("0")
    assert page.evaluate(land) == seen[0]
    assert "arc=" not in page.url


def test_two_fingers_zoom(chart: Opened) -> None:
    page = chart.go("view=map")
    scale = "document.querySelector('.land').getAttribute('transform')"
    before = page.evaluate(scale)
    page.evaluate("""() => {
        const map = document.querySelector('svg.world');
        map.setPointerCapture = () => {};
        const send = (type, pointerId, clientX) =>
            map.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY: 400, bubbles: true }));
        send('pointerdown', 1, 700); send('pointerdown', 2, 800);
        send('pointermove', 1, 650); send('pointermove', 2, 850); send('pointermove', 2, 900);
        send('pointerup', 1, 650); send('pointerup', 2, 900);
    }""")
    after = page.evaluate(scale)
    assert float(after[6:].split(")")[0]) > 1.3 * float(before[6:].split(")")[0])


def test_lines_and_places_are_walked_by_keyboard(chart: Opened) -> None:
    page = chart.go("view=map")
    page.locator("svg.world").focus()
    page.keyboard.press("Tab")
    here = "document.activeElement.getAttribute('aria-label')"
    first = page.evaluate(here)
    assert first == SEXUAL
    expect(page.locator(".atlas .tip")).to_have_text(first)
    page.keyboard.press("ArrowDown")
    second = page.evaluate(here)
    assert second != first
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_visible()
    wait_for(page, here, second)
    page.keyboard.press("Tab")
    assert "statements on flows" in page.evaluate(here)


def test_names_on_the_map_do_not_overlap(chart: Opened) -> None:
    page = chart.go("view=map")
    boxes = [b for b in (t.bounding_box() for t in page.locator(".labels text").all() if t.is_visible()) if b]
    assert len(boxes) >= 3
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            apart = a["x"] + a["width"] <= b["x"] + 3 or b["x"] + b["width"] <= a["x"] + 3
            assert apart or a["y"] + a["height"] <= b["y"] + 4 or b["y"] + b["height"] <= a["y"] + 4


def test_the_map_is_told_as_a_table_too(chart: Opened) -> None:
    page = chart.go("view=map&table=1")
    expect(page.locator("tbody tr")).to_have_count(len(chart.data()["flows"]["iri"]))
    expect(page.locator("tbody")).to_contain_text("Central Asia")


def test_it_says_that_outlines_are_no_judgement_and_fits_a_telephone(chart: Opened) -> None:
    chart.page.set_viewport_size({"width": 400, "height": 800})
    page = chart.go(f"view=map&pick={ARMENIA}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.locator(".atlas summary").click()
    expect(page.locator(".atlas .legend")).to_contain_text("say nothing about sovereignty")


def test_without_flows_the_map_says_so(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path, replace(journey_findings(), flows=())))
    expect(opened.go("view=map").locator("#stage")).to_contain_text("No flows to draw")
    opened.page.close()
    assert opened.faults == []


def test_hostile_names_on_the_map_stay_text(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path, journey_findings(), hostile=True))
    page = opened.go("view=map")
    expect(page.locator(".labels")).to_contain_text(HOSTILE)
    page.locator("a.flow").first.focus()
    expect(page.locator(".atlas .tip")).to_contain_text(HOSTILE)
    page.keyboard.press("Enter")
    expect(page.locator("#details h2").first).to_contain_text(HOSTILE)
    assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    page.close()
    assert opened.faults == []


def test_a_region_is_marked_otherwise_than_a_country(chart: Opened) -> None:
    page = chart.go(f"view=map&pick={REGION}")
    expect(page.locator("a.place.chosen rect")).to_have_count(1)
    expect(page.locator("#details h2").first).to_have_text("Central Asia")
