"""Areas of one's own that answer for themselves: their waves are kept as regions' are."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from ailaget.__main__ import main
from ailaget.codebook import codebook, codebook_of_areas
from ailaget.errors import UnknownKey
from ailaget.exports.survey.columns import template_columns
from ailaget.ingest.areas.choosing import AreasRefused
from ailaget.ingest.areas.loading import drop_areas, load_areas
from ailaget.ingest.doctor import examine
from ailaget.ingest.drill import drill
from ailaget.ingest.forgetting.files import forget
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import (
    discard_draft,
    match_municipalities,
    publish_wave,
    withdraw_wave,
)
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.store.audit import read_audit
from ailaget.store.backup import back_up
from ailaget.store.database import open_database, query_names, query_parameters
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.upload.audit import audit_table
from ailaget.views.upload.journal import journal_table
from tests.answering import CHOICES, KEY, NAMES, WAVE, answering_file
from tests.areas import CHOICES as OF_MUNICIPALITIES
from tests.areas import areas_file
from tests.conftest import Rows
from tests.test_queries import LISTS, arguments
from tests.test_regions import demo_place, everything
from tests.test_regions import values as values_of

__all__ = ["demo_place"]

ANSWERS: Rows = [
    {"Kommune": "Ulvsund", "fte_ai_total": 4, "ai_heltid": 3, "dpia": "Några"},
    {"Kommune": "0302", "fte_ai_total": 2, "ai_heltid": 0, "dpia": "Alla"},
    {"Kommune": "303", "fte_ai_total": "0,5", "ai_heltid": 3, "dpia": "Ingen"},
]
Survey = Callable[..., Path]


@pytest.fixture
def place(empty_place: Workspace, tmp_path: Path) -> Workspace:
    load_areas(empty_place, answering_file(tmp_path), CHOICES)
    return empty_place


@pytest.fixture
def file(survey_file: Survey) -> Path:
    return survey_file(ANSWERS, "nordmark_2026-11.csv")


def values(place: Workspace, indicator: str = "ai_fte") -> dict[str, float]:
    """Return the areas' values that readers see."""
    return values_of(place, "2026-11", indicator, KEY)


def waves_of_areas(place: Workspace) -> list[str]:
    database = open_database(place)
    waves = list(database.query(f"{KEY}.waves")["wave"])
    database.close()
    return waves


def test_what_areas_answer_changes_no_figure_of_municipalities(
    demo_place: Workspace, file: Path, tmp_path: Path
) -> None:
    before = everything(demo_place)
    load_areas(demo_place, answering_file(tmp_path), CHOICES)
    load(demo_place, file, wave=f"2026-10-{KEY}", publish=True)  # a month that they have too
    after = everything(demo_place)
    told = {"area", "area_set", "area_border", "respondent_sets"}
    assert {k: v for k, v in after.items() if k not in told} == {
        k: v for k, v in before.items() if k not in told
    }


def test_a_file_whose_rows_all_name_areas_is_theirs_from_draft_to_discarded(
    place: Workspace, file: Path
) -> None:
    loaded = load(place, file)
    assert (loaded.survey.wave, loaded.exit_code) == (WAVE, 0)
    assert list(loaded.survey.accepted) == ["0301", "0302", "0303"]
    assert waves_of_areas(place) == []
    publish_wave(place, WAVE)
    assert values(place) == {"0301": 4, "0302": 2, "0303": 0.5}
    assert values(place, "ai_fte_per_100k") == {}  # nobody here knows their inhabitants
    withdraw_wave(place, WAVE)
    assert waves_of_areas(place) == []
    discard_draft(place, WAVE)
    drop_areas(place, KEY, "Ada")
    with pytest.raises(UnknownKey):
        waves_of_areas(place)


def test_who_has_answered_is_asked_where_a_row_could_be_of_others_too(
    place: Workspace, survey_file: Survey
) -> None:
    also_a_municipality = [{"Kommun": code, "fte_ai_total": 1} for code in ("0301", "0305")]
    misspelt = [{"Sted": name, "fte_ai_total": 1} for name in ("Ulvsund", "Nordvika", "Ulvsnd")]
    for rows in (also_a_municipality, misspelt):
        path = survey_file(rows, "s_2026-11.csv")
        with pytest.raises(LoadRefused) as refused:
            load(place, path)
        assert refused.value.reason == "respondents_unclear"
        assert "0301" in load(place, path, respondents=KEY).survey.accepted
    of_municipalities = [{"Sted": name, "kommun": name} for name in ("Ulvsund", "Mora", "Orsa")]
    rows = [{**row, "fte_ai_total": 1} for row in of_municipalities]
    assert load(place, survey_file(rows, "m_2026-11.csv")).survey.wave == "2026-11"


@pytest.mark.parametrize("given", [{"respondents": "norge"}, {"wave": "2026-11-norge"}])
def test_areas_that_are_not_there_answer_nothing(
    place: Workspace, file: Path, given: dict[str, str]
) -> None:
    with pytest.raises(UnknownKey, match=KEY):
        load(place, file, **given)


def test_a_row_that_names_two_areas_or_none_is_held_back_and_asked_about(
    place: Workspace, survey_file: Survey
) -> None:
    rows = [
        {"kode": "0301", "navn": "Ulvsund"},
        {"kode": "0302", "navn": "Nordvika"},
        {"kode": "0304", "navn": "Sørhlt"},
        {"kode": "", "navn": ""},
    ]
    path = survey_file([{**row, "fte_ai_total": 1} for row in rows], "r_2026-11.csv")
    survey = load(place, path, respondents=KEY).survey
    assert list(survey.accepted) == ["0301"]
    assert [(row.municipality_text, row.reason) for row in survey.held_back] == [
        ("0302 Nordvika", "area_columns_disagree"),
        ("0304 Sørhlt", "area_columns_disagree"),
        ("", "blank_area"),
    ]
    match_municipalities(place, {"0304 Sørhlt": "0304"}, area_set=KEY)
    publish_wave(place, WAVE)
    assert set(values(place)) == {"0301", "0304"}
    state = place.state()
    told = journal_table(state.received, state.decisions, texts("sv"))
    assert "Bestämde att ”0304 Sørhlt” betyder Sørholt" in [row[-1] for row in told.rows]
    log = audit_table(read_audit(place), texts("sv"))
    assert any("indelning: nordmark; område: 0304" in str(row) for row in log.rows)


def test_areas_with_answers_are_neither_dropped_nor_made_a_level(
    place: Workspace, file: Path, tmp_path: Path
) -> None:
    load(place, file)
    with pytest.raises(AreasRefused, match=KEY):
        drop_areas(place, KEY, "Ada")
    with pytest.raises(AreasRefused, match=KEY):
        load_areas(place, areas_file(tmp_path), replace(OF_MUNICIPALITIES, key=KEY))
    more = answering_file(tmp_path, [*NAMES][:2])
    load_areas(place, more, CHOICES)  # new boundaries: who is no more is held back
    publish_wave(place, WAVE)
    assert set(values(place)) == {"0301", "0302"}


def test_what_was_published_stays_as_it_was_when_its_boundaries_change(
    place: Workspace, file: Path, tmp_path: Path
) -> None:
    load(place, file, publish=True)
    load_areas(place, answering_file(tmp_path, [*NAMES, "0307"]), CHOICES)
    assert set(values(place)) == {"0301", "0302", "0303"}
    assert {finding.state for finding in examine(place)} == {"ok"}


@pytest.mark.parametrize("key", ["regions", "municipalities"])
def test_a_key_of_others_is_not_for_areas_that_answer(
    empty_place: Workspace, tmp_path: Path, key: str
) -> None:
    with pytest.raises(AreasRefused, match=key):
        load_areas(empty_place, answering_file(tmp_path), replace(CHOICES, key=key))


def test_codes_that_no_survey_could_tell_apart_are_refused(
    empty_place: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(AreasRefused, match="codes_alike"):
        load_areas(empty_place, answering_file(tmp_path, ["A-1", "a1"]), CHOICES)


def test_doctor_backup_drill_and_forgetting_hold(
    place: Workspace, survey_file: Survey, tmp_path: Path
) -> None:
    rows = [{**row, "E-post": f"{number}@example.se"} for number, row in enumerate(ANSWERS)]
    load(place, survey_file(rows, "r_2026-11.csv"), publish=True)
    before = values(place)
    (forgotten,) = forget(place, wave=WAVE)
    assert forgotten.what is not None
    assert forgotten.what.columns == ("E-post",)
    assert values(place) == before
    assert {finding.state for finding in examine(place)} == {"ok"}
    back_up(place, tmp_path / "copy.zip")
    outcome = drill(tmp_path / "copy.zip")
    assert (outcome.waves, outcome.different) == (1, ())


def test_nothing_of_what_areas_answer_to_protected_questions_is_in_any_query(
    place: Workspace, file: Path
) -> None:
    load(place, file, publish=True)
    protected = {key for key, each in codebook().questions.items() if not each.is_open}
    database = open_database(place)
    for name in query_names():
        for question in sorted(protected) if "question" in query_parameters(name) else [""]:
            given = arguments(name) | {"wave": "2026-11", "municipality": "0301"}
            given |= {"question": question} if question else {}
            given = {k: [] if k in LISTS else given[k] for k in query_parameters(name)}
            rows = database.query(f"{KEY}.{name}", **given)
            if "question" in rows:
                assert not protected & set(rows["question"]), name
            if name.startswith("protected") or question:
                assert rows.empty or not rows.filter(["value", "choice"]).notna().any(axis=None)
    database.close()


def test_the_command_line_takes_areas_and_their_answers(
    empty_place: Workspace, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--title", "Nordmark", "--source", "Påhittad", "--licence", "CC0 1.0"]
    boundaries = str(answering_file(tmp_path))
    assert main(["areas", boundaries, *said]) == 2
    assert "--answers own" in capsys.readouterr().err
    assert main(["areas", boundaries, *said, "--answers", "own"]) == 0
    assert f"?areas={KEY}" in capsys.readouterr().out
    report = tmp_path / "r.json"
    assert main(["load", str(file), "--report", str(report)]) == 0
    assert json.loads(report.read_text())["wave"] == WAVE
    assert json.loads(report.read_text())["names"]["0304"] == "Sørholt"
    assert main(["publish", WAVE]) == 0
    assert texts("sv")("load.protected_of_areas") in capsys.readouterr().out
    assert main(["table", f"{KEY}.waves", "--format", "json"]) == 0
    assert [row["respondents"] for row in json.loads(capsys.readouterr().out)] == [3]
    assert main(["withdraw", WAVE]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_survey_is_sent_to_the_areas_and_comes_back_as_their_wave(
    place: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    monkeypatch.setenv("AILAGET_LANG", language)
    template, printed = tmp_path / "nordmark_2026-11.xlsx", tmp_path / "codebook.html"
    asked = ["--respondents", KEY, "--wave", "2026-11"]
    for command, file in (("template", template), ("codebook", printed)):
        assert main([command, *asked, "--output", str(file)]) == 0
    book = openpyxl.load_workbook(template)
    sheet, t = book.worksheets[0], texts(language)
    cells = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(min_row=2)]
    assert cells == [list(pair) for pair in NAMES.items()]
    words = " ".join(str(cell.value) for cell in sheet[1]).casefold()
    assert "organisation" in words
    assert "kommunen" not in words and "municipality" not in words
    assert t("survey.codebook_intro_areas", title="Nordmark") in unescape(
        printed.read_text("utf-8")
    )
    (whole,) = [
        number
        for number, column in enumerate(template_columns("2026-11", t, codebook_of_areas()), 4)
        if column.question == "fte_ai_total"
    ]
    sheet.cell(2, whole, 4)
    book.save(template)
    loaded = load(place, template)
    assert (loaded.survey.wave, loaded.survey.accepted_rows) == (WAVE, 1)
    assert not loaded.survey.unknown_values


def test_nobody_is_asked_who_cannot_answer(
    place: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    output = str(tmp_path / "x.xlsx")
    assert main(["template", "--respondents", "sydmark", "--output", output]) == 2
    assert "sydmark" in capsys.readouterr().err
    assert not Path(output).exists()
