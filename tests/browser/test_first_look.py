"""How a page begins is how it goes on: the same words, the same places, and the very same chart."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visit import SECONDS, Visit

pytestmark = pytest.mark.browser

PLACED = """
(root) => ['.demo', 'h1', '.family', '.intro', '.notice', '.count', '.lead', '.figures',
    '.week > li', '.entries > li', '.path-level', '.chart-figure'].map((mark) => {
    const found = document.querySelector(`${root} ${mark}`);
    if (!found) return null;
    const { left, top, width } = found.getBoundingClientRect();
    // A list's own margin is Streamlit's to set; nothing stands closer for it.
    return [mark, mark === '.chart-figure' ? '' : found.textContent, left, top, width];
})
"""
"""Where the words and the first chart of a page stand, and what those words are."""


CHART = ".main-svg"


@contextmanager
def beginning(visit: Visit, path: str, piece: str = CHART, **view: str) -> Iterator[Page]:
    """Yield a page as it begins, its scripts held back; at the end it has come as a whole.

    `piece` is a selector of what it begins with.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route("**/static/js/index.*.js", hold)
    visit.page.goto(f"{visit.server}/{path}?{urlencode(view)}", wait_until="commit")
    visit.page.locator(f".look {piece}").first.wait_for(state="attached")
    # Nothing is painted before they have come, and until then nothing has its place.
    visit.page.wait_for_function(STYLED)
    yield visit.page
    for route in held:
        route.continue_()
    visit.settle()


STYLED = """() => document.readyState !== 'loading'
    && [...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet)"""
"""Whether all style sheets have come: the last are named after the script that begins the page."""

PAGES: list[tuple[str, dict[str, str]]] = [
    ("", {}),
    ("karta", {"municipality": "1715"}),
    ("region", {"region": "C8", "county": "17"}),
    ("kommun", {"municipality": "1715", "county": "17", "lang": "en"}),
    ("ojamlikhet", {"weighted": "yes", "lang": "en"}),
    ("kom-igang", {"municipality": "2026"}),
    ("samverkan", {}),
    ("etik", {}),
    ("exempel", {"municipality": "2026", "lang": "en"}),
]

OF_WORDS = [
    ("kom-igang", ".path-level", {}),
    ("utbildningar", ".entries > li", {"municipality": "2026"}),
    ("for-chefer", ".week > li", {"lang": "en"}),
]
"""Pages that begin without a chart."""


@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
    ],
    ids=["wide", "phone"],
)
@pytest.mark.parametrize(("page", "view"), PAGES, ids=[page or "start" for page, _ in PAGES])
def test_a_page_goes_on_as_it_began(visit: Visit, page: str, view: dict[str, str]) -> None:
    with beginning(visit, page, **view) as opened:
        began = opened.evaluate(PLACED, ".look")
        chart = opened.query_selector(".look .chart-figure")
    expect(opened.locator(".look")).to_have_count(0)
    assert opened.evaluate("one => document.querySelector('.chart-figure') === one", chart)
    became = opened.evaluate(PLACED, ".stApp [data-testid=stMain]")
    for before, after in zip(began, became, strict=True):
        # Ojämlikhet has its sentences beside the chart: they come with the page.
        if before is not None:
            assert before[:2] == after[:2]
            assert before[2:] == pytest.approx(after[2:], abs=1)


@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
    ],
    ids=["wide", "phone"],
)
@pytest.mark.parametrize(("page", "piece", "view"), OF_WORDS, ids=[page for page, *_ in OF_WORDS])
def test_a_page_of_words_goes_on_as_it_began(
    visit: Visit, page: str, piece: str, view: dict[str, str]
) -> None:
    with beginning(visit, page, piece, **view) as opened:
        began = opened.evaluate(PLACED, ".look")
    expect(opened.locator(".look")).to_have_count(0)
    became = opened.evaluate(PLACED, ".stApp [data-testid=stMain]")
    for before, after in zip(began, became, strict=True):
        assert before is None or before[:2] == after[:2]
        assert before is None or before[2:] == pytest.approx(after[2:], abs=1)


def test_a_chart_that_was_foretold_wrong_gives_way_to_the_pages_own(visit: Visit) -> None:
    def other(route: Route) -> None:
        answer = route.fetch(url=route.request.url + "&indicator=has_ai_position")
        route.fulfill(response=answer)

    visit.page.route("**/look/map*", other)
    with beginning(visit, "karta") as page:
        expect(page.locator(".look .legendtitletext")).to_contain_text("Egen eller delad")
    expect(page.locator(".legendtitletext")).to_contain_text("AI-mognad")


def test_a_beginning_whose_chart_never_comes_gives_way_in_time(visit: Visit) -> None:
    def foretold(route: Route) -> None:
        route.fulfill(response=route.fetch(url=f"{visit.server}/look/map"))

    visit.page.route("**/look/map*", foretold)
    visit.page.goto(f"{visit.server}/karta?county=09&size_class=lt10k")
    expect(visit.page.locator(".look .main-svg").first).to_be_attached()
    expect(visit.page.locator(".look")).to_have_count(0, timeout=1000 * SECONDS)
    expect(visit.page.get_by_test_id("stAlert")).to_be_visible()


def test_an_area_of_the_first_chart_can_be_chosen(visit: Visit) -> None:
    with beginning(visit, "karta") as page:
        pass
    x, y = page.evaluate(
        """() => [...document.querySelectorAll('.choroplethlayer path')]
            .map((path) => path.getBoundingClientRect())
            .map(({ x, y, width, height }) => [x + width / 2, y + height / 2, width * height])
            .reduce((one, other) => (one[2] > other[2] ? one : other)).slice(0, 2)"""
    )
    page.mouse.click(x, y)
    page.wait_for_function("() => location.search.includes('municipality=')")


def test_a_page_begins_before_its_scripts_have_come(visit: Visit) -> None:
    with beginning(visit, "") as page:
        expect(page.locator(".look h1")).to_have_text("Översikt")
        expect(page.locator(".look .finding h2")).to_contain_text("stora och små", ignore_case=True)
        assert page.locator(".stApp").count() == 0


@pytest.mark.parametrize(
    ("page", "view"),
    [
        ("karta", {}),
        ("kommun", {"municipality": "2026"}),
        ("kom-igang", {"municipality": "2026"}),
        ("samverkan", {}),
        ("exempel", {}),
        ("ladda-upp", {}),
    ],
)
def test_no_control_waits_for_a_script_that_the_document_does_not_name(
    visit: Visit, page: str, view: dict[str, str]
) -> None:
    asked: set[str] = set()
    visit.page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    visit.open(page, **view)
    # Asked for once more: Streamlit's own script has added links to the one that is shown.
    document = visit.page.request.get(visit.page.url).text()
    named = set(re.findall(r'"\.(/static/js/[^"]+)"', document))
    assert named
    assert {path for path in asked if path.startswith("/static/js/")} <= named
