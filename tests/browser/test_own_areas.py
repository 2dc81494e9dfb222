"""Areas of one's own on a map: a click chooses one, and a link to one that is no more says so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import place_names
from tests.areas import LEVEL, WEST
from tests.browser.conftest import Served, serving
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

INSIDE = """(code) => {
    const shape = [...document.querySelectorAll('.st-key-chart_map .choroplethlayer path')]
        .find((path) => path.__data__.loc === code);
    const box = shape.getBoundingClientRect(), into = shape.getScreenCTM().inverse();
    const frame = document.querySelector('.map-frame').getBoundingClientRect();
    for (let down = 0.05; down < 1; down += 0.05)
        for (let across = 0.05; across < 1; across += 0.05) {
            const point = new DOMPoint(box.x + across * box.width, box.y + down * box.height);
            const isSeen = frame.left < point.x && point.x < frame.right && point.y > frame.top
                && point.y < Math.min(frame.bottom, innerHeight);
            if (isSeen && shape.isPointInFill(point.matrixTransform(into)))
                return [point.x, point.y];
        }
    return null;
}"""
"""A point of the window in which an area is drawn."""


@pytest.fixture(scope="module")
def server(
    areas_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Serve the demonstration waves with a set of areas, to which no test writes."""
    log = tmp_path_factory.mktemp("areas_server") / "log"
    with serving(areas_workspace, log) as address:
        yield address
    assert log.read_text() == ""


def press(page: Page, area: str) -> None:
    """Press an area of the map."""
    point = page.evaluate(INSIDE, area)
    assert point is not None
    page.mouse.move(*point)
    page.mouse.click(*point)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_on_an_area_chooses_it_and_leads_on_to_its_own_figures(
    visit: Visit, language: str
) -> None:
    page = visit.open("karta", level=LEVEL, lang=language)
    press(page, "V")
    page.wait_for_function("() => location.search.includes('region=')")
    visit.settle()
    assert visit.address()["region"] == [f"{LEVEL}.V"]
    assert "municipality" not in visit.address()
    visit.go_to(texts(language)("region.title"))
    assert visit.address()["region"] == [f"{LEVEL}.V"]
    expect(page.locator("h2", has_text="Väst").first).to_be_visible()
    expect(page.get_by_text(texts(language)("areas.gone"))).to_have_count(0)


def test_a_municipality_inside_the_area_stays_chosen(visit: Visit) -> None:
    page = visit.open("karta", level=LEVEL, municipality=WEST[0])
    press(page, "V")
    page.wait_for_function("() => location.search.includes('region=')")
    visit.settle()
    assert visit.address()["municipality"] == [WEST[0]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_areas_that_are_no_more_says_so_until_others_are_chosen(
    visit: Visit, language: str
) -> None:
    t = texts(language)
    page = visit.open("region", region="areas.gone.V", lang=language)
    note = page.get_by_text(t("areas.gone"))
    expect(note).to_have_count(1)
    expect(note).to_be_visible()
    visit.choose(t("areas.choose_region"), place_names(language)["21"])
    expect(note).to_have_count(0)
