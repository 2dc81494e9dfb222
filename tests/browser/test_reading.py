"""Tables that are seen whole, and the widgets' own words, in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ailaget.codebook import codebook
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import METHODS, SECTIONS
from ailaget.ui.navigation import ORDER, OUTSIDE_MENU
from tests.browser.visit import BOXES, Visit

pytestmark = pytest.mark.browser

STARTS = """() => [...document.querySelectorAll('.table-box')]
    .filter((box) => box.clientWidth)
    .map((box) => {
        box.scrollLeft = 1000;
        const row = box.querySelector('tbody tr:nth-child(3)');
        const still = row.querySelector('th') ?? row.cells[0];
        return still.getBoundingClientRect().left - box.getBoundingClientRect().left;
    })"""

APART = """() => {
    const range = document.createRange();
    const ends = (cell) => {
        range.selectNodeContents(cell);
        const lines = [...range.getClientRects()].filter((line) => line.width);
        const lefts = lines.map((line) => line.left), rights = lines.map((line) => line.right);
        return lines.length ? [Math.min(...lefts), Math.max(...rights)] : null;
    };
    const rows = [...document.querySelectorAll('.table-box tr')].map((row) =>
        [...row.cells].map(ends).filter(Boolean));
    return rows.flatMap((cells) => cells.slice(1).map(([left], i) => left - cells[i][1]));
}"""
"""The pixels between the text of each cell and of the one before it."""
CUT_AT = """(box) => {
    const end = box.getBoundingClientRect().bottom;
    const edges = [...box.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect());
    const cut = edges.find((row) => row.bottom >= end);
    return (end - cut.top) / cut.height;
}"""
"""How much of the row that a box ends in is seen, 0 to 1."""
HEADINGS = """() => [...document.querySelectorAll('.chart-figure')].flatMap((node) => {
    const words = node.querySelector('.gtitle-subtitle');
    if (!words) return [];
    const end = words.getBoundingClientRect().right - node.getBoundingClientRect().left;
    const lines = words.querySelectorAll('tspan.line').length || 1;
    const { height, margin, yaxis: { range: [deepest, top] } } = node.layout;
    const plot = deepest > top ? deepest : height - margin.t - margin.b;
    return [[lines, end, node.clientWidth, plot, height, node.clientHeight]];
})"""
"""Of each chart but wide maps, whose words lie in the sea: its subtitle's lines, their end and its
room, its plot's height (on an upright axis of pixels where that ends), its own, its place's."""
NAMES = """() => [...document.querySelectorAll('.chart-figure')]
    .flatMap(({ layout: { annotations } }) => annotations.map(({ text }) => text))
    .filter((text) => text.startsWith('B5 '))"""
PLACEHOLDERS = """() => [...document.querySelectorAll('[data-testid="stMain"] input[placeholder]')]
    .filter((field) => field.clientWidth && !field.value)
    .filter((field) => {
        const style = getComputedStyle(field);
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = `${style.fontSize} ${style.fontFamily}`;
        const sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
        const room = field.clientWidth - sides;
        return pen.measureText(field.placeholder).width > room;
    })
    .map((field) => field.placeholder)"""
CUT = """() => [...document.querySelectorAll('[data-testid="stMultiSelect"]')]
    .filter((field) => field.clientWidth)
    .flatMap((field) => {
        const box = field.querySelector('[data-testid="stMultiSelectTagsContainer"]');
        const edge = box.getBoundingClientRect();
        return [...box.querySelectorAll('[data-tag]')].filter((tag) => {
            const name = tag.querySelector('span'), place = tag.getBoundingClientRect();
            return name.scrollWidth > name.clientWidth
                || place.right > edge.right || place.bottom > edge.bottom;
        });
    })
    .map((tag) => tag.textContent)"""
"""What is chosen in a field of several and not seen whole."""
TALL_TAGS = """() => [...document.querySelectorAll('[data-tag]')]
    .filter((tag) => tag.clientHeight > 32).map((tag) => tag.textContent)"""
FOLDED = """() => [...document.querySelectorAll('.table-box')]
    .filter((box) => box.clientWidth)
    .flatMap((box) => [...box.querySelectorAll('tbody tr')].map((row) => {
        const small = row.querySelector('small'), edge = small.getBoundingClientRect();
        const parts = [...small.children].map((part) => part.getBoundingClientRect());
        const tops = parts.map(({ top }) => top);
        const firsts = parts.filter(({ top }, i) => tops.indexOf(top) === i);
        return [
            row.clientHeight, edge.width / box.clientWidth, getComputedStyle(small).overflowX,
            Math.max(...firsts.map(({ left }) => left - edge.left)), small.textContent,
        ];
    }))"""
"""Of each row with folded text: its height, the text's share of the table's width, whether what
stands outside is seen, how far the first of a line is from the edge, and the text."""
SMALL = """() => [...document.querySelectorAll('a, button, summary')]
    .filter((one) => one.checkVisibility() && !one.closest('p, li') && one.clientHeight !== 1)
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { left }]) => left >= 0)
    .filter(([, { width, height }]) => Math.min(width, height) < 24)
    .map(([one, { width, height }]) =>
        `${one.ariaLabel ?? one.textContent} ${width} × ${height}`)"""
"""What is pressed and is not 24 pixels high and wide; links in running text may be smaller."""
PARTED = """() => {
    const tops = (node, from, to) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        return new Set([...range.getClientRects()].filter(({ width }) => width)
            .map(({ top }) => Math.round(top)));
    };
    const parted = [];
    const walk = document.createTreeWalker(
        document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const node = walk.currentNode, parent = node.parentElement;
        if (!parent.checkVisibility() || parent.closest('.heard-only, svg, style')) continue;
        const ranges = /[0-9]+\u2013\u2060?[0-9]+|[0-9] km|AI-\u2060?(?:läget|råd|mognad)/gu;
        for (const found of node.data.matchAll(ranges)) {
            const lines = tops(node, found.index, found.index + found[0].length);
            if (lines.size > 1) parted.push(found[0]);
        }
    }
    for (const chip of document.querySelectorAll('.finding .chip')) {
        const last = [...chip.previousElementSibling.getClientRects()].at(-1);
        if (chip.getBoundingClientRect().top > last.bottom - 4) parted.push(chip.textContent);
    }
    return parted;
}"""
"""Ranges, distances and words with AI whose line ends within them, and chips on a line alone."""
PHONE = {"viewport": {"width": 390, "height": 844}}


def words(page: Page) -> str:
    found: str = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label], a')]
            .map((one) => `${one.ariaLabel ?? ''} ${one.textContent}`).join('\\n')"""
    )
    return found


def resize(visit: Visit, width: int, height: int = 900) -> None:
    """Give the window another size, as a reader does, and wait until the page has followed."""
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.page.wait_for_function("width => innerWidth === width", arg=width)
    visit.settle()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_the_maps_table_is_seen(visit: Visit, language: str) -> None:
    page = visit.open("karta", lang=language)
    for indicator in ("ai_fte_per_100k", "ai_fte_per_1000_employees"):
        visit.go_on("karta", lang=language, indicator=indicator)
        for width in (1280, 1366, 390):
            resize(visit, width, 768)
            ((box, table),) = page.evaluate(BOXES)
            assert table <= box, (indicator, width)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_change_is_whole_beside_another_chart(visit: Visit, language: str) -> None:
    t = texts(language)
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    page = visit.open("ojamlikhet", section="change", lang=language)
    charts, tables = (
        page.get_by_role("tab", name=t(f"tab.{shown}"), exact=True) for shown in ("chart", "table")
    )
    for indicator in ("maturity", "ai_fte_per_100k"):
        visit.go_on("ojamlikhet", section="change", lang=language, indicator=indicator)
        # The counties over time, and the change from wave to wave.
        for place in (1, 2):
            tables.nth(place).click()
            page.wait_for_selector(".table-box tbody tr")
            ((box, table),) = page.evaluate(BOXES)
            assert table <= box
            charts.nth(place).click()
            expect(page.locator(".table-box")).to_have_count(0)


@pytest.mark.parametrize("look", [{"viewport": {"width": 1920, "height": 1080}}], ids=["1920"])
def test_the_table_of_groups_is_whole_beside_its_map_on_a_large_screen(visit: Visit) -> None:
    (box, table), *_ = visit.open("samverkan").evaluate(BOXES)
    assert table <= box


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", [{"viewport": {"width": 320, "height": 844}}], ids=["narrow"])
def test_on_a_narrow_phone_the_rows_names_stand_still_and_the_menu_says_that_it_has_the_pages(
    visit: Visit, language: str, look: dict[str, Any]
) -> None:
    t = texts(language)
    page = visit.open("kommun", municipality="1781", lang=language)
    page.get_by_role("tab", name=t("tab.table"), exact=True).first.click()
    page.wait_for_selector(".table-box td:nth-child(9)", state="attached")
    assert any(table > box for box, table in page.evaluate(BOXES))
    assert all(abs(left) <= 1 for left in page.evaluate(STARTS))
    page.get_by_label(t("widget.Expand sidebar")).click()
    page.get_by_test_id("stSidebar").get_by_text(t("method.title"), exact=True).wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_a_chip_stays_with_its_heading_and_no_range_or_distance_is_parted(
    visit: Visit, language: str, look: dict[str, Any]
) -> None:
    page = visit.open("", lang=language)
    for path, params in (
        ("", {}),
        ("kommun", {"municipality": "0180"}),
        ("ojamlikhet", {"section": "change"}),
        ("metod", {"method": "numbers"}),
    ):
        visit.go_on(path, lang=language, **params)
        assert page.evaluate(PARTED) == [], path


TABS = {"ojamlikhet": SECTIONS, "metod": METHODS}
VIEWS = [
    ("", {}),
    ("karta", {}),
    ("region", {"region": "17"}),
    ("region", {"region": "C8"}),
    ("kommun", {"municipality": "1715", "compare": ["0180", "1480"]}),
    *(("ojamlikhet", {"section": section}) for section in SECTIONS),
    *(("metod", {"method": method}) for method in METHODS),
    ("etik", {}),
    ("underlag", {}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_on_a_phone_every_tab_is_seen_and_every_table_is_whole_with_its_columns_apart(
    visit: Visit, language: str, look: dict[str, Any]
) -> None:
    visit.open("metod", lang=language)
    for path, params in VIEWS:
        page = visit.go_on(path, lang=language, **params)
        if names := TABS.get(path):
            tabs = page.get_by_role("tablist").first.get_by_role("tab")
            expect(tabs).to_have_count(len(names))
            for edges in (tab.bounding_box() for tab in tabs.all()):
                assert edges is not None, (path, params)
                assert edges["x"] >= 0 and edges["x"] + edges["width"] <= 390, (path, params)
        tables = page.locator(".table-box")
        for tab in page.get_by_role("tab", name=texts(language)("tab.table"), exact=True).all():
            # A tab may be chosen still, as it was on the view before.
            if tab.get_attribute("aria-selected") != "true":
                before = tables.count()
                tab.click()
                expect(tables).to_have_count(before + 1)
        folded = page.locator("details:not([open]) summary")
        provenance = folded.filter(has_text=texts(language)("provenance.title"))
        if provenance.count():
            provenance.click()
        visit.settle()
        boxes = page.evaluate(BOXES)
        assert boxes and all(table <= box for box, table in boxes), (path, params, boxes)
        # Where all but the name is folded there is one column, and nothing to stand apart from.
        assert min(page.evaluate(APART), default=12) >= 12, (path, params)


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_on_a_phone_folded_text_has_room_and_no_dot_at_the_end_of_a_line(
    visit: Visit, look: dict[str, Any]
) -> None:
    visit.open("metod", method="numbers")
    visit.page.add_style_tag(content=".table-box:not(:has(small)) { display: none; }")
    formulas = visit.page.evaluate(FOLDED)
    protected = [question for question in codebook().questions.values() if not question.is_open]
    measured = len(codebook().dimension_indicators()) + 1
    assert len(formulas) == len(codebook().indicators) + len(protected) + measured
    assert all(height < 200 and share > 0.95 for height, share, *_ in formulas)
    visit.go_on("metod", method="answers")
    waves = visit.page.evaluate(FOLDED)
    assert len(waves) == 3
    for *_, overflow, indent, said in formulas + waves:
        # The dot stands before a part: cut off where the part begins a line.
        assert overflow == "hidden" and indent == 0 and "·" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_most_alike_are_whole_in_their_tab_and_apart_on_the_page(
    visit: Visit, language: str
) -> None:
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    page = visit.open("kommun", municipality="1715", lang=language)
    page.get_by_role("tab", name=texts(language)("tab.table"), exact=True).last.click()
    expect(page.locator(".table-box table:has(th:nth-child(9))")).to_have_count(2)
    boxes = page.evaluate(BOXES)
    assert all(table <= box for box, table in boxes)
    assert min(page.evaluate(APART)) >= 12


def test_a_table_is_whole_or_says_that_there_is_more_below(visit: Visit) -> None:
    for width in (1280, 390):
        visit.page.set_viewport_size({"width": width, "height": 900})
        region = visit.open("region", region="17").locator(".table-box")
        assert region.evaluate("box => box.scrollHeight - box.clientHeight") <= 0
        box = visit.go_on("karta").locator(".table-box")
        assert 0.2 < box.evaluate(CUT_AT) < 0.8
        fade = "box => Number(getComputedStyle(box, '::after').opacity)"
        assert box.evaluate(fade) == 1
        box.evaluate("box => box.scrollTo(0, box.scrollHeight)")
        visit.page.wait_for_function(f"box => ({fade})(box) === 0", arg=box.element_handle())


def test_what_is_pressed_is_large_enough(visit: Visit) -> None:
    chosen = {"kommun": {"municipality": "1715"}, "region": {"region": "17"}}
    visit.open(ORDER["report"])
    for path in ("", "karta", "region", "kommun", "metod", ORDER["meeting"], ORDER["upload"]):
        page = visit.go_on(path, **chosen.get(path, {}))
        for width in (390, 1366):
            resize(visit, width)
            assert page.evaluate(SMALL) == [], (path, width)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_that_is_empty_says_what_to_choose_in_full(visit: Visit, language: str) -> None:
    chosen = {"municipality": "1715"}
    visit.open(lang=language)
    for width, path, params in (
        (1280, "karta", {}),
        (390, "ojamlikhet", {}),
        (390, "kommun", chosen),
        (390, "forklaringar", {"explained": "parts"}),
        (390, "forklaringar", {"explained": "against"}),
    ):
        resize(visit, width)
        page = visit.go_on(path, lang=language, **params)
        assert page.evaluate(PLACEHOLDERS) == [], path


EMPTY = """() => [...document.querySelectorAll('[data-testid="stMultiSelectTagsContainer"]')]
    .filter((box) => box.checkVisibility({ visibilityProperty: true }))
    .filter((box) => box.querySelector('[data-tag]'))
    .map((box) => {
        const last = [...box.querySelectorAll('[data-tag]')].at(-1).getBoundingClientRect();
        return [box.getBoundingClientRect().bottom - last.bottom, box.textContent];
    })
    .filter(([below]) => below > 12)"""
"""Fields of several with an empty line below what is chosen."""


def test_no_empty_line_stands_below_what_is_chosen(visit: Visit) -> None:
    chosen = {"county": ["14", "17", "03"], "size_class": "lt10k", "skr_group": "C7"}
    page = visit.open("kommun", municipality="1715", compare=["0180", "1480"], **chosen)
    for width in (1280, 1920, 390):
        resize(visit, width)
        assert page.evaluate(EMPTY) == [], width
    # What is written is seen whole, on a line of its own where it needs one.
    field = page.get_by_test_id("stMain").get_by_role(
        "combobox", name=texts("sv")("filter.compare")
    )
    field.fill("Kristinehamn")
    assert field.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    field.fill("")


@pytest.mark.parametrize(("language", "wide"), [("sv", 1280), ("en", 1536)])
def test_what_is_chosen_in_a_field_is_seen_whole(visit: Visit, language: str, wide: int) -> None:
    compared = ["1480", "1280", "0380", "0580", "2284"]
    page = visit.open("kommun", lang=language, municipality="0180", compare=compared)
    for width in (1280, 390):
        resize(visit, width)
        assert page.evaluate(CUT) == [], width
    # A single long word too, where two fields stand beside each other.
    page = visit.go_on("exempel", lang=language, area=["urban_planning", "administration"])
    expect(page.locator("[data-tag]")).to_have_count(2)
    assert page.evaluate(CUT) == []
    # No word of it is broken: it has one line.
    assert page.evaluate(TALL_TAGS) == []
    page = visit.go_on("samverkan", lang=language)
    field = page.locator(".st-key-control_bears input")
    assert field.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    resize(visit, wide)
    chosen = {"size_class": ["lt10k", "50_100k"], "indicator": "ai_fte_per_1000_employees"}
    for path in ("karta", "ojamlikhet", "region"):
        page = visit.go_on(path, lang=language, **chosen)
        assert page.evaluate(CUT) == [], path
        field = page.locator(".st-key-control_indicator input")
        assert field.evaluate("(box) => box.scrollWidth <= box.clientWidth"), path


@pytest.mark.parametrize("look", [{"viewport": {"width": 640, "height": 450}}], ids=["zoomed"])
def test_what_is_chosen_is_seen_whole_on_a_laptop_that_enlarges_to_200_per_cent(
    visit: Visit,
) -> None:
    visit.open("regionerna")
    for path, params, key in (
        ("regionerna", {"region": "14"}, "region"),
        ("ojamlikhet", {"section": "left_behind"}, "neighbours"),
    ):
        page = visit.go_on(path, **params)
        field = page.locator(f".st-key-control_{key} input")
        assert field.evaluate("(box) => box.scrollWidth <= box.clientWidth"), path
        assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("path", ["", ORDER["meeting"], ORDER["upload"]])
def test_the_widgets_speak_swedish(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.get_by_text("Hoppa till innehållet").wait_for(state="attached")
    said = words(page)
    for english in ("Skip to", "Choose", "Selected", "year,", "Browse", "sidebar"):
        assert english not in said


def test_charts_side_by_side_are_never_cut_off(visit: Visit) -> None:
    page = visit.open("region", county="17")
    for width in (820, 1024, 1280):
        resize(visit, width)
        charts = page.locator(".chart-figure")
        expect(charts).to_have_count(5)
        widths = [chart.evaluate("node => node.clientWidth") for chart in charts.all()]
        assert min(widths) >= 358, width  # what a phone gives


BOTTOMS = """() => [...document.querySelectorAll('[class*="st-key-even_"]')].map((row) =>
    [...row.querySelectorAll('.chart-figure')]
        .map((chart) => Math.round(chart.getBoundingClientRect().bottom)))"""


@pytest.mark.parametrize(
    ("look", "is_even"),
    [
        ({"viewport": {"width": 1366, "height": 768}}, True),
        ({"viewport": {"width": 1920, "height": 1080}}, True),
        ({"viewport": {"width": 390, "height": 844}}, False),
    ],
    ids=["laptop", "large", "phone"],
)
def test_charts_beside_each_other_end_at_the_same_height(visit: Visit, is_even: bool) -> None:
    page = visit.open("ojamlikhet", section="change")
    page.wait_for_timeout(300)
    pairs = [row for row in page.evaluate(BOTTOMS) if len(row) > 1]
    assert len(pairs) == 2
    assert all((abs(one - other) <= 3) == is_even for one, other in pairs)
    page = visit.go_on("forklaringar", explained="parts")
    page.wait_for_timeout(300)
    ((one, other),) = page.evaluate(BOTTOMS)
    assert (abs(one - other) <= 3) == is_even


def _widen(visit: Visit, width: int) -> None:
    """Make the window as wide, and wait until every chart is."""
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.page.wait_for_function("""() => [...document.querySelectorAll('.chart-figure')]
        .every((node) => node.layout?.width === node.clientWidth)""")
    visit.settle()


def test_a_charts_subtitle_has_as_many_lines_as_its_width_needs(visit: Visit) -> None:
    page = visit.open("ojamlikhet", section="certain")
    heights = {}
    for width in (1600, 390, 1600):
        _widen(visit, width)
        found = page.evaluate(HEADINGS)
        assert len(found) == 2
        # A name above its row too is broken where it has no room alone.
        (name,) = page.evaluate(NAMES)
        assert ("<br>" in name) == (width == 390)
        for lines, end, room, plot, height, place in found:
            assert end <= room and place == height
            assert (lines == 1) == (width == 1600)
            heights.setdefault(width, []).append((plot, height))
    assert heights[1600][:2] == heights[1600][2:]
    wide, narrow = heights[1600][:2], heights[390]
    # The plot is as high as it was, and the chart higher by the lines that were added.
    assert [plot for plot, _ in wide] == [plot for plot, _ in narrow]
    assert all(tall > low for (_, tall), (_, low) in zip(narrow, wide, strict=True))


KEYS = """() => [...document.querySelectorAll('.chart-figure')].flatMap((node) => {
    const { height, margin, yaxis, annotations = [] } = node.layout ?? {};
    const lines = annotations.filter(({ name, visible }) => name === 'key' && visible !== false);
    if (!lines.length) return [];
    const ends = [...node.querySelectorAll('.annotation-text')]
        .filter((text) => text.textContent.includes('\u2003') || text.textContent.startsWith('●'))
        .map((text) => text.getBoundingClientRect().right);
    const [deepest, top] = yaxis.range;
    return [{
        lines: lines.length,
        isWhole: Math.max(...ends) <= node.getBoundingClientRect().right,
        isTrue: deepest < top || deepest - top === height - margin.t - margin.b,
        source: annotations[0].text.split('<br>').length,
        isHeld: height === node.clientHeight,
    }];
})"""
"""Of each chart that has a key: its lines, whether they are seen whole, whether a pixel
of an upright axis is one, the lines of its source, and whether its place is as high as it."""


def test_a_charts_key_and_source_have_as_many_lines_as_its_width_needs(visit: Visit) -> None:
    page = visit.open("kommun", municipality="2062")
    seen = []
    for width in (1920, 320, 1920):
        _widen(visit, width)
        charts = page.evaluate(KEYS)
        assert charts
        assert all(each["isWhole"] and each["isTrue"] and each["isHeld"] for each in charts)
        seen.append([(each["lines"], each["source"]) for each in charts])
    wide, narrow, again = seen
    assert wide == again
    assert all(lines == source == 1 for lines, source in wide)
    assert all(lines > 1 and source > 1 for lines, source in narrow)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_laptops_window_has_room_for_the_whole_menu(visit: Visit, language: str) -> None:
    page = visit.open(ORDER["method"], lang=language)
    for width in (1280, 1366, 1440):
        resize(visit, width)
        shown = page.locator("header nav a:visible").all_inner_texts()
        assert len(shown) == len(set(ORDER) - set(OUTSIDE_MENU)), (width, shown)
        expect(page.get_by_test_id("stTopNavSection")).to_be_hidden()


def test_the_menus_pages_without_room_are_counted_in_swedish(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 820, "height": 900})
    page = visit.open()
    expect(page.locator("header").get_by_text(re.compile(r"^\d till$"))).to_be_visible()


def test_a_paper_says_the_filter_and_has_charts_below_each_other(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    page = visit.open("region", county="17", skr_group="C8")
    said = page.get_by_text("Valt i filtret: Värmlands län och C8 Landsbygdskommun")
    assert not said.is_visible()
    expect(page.locator(".chart-figure")).to_have_count(5)
    page.emulate_media(media="print")
    assert said.is_visible()
    lefts = page.evaluate(
        """() => [...document.querySelectorAll('.chart-figure')]
            .map((node) => node.getBoundingClientRect().left)"""
    )
    assert len(set(lefts)) == 1
    assert not page.get_by_text("Lägg till i rapporten").first.is_visible()
    page.emulate_media(media="screen")


def test_escape_closes_a_list_and_keeps_what_is_chosen(visit: Visit) -> None:
    page = visit.open("karta", municipality="1766")
    box = page.get_by_role("combobox", name="Kommun", exact=True)
    box.focus()
    box.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    box.press("Escape")
    expect(box).to_have_value("Sunne")
    visit.settle()
    assert visit.address() == {"municipality": ["1766"]}
