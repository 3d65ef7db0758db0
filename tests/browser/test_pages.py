"""The pages in a real browser, opened from disk, with the network cut off where the system allows it."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from factories import MINISTRY, NGO, SHELTER
from playwright.sync_api import Browser, expect

from browser.opened import DOCUMENT, FOCUS, HOSTILE, Opened, triples, wait_for, watch, written
from kg.evaluate import Evaluation, Finding, Missed, Score, Scores
from kg.evaluate.page import evaluation_page
from kg.evaluate.scores import Place
from kg.explore import explorer_page
from kg.picture import picture_page
from kg.rdf import BASE

pytestmark = pytest.mark.browser


def test_it_opens_at_the_start_with_the_cursor_in_the_search_box_and_within_a_second(opened: Opened) -> None:
    page = opened.go("")
    expect(page.locator("#home")).to_be_visible()
    expect(page.locator("#picture")).to_be_hidden()
    expect(page.locator("#search")).to_be_focused()
    assert page.evaluate("performance.getEntriesByName('ready')[0].startTime") < 1000


def test_the_start_counts_what_the_data_holds(opened: Opened) -> None:
    page = opened.go("")
    data = opened.data()
    names, claims = len(data["nodes"]["iri"]), len(data["claims"]["iri"])
    expect(page.locator(".lead")).to_contain_text(
        f"{names} names · {claims} statements · 1 flow · 2 numbers · 1 assessment · 1 document"
    )


def test_the_start_shows_documents_actors_and_what_is_contested(opened: Opened) -> None:
    page = opened.go("")
    expect(page.get_by_role("link", name="HARBOUR HOTLINE REPORT")).to_be_visible()
    expect(page.locator(".panel", has_text="Most spoken of")).to_contain_text("Ministry of Labour")
    expect(page.locator(".contested")).to_contain_text("Both yes and no: 1")
    expect(page.locator(".contested")).to_contain_text("Figures that differ: 1")


@pytest.mark.parametrize("typed", ["MoL", "mol", "ministry of l", "ML"])
def test_search_finds_by_name_other_name_and_acronym(opened: Opened, typed: str) -> None:
    page = opened.go("")
    page.keyboard.type(typed)
    expect(page.locator("#hits [role=option]").first).to_contain_text("Ministry of Labour")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Ministry of Labour")
    expect(page.locator("#picture")).to_be_visible()
    assert MINISTRY in page.url


def test_a_search_without_a_match_says_what_to_try(opened: Opened) -> None:
    page = opened.go("")
    page.keyboard.type("zzzz")
    expect(page.locator("#hits")).to_contain_text("No name matches. Try")


def test_a_click_on_a_node_shows_its_claims_by_relation(opened: Opened) -> None:
    page = opened.go(FOCUS)
    page.mouse.click(*opened.place(MINISTRY))
    expect(page.locator("#details h2")).to_have_text("Ministry of Labour")
    section = page.locator("#details .section", has_text="funds")
    expect(section.locator("li")).to_have_count(2)
    expect(section).to_contain_text("said not to be so")


def test_a_click_on_a_line_shows_every_sentence_with_speaker_certainty_marking_and_rule(opened: Opened) -> None:
    page = opened.go(FOCUS)
    (x1, y1), (x2, y2) = opened.place(MINISTRY), opened.place(SHELTER)
    page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    cards = page.locator("#details .card")
    expect(cards).to_have_count(2)
    no = page.locator("#details .card.negated")
    assert re.sub(r"\s+", " ", no.locator("mark").inner_text()) == "the ministry does not fund the Blue Door shelter"
    for words in (
        "Harbour Watch said",
        "negated, asserted",
        "SBU (sensitive but unclassified)",
        "frame:fund",
        "75%",
        "Read in 08RURI1",
    ):
        expect(no).to_contain_text(words)


def test_a_double_click_adds_the_neighbours_of_a_node_and_back_takes_them_out(opened: Opened) -> None:
    page = opened.go("at=country/xr")
    names = "document.getElementById('canvas').picture.scene().nodes.length"
    assert page.evaluate(names) == 2
    page.mouse.dblclick(*opened.place("country/xg"))
    wait_for(page, names, 3)
    page.go_back()
    wait_for(page, names, 2)


def test_the_reader_leads_from_a_name_to_the_node_and_from_a_claim_to_its_sentence(opened: Opened) -> None:
    page = opened.go(f"doc={DOCUMENT}")
    expect(page.locator("#reader")).to_contain_text("HARBOUR HOTLINE REPORT")
    page.locator("#reader a.mention", has_text="Harbour Watch").click()
    expect(page.locator("#details h2")).to_have_text("Harbour Watch")
    expect(page.locator("#reader a.mention.chosen")).to_have_text("Harbour Watch")
    page.locator("#details summary", has_text="Says about others").click()
    page.locator("#details .section", has_text="Says about others").get_by_role("link", name="sentence").first.click()
    chosen = page.locator("#reader .said.chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "does not fund" in re.sub(r"\s+", " ", "".join(chosen.all_inner_texts()))


def test_a_found_sentence_leads_to_what_was_found(opened: Opened) -> None:
    page = opened.go(f"doc={DOCUMENT}")
    page.locator("#reader .said", has_text="Women were trafficked").first.click()
    expect(page.locator("#details h2")).to_have_text("Flow of victims")
    expect(page.locator("#details .card").first).to_contain_text("Ruritania through Graustark → Lutha")


def test_the_panel_of_a_document_lists_its_flows_and_numbers(opened: Opened) -> None:
    page = opened.go(f"doc={DOCUMENT}")
    expect(page.locator("#details .section", has_text="Flows of victims").locator("li")).to_have_count(1)
    expect(page.locator("#details .section", has_text="Numbers").locator("li")).to_have_count(2)


def test_assessments_stand_with_what_they_judge_and_lead_to_their_sentence(opened: Opened) -> None:
    page = opened.go("pick=xr/ministry-of-labour")
    section = page.locator("#details .section", has_text="Assessments")
    expect(section.locator("li")).to_have_count(1)
    expect(section.locator(".phrase")).to_contain_text("funding for the shelter: not: sufficient")
    section.get_by_role("link", name="sentence").click()
    expect(page.locator("#details h2")).to_have_text("Assessment")


def test_a_passage_bears_its_topic(opened: Opened) -> None:
    page = opened.go(f"doc={DOCUMENT}")
    assert page.locator("#reader .topic").all_inner_texts() == ["shelter", "origins and destinations"]


def test_a_filter_takes_lines_out_and_stands_in_the_address(opened: Opened) -> None:
    page = opened.go(FOCUS)
    lines = "document.getElementById('canvas').picture.scene().lines.length"
    assert page.evaluate(lines) == 1
    page.locator("#legend summary").click()
    page.get_by_label("funds").uncheck()
    wait_for(page, lines, 0)
    assert "relation:funds" in page.url
    page.reload()
    assert page.evaluate(lines) == 0
    expect(page.get_by_label("funds")).not_to_be_checked()


def test_back_returns_to_what_was_looked_at_before(opened: Opened) -> None:
    page = opened.go(f"{FOCUS}&pick={MINISTRY}")
    page.locator("#details a.node", has_text="Blue Door shelter").first.click()
    expect(page.locator("#details h2")).to_have_text("Blue Door shelter")
    page.go_back()
    expect(page.locator("#details h2")).to_have_text("Ministry of Labour")


def test_the_picture_moves_by_wheel_and_drag(opened: Opened) -> None:
    page = opened.go(FOCUS)
    x, y = opened.place(MINISTRY)
    before = page.evaluate("document.getElementById('canvas').picture.camera()")
    page.mouse.move(x + 60, y + 30)
    page.mouse.wheel(0, -300)
    zoomed = page.evaluate("document.getElementById('canvas').picture.camera()")
    assert zoomed["zoom"] > before["zoom"]
    page.mouse.down()
    page.mouse.move(x + 160, y + 90, steps=4)
    page.mouse.up()
    assert page.evaluate("document.getElementById('canvas').picture.camera()")["x"] < zoomed["x"]


def test_everything_is_reached_by_keyboard(opened: Opened) -> None:
    page = opened.go(FOCUS)
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#live")).to_have_text("Ministry of Labour")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Ministry of Labour")
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_a_link_to_something_unknown_says_so(opened: Opened) -> None:
    page = opened.go("pick=no/such/thing")
    expect(page.locator("#details")).to_contain_text("This name is not in the graph")


def test_colours_follow_the_system_and_the_button(opened: Opened) -> None:
    page = opened.go("")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.locator("#theme").click()
    assert page.evaluate(ground) == light


@pytest.mark.parametrize(
    "state", ["", f"at={MINISTRY}&pick={MINISTRY}", f"doc={DOCUMENT}", f"pair={MINISTRY}&pair={SHELTER}"]
)
def test_nothing_is_wider_than_a_narrow_screen(opened: Opened, state: str) -> None:
    opened.page.set_viewport_size({"width": 400, "height": 800})
    page = opened.go(state)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    if state.startswith("doc"):
        page.locator("#tabs").get_by_role("button", name="Details").click()
        expect(page.locator("#details")).to_be_visible()
        expect(page.locator("#reader")).to_be_hidden()


def test_hostile_names_are_shown_as_text_and_run_nothing(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path, hostile=True))
    states = (
        "",
        "all=1",
        f"{FOCUS}&pick={MINISTRY}",
        f"doc={DOCUMENT}",
        f"pair={MINISTRY}&pair={SHELTER}",
        f"pick={NGO}",
    )
    for state in states:
        page = opened.go(state)
        page.reload()
        page.locator("#search").fill("<img")
        expect(page.locator("#hits")).to_contain_text(HOSTILE)
        assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    page.close()
    assert opened.faults == []


def test_an_empty_graph_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_text(explorer_page(ox.Store(), "Nothing"), encoding="utf-8")
    opened = watch(browser.new_page(), file)
    expect(opened.go("").locator("#home")).to_contain_text("The graph is empty")
    opened.page.close()
    assert opened.faults == []


def test_the_picture_page_draws_without_a_request_and_names_stay_text(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "picture.html"
    file.write_text(picture_page(triples(hostile=True), {BASE + MINISTRY: f'<a href="x">{HOSTILE}'}), encoding="utf-8")
    opened = watch(browser.new_page(), file)
    page = opened.go("")
    page.locator("summary").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    page.close()
    assert opened.faults == []


def test_the_page_of_an_evaluation_filters_its_faults_and_shows_hostile_text_as_text(
    browser: Browser, tmp_path: Path
) -> None:
    place = (Place("1", 0, len(HOSTILE)),)
    missed = Missed("flows", "", "XR -> ?", "not in the text")
    wrong = Finding("relations", "funds", HOSTILE, right=False, quote=HOSTILE, places=place, rules=(HOSTILE,))
    scores = Scores(HOSTILE, {"relations": Score(1, 2, 1, 2)}, {}, {}, {}, {}, (wrong,), (missed,), {"1": HOSTILE})
    file = tmp_path / "evaluation.html"
    file.write_text(evaluation_page(Evaluation((scores,))), encoding="utf-8")
    opened = watch(browser.new_page(viewport={"width": 390, "height": 800}), file)
    page = opened.go("")
    expect(page.locator("mark")).to_have_text(HOSTILE)
    assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("article:visible")).to_have_count(2)
    page.get_by_label("wrong").uncheck()
    expect(page.locator("article:visible")).to_have_count(1)
    page.get_by_label("flows").uncheck()
    expect(page.locator("output")).to_have_text("0 shown")
    page.close()
    assert opened.faults == []
