"""The map on a page: as large as the window has room for, zoomed by hand and by what is chosen."""

from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ailaget.codebook import codebook
from ailaget.texts import LANGUAGES, texts
from tests.browser.conftest import Served, visiting
from tests.browser.visit import ASKED, Visit

pytestmark = pytest.mark.browser

sv = texts("sv")

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}
PHONE = {"viewport": {"width": 390, "height": 844}}

WORDS = """(selector) => [...document.querySelectorAll(selector)].map((words) => {
    const { left, right, top, bottom } = words.getBoundingClientRect();
    return [left, right, top, bottom];
})"""
"""Where the words of a figure stand."""

MAPS: list[tuple[str, dict[str, str]]] = [
    ("karta", {}),
    ("ojamlikhet", {"section": "two"}),
    ("ojamlikhet", {"section": "where"}),
]
"""Where maps zoom: their path and what is chosen there."""

LAND = """() => {
    const boxes = [...document.querySelectorAll('.map-frame .choroplethlayer path')]
        .map((path) => path.getBoundingClientRect()).filter(({ width }) => width);
    const least = (side) => Math.min(...boxes.map((box) => box[side]));
    const most = (side) => Math.max(...boxes.map((box) => box[side]));
    return { left: least('left'), top: least('top'), right: most('right'), bottom: most('bottom') };
}"""
"""What the drawn areas reach over in the window."""

CAMERA = """() => {
    const chart = document.querySelector('.map-frame .js-plotly-plot');
    const { center, projection } = chart.layout.geo;
    return { lon: center.lon, lat: center.lat, scale: projection.scale };
}"""

STILL = """() => {
    const layers = document.querySelectorAll('.map-frame .geolayer .layer');
    return layers.length && ![...layers].some((layer) => layer.hasAttribute('transform'));
}"""

RESTS = f"""(asked) => {{
    const place = ({STILL})() && JSON.stringify(({CAMERA})());
    const since = window.cameraSince;
    const isSame = place && since?.asked === asked && since.place === place;
    window.cameraSince = {{ asked, place, frames: isSame ? since.frames + 1 : 0 }};
    return window.cameraSince.frames > 8;
}}"""
"""Whether the map has looked at one place for so many frames: a flight begins and ends slowly."""


def land(page: Page) -> dict[str, float]:
    page.wait_for_function(STILL)
    edges: dict[str, float] = page.evaluate(LAND)
    return edges


def camera(page: Page) -> dict[str, float]:
    """Return where the map looks once its flight is over."""
    page.wait_for_function(RESTS, arg=next(ASKED))
    place: dict[str, float] = page.evaluate(CAMERA)
    return place


def button(page: Page, key: str, language: str = "sv") -> Locator:
    return page.get_by_role("button", name=texts(language)(f"map.zoom_{key}"), exact=True)


@pytest.mark.parametrize("look", [LAPTOP, PROJECTOR], ids=["laptop", "projector"])
def test_the_country_is_as_high_as_the_window_has_room_for(
    visit: Visit, look: dict[str, Any]
) -> None:
    page, size = visit.open("karta"), look["viewport"]
    edges = land(page)
    assert edges["bottom"] - edges["top"] > 0.64 * size["height"]
    assert size["height"] - 60 < edges["bottom"] <= size["height"]
    box = page.locator(".st-key-chart_map .chart-figure").bounding_box()
    assert box and size["height"] - 20 <= box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("look", [PROJECTOR], ids=["projector"])
def test_on_a_projector_the_country_is_a_tenth_of_the_picture_and_its_words_are_larger(
    visit: Visit,
) -> None:
    page = visit.open("karta")
    edges = land(page)
    area = (edges["right"] - edges["left"]) * (edges["bottom"] - edges["top"])
    assert area > 0.1 * 1920 * 1080
    size = "(element) => parseFloat(getComputedStyle(element).fontSize)"
    assert page.locator(".legendtext").first.evaluate(size) == pytest.approx(13.5)
    assert page.locator("html").evaluate(size) == pytest.approx(18)


@pytest.mark.parametrize("look", [LAPTOP, PROJECTOR, PHONE], ids=["laptop", "projector", "phone"])
def test_the_legend_lies_over_the_sea(visit: Visit) -> None:
    page = visit.open("karta")
    land(page)
    hidden = page.evaluate(
        """() => {
            const words = [...document.querySelectorAll('.st-key-chart_map .legendtext')]
                .map((text) => text.getBoundingClientRect());
            const isOver = (box) => words.some((text) => text.left < box.right
                && box.left < text.right && text.top < box.bottom && box.top < text.bottom);
            return [...document.querySelectorAll('.st-key-chart_map .choroplethlayer path')]
                .filter((path) => path.__data__.loc.length === 4)
                .map((path) => path.getBoundingClientRect())
                .map(({ x, y, width, height }) => [x + width / 2, y + height / 2])
                .map(([x, y]) => ({ left: x, right: x, top: y, bottom: y })).filter(isOver).length;
        }"""
    )
    assert hidden == 0


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_legend_touches_no_land(visit: Visit, language: str) -> None:
    page = visit.open("karta", lang=language)
    land(page)
    touched = page.evaluate(
        """() => {
            const words = [...document.querySelectorAll('.st-key-chart_map .legendtext')]
                .map((text) => text.getBoundingClientRect());
            const paths = [...document.querySelectorAll('.st-key-chart_map .choroplethlayer path')]
                .filter((path) => path.__data__.loc.length === 4);
            return paths.filter((path) => {
                const place = path.getScreenCTM(), length = path.getTotalLength();
                const points = [...Array(80).keys()].map((part) =>
                    path.getPointAtLength((part / 80) * length).matrixTransform(place));
                return points.some(({ x, y }) => words.some((box) => box.left < x
                    && x < box.right && box.top + 2 < y && y < box.bottom - 2));
            }).map((path) => path.__data__.loc);
        }"""
    )
    assert touched == []
    expect(button(page, "whole", language)).to_be_hidden()


@pytest.mark.parametrize("look", [LAPTOP, PHONE, PROJECTOR], ids=["laptop", "phone", "projector"])
def test_the_source_below_a_map_is_seen_whole(visit: Visit) -> None:
    page = visit.open("karta")
    land(page)
    below, above = page.evaluate(
        """() => {
            const figure = document.querySelector('.st-key-chart_map .chart-figure');
            const words = [...figure.querySelectorAll('.annotation-text')]
                .find((text) => text.textContent.includes('AI-läget'));
            return [figure, words].map((node) => node.getBoundingClientRect().bottom);
        }"""
    )
    assert above <= below


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_on_a_phone_the_country_is_whole_in_one_screen(visit: Visit) -> None:
    page = visit.open("karta")
    edges = land(page)
    assert edges["bottom"] - edges["top"] < 844 - 60
    assert edges["right"] - edges["left"] > 0.45 * 390


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_zoom_and_lead_back(visit: Visit, language: str) -> None:
    page = visit.open("karta", lang=language)
    before = camera(page)
    expect(button(page, "whole", language)).to_be_hidden()
    for key in ("in", "out"):
        box = button(page, key, language).bounding_box()
        assert box and min(box["width"], box["height"]) >= 24
    button(page, "in", language).click()
    near = camera(page)
    assert near["scale"] > 1.5 * before["scale"]
    button(page, "out", language).click()
    assert camera(page)["scale"] == pytest.approx(before["scale"])
    button(page, "in", language).click()
    button(page, "whole", language).click()
    assert camera(page) == pytest.approx(before)
    expect(button(page, "whole", language)).to_be_hidden()
    # The button is gone, and the focus is where it was: with the map.
    expect(page.locator(".map-frame")).to_be_focused()


def test_keys_zoom_and_move_a_map_that_has_the_focus_and_no_other(visit: Visit) -> None:
    page = visit.open("karta")
    before = camera(page)
    page.locator("h1").click()
    page.keyboard.press("+")
    assert camera(page) == before
    page.locator(".map-frame").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    near = camera(page)
    assert near["scale"] == pytest.approx(1.6**2 * before["scale"])
    page.keyboard.press("ArrowDown")
    south = camera(page)
    assert south["lat"] < near["lat"]
    page.keyboard.press("ArrowRight")
    assert camera(page)["lon"] > south["lon"]
    page.keyboard.press("-")
    assert camera(page)["scale"] == pytest.approx(1.6 * before["scale"])
    page.keyboard.press("0")
    assert camera(page) == pytest.approx(before)


def test_the_wheel_scrolls_the_page_and_with_ctrl_zooms_the_map(visit: Visit) -> None:
    page = visit.open("karta")
    before = camera(page)
    box = page.locator(".st-key-chart_map .chart-figure").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, 80)
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 0")
    assert camera(page) == before
    expect(page.locator(".map-hint")).to_have_text(sv("map.zoom_hint"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    assert camera(page)["scale"] > 1.4 * before["scale"]


def test_a_mouse_drags_the_map_and_chooses_nothing_by_that(visit: Visit) -> None:
    page = visit.open("karta")
    for _ in range(3):
        button(page, "in").click()
    before = camera(page)
    box = page.locator(".st-key-chart_map .chart-figure").bounding_box()
    assert box
    x, y = box["x"] + 0.6 * box["width"], box["y"] + 0.5 * box["height"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 60, steps=5)
    page.mouse.up()
    after = camera(page)
    assert after["lon"] > before["lon"] and after["lat"] < before["lat"]
    assert after["scale"] == before["scale"]
    assert visit.address() == {}


def test_a_filter_zooms_to_what_is_chosen_and_its_end_leads_back(visit: Visit) -> None:
    page = visit.open("karta")
    before = camera(page)
    visit.choose(sv("filter.county"), "Värmlands län")
    near = camera(page)
    assert near["scale"] > 3 * before["scale"]
    own = page.evaluate(
        """() => [...document.querySelectorAll('.st-key-chart_map .choroplethlayer path')]
            .filter((path) => path.__data__.loc.length === 4)
            .map((path) => path.getBoundingClientRect()).map(({ width }) => width)"""
    )
    assert len(own) == 16 and min(own) > 5
    visit.page.locator(".st-key-clear_filter button").click()
    visit.settle()
    assert camera(page) == pytest.approx(before)


def test_a_link_to_a_filter_opens_on_what_is_chosen(visit: Visit) -> None:
    page = visit.open("karta", county="17")
    near = camera(page)
    expect(button(page, "whole")).to_be_visible()
    button(page, "whole").click()
    assert near["scale"] > 3 * camera(page)["scale"]


def test_a_chosen_municipality_is_flown_to_and_marked(visit: Visit) -> None:
    page = visit.open("karta")
    before = camera(page)
    visit.choose(sv("filter.municipality"), "Kristinehamn")
    near = camera(page)
    assert near["scale"] > 8 * before["scale"]
    assert near["lat"] == pytest.approx(59.3, abs=0.3)
    name = page.locator(".scatterlayer text", has_text="Kristinehamn").bounding_box()
    frame = page.locator(".map-frame").bounding_box()
    assert name and frame
    assert frame["x"] < name["x"] < frame["x"] + frame["width"]
    assert frame["y"] < name["y"] < frame["y"] + frame["height"]


def test_another_indicator_leaves_the_map_where_the_reader_has_put_it(visit: Visit) -> None:
    page = visit.open("karta")
    button(page, "in").click()
    button(page, "in").click()
    before = camera(page)
    page.evaluate(
        """() => {
            const react = Plotly.react;
            const colours = () => [...document.querySelectorAll('.choroplethlayer path')]
                .map((path) => getComputedStyle(path).fill).join();
            Plotly.react = (...figure) => {
                window.atFirst = colours();
                return react(...figure).then(() => { window.inTheEnd = colours(); });
            };
        }"""
    )
    visit.choose(sv("filter.indicator"), "Egen heltidstjänst för AI")
    assert camera(page) == before
    # The new colours came ahead of the drawing, as on a map of the whole country.
    assert len(page.evaluate("() => window.atFirst")) > 0
    assert page.evaluate("() => window.atFirst === window.inTheEnd")


def test_who_wants_less_motion_is_taken_there_at_once(visit: Visit) -> None:
    page = visit.open("karta")
    before = camera(page)
    page.emulate_media(reduced_motion="reduce")
    scales = page.evaluate(
        """async () => {
            document.querySelector('.map-buttons button[aria-label]').click();
            const { layout } = document.querySelector('.st-key-chart_map .js-plotly-plot');
            return layout.geo.projection.scale;
        }"""
    )
    page.emulate_media(reduced_motion="no-preference")
    assert scales == pytest.approx(1.6 * before["scale"])


def pinch(page: Page, apart: tuple[int, int], times: int = 8) -> None:
    """Put two fingers on the map and move them so many pixels apart, as a touch screen tells it."""
    box = page.locator(".map-frame .chart-figure").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    before, after = apart
    for step in range(times + 1):
        half = (before + (after - before) * step / times) / 2
        fingers = [{"x": x - half, "y": y, "id": 0}, {"x": x + half, "y": y, "id": 1}]
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
@pytest.mark.parametrize(("path", "chosen"), MAPS)
def test_two_fingers_zoom_the_map_and_a_button_leads_back(
    visit: Visit, path: str, chosen: dict[str, str]
) -> None:
    page = visit.open(path, **chosen)
    page.locator(".map-frame").scroll_into_view_if_needed()
    before = camera(page)
    pinch(page, (60, 240))
    near = camera(page)
    assert near["scale"] == pytest.approx(4 * before["scale"], rel=0.05)
    # It is the map that grew: not the page, which other gestures may enlarge.
    assert page.evaluate("() => visualViewport.scale") == 1
    pinch(page, (240, 120))
    assert camera(page)["scale"] == pytest.approx(near["scale"] / 2, rel=0.05)
    button(page, "whole").click()
    assert camera(page) == pytest.approx(before)


@pytest.mark.parametrize(("path", "chosen"), MAPS[1:])
def test_maps_of_inequality_zoom_by_wheel_and_keys_and_go_back(
    visit: Visit, path: str, chosen: dict[str, str]
) -> None:
    page = visit.open(path, **chosen)
    frame = page.locator(".map-frame")
    frame.scroll_into_view_if_needed()
    before = camera(page)
    box = frame.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    near = camera(page)
    assert near["scale"] > 1.4 * before["scale"]
    frame.focus()
    page.keyboard.press("+")
    assert camera(page)["scale"] == pytest.approx(1.6 * near["scale"])
    page.keyboard.press("0")
    assert camera(page) == pytest.approx(before)


def test_the_key_of_two_measures_stands_clear_of_land_and_on_a_ground_once_zoomed(
    visit: Visit,
) -> None:
    page = visit.open("ojamlikhet", section="two")
    edges = land(page)
    squares = page.locator(".map-frame .shapelayer path")
    boxes = [squares.nth(number).bounding_box() for number in range(1, squares.count())]
    assert len(boxes) == 9
    assert all(box and box["x"] + box["width"] < edges["left"] for box in boxes)
    opacity = "(square) => Number(getComputedStyle(square).fillOpacity)"
    assert squares.first.evaluate(opacity) == 0
    page.locator(".map-frame").focus()
    page.keyboard.press("+")
    camera(page)
    assert squares.first.evaluate(opacity) > 0.8


LETTERS = """() => [...document.querySelectorAll('.chart-figure svg text')]
    .filter((text) => text.textContent.trim() && text.getBoundingClientRect().width)
    .flatMap((text) => [text, ...text.querySelectorAll('tspan')])
    .map((text) => {
        const chart = text.closest('.chart-figure');
        const times = chart.getBoundingClientRect().width / chart.offsetWidth;
        return times * parseFloat(getComputedStyle(text).fontSize);
    })"""
"""The heights of letters in charts, in pixels of the window."""


@pytest.mark.parametrize(
    ("look", "least"),
    [(PROJECTOR, 12.0), ({"viewport": {"width": 2560, "height": 1440}}, 16.0)],
    ids=["large", "larger"],
)
def test_letters_and_marks_of_charts_grow_with_the_screen(visit: Visit, least: float) -> None:
    for path, chosen in [("", {}), ("region", {"region": "17"}), *MAPS]:
        page = visit.open(path, **chosen)
        assert min(page.evaluate(LETTERS)) >= least, path
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("look", [PROJECTOR], ids=["projector"])
def test_what_is_pointed_at_in_an_enlarged_chart_is_what_is_said(visit: Visit) -> None:
    page = visit.open("ojamlikhet", section="two")
    dot = page.locator(".st-key-chart_bivariate_scatter .scatterlayer .point").first
    dot.hover(force=True)
    label = page.locator(".st-key-chart_bivariate_scatter .hovertext")
    expect(label).to_be_visible()
    mark, box = dot.bounding_box(), label.bounding_box()
    assert mark and box
    assert abs(box["y"] + box["height"] / 2 - mark["y"] - mark["height"] / 2) < 60
    beside = max(box["x"] - mark["x"] - mark["width"], mark["x"] - box["x"] - box["width"])
    assert beside < 30


def test_a_reader_goes_on_from_a_page_that_was_made_for_another(
    browser: Browser, server: Served
) -> None:
    label = codebook().indicators["ai_fte_per_100k"].label["sv"]
    headings = []
    for _ in range(2):
        with ExitStack() as stack:
            context = stack.enter_context(browser.new_context(locale="sv-SE"))
            visit = stack.enter_context(visiting(context.new_page(), server))
            visit.open("karta", size_class="20_50k")
            heading = visit.page.locator("[data-testid=stMain] h2").first
            headings.append(heading.inner_text())
            visit.choose(sv("filter.indicator"), label)
            headings.append(heading.inner_text())
            assert visit.address()["indicator"] == ["ai_fte_per_100k"]
    assert headings[:2] == headings[2:]
    assert headings[0] != headings[1]


@pytest.mark.parametrize("width", [1280, 700, 390])
def test_in_a_file_the_words_of_maps_side_by_side_keep_off_one_another(
    visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    answer = visit.page.request.get(f"{visit.server}/export/map_waves.html?lang=sv")
    assert answer.ok
    visit.page.set_content(answer.text())
    expect(visit.page.locator(".legendtext").first).to_be_visible()
    legend = visit.page.evaluate(WORDS, ".legendtext")
    headings = visit.page.evaluate(WORDS, ".annotation-text")[1:]
    assert len(legend) == 6 and len(headings) == 3
    # What says that all is invented stands beside the legend, and the maps do not hide it.
    for left, right, _, bottom in visit.page.evaluate(WORDS, ".shape-label tspan"):
        assert max(words[1] for words in legend) < left < right <= width
        assert bottom < min(words[2] for words in headings)
    for words in headings:
        assert words[1] <= width
        for others in legend:
            is_beside = words[1] <= others[0] or others[1] <= words[0]
            assert is_beside or words[3] <= others[2] or others[3] <= words[2]
