"""The band of a low response on the pages: where figures are shown, and only there."""

import io
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from ailaget.council.agenda import add_item
from ailaget.council.goals import set_goal
from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.council.schema import Goal
from ailaget.ingest.loading import load
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES, texts
from tests.conftest import Rows, copied, write_csv
from tests.pages.test_pages import opened
from tests.remembered import forget_the_folder
from tests.served import get
from tests.views.small_waves import CODES, LOW, MIDDLE

pytestmark = pytest.mark.usefixtures("as_editor")
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def filled(own_empty_place: Workspace) -> Workspace:
    """Return a folder with one real wave that sixty of 290 have answered, all of three counties."""
    answered = [code for code in CODES if code[:2] in ("12", "17", "25")][:60]
    rows: Rows = [
        {"kommunkod": code, **(MIDDLE if at % 2 else LOW)} for at, code in enumerate(answered)
    ]
    survey = write_csv(own_empty_place.root.parent / "enkat_2026-10.csv", rows)
    load(own_empty_place, survey, publish=True)
    return own_empty_place


@pytest.fixture
def few(filled: Workspace) -> Iterator[Workspace]:
    """Return a copy of it, the test's own."""
    forget_the_folder()
    yield copied(filled, workspace().root)
    forget_the_folder()


def valued(language: str) -> str:
    """Return the band's sentence of the sixty that have a value."""
    t = texts(language)
    return t.in_words(t("low_response.valued", n="60", of="290", rate=t.percent(60 / 290)))


def bands(app: AppTest) -> list[str]:
    return [each.proto.body for each in app.get("html") if 'class="demo low"' in each.proto.body]


@both_languages
@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("overview", {}),
        ("report", {"region": "01"}),
        ("method", {"method": "answers"}),
    ],
)
def test_a_page_with_figures_of_few_says_so(
    few: Workspace, page: str, keys: dict[str, str], language: str
) -> None:
    t = texts(language)
    (band, *rest) = bands(opened(page, lang=language, **keys))
    assert t("low_response.band") in band
    assert t("method.per_cent", n=t.number(round(100 * 60 / 290))) in band
    assert not rest


@both_languages
def test_a_heading_of_all_is_not_said_to_be_of_those_that_answered(
    few: Workspace, language: str
) -> None:
    """All that cannot bear a position are grouped: they are more than have answered."""
    page = unescape(get(f"/export/collaboration_groups.html?lang={language}").content.decode())
    before, _, headline = page.partition("<p class=lead>")
    assert valued(language) in before
    assert not headline.startswith(("Bland de", "Among the"))


@pytest.mark.parametrize("part", ["survey", "numbers", "sources"])
def test_a_part_without_answers_has_no_band(few: Workspace, part: str) -> None:
    assert not bands(opened("method", method=part))


def test_a_region_that_all_have_answered_in_has_none_of_its_own(few: Workspace) -> None:
    assert len(bands(opened("report", region="12"))) == 1


@both_languages
def test_an_item_on_the_agenda_has_that_of_its_own_filter(few: Workspace, language: str) -> None:
    meeting = create_meeting(few, MeetingFacts(date(2026, 11, 28), "video"))
    country = add_item(few, meeting, "map", "")
    county = add_item(few, meeting, "map", "county=17")
    (band,) = bands(opened("meeting", lang=language, item=str(country)))
    assert valued(language) in band
    assert not bands(opened("meeting", lang=language, item=str(county)))


@both_languages
def test_a_goal_says_how_few_it_is_seen_of(few: Workspace, language: str) -> None:
    meeting = create_meeting(few, MeetingFacts(date(2026, 11, 28), "video"))
    for scope in (None, "17"):
        goal = Goal(meeting_id=meeting, indicator="maturity", measure="all", threshold=20.0)
        goal.due, goal.scope = "2027-10", scope
        set_goal(few, goal)
    (band,) = bands(opened("meeting", lang=language, part="goals"))
    assert valued(language) in band


@both_languages
def test_slides_and_minutes_say_at_the_chart_how_few_it_is_of(
    few: Workspace, language: str
) -> None:
    meeting = create_meeting(few, MeetingFacts(date(2026, 11, 28), "video"))
    add_item(few, meeting, "map", "")
    add_item(few, meeting, "map", "county=17")
    show = unescape(get(f"/mote?meeting=1&present=1&lang={language}").content.decode())
    slides = [slide for slide in show.split("<section") if 'class="figure"' in slide]
    assert [valued(language) in slide for slide in slides] == [True, False]
    minutes = unescape(get(f"/minutes/1.html?lang={language}").content.decode())
    _, country, county = minutes.partition("</section>")[2].split("<h3>")
    assert [valued(language) in picture for picture in (country, county)] == [True, False]
    assert minutes.count(valued(language)) == 2
    document = Document(io.BytesIO(get(f"/minutes/1.docx?lang={language}").content))
    assert sum(valued(language) in each.text for each in document.paragraphs) == 2


@both_languages
@pytest.mark.parametrize("kind", ["country", "municipality"])
def test_a_report_opens_with_how_few_have_answered(
    few: Workspace, kind: str, language: str
) -> None:
    page = get(f"/report/{kind}.html?municipality=1781&lang={language}").content.decode()
    opening, _, charts = unescape(page).partition("<img")
    t = texts(language)
    band = f'<p class="demo" role="note">{t("low_response.band")} '
    assert opening.count(band) == 1
    assert valued(language) in charts or kind == "municipality"


@both_languages
def test_the_page_of_a_chart_opens_with_how_few_it_is_of(few: Workspace, language: str) -> None:
    page = unescape(get(f"/export/map.html?lang={language}").content.decode())
    assert valued(language) in page.partition("<p class=lead>")[0]
    assert valued(language) not in unescape(
        get(f"/export/map.html?county=17&lang={language}").content.decode()
    )
