"""Page Ladda upp: the whole task as its widgets, in both languages, and for who may not edit."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.store.archive import received_files
from ailaget.store.database import open_database
from ailaget.store.decisions import decisions, published_waves
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui import editing, upload_review
from tests.pages.test_pages import check, opened, words

WAVE = "2027-03"
ROWS = [
    {"kommunkod": "0114", "ai_strategi": 1, "ai_heltid": 3},
    {"kommunkod": "0115", "ai_strategi": 2, "ai_heltid": 0},
]
SurveyFile = Callable[..., Path]
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def place() -> Workspace:
    place = workspace()
    build(place, empty=True)
    return place


def seen_waves(place: Workspace) -> list[str]:
    database = open_database(place)
    waves = list(database.query("waves")["wave"])
    database.close()
    return waves


def said(app: AppTest) -> str:
    kinds = ("success", "error", "warning")
    return words(app) + "\n".join(str(e.value) for kind in kinds for e in app.get(kind))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    return app


@both_languages
def test_a_draft_is_reviewed_published_and_withdrawn(
    place: Workspace, survey_file: SurveyFile, language: str
) -> None:
    t = texts(language)
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    app = opened("upload", lang=language)
    check(app, "upload", language)
    assert t("review.state_draft") in said(app)
    assert t("review.wave_appears", wave=t.wave(WAVE)) in said(app)

    press(app, f"publish_{WAVE}")
    check(app, "upload", language)
    assert seen_waves(place) == [WAVE]
    assert t("review.published", wave=t.wave(WAVE)) in said(app)
    assert decisions(place)[-1]["by"] == editing.editor()
    assert t("review.is_shown") in said(app)

    app.session_state[f"withdraw_{WAVE}"] = True
    app.run()
    press(app, f"withdraw_button_{WAVE}")
    assert seen_waves(place) == []
    assert t("review.withdrawn", wave=t.wave(WAVE)) in said(app)
    assert len(received_files(place)) == 1


def test_an_earlier_version_is_brought_back(place: Workspace, survey_file: SurveyFile) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"), publish=True)
    load(place, survey_file([{**ROWS[0], "ai_strategi": 3}], f"b_{WAVE}.csv"))
    app = opened("upload", review=WAVE)
    (choice,) = (box for box in app.selectbox if box.key.startswith("version_"))
    assert len(choice.options) == 2
    choice.set_value((0,)).run()
    assert texts("sv").count("review.changed", 1, places="1 kommun") in said(app)
    press(app, f"publish_{WAVE}")
    check(app, "upload", "sv")
    database = open_database(place)
    rows = database.query("municipality_answers", municipality="0114")
    database.close()
    assert list(rows.loc[rows["question"] == "ai_strategi", "value"]) == [1]


def test_the_wave_under_review_is_in_the_address(place: Workspace, survey_file: SurveyFile) -> None:
    load(place, survey_file(ROWS, "a_2027-03.csv"))
    load(place, survey_file(ROWS, "a_2028-03.csv"))
    app = opened("upload", review="2027-03")
    assert app.selectbox(key="control_review").value == "2027-03"
    app.selectbox(key="control_review").set_value("2028-03").run()
    assert app.query_params["review"] == "2028-03"
    assert opened("upload", review="1999-01").selectbox(key="control_review").value == "2028-03"


@both_languages
def test_who_may_not_edit_is_told_why_and_gets_the_template(
    place: Workspace, survey_file: SurveyFile, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    monkeypatch.setattr(type(st.context), "headers", {"X-Forwarded-For": "10.0.0.1"})
    app = opened("upload", lang=language)
    check(app, "upload", language)
    assert texts(language)("upload.may_not") in said(app)
    assert "survey/template.xlsx" in said(app)
    assert not app.get("file_uploader")
    assert [button.key for button in app.button if button.key != "clear_filter"] == []
    assert "0114" not in said(app)


def test_a_button_pressed_by_who_may_no_longer_edit_changes_nothing(
    place: Workspace, survey_file: SurveyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"))
    app = opened("upload")
    monkeypatch.setattr(upload_review, "may_edit", lambda: False)
    press(app, f"publish_{WAVE}")
    assert texts("sv")("upload.may_not") in [error.value for error in app.error]
    assert published_waves(place, is_demo=False) == set()


@both_languages
def test_a_wave_that_is_no_month_gives_words_and_no_links(language: str, place: Workspace) -> None:
    app = opened("upload", lang=language)
    app.text_input(key="survey_wave").set_value("mars 27").run()
    assert [str(error.value) for error in app.exception] == []
    assert "mars 27" in app.error[0].value
    assert "template.xlsx" not in said(app)


@both_languages
def test_a_municipality_page_leads_back_to_the_file(
    place: Workspace, survey_file: SurveyFile, language: str
) -> None:
    load(place, survey_file(ROWS, f"a_{WAVE}.csv"), publish=True)
    app = opened("municipality", municipality="0115", lang=language)
    app.session_state["provenance"] = True
    app.run()
    check(app, "municipality", language)
    assert f"a_{WAVE}.csv" in said(app)
    assert texts(language)("provenance.line", line="3") in said(app)
