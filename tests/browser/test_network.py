"""The network in a real browser: what an analyst does with names and lines, and how fast it is."""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from factories import GRAUSTARK, LUTHA, MINISTRY, RURITANIA, SHELTER
from invented import invented_view, name_of
from playwright.sync_api import Browser, Page, expect

from browser.opened import FOCUS, HOSTILE, Opened, wait_for, watch, written
from kg.explore import assemble_page

pytestmark = pytest.mark.browser

PICTURE = "document.getElementById('canvas').picture"
NAMES = f"{PICTURE}.scene().nodes.length"
LINES = f"{PICTURE}.scene().lines.length"
FLOW = f"at={GRAUSTARK}"


def opened_graph(browser: Browser, folder: Path, nodes: int, claims: int) -> Opened:
    file = folder / f"{nodes}.html"
    file.write_text(assemble_page(invented_view(nodes, claims), "Invented"), encoding="utf-8")
    return watch(browser.new_page(viewport={"width": 1280, "height": 800}), file)


@pytest.fixture(name="small")
def small_graph(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Two hundred names, drawn with every detail."""
    opened = opened_graph(browser, tmp_path, 200, 500)
    yield opened
    opened.page.close()
    assert opened.faults == []


def drag(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=5)
    page.mouse.up()


def lasso(page: Page) -> None:
    """Draws around the whole picture with Shift held."""
    box = page.locator("#canvas").bounding_box()
    assert box
    left, top, right, bottom = box["x"] + 3, box["y"] + 3, box["x"] + box["width"] - 70, box["y"] + box["height"] - 60
    page.keyboard.down("Shift")
    page.mouse.move(left, top)
    page.mouse.down()
    for corner in ((right, top), (right, bottom), (left, bottom), (left, top)):
        page.mouse.move(*corner, steps=4)
    page.mouse.up()
    page.keyboard.up("Shift")


@pytest.mark.parametrize("typed", ["minsitry of labor", "Minstry", "labour ministry"])
def test_search_forgives_slips_and_order(opened: Opened, typed: str) -> None:
    page = opened.go("")
    page.keyboard.type(typed)
    expect(page.locator("#hits [role=option]").first).to_contain_text("Ministry of Labour")


def test_a_node_that_is_dragged_stays_where_it_was_put_and_undo_takes_it_back(opened: Opened) -> None:
    page = opened.go(FLOW)
    before = opened.place(LUTHA)
    drag(page, before, (-70, 40))
    x, y = opened.place(LUTHA)
    assert x == pytest.approx(before[0] - 70, abs=3)
    assert y == pytest.approx(before[1] + 40, abs=3)
    assert f"pin={LUTHA}" in page.url.replace("%40", "@")
    page.reload()
    places = page.evaluate(f"[...{PICTURE}.scene().pinned].map(i => {PICTURE}.scene().nodes[i])")
    assert places == [opened.node(LUTHA)]
    page = opened.go(FLOW)
    drag(page, opened.place(LUTHA), (-70, 40))
    page.locator("#undo").click()
    wait_for(page, "location.hash.includes('pin')", value=False)
    page.locator("#redo").click()
    wait_for(page, "location.hash.includes('pin')", value=True)


def test_undo_and_redo_walk_through_steps_and_filters_and_back_still_works(opened: Opened) -> None:
    page = opened.go(FOCUS)
    expect(page.locator("#undo")).to_be_disabled()
    page.locator("#legend summary").click()
    page.get_by_label("funds").uncheck()
    wait_for(page, LINES, 0)
    page.mouse.click(*opened.place(MINISTRY))
    expect(page.locator("#details h2")).to_have_text("Ministry of Labour")
    page.keyboard.press("Control+z")
    expect(page.locator("#details")).to_be_hidden()
    page.keyboard.press("Control+z")
    wait_for(page, LINES, 1)
    page.keyboard.press("Control+Shift+z")
    wait_for(page, LINES, 0)
    page.locator("#redo").click()
    expect(page.locator("#details h2")).to_have_text("Ministry of Labour")
    expect(page.locator("#redo")).to_be_disabled()
    page.go_back()
    wait_for(page, LINES, 0)
    expect(page.locator("#details")).to_be_hidden()


def test_names_drawn_around_can_be_kept_hidden_or_listed(opened: Opened) -> None:
    page = opened.go("all=1")
    total = page.evaluate(NAMES)
    opened.place(MINISTRY)
    lasso(page)
    expect(page.locator("#selection")).to_contain_text(f"{total} names selected")
    page.keyboard.press("Escape")
    expect(page.locator("#selection")).to_be_hidden()
    page = opened.go(FLOW)
    opened.place(GRAUSTARK)
    lasso(page)
    page.get_by_role("link", name="Statements as table").click()
    expect(page.locator("#stage tbody tr")).to_have_count(2)
    expect(page.locator("#stage tbody tr").first).to_contain_text("victims moved")
    page.go_back()
    opened.place(GRAUSTARK)
    lasso(page)
    page.get_by_role("link", name="Names as table").click()
    expect(page.locator("#stage tbody tr")).to_have_count(3)
    page.go_back()
    opened.place(GRAUSTARK)
    lasso(page)
    page.get_by_role("link", name="Hide these").click()
    wait_for(page, NAMES, 0)
    expect(page.locator("#notes")).to_contain_text("3 names hidden")
    page.get_by_role("link", name="show again").click()
    wait_for(page, NAMES, 3)


def test_the_lasso_button_selects_without_a_keyboard(opened: Opened) -> None:
    page = opened.go(FLOW)
    opened.place(GRAUSTARK)
    page.locator("#lasso").click()
    expect(page.locator("#lasso")).to_have_attribute("aria-pressed", "true")
    box = page.locator("#canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.down()
    for x, y in ((box["width"] - 60, 2), (box["width"] - 60, box["height"] - 2), (2, box["height"] - 2)):
        page.mouse.move(box["x"] + x, box["y"] + y, steps=3)
    page.mouse.up()
    expect(page.locator("#selection")).to_contain_text("3 names selected")
    page.get_by_role("link", name="Keep only these").click()
    wait_for(page, NAMES, 3)
    assert f"only={GRAUSTARK}" in page.url


def test_single_names_are_selected_by_ctrl_and_click_and_by_the_space_bar(opened: Opened) -> None:
    page = opened.go(FLOW)
    page.keyboard.down("Control")
    page.mouse.click(*opened.place(LUTHA))
    page.mouse.click(*opened.place(RURITANIA))
    page.keyboard.up("Control")
    expect(page.locator("#selection")).to_contain_text("2 names selected")
    page.mouse.move(*opened.place(LUTHA))
    page.locator("#canvas").focus()
    page.keyboard.press("Space")
    expect(page.locator("#selection")).to_contain_text("1 name selected")
    page.get_by_role("link", name="Hide these").click()
    wait_for(page, NAMES, 2)


def test_the_menu_of_a_node_hides_it_and_is_reached_by_keyboard(opened: Opened) -> None:
    page = opened.go(FLOW)
    page.mouse.click(*opened.place(LUTHA), button="right")
    expect(page.locator("#menu")).to_be_visible()
    page.locator("#menu").get_by_role("menuitem", name="Hide it").click()
    wait_for(page, NAMES, 2)
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("m")
    expect(page.locator("#menu a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#menu a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator("#canvas")).to_be_focused()


def test_neighbours_are_added_and_taken_out_by_kind_and_by_relation(small: Opened) -> None:
    iri = f"xx/{name_of(3).lower().replace(' ', '-')}"
    page = small.go(f"only={iri}&pick={iri}")
    assert page.evaluate(NAMES) == 1
    page.locator("#details .parts summary").click()
    part = page.locator("#details .part").first
    words = part.inner_text()
    count = int(words[words.index("(") + 1 : words.index(")")])
    part.click()
    wait_for(page, NAMES, count + 1)
    page.locator("#details .parts summary").click()
    expect(page.locator("#details .part").first).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Take its neighbours out").click()
    wait_for(page, NAMES, 1)


def test_the_ways_between_two_names_show_the_evidence_of_every_step(opened: Opened) -> None:
    page = opened.go("view=network")
    page.get_by_role("link", name="How are two names linked?").click()
    page.keyboard.type("Ruritania")
    page.keyboard.press("Enter")
    expect(page.locator(".ends input")).to_be_focused()
    page.keyboard.type("Luhta")
    page.keyboard.press("Enter")
    wait_for(page, NAMES, 3)
    assert f"path={RURITANIA}&path={LUTHA}" in page.url
    expect(page.locator("#details")).to_contain_text("1 shortest way of 2 steps")
    hops = page.locator(".hops > li")
    expect(hops).to_have_count(2)
    for hop in hops.all():
        expect(hop.locator(".quoted")).to_contain_text("Women were trafficked from")
        expect(hop).to_contain_text("stated")
        expect(hop).to_contain_text("08RURI1 ¶2")
    xs = [opened.place(iri)[0] for iri in (RURITANIA, GRAUSTARK, LUTHA)]
    assert xs == sorted(xs)


def test_names_that_nothing_links_are_told_so(opened: Opened) -> None:
    page = opened.go(f"path={MINISTRY}&path={LUTHA}")
    expect(page.locator("#details")).to_contain_text("No chain of statements links these two")
    assert page.evaluate(NAMES) == 2


def test_lines_are_split_by_relation_on_demand(opened: Opened) -> None:
    page = opened.go(FOCUS)
    assert page.evaluate(LINES) == 1
    page.locator("#legend summary").click()
    page.get_by_label("Split lines by relation").check()
    wait_for(page, LINES, 2)
    assert "split=1" in page.url
    statuses = page.evaluate(f"{PICTURE}.scene().lines.map(line => line.look.status)")
    assert sorted(statuses) == ["negated", "stated"]


def test_the_table_of_no_network_says_what_to_do_and_offers_every_statement(opened: Opened) -> None:
    page = opened.go("view=network&table=1")
    expect(page.locator("#stage .empty")).to_contain_text("Search a name above")
    page.get_by_role("link", name="Every statement").click()
    expect(page.locator("#stage tbody tr").first).to_be_visible()


def test_groups_are_outlined_and_sizes_chosen_in_the_legend(small: Opened) -> None:
    page = small.go("all=1")
    assert page.evaluate(f"{PICTURE}.scene().outlines.length") == 0
    radius = f"{PICTURE}.scene().radius[0]"
    by_neighbours = page.evaluate(radius)
    page.locator("#legend summary").click()
    page.get_by_label("Outline groups").check()
    wait_for(page, f"{PICTURE}.scene().outlines.length > 1", value=True)
    page.get_by_label("sources", exact=True).check()
    wait_for(page, f"{radius} === {by_neighbours}", value=False)
    assert "size=sources" in page.url
    assert "groups=1" in page.url
    group = page.locator("#filters label:has([data-token^='community:'])").first
    size = int(group.locator(".count").inner_text())
    total = page.evaluate(NAMES)
    group.locator("input").uncheck()
    wait_for(page, NAMES, total - size)


def test_the_card_of_a_node_tells_its_kind_counts_relations_and_a_sentence(opened: Opened) -> None:
    page = opened.go(FOCUS)
    page.mouse.move(*opened.place(MINISTRY))
    tip = page.locator("#tip")
    for words in ("Ministry of Labour", "Ruritania", "1 neighbour", "1 source", "funds 2", "funds the Blue Door"):
        expect(tip).to_contain_text(words)
    (x1, y1), (x2, y2) = opened.place(MINISTRY), opened.place(SHELTER)
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
    expect(tip).to_contain_text("said not to be so")


@pytest.mark.parametrize("state", ["all=1", "all=1&groups=1", f"at=xx/{name_of(0).lower().replace(' ', '-')}"])
def test_names_in_the_picture_do_not_overlap(small: Opened, state: str) -> None:
    page = small.go(state)
    for factor in (1, 1.7, 0.5):
        page.evaluate(f"{PICTURE}.zoomBy({factor})")
        page.wait_for_timeout(350)
        boxes = page.evaluate(f"{PICTURE}.boxes()")
        assert len(boxes) > 15
        overlapping = [
            (a, b) for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]
        assert overlapping == []


def test_hostile_names_stay_text_on_cards_menus_outlines_and_ways(browser: Browser, tmp_path: Path) -> None:
    opened = watch(browser.new_page(), written(tmp_path, hostile=True))
    for state in ("all=1&groups=1&split=1", f"{FOCUS}&gone={SHELTER}", f"link=1&path={RURITANIA}&path={LUTHA}"):
        page = opened.go(state)
        page.reload()
        node = MINISTRY if "path" not in state else LUTHA
        page.mouse.move(*opened.place(node))
        expect(page.locator("#tip")).to_contain_text(HOSTILE)
        page.mouse.click(*opened.place(node), button="right")
        expect(page.locator("#menu")).to_contain_text(HOSTILE)
        assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    page.locator(".ends a.plain").first.click()
    page.locator(".ends input").fill("<img")
    expect(page.locator(".ends .hits")).to_contain_text(HOSTILE)
    assert page.evaluate("[window.hurt, document.querySelectorAll('img').length]") == [None, 0]
    page.close()
    assert opened.faults == []


# Median of the time between frames while `move(n)` is done in each.
_FRAMES = """(move) => new Promise((done) => {
  const picture = document.getElementById('canvas').picture;
  const actions = {
    still: () => {},
    zoom: (n) => picture.zoomBy(n % 40 < 20 ? 1.03 : 1 / 1.03),
    pan: (n) => picture.panBy(n % 40 < 20 ? 6 : -6, 3),
    hover: (n) => picture.hover(picture.find(300 + n, 300), 300 + n, 300),
  };
  const times = [];
  let last = performance.now();
  const step = (now) => {
    times.push(now - last);
    last = now;
    actions[move](times.length);
    if (times.length < 100) requestAnimationFrame(step);
    else done(times.sort((a, b) => a - b)[50]);
  };
  requestAnimationFrame(step);
})"""


# Milliseconds from the click on the head of a column to its rows in order.
_SORTED = """async () => {
  const began = performance.now();
  document.querySelector("th button").click();
  while (!document.querySelector("th[aria-sort=ascending]")) await new Promise((go) => setTimeout(go));
  return performance.now() - began;
}"""


def test_fifty_thousand_names_open_within_three_seconds_and_move_without_a_lost_frame(
    browser: Browser, tmp_path: Path
) -> None:
    opened = opened_graph(browser, tmp_path, 50_000, 150_000)
    page = opened.go("all=1")
    opening = []
    for _ in range(3):  # the machine may be busy with other things; the quickest tells most of the page itself
        opening.append(page.evaluate("performance.getEntriesByName('ready')[0].startTime"))
        if opening[-1] < 3000:
            break
        page.reload()
        page.wait_for_selector("html[data-ready]")
    assert min(opening) < 3000
    wait_for(page, f"{PICTURE}.settled()", value=True)
    still = page.evaluate(_FRAMES, "still")
    moving = {move: page.evaluate(_FRAMES, move) for move in ("zoom", "pan", "hover")}
    assert {move: time for move, time in moving.items() if time > still * 1.5} == {}, json.dumps([still, moving])
    page.keyboard.press("/")
    typed = name_of(31_234).replace("a", "", 1)
    page.keyboard.type(typed)
    expect(page.locator("#hits [role=option]").first).to_contain_text(name_of(31_234))
    page.evaluate("location.hash = 'all=1&table=1'")
    expect(page.locator("tbody tr")).to_have_count(200)
    assert page.evaluate(_SORTED) < 3000
    page.close()
    assert opened.faults == []
