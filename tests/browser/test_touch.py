"""Fingers on a telephone: real touch input, given through the browser's own protocol."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from factories import MINISTRY, SHELTER
from playwright.sync_api import Browser, CDPSession, expect

from browser.journeys import journey_findings
from browser.opened import FOCUS, Opened, watch, written

pytestmark = pytest.mark.browser

Place = tuple[float, float]
CAMERA = "document.getElementById('canvas').picture.camera()"
NAMES = "document.getElementById('canvas').picture.scene().nodes.length"


class Fingers:
    """Up to two fingers on the glass."""

    def __init__(self, session: CDPSession, opened: Opened) -> None:
        self._session, self._page = session, opened.page

    def _send(self, kind: str, *places: Place) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def tap(self, place: Place) -> None:
        self.drag([place])

    def drag(self, *paths: Sequence[Place], rest: int = 0) -> None:
        """One finger along each path, all of one length; `rest` ms before they are lifted."""
        first, *others = zip(*paths, strict=True)
        self._send("touchStart", *first)
        for places in others:
            self._send("touchMove", *places)
        self._page.wait_for_timeout(rest)
        self._send("touchEnd")

    def pinch(self, middle: Place, *, shift: float = 0) -> None:
        """Two fingers move apart, from 40 to 160 pixels, and `shift` pixels to the right."""
        x, y = middle
        steps = range(7)
        self.drag(
            [(x - 20 - 10 * step + shift * step / 6, y) for step in steps],
            [(x + 20 + 10 * step + shift * step / 6, y) for step in steps],
        )


@pytest.fixture(name="phone")
def telephone(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    opened = watch(context.new_page(), written(tmp_path, journey_findings()))
    yield opened
    context.close()
    assert opened.faults == []


@pytest.fixture(name="fingers")
def fingers_of(phone: Opened) -> Fingers:
    return Fingers(phone.page.context.new_cdp_session(phone.page), phone)


def test_a_tap_shows_the_card_of_a_name_and_its_button_the_details(phone: Opened, fingers: Fingers) -> None:
    page = phone.go(FOCUS)
    fingers.tap(phone.place(MINISTRY))
    card = page.locator("#tip")
    expect(card).to_contain_text("Ministry of Labour")
    expect(card).to_contain_text("1 neighbour")
    expect(page.locator("#details")).to_be_hidden()
    box = card.bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    x, y = phone.place(MINISTRY)
    assert not (box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"])
    button = card.get_by_role("button", name="Details")
    size = button.bounding_box()
    assert size
    assert size["height"] >= 24
    button.tap()
    expect(page.locator("#details h2")).to_have_text("Ministry of Labour")
    expect(card).to_be_hidden()


def test_a_tap_with_the_details_open_chooses_at_once(phone: Opened, fingers: Fingers) -> None:
    page = phone.go(f"{FOCUS}&pick={MINISTRY}")
    fingers.tap(phone.place(SHELTER))
    expect(page.locator("#details h2")).to_have_text("Blue Door shelter")
    expect(page.locator("#tip")).to_be_hidden()


def test_a_tap_on_a_line_shows_what_is_said_and_a_tap_beside_it_closes_the_card(
    phone: Opened, fingers: Fingers
) -> None:
    page = phone.go(FOCUS)
    (x1, y1), (x2, y2) = phone.place(MINISTRY), phone.place(SHELTER)
    fingers.tap(((x1 + x2) / 2, (y1 + y2) / 2))
    expect(page.locator("#tip")).to_contain_text("Ministry of Labour funds Blue Door shelter")
    fingers.tap((x1 + 120, y1))
    expect(page.locator("#tip")).to_be_hidden()


def test_two_taps_on_a_name_add_its_neighbours(phone: Opened, fingers: Fingers) -> None:
    page = phone.go("at=country/tr")
    before = page.evaluate(NAMES)
    place = phone.place("country/ge")
    fingers.tap(place)
    fingers.tap(place)
    page.wait_for_timeout(300)
    assert "at=country/ge" in page.url
    assert page.evaluate(NAMES) >= before


def test_a_finger_that_rests_opens_the_menu_and_lifting_it_leaves_it_open(phone: Opened, fingers: Fingers) -> None:
    page = phone.go(FOCUS)
    fingers.drag([phone.place(MINISTRY)], rest=800)
    expect(page.locator("#menu")).to_be_visible()
    page.wait_for_timeout(200)
    expect(page.locator("#menu")).to_be_visible()
    expect(page.locator("#tip")).to_be_hidden()
    expect(page.locator("#details")).to_be_hidden()
    fingers.tap((195, 700))
    expect(page.locator("#menu")).to_be_hidden()


def test_one_finger_moves_the_picture_and_does_not_choose(phone: Opened, fingers: Fingers) -> None:
    page = phone.go(FOCUS)
    x, y = phone.place(MINISTRY)
    before = page.evaluate(CAMERA)
    fingers.drag([(x + 90 - 10 * step, y + 20 + 8 * step) for step in range(8)])
    after = page.evaluate(CAMERA)
    assert (after["x"] - before["x"]) * after["zoom"] == pytest.approx(70, abs=1)
    assert (after["y"] - before["y"]) * after["zoom"] == pytest.approx(-56, abs=1)
    expect(page.locator("#tip")).to_be_hidden()
    expect(page.locator("#details")).to_be_hidden()


def test_a_finger_on_a_name_moves_it_and_it_stays(phone: Opened, fingers: Fingers) -> None:
    page = phone.go(FOCUS)
    x, y = phone.place(MINISTRY)
    fingers.drag([(x + 8 * step, y) for step in range(7)])
    page.wait_for_timeout(300)
    assert phone.place(MINISTRY) == pytest.approx((x + 48, y), abs=2)
    assert f"pin={MINISTRY}" in page.url


def test_two_fingers_zoom_about_what_lies_between_them_and_move_it(phone: Opened, fingers: Fingers) -> None:
    page = phone.go(FOCUS)
    x, y = phone.place(MINISTRY)
    before = page.evaluate(CAMERA)
    fingers.pinch((x, y))
    assert page.evaluate(CAMERA)["zoom"] / before["zoom"] == pytest.approx(4, rel=0.1)
    assert phone.place(MINISTRY) == pytest.approx((x, y), abs=8)
    fingers.pinch((x, y + 30), shift=60)
    assert phone.place(MINISTRY)[0] > x + 20
    expect(page.locator("#details")).to_be_hidden()


def test_a_finger_draws_around_names_to_select_them(phone: Opened, fingers: Fingers) -> None:
    page = phone.go(FOCUS)
    x, y = phone.place(MINISTRY)
    page.locator("#lasso").tap()
    fingers.drag([(x - 30, y - 30), (x + 30, y - 30), (x + 30, y + 30), (x - 30, y + 30), (x - 30, y - 20)])
    expect(page.locator("#selection")).to_contain_text("1 name selected")


def test_the_map_is_moved_and_zoomed_by_fingers_and_a_tap_shows_sentences(phone: Opened, fingers: Fingers) -> None:
    page = phone.go("view=map")

    def place(key: str) -> Place:
        box = page.locator(f"a.place[aria-label^={key}] circle").last.bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def apart() -> float:
        return place("Armenia")[0] - place("Turkey")[0]

    x, y = place("Turkey")
    before = apart()
    fingers.drag([(x + 60 - 10 * step, y - 80) for step in range(6)])
    assert place("Turkey")[0] == pytest.approx(x - 50, abs=2)
    fingers.pinch((x, y))
    page.wait_for_timeout(400)
    assert apart() > before * 2
    expect(page.locator("#details")).to_be_hidden()
    page.get_by_role("button", name="Fit").tap()
    page.wait_for_timeout(300)
    spot = page.locator("a.flow[aria-label^='Central Asia'] .stroke").evaluate(
        """path => [0.3, 0.4, 0.5, 0.6, 0.7].map((share) => {
          const { x, y } = path.getPointAtLength(path.getTotalLength() * share).matrixTransform(path.getScreenCTM());
          return [x, y];
        }).find(([x, y]) => document.elementFromPoint(x, y).closest("a") === path.closest("a"))"""
    )
    fingers.tap(tuple(spot))
    expect(page.locator("#details h2").first).to_have_text("Central Asia → Turkey")
    expect(page.locator("#details .card").first).to_be_visible()


def test_the_names_on_the_map_are_not_cut_by_its_edges(phone: Opened, fingers: Fingers) -> None:
    page = phone.go("view=map")
    fingers.drag([(200 - 20 * step, 600) for step in range(7)])  # the first place comes close to the edge
    page.wait_for_timeout(300)
    names = page.locator(".labels text:not([display=none])")
    shown = [
        box for name in names.all() if (box := name.bounding_box()) and box["x"] < 390 and box["x"] + box["width"] > 0
    ]
    dots = [
        box["x"] + box["width"] / 2
        for dot in page.locator("a.place circle:not(.reach)").all()
        if (box := dot.bounding_box())
    ]
    assert len(shown) >= sum(0 <= x <= 390 for x in dots) > 0
    assert all(box["x"] >= -2 and box["x"] + box["width"] <= 392 for box in shown)


@pytest.mark.parametrize("state", ["", FOCUS, f"{FOCUS}&pick={MINISTRY}", "view=map", "view=timeline", "view=numbers"])
def test_the_page_itself_is_never_wider_than_the_telephone(phone: Opened, state: str) -> None:
    page = phone.go(state)
    assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [390, 390]


def test_the_names_of_a_picture_keep_off_its_edges_and_the_legend(phone: Opened) -> None:
    page = phone.go("at=country/am&pick=country/am")
    page.wait_for_timeout(400)
    boxes = page.evaluate("document.getElementById('canvas').picture.boxes()")
    canvas, legend = page.locator("#canvas").bounding_box(), page.locator("#legend").bounding_box()
    assert canvas
    assert legend
    assert len(boxes) >= 2
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert right <= canvas["width"]
        under = left < legend["x"] + legend["width"] and bottom > legend["y"] - canvas["y"]
        assert not (under and top < legend["y"] - canvas["y"] + legend["height"])
