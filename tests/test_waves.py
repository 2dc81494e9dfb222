"""Waves are YYYY-MM of this century everywhere; another one, in an old journal, stops nothing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ailaget.__main__ import main
from ailaget.ingest.building import build
from ailaget.ingest.doctor import examine
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import publish_wave
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.survey import read_survey
from ailaget.ingest.understanding import understand
from ailaget.ingest.waves import check_wave, find_wave, wave_doubts
from ailaget.store.database import open_database
from ailaget.store.decisions import PUBLISH
from ailaget.store.versions import real_histories
from ailaget.store.waves import is_wave
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.ui.address import missing_wave, parse
from ailaget.ui.upload.survey_files import is_wave as is_wave_of_the_template
from ailaget.views.upload.journal import journal_table
from ailaget.views.upload.understood import wave_words
from tests.journals import decide, keep

SurveyFile = Callable[..., Path]
ROWS = [{"kommunkod": "0114", "ai_strategi": 1}]
NO_WAVES = [
    "1999-12",
    "2100-01",
    "0000-01",
    "9999-12",
    "2026-00",
    "2026-13",
    "2026-1",
    "２０２６-10",
]


@pytest.mark.parametrize("text", NO_WAVES)
def test_what_is_no_month_of_this_century_is_refused_everywhere(text: str) -> None:
    assert not is_wave(text)
    assert is_wave_of_the_template is is_wave
    for find in (lambda: check_wave(text), lambda: find_wave(None, [text], "a_2026-10.csv")):
        with pytest.raises(LoadRefused) as refused:
            find()
        assert refused.value.reason == "bad_wave"
    with pytest.raises(LoadRefused) as refused:
        find_wave(None, [], f"enkat_{text}.csv")
    assert refused.value.reason == "no_wave"
    assert parse({"wave": [text], "review": [text]}, ["2026-10"]).review is None
    assert missing_wave([text], ["2026-10"]) is None


@pytest.mark.parametrize("wave", ["2000-01", "2026-10", "2099-12"])
def test_every_month_of_this_century_is_a_wave(wave: str) -> None:
    assert check_wave(f" {wave} ") == wave == find_wave(None, [], f"enkat_{wave}.csv")
    assert parse({"review": [wave]}, []).review == wave
    assert missing_wave([wave], []) == wave


def test_a_load_with_such_a_wave_changes_nothing(
    empty_place: Workspace, survey_file: SurveyFile
) -> None:
    place = empty_place
    assert main(["load", str(survey_file(ROWS)), "--wave", "9999-12", "--publish"]) == 2
    assert place.state().received == ()


@pytest.fixture
def with_no_wave(empty_place: Workspace, survey_file: SurveyFile) -> Workspace:
    """Return a folder whose journals name three waves that are none, one of them published."""
    place = empty_place
    load(place, survey_file(ROWS), publish=True)
    for wave in ("9999-13", "0000-00", 202610):
        keep(place, survey_file(ROWS, "b.csv").read_bytes(), "b.csv", wave, "who")  # type: ignore[arg-type]
    decide(place, PUBLISH, "who", wave="9999-13", is_demo=False, files=[0], of=1, decided=0)
    return place


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_in_an_old_journal_stops_no_page_and_is_named(
    with_no_wave: Workspace, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    build(with_no_wave)
    database = open_database(with_no_wave)
    assert list(database.query("waves")["wave"]) == ["2026-10"]
    database.close()
    assert list(real_histories(with_no_wave.state())) == ["2026-10"]
    noted = [f.params["wave"] for f in examine(with_no_wave) if f.key == "doctor.no_wave"]
    assert noted == ["0000-00", "202610", "9999-13"]
    rows = journal_table(with_no_wave.state().received, [], texts(language)).rows
    assert {str(row[2]) for row in rows} >= {"9999-13", "0000-00"}
    assert main(["publish", "9999-13"]) == 2
    assert "2026-10" in capsys.readouterr().err
    publish_wave(with_no_wave, "2026-10")


def test_a_full_date_in_a_name_is_no_wave() -> None:
    name = "AIlaget_DATA_LABELS_2026-11-03_0812.csv"
    with pytest.raises(LoadRefused) as refused:
        find_wave(None, [], name)
    assert refused.value.reason == "date_is_no_wave"
    assert refused.value.params == {"file": name, "day": "2026-11-03"}
    assert find_wave("2026-10", [], name) == "2026-10"
    assert find_wave(None, [], "2026-10_hamtad_2026-11-03.csv") == "2026-10"
    understood = understand(b"kommun;ai_strategi\nTibro;1\n", name)
    assert (understood.wave, understood.lacks) == (None, ("no_wave",))


@pytest.mark.parametrize(
    ("told", "column", "name", "reasons"),
    [
        (None, ["2026-10", ""], "a_2026-10.csv", []),
        (None, ["2026-10-01"], "a.csv", []),
        (None, ["2026-10"], "a_2025-10.csv", ["name_says_other_wave"]),
        (None, ["2026-10"], "a_2026-11-03.csv", []),
        ("2026-10", ["2025-10", "2025-10"], "a.csv", ["column_says_other_wave"]),
        ("2026-10", ["2026-10", "2025-10"], "a.csv", ["column_says_other_wave"]),
        ("2026-10", ["2026-10"], "a_2025-10.csv", []),
        ("2026-10", [], "a_2025-10.csv", []),
        ("2027-01", ["2026-10"], "a.csv", ["future_wave", "column_says_other_wave"]),
        (None, [], "a_2026-12.csv", ["future_wave"]),
    ],
)
def test_the_calendar_the_column_and_the_name_speak_against_a_wave(
    told: str | None, column: list[str], name: str, reasons: list[str]
) -> None:
    wave = find_wave(told, column, name)
    doubts = list(wave_doubts(wave, told, column, name, today=date(2026, 11, 28)))
    assert [doubt.reason for doubt in doubts] == reasons


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_speaks_against_a_wave_is_in_report_command_line_and_page(
    language: str,
    survey_file: SurveyFile,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    t = texts(language)
    monkeypatch.setenv("AILAGET_LANG", language)
    build(workspace(), empty=True)
    file = survey_file([{**ROWS[0], "matomgang": "2024-10"}], "a.csv")
    report = tmp_path / "r.json"
    main(["load", str(file), "--wave", "2098-03", "--dry-run", "--report", str(report)])
    warnings = json.loads(report.read_text())["warnings"]
    assert [(w["reason"], w["value"], w["cell"]) for w in warnings] == [
        ("future_wave", "2098-03", ""),
        ("column_says_other_wave", "2024-10", "C2"),
    ]
    printed = capsys.readouterr().out
    for reason, value in (("future_wave", ""), ("column_says_other_wave", "2024-10")):
        words = t(f"wave_warning.{reason}", wave="2098-03", value=value)
        assert t("load.wave_warning", reason=words) in printed.splitlines()
    understood = understand(file.read_bytes(), "a.csv", wave="2098-03")
    assert [w.reason for w in understood.wave_warnings] == [w["reason"] for w in warnings]
    assert wave_words(understood, t)[0] == t("wave_warning.future_wave", wave=t.wave("2098-03"))
    plain = read_survey(file.read_bytes(), "a.csv")
    assert plain.wave == "2024-10"
    assert plain.wave_warnings == ()
