"""The page for those who use no mouse, see little, or hear it read out."""

import os
from pathlib import Path
from typing import Any, Literal

import pytest
from factories import MINISTRY, SHELTER
from playwright.sync_api import Browser, Page, expect

from browser.opened import DOCUMENT, FOCUS, Opened, watch, written

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "js" / "node_modules" / "axe-core" / "axe.min.js"
STATES = (
    "",
    f"{FOCUS}&pick={MINISTRY}",
    f"pair={MINISTRY}&pair={SHELTER}",
    f"doc={DOCUMENT}",
    f"view=documents&doc={DOCUMENT}&with={DOCUMENT}",
    "view=ask&question=flows-by-destination&param=country%3DLutha",
    "view=ask&question=about-actor",
    "pick=no/such/thing",
)


def states(page: Page) -> list[str]:
    """Every view and its table, and what opens beside them."""
    found = page.evaluate("[...document.querySelectorAll('#views a')].map((a) => a.getAttribute('href').slice(1))")
    views: list[str] = [address or "view=start" for address in found]
    disagreement = page.locator(".disagreement").first.get_attribute("href") or ""
    return [*STATES, *views, *(f"{view}&table=1" for view in views), disagreement.removeprefix("#")]


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical, with the elements concerned."""
    results: dict[str, Any] = page.evaluate(
        "axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"
    )
    grave = [found for found in results["violations"] if found["impact"] in ("serious", "critical")]
    return [
        f"{found['id']}: {[node['html'][:160] + ' ' + node['failureSummary'] for node in found['nodes'][:4]]}"
        for found in grave
    ]


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view(
    browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    if not AXE.exists():
        missing = "axe-core is not installed: make tests/js/node_modules"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    # The page's policy forbids what axe does to it; everything else about the page is as it is.
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    opened = watch(context.new_page(), written(tmp_path))
    page = opened.go("")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for state in states(page):
        page.evaluate("(hash) => { location.hash = hash; }", state)
        page.wait_for_timeout(60)
        found[state] = faults(page)
    for opener in ("share", "help"):
        page.locator(f"#{opener}").click()
        found[opener] = faults(page)
        page.keyboard.press("Escape")
    context.close()
    assert "\n".join(f"#{state}: {fault}" for state, grave in found.items() for fault in grave) == ""
    assert opened.faults == []


def test_help_opens_by_key_and_gives_the_keyboard_back(opened: Opened) -> None:
    page = opened.go(f"{FOCUS}&pick={MINISTRY}")
    page.locator("#details a").first.focus()
    page.keyboard.press("?")
    expect(page.locator("#help-dialog")).to_be_visible()
    expect(page.locator("#help-dialog")).to_contain_text("copy the citation")
    page.keyboard.press("Escape")
    expect(page.locator("#help-dialog")).to_be_hidden()
    expect(page.locator("#details")).to_be_visible()
    expect(page.locator("#details a").first).to_be_focused()
    page.locator("#help").click()
    page.keyboard.press("Tab")
    inside = "document.getElementById('help-dialog').contains(document.activeElement)"
    assert page.evaluate(f"{inside} || document.activeElement === document.body")  # or on the browser's own bar
    page.locator("#help-dialog .close").click()
    expect(page.locator("#help")).to_be_focused()


def test_a_question_mark_in_the_search_box_is_only_a_letter(opened: Opened) -> None:
    page = opened.go("")
    page.keyboard.type("who?")
    expect(page.locator("#help-dialog")).to_be_hidden()
    expect(page.locator("#search")).to_have_value("who?")


@pytest.mark.parametrize(
    ("state", "target"),
    [("", "#home"), (f"{FOCUS}&pick={MINISTRY}", "#details"), ("view=documents", "#stage"), (FOCUS, "#canvas")],
)
def test_the_first_stop_skips_the_bar(opened: Opened, state: str, target: str) -> None:
    page = opened.go(state)
    page.locator("#skip").focus()
    expect(page.locator("#skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(target)).to_be_focused()


def test_the_tab_key_goes_from_the_bar_into_the_view(opened: Opened) -> None:
    page = opened.go(f"{FOCUS}&pick={MINISTRY}")
    page.locator("#brand").focus()
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.closest('[id]')?.id"))
    order = [stop for place, stop in enumerate(stops) if stop not in stops[:place]]
    expected = ["search", "views", "share", "theme", "help", "canvas", "details"]
    assert [stop for stop in order if stop in expected] == expected


def test_what_has_the_keyboard_is_seen_to_have_it(opened: Opened) -> None:
    page = opened.go("")
    stops = []
    for _ in range(100):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        stop = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if stop.startswith("<body"):  # after the last one comes the browser's own bar
            break
        stops.append(stop)
        assert page.evaluate(f"{style}.outlineStyle") != "none", stop
        assert page.evaluate(f"parseFloat({style}.outlineWidth)") >= 1, stop
    assert len(stops) > 15


def test_nothing_moves_by_itself_where_motion_is_unwanted(opened: Opened) -> None:
    opened.page.emulate_media(reduced_motion="reduce")
    page = opened.go(FOCUS)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration !== '0s').length"
        )
        == 0
    )
    assert page.evaluate("document.getAnimations().length") == 0


def test_changes_are_told_to_those_who_do_not_see_them(opened: Opened) -> None:
    page = opened.go(FOCUS)
    assert page.locator("#live").get_attribute("aria-live") == "polite"
    expect(page.locator("#live")).to_have_text("2 names and 1 line in the picture")
    page.locator("#share").click()
    with page.expect_download():
        page.locator("[data-share=turtle]").click()
    expect(page.locator("#live")).to_have_text("2 statements saved")
