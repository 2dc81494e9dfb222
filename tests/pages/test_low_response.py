"""The band of a low response on the pages: where figures are shown, and only there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ailaget.council.agenda import add_item
from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.ingest.loading import load
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from tests.conftest import Rows, write_csv
from tests.pages.test_pages import opened
from tests.views.small_waves import CODES, LOW, MIDDLE

pytestmark = pytest.mark.usefixtures("as_editor")
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def few(empty_place: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """Return a folder with one real wave that sixty of 290 have answered, all of three counties."""
    answered = [code for code in CODES if code[:2] in ("12", "17", "25")][:60]
    rows: Rows = [
        {"kommunkod": code, **(MIDDLE if at % 2 else LOW)} for at, code in enumerate(answered)
    ]
    load(empty_place, write_csv(tmp_path / "enkat_2026-10.csv", rows), publish=True)
    st.cache_resource.clear()
    yield empty_place
    st.cache_resource.clear()


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
    t = texts(language)
    (band,) = bands(opened("meeting", lang=language, item=str(country)))
    assert t("low_response.valued", n="60", of="290", rate=t.percent(60 / 290)) in band
    assert not bands(opened("meeting", lang=language, item=str(county)))
