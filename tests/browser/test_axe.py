"""No rule of axe is broken: on every page and section, and in files that are pages of their own."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from ailaget.charts.style import DARK, LIGHT
from ailaget.council.agenda import add_item
from ailaget.council.meetings import MeetingFacts, Person, create_meeting
from ailaget.council.outcomes import Tie, agree, decide
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import EXPLAINED, METHODS, PARTS, SECTIONS
from ailaget.ui.navigation import ORDER
from tests.browser.axe import broken
from tests.browser.conftest import Served, serving
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
LOOKS = {
    "sv": (("light", WIDE), ("dark", NARROW)),
    "en": (("light", NARROW), ("dark", WIDE)),
}
"""Of each page both themes and both widths in each language, and each theme in both widths.

One after the other in the same tab, so that as little as can be is drawn anew.
"""

PAPER = """(paper) => {
    const sample = new Option().style;
    sample.color = paper;
    return getComputedStyle(document.querySelector('.stApp')).backgroundColor === sample.color;
}"""
"""Whether the page lies on paper of this colour."""

MUNICIPALITY = {"municipality": "1715"}
OF_ONE = (
    "map",
    "municipality",
    "report",
    "getting_started",
    "examples",
    "courses",
    "collaboration",
)
"""Pages that show something else once a municipality is chosen."""

HAS_SECTIONS = ("inequality", "explanations", "meeting", "method")

VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    **{page: (page, {}) for page in ORDER if page not in HAS_SECTIONS},
    **{section: ("inequality", {"section": section}) for section in SECTIONS},
    **{f"why {part}": ("explanations", {"explained": part}) for part in EXPLAINED},
    "no meeting": ("meeting", {"meeting": "0"}),
    **{part: ("meeting", {"meeting": "1", "part": part}) for part in PARTS},
    **{part: ("method", {"method": part}) for part in METHODS},
    "a county": ("region", {"region": "17"}),
    **{f"{page} of one": (page, MUNICIPALITY) for page in OF_ONE if page in ORDER},
}

FILES = (
    "export/map.html",
    "minutes/1.html",
    "report/municipality.html?municipality=1715",
    "plan/plan.html?municipality=2026",
    "plan/path.html",
)


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, demo_copy: Callable[[Path], Workspace]
) -> Iterator[Served]:
    """Serve the demonstration waves and a meeting, and name whom to turn to."""
    place = demo_copy(tmp_path_factory.mktemp("axe") / "var")
    meeting = create_meeting(place, MeetingFacts(date(2026, 11, 3), "stockholm"))
    item, _ = add_item(place, meeting, "map", ""), add_item(place, meeting, "inequality_spread", "")
    decide(place, Tie(meeting, item), "Vi bjuder in till en gemensam kurs")
    agree(place, Tie(meeting, item), "Ring runt i Värmland", Person("skr"), date(2026, 11, 10))
    log = tmp_path_factory.mktemp("axe_server") / "log"
    with serving(place, log, AILAGET_CONTACT="ai@example.se") as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", sorted({page for page, _ in VIEWS.values()}))
def test_no_view_of_a_page_breaks_a_rule_in_light_and_dark_wide_and_narrow(
    visit: Visit, page: str, language: str
) -> None:
    views = {view: params for view, (of, params) in VIEWS.items() if of == page}
    looks = LOOKS[language]
    visit.page.set_viewport_size(looks[0][1])
    come = visit.open
    for view, params in views.items():
        come(ORDER[page], lang=language, **params)
        for theme, size in looks:
            visit.page.emulate_media(color_scheme=theme)
            visit.page.set_viewport_size(size)
            palette = {"light": LIGHT, "dark": DARK}[theme]
            visit.page.wait_for_function(PAPER, arg=palette.background)
            visit.settle()
            # Colours are the same in all languages, and all of a page takes twice as long.
            found = broken(visit.page, colours_of_all=language == "sv")
            assert found == [], (view, theme, size)
        # The next view of the page begins as this one ends: less is drawn anew.
        come, looks = visit.go_on, looks[::-1]


def test_a_chosen_file_breaks_no_rule(visit: Visit, tmp_path: Path) -> None:
    survey = tmp_path / "svar_2027-03.csv"
    survey.write_text("Kommunkod;ai_strategi;ai_heltid\n0114;1;3\n0115;2;x\n0;1;1\n", "utf-8")
    page = visit.open(ORDER["upload"])
    page.locator('input[type="file"]').first.set_input_files(survey)
    expect(page.get_by_text(survey.name).first).to_be_visible()
    visit.settle()
    assert broken(visit.page) == []


def test_a_file_of_others_figures_that_is_asked_about_breaks_no_rule(
    visit: Visit, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.csv"
    figures.write_text("Kommunkod;Skattesats\n0114;21,3\n0115;-\n0000;x\n", "utf-8")
    page = visit.open(ORDER["upload"])
    page.locator('input[type="file"]').last.set_input_files(figures)
    expect(page.get_by_text(texts("sv")("context.label.year")).first).to_be_visible()
    visit.settle()
    assert broken(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_embedded_chart_breaks_no_rule(visit: Visit, theme: Any) -> None:
    visit.page.emulate_media(color_scheme=theme)
    visit.page.goto(f"{visit.server}/embed/map?lang=sv")
    expect(visit.page.locator(".main-svg").first).to_be_visible()
    assert broken(visit.page) == []


@pytest.mark.parametrize("look", [{"viewport": WIDE}, {"viewport": NARROW}], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_a_page_breaks_no_rule(
    visit: Visit, file: str, language: str, look: dict[str, Any]
) -> None:
    mark = "&" if "?" in file else "?"
    answer = visit.page.request.get(f"{visit.server}/{file}{mark}lang={language}")
    assert answer.ok
    visit.page.set_content(answer.text())
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    assert broken(visit.page) == []
