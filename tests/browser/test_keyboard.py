"""By keyboard and by ear: the panel of pages and filters, the focus that is seen, what is said."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ailaget.texts import texts
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
ZOOMED = {"viewport": {"width": 640, "height": 400}}
PLACE = """() => {
    const { x, width, height } = document.activeElement.getBoundingClientRect();
    return { x, width, height, inPanel: !!document.activeElement.closest('#stSidebar') };
}"""
OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"

MIDDLE_OF_A_LARGE_ONE = """(shapes) => {
    const size = ({ width, height }) => width * height;
    const boxes = shapes.map((shape) => shape.getBoundingClientRect());
    const { x, y, width, height } = boxes.sort((a, b) => size(b) - size(a))[3];
    return [x + width / 2, y + height / 2];
}"""

sv = texts("sv")


def opener(page: Page) -> Locator:
    return page.get_by_test_id("stExpandSidebarButton")


@pytest.mark.parametrize("look", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_no_key_comes_to_the_panel_before_it_is_opened_and_then_the_focus_is_in_it(
    visit: Visit,
) -> None:
    page = visit.open("metod")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for _ in range(6):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        assert not place["inPanel"]
        assert place["x"] >= 0
    opener(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stSidebar a[href]").first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(PLACE)["inPanel"]
    page.keyboard.press("Escape")
    expect(opener(page)).to_be_focused()


@pytest.mark.parametrize(
    ("look", "forced"),
    [({}, "none"), ({"color_scheme": "dark"}, "none"), ({}, "active")],
    ids=["light", "dark", "forced colours"],
)
def test_the_page_that_the_focus_is_on_is_seen_in_the_menu(visit: Visit, forced: str) -> None:
    page = visit.open("metod")
    page.emulate_media(forced_colors=forced)
    # First comes what skips to the content, then what shuts the panel, then the menu.
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('nav') !== null")
    assert page.evaluate(OUTLINE) == "solid"
    page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
def test_a_page_that_is_chosen_in_a_panel_over_the_page_is_seen(visit: Visit) -> None:
    page = visit.open("metod")
    opener(page).press("Enter")
    panel = page.get_by_test_id("stSidebar")
    panel.get_by_role("link", name=sv("getting_started.title")).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(sv("getting_started.title"))
    visit.settle()
    expect(panel).to_be_hidden()
    expect(opener(page)).to_be_focused()


def test_what_has_the_focus_is_not_under_the_menu_nor_is_the_mark_of_invented_data(
    visit: Visit,
) -> None:
    page = visit.open("metod")
    main = page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo({ top: main.scrollHeight, behavior: 'instant' })")
    place = "node => { const box = node.getBoundingClientRect(); return [box.top, box.bottom]; }"
    menu = page.get_by_test_id("stHeader").evaluate(place)
    mark = page.locator(".demo").first.evaluate(place)
    assert mark[0] >= menu[1]
    page.locator(".page-foot a").last.focus()
    heading = page.locator("main h1")
    heading.evaluate("node => { node.tabIndex = -1; node.focus(); }")
    assert heading.evaluate(place)[0] >= mark[1]


def test_what_weights_have_made_is_said_and_the_focus_stands_where_they_were_reset(
    visit: Visit,
) -> None:
    page = visit.open("samverkan", municipality="2026")
    status = page.locator('[role="status"].heard-only')
    page.get_by_text(sv("collaboration.weights_title")).click()
    page.get_by_role("slider", name=sv("collaboration.weight_border")).focus()
    # Each press counts, also those that come while the groups of the press before are sought.
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
    page.wait_for_url("**sharing=border%3A3*")
    visit.settle()
    expect(status).to_contain_text(page.locator("main h2").first.inner_text().split(":")[0])
    page.get_by_role("button", name=sv("weights.reset")).press("Enter")
    reset = page.locator("p.status")
    expect(reset).to_have_text(sv("weights.reset_done"))
    expect(reset).to_be_focused()


def test_the_panel_is_left_out_on_paper(visit: Visit) -> None:
    page = visit.open("metod")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_list_that_opens_says_how_many_options_it_has_in_the_pages_language(
    visit: Visit,
) -> None:
    page = visit.open("karta")
    page.get_by_role("combobox", name=sv("map.level"), exact=True).click()
    log = page.locator("[data-live-announcer]")
    expect(log).to_contain_text(f"2 {sv.entries['widget.options']}")
    expect(log).not_to_contain_text("available")
    page.keyboard.press("Escape")


def test_the_links_to_the_languages_have_a_name(visit: Visit) -> None:
    page = visit.open("metod")
    expect(page.get_by_role("navigation", name=sv("filter.languages"), exact=True)).to_be_visible()


def test_what_a_choice_has_made_of_the_page_is_said(visit: Visit) -> None:
    page = visit.open("karta")
    status = page.locator('[role="status"].heard-only')
    expect(status).to_be_empty()
    visit.choose(sv("filter.indicator"), "Mognad: kompetens")
    expect(status).to_contain_text("Mognad: kompetens, hela landet.")
    visit.choose(sv("filter.county"), "Gotlands län")
    expect(status).to_have_text(
        "Karta: Mognad: kompetens, Gotlands län. 1 av 1 kommun har ett värde."
    )
    visit.go_to("Rapport")
    expect(status).to_have_text("Rapport: Gotlands län.")


def test_what_a_chart_says_under_the_pointer_goes_with_escape(visit: Visit) -> None:
    page = visit.open("karta")
    page.mouse.move(*page.locator(".choroplethlayer path").evaluate_all(MIDDLE_OF_A_LARGE_ONE))
    label = page.locator(".hoverlayer .hovertext")
    expect(label).to_have_count(1)
    page.keyboard.press("Escape")
    expect(label).to_have_count(0)


def test_a_chart_is_read_as_one_picture_that_says_where_its_values_are(visit: Visit) -> None:
    page = visit.open("karta")
    chart = page.get_by_role("img", name=re.compile(r"205 av 290.* Alla värden står i tabellen\.$"))
    expect(chart).to_have_count(1)


def test_a_tables_names_are_one_stop_and_lead_to_the_municipality_with_the_readers_choices(
    visit: Visit,
) -> None:
    page = visit.open("karta", wave="2025-10", lang="en", classes="quantiles", municipality="1715")
    names = page.locator(".data tbody a")
    expect(page.locator('.data [aria-current="true"]')).to_have_count(1)
    expect(page.locator(".table-box caption .keys")).to_have_css("width", "1px")
    assert names.evaluate_all("(all) => all.filter((name) => name.tabIndex === 0).length") == 1
    page.locator('.data [aria-current="true"] a').focus()
    page.keyboard.press("Home")
    expect(names.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(names.nth(1)).to_be_focused()
    assert page.evaluate(OUTLINE) == "solid"
    name = names.nth(1).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommun?**")
    visit.settle()
    expect(page.get_by_role("heading", level=2, name=name, exact=True)).to_be_visible()
    for choice in ("wave=2025-10", "lang=en", "classes=quantiles"):
        assert choice in visit.href()
    assert "municipality=1715" not in visit.href()


def test_tab_comes_to_the_first_name_also_of_a_table_that_is_sorted(visit: Visit) -> None:
    page = visit.open("exempel")
    names = page.locator(".data tbody a")
    first = names.first.inner_text()
    heading = page.locator(".data thead").get_by_role("button", name=sv("examples.column_count"))
    # First the highest, as the rows stand already, and then the lowest.
    heading.press("Enter")
    heading.press("Enter")
    expect(names.first).not_to_have_text(first)
    assert names.evaluate_all("all => all.map(name => name.tabIndex).indexOf(0)") == 0


def test_links_to_sources_are_one_stop_and_an_editor_comes_past_the_list_to_the_file(
    visit: Visit,
) -> None:
    page = visit.open("underlag")
    sources = page.locator(".data tbody td > a[rel]")
    expect(sources.first).to_be_visible()
    assert sources.evaluate_all("(all) => all.filter((link) => link.tabIndex === 0).length") == 1
    sources.first.focus()
    page.keyboard.press("ArrowDown")
    expect(sources.nth(1)).to_be_focused()
    page.get_by_role("combobox", name=sv("entries.kind"), exact=True).focus()
    visit.tab_to(page.get_by_role("link", name=sv("entries.files_title"), exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=sv("entries.files_title"))).to_be_focused()
    stops = 0
    while not page.evaluate("() => !!document.activeElement.closest('input, section button')"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 6


def test_names_of_those_that_have_not_answered_are_one_stop_and_lead_to_their_page(
    visit: Visit,
) -> None:
    page = visit.open(wave="2025-10")
    names = page.locator(".names a")
    expect(names.nth(2)).to_be_visible()
    assert names.evaluate_all("(all) => all.filter((name) => name.tabIndex === 0).length") == 1
    names.first.focus()
    page.keyboard.press("ArrowDown")
    expect(names.nth(1)).to_be_focused()
    name = names.nth(1).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommun?**")
    visit.settle()
    expect(page.get_by_role("heading", level=2, name=name, exact=True)).to_be_visible()
    assert visit.address()["wave"] == ["2025-10"]
