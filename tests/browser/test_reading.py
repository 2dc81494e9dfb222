"""Tables that are seen whole, and the widgets' own words, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page

from ailaget.texts import LANGUAGES, texts
from ailaget.ui.navigation import ORDER
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOXES = """() => [...document.querySelectorAll('.table-box')]
    .filter((box) => box.clientWidth)
    .map((box) => [box.clientWidth, box.scrollWidth])"""
STARTS = """() => [...document.querySelectorAll('.table-box')]
    .filter((box) => box.clientWidth)
    .map((box) => {
        box.scrollLeft = 1000;
        const row = box.querySelector('tbody tr:nth-child(3)');
        const still = row.querySelector('th') ?? row.cells[0];
        return still.getBoundingClientRect().left - box.getBoundingClientRect().left;
    })"""


def words(page: Page) -> str:
    found: str = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label], a')]
            .map((one) => `${one.ariaLabel ?? ''} ${one.textContent}`).join('\\n')"""
    )
    return found


@pytest.mark.parametrize("indicator", ["ai_fte_per_100k", "ai_fte_per_1000_employees"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_the_maps_table_is_seen(
    visit: Visit, indicator: str, language: str
) -> None:
    for width in (1280, 1366, 390):
        visit.page.set_viewport_size({"width": width, "height": 768})
        page = visit.open("karta", lang=language, indicator=indicator)
        ((box, table),) = page.evaluate(BOXES)
        assert table <= box


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_change_is_whole_beside_another_chart(visit: Visit, language: str) -> None:
    t = texts(language)
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    for indicator in ("maturity", "ai_fte_per_100k"):
        page = visit.open("ojamlikhet", section="change", lang=language, indicator=indicator)
        page.get_by_role("tab", name=t("tab.table"), exact=True).first.click()
        page.wait_for_selector(".table-box td")
        ((box, table),) = page.evaluate(BOXES)
        assert table <= box


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "context_options", [{"viewport": {"width": 390, "height": 844}}], ids=["phone"]
)
def test_on_a_phone_the_rows_names_stand_still_and_the_menu_says_that_it_has_the_pages(
    visit: Visit, language: str, context_options: dict[str, Any]
) -> None:
    t = texts(language)
    # Where Streamlit remembers that an earlier visit left the menu open.
    visit.page.add_init_script("localStorage.clear()")
    page = visit.open("kommun", municipality="1781", lang=language)
    assert any(table > box for box, table in page.evaluate(BOXES))
    assert all(abs(left) <= 1 for left in page.evaluate(STARTS))
    page.get_by_label(t("widget.Expand sidebar")).click()
    page.get_by_test_id("stSidebar").get_by_text(t("method.title"), exact=True).wait_for()


@pytest.mark.parametrize(
    "context_options", [{"viewport": {"width": 390, "height": 844}}], ids=["phone"]
)
@pytest.mark.parametrize("section", ["spread", "certain"])
def test_on_a_phone_the_open_section_is_in_view(
    visit: Visit, section: str, context_options: dict[str, Any]
) -> None:
    page = visit.open("ojamlikhet", section=section)
    name = texts("sv")(f"inequality.tab_{section}")
    edges = page.get_by_role("tab", name=name, exact=True).bounding_box()
    assert edges is not None
    assert edges["x"] >= 0 and edges["x"] + edges["width"] <= 390


@pytest.mark.parametrize("path", ["", ORDER["meeting"], ORDER["upload"]])
def test_the_widgets_speak_swedish(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.get_by_text("Hoppa till innehållet").wait_for(state="attached")
    said = words(page)
    for english in ("Skip to", "Choose", "Selected", "year,", "Browse", "sidebar"):
        assert english not in said
