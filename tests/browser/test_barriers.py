"""Barriers that axe does not see: forced colours, narrow windows, stops and buttons."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

SURVEY = "Kommunkod;ai_strategi;ai_heltid\n0114;1;3\n"
NARROWEST = {"viewport": {"width": 320, "height": 640}}

CUT_KEYS = """() => [...document.querySelectorAll('.chart-figure')].flatMap((chart) => {
    const { right } = chart.getBoundingClientRect();
    const isCut = (text) => text.getBoundingClientRect().right > right;
    return [...chart.querySelectorAll('.annotation-text')].filter(isCut)
        .map((text) => text.textContent).filter((text) => /^[■●○◇|]/.test(text));
})"""
"""The lines of charts' keys that reach out of the chart."""

STOP = """() => {
    const { width, height } = document.activeElement.getBoundingClientRect();
    return { width, height, label: document.activeElement.ariaLabel };
}"""

MARKED = "(tab) => getComputedStyle(tab).borderBottomStyle"
SWATCH = """(cell) => {
    const { forcedColorAdjust, backgroundColor } = getComputedStyle(cell, '::before');
    return [forcedColorAdjust, backgroundColor];
}"""

RING = """() => {
    const rings = [];
    for (let node = document.activeElement; node?.matches('.stApp *'); node = node.parentElement) {
        const { outlineStyle, outlineWidth } = getComputedStyle(node);
        rings.push(outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2);
    }
    const name = document.activeElement.ariaLabel ?? document.activeElement.innerText;
    return rings.some(Boolean) || !rings.length ? '' : name;
}"""
"""What has the focus and has no ring, nor stands in what has one."""

SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""The spacing that a reader may ask for (WCAG 1.4.12)."""

CLIPPED = """() => [...document.querySelectorAll('main *, nav *')].filter((element) => {
    if (element.closest('svg, .visually-hidden, .table-box')) {
        return false;
    }
    const style = getComputedStyle(element);
    const hasText = [...element.childNodes].some((node) =>
        node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const box = element.getBoundingClientRect();
    if (!hasText || box.width < 2 || box.height < 2 || style.visibility === 'hidden') return false;
    const cutAcross = ['hidden', 'clip'].includes(style.overflowX)
        && element.scrollWidth > element.clientWidth + 1;
    const cutDown = ['hidden', 'clip'].includes(style.overflowY)
        && element.scrollHeight > element.clientHeight + 1;
    return cutAcross || cutDown;
}).map((element) => element.textContent.trim().slice(0, 60))"""
"""What has words that do not all show."""

OVER_OTHERS = """() => [...document.querySelectorAll('.chart-figure')].flatMap((chart) => {
    const { left, right } = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll('text')]
        .map((text) => [text.textContent, text.getBoundingClientRect()])
        .filter(([words, { width }]) => words.trim() && width > 1);
    const isOver = (one, other) =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5;
    return texts.filter(([, edge], at) => edge.left < left - 1 || edge.right > right + 1
        || texts.slice(at + 1).some(([, other]) => isOver(edge, other))).map(([words]) => words);
})"""
"""The words of charts that lie over others, or reach out of their chart."""

ROOMS = """() => [...document.querySelectorAll('.chart-figure')]
    .filter(({ layout }) => layout.annotations.some(({ name }) => name === 'row'))
    .map(({ _fullLayout: { _size: size }, layout: { annotations } }) => [
        size.w, annotations.find(({ name }) => name === 'row').xshift,
    ])"""
"""Of each chart of rows with columns: the pixels for its marks, and where its names begin."""

STOPS = 40

OUTSIDE = "() => document.documentElement.scrollWidth - window.innerWidth"

PAGES = (
    "",
    "karta",
    "region",
    "kommun",
    "ojamlikhet",
    "mote",
    "rapport",
    "metod",
    "tillganglighet",
)

sv = texts("sv")


@pytest.mark.parametrize("look", [NARROWEST], ids=["320"])
@pytest.mark.parametrize("section", ["left_behind", "certain"])
def test_a_key_is_whole_in_the_narrowest_window(visit: Visit, section: str) -> None:
    page = visit.open("ojamlikhet", section=section)
    assert page.locator(".annotation-text").count() > 0
    assert page.evaluate(CUT_KEYS) == []


@pytest.mark.parametrize("look", [NARROWEST], ids=["320"])
def test_in_the_narrowest_window_bars_have_room_and_no_words_of_a_chart_lie_over_others(
    visit: Visit,
) -> None:
    page = visit.open("region", region="17")
    for path, params in (
        ("region", {"region": "17"}),
        ("", {}),
        ("regionerna", {}),
        ("ojamlikhet", {"section": "between"}),
    ):
        visit.go_on(path, **params)
        rooms = page.evaluate(ROOMS)
        assert rooms and all(room >= 120 for room, _ in rooms), (path, rooms)
        assert page.evaluate(OVER_OTHERS) == [], path
    # A phone has the names beside their rows, and so has this window once it is as wide.
    page.set_viewport_size({"width": 390, "height": 844})
    visit.settle()
    page.wait_for_function(f"() => ({ROOMS})().every(([, start]) => start < 0)")


def test_in_forced_colours_the_chosen_tab_is_marked_and_swatches_keep_their_colours(
    visit: Visit,
) -> None:
    page = visit.open("karta")
    swatch = page.locator(".data [data-k]:not([data-k='none'])").first
    _, colour = swatch.evaluate(SWATCH)
    page.emulate_media(forced_colors="active")
    assert swatch.evaluate(SWATCH) == ["none", colour]
    visit.open("metod")
    assert page.get_by_role("tab", selected=True).evaluate(MARKED) == "solid"
    assert page.get_by_role("tab", selected=False).first.evaluate(MARKED) != "solid"
    page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("path", ["karta", "mote", "ladda-upp"])
def test_in_forced_colours_all_that_has_the_focus_has_a_ring(visit: Visit, path: str) -> None:
    """The theme marks lists and buttons by shadows, which a system that forces colours drops."""
    page = visit.open(path)
    page.emulate_media(forced_colors="active")
    bare = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        bare.append(page.evaluate(RING))
    page.emulate_media(forced_colors="none")
    assert not [name for name in bare if name]


DOT = """(option) => {
    const dot = option.querySelector('span + div > div:first-child > div');
    const { forcedColorAdjust, backgroundColor } = getComputedStyle(dot);
    return [forcedColorAdjust, backgroundColor];
}"""

FRAMED = """(element) => {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
    return borderTopStyle === 'solid' && parseFloat(borderTopWidth) >= 1;
}"""

RINGED = "(element) => getComputedStyle(element).outlineStyle"
STROKE = "(tick) => getComputedStyle(tick).stroke"


def test_in_forced_colours_what_is_chosen_ticked_and_drawn_out_is_seen(visit: Visit) -> None:
    """The theme marks all of that by tints, which a system that forces colours drops."""
    page = visit.open("mote")
    page.emulate_media(forced_colors="active")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    chosen, other = page.get_by_test_id("stRadioOption").all()
    assert chosen.evaluate(DOT) not in (["none", ground], other.evaluate(DOT))
    place = page.get_by_role("combobox", name=sv("council.place"), exact=True)
    place.click()
    page.keyboard.press("ArrowDown")
    marked = page.locator('[role="option"][data-focused="true"]')
    assert marked.evaluate(RINGED) == "solid"
    page.keyboard.press("Escape")
    visit.go_on("ojamlikhet", section="certain")
    thumb = page.get_by_test_id("stSlider").first.locator("div:has(> div > input)")
    assert thumb.evaluate(FRAMED)
    button = page.get_by_role("button", name=sv("report.add"), exact=True).first
    assert button.evaluate(FRAMED)
    visit.go_on("kom-igang", municipality="1781")
    box = page.get_by_test_id("stCheckbox").first
    box.click()
    visit.settle()
    assert box.locator("label > div").first.evaluate(FRAMED)
    assert box.locator("polyline").evaluate(STROKE) != ground
    page.emulate_media(forced_colors="none")


def test_the_button_that_shuts_the_panel_is_seen_to_have_the_focus(visit: Visit) -> None:
    page = visit.open("karta")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.ariaLabel") == sv("widget.Collapse sidebar")
    assert page.evaluate(RING) == ""


def test_every_stop_at_a_chosen_file_is_seen_and_large_enough_to_hit(
    visit: Visit, tmp_path: Path
) -> None:
    survey = tmp_path / "svar_2027-03.csv"
    survey.write_text(SURVEY, "utf-8")
    page = visit.open("ladda-upp")
    page.locator('input[type="file"]').first.set_input_files(survey)
    remove = page.get_by_role("button", name=survey.name)
    expect(remove).to_be_visible()
    visit.settle()
    page.get_by_test_id("stFileUploader").get_by_role("button").first.focus()
    stops = []
    while not stops or stops[-1]["label"] != remove.get_attribute("aria-label"):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
        assert len(stops) < 6
    assert all(min(stop["width"], stop["height"]) >= 24 for stop in stops), stops


def test_a_key_comes_to_the_button_that_shuts_the_panel(visit: Visit) -> None:
    page = visit.open("metod")
    page.get_by_role("link", name="English", exact=True).focus()
    page.keyboard.press("Shift+Tab")
    button = page.locator('#stSidebar button[aria-controls="stSidebar"]')
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_focused()


def test_an_exported_chart_is_one_picture_without_a_button_in_it(visit: Visit) -> None:
    answer = visit.page.request.get(f"{visit.server}/export/inequality_spread.html?lang=sv")
    assert answer.ok
    visit.page.set_content(answer.text())
    chart = visit.page.locator('[role="img"]')
    chart.locator(".main-svg").first.hover()
    assert chart.locator("a, button, [tabindex]").count() == 0


@pytest.mark.parametrize(
    "look",
    [{"viewport": {"width": 1280, "height": 800}}, {"viewport": {"width": 390, "height": 844}}],
    ids=["1280", "390"],
)
def test_nothing_is_cut_where_a_reader_sets_words_further_apart(visit: Visit) -> None:
    lost, page = {}, visit.open("tillganglighet")
    page.add_style_tag(content=SPACED)
    for path in PAGES:
        visit.go_on(path)
        if cut := page.evaluate(CLIPPED):
            lost[path] = cut
        if (wider := page.evaluate(OUTSIDE)) > 1:
            lost[f"{path}, wider"] = wider
    assert not lost
