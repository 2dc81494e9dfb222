"""Taking in surveys by the command line: what is taken, replaced, refused, shown and hidden."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ailaget.__main__ import main
from ailaget.codebook import codebook
from ailaget.errors import UnknownKey
from ailaget.ingest.building import build
from ailaget.ingest.doctor import examine
from ailaget.ingest.loading import load
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.store.database import current_build, open_database
from ailaget.store.decisions import duplicate_rules
from ailaget.store.mappings import Confirmed, saved_mappings
from ailaget.store.workspace import Workspace, workspace
from ailaget.views import precompute
from tests.journals import decide_duplicates, remember_alias, save_mapping

REPORT_KEYS = [
    "file",
    "sha256",
    "wave",
    "encoding",
    "delimiter",
    "decimal",
    "rows",
    "accepted",
    "held_back",
    "columns",
    "answers",
    "unknown_values",
    "duplicates",
    "warnings",
    "duplicate_rule",
    "sheet",
    "asked",
    "unread_columns",
    "unread_sheets",
    "mapping",
    "new",
    "changed",
    "unchanged",
]

THREE = [
    {"Kommun": "Upplands Väsby", "fte_ai_total": "1,5", "ai_heltid": 3},
    {"Kommun": "Karlstads kommun", "fte_ai_total": "0", "ai_heltid": "Nej"},
    {"Kommun": "Gagnef", "fte_ai_total": "Vet ej", "ai_heltid": ""},
]

SurveyFile = Callable[..., Path]


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    return empty_place


def rows_of(place: Workspace, statement: str) -> list[tuple[Any, ...]]:
    database = open_database(place)
    with database.connection.cursor() as cursor:
        found = cursor.execute(statement).fetchall()
    database.close()
    return found


def waves(place: Workspace) -> list[tuple[str, str, bool]]:
    return rows_of(place, "select wave, state, is_demo from wave order by wave")


def answers(place: Workspace) -> list[tuple[Any, ...]]:
    return rows_of(
        place,
        "select municipality, question, value, choice, status from answer order by all",
    )


def visible(place: Workspace) -> list[str]:
    database = open_database(place)
    found = list(database.query("waves")["wave"])
    database.close()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def load_report(file: Path, *options: str) -> tuple[int, dict[str, Any]]:
    target = file.with_suffix(".report.json")
    code = main(["load", str(file), "--report", str(target), *options])
    return code, json.loads(target.read_text("utf-8"))


def test_a_load_makes_a_draft_and_publishing_shows_it(
    place: Workspace, survey_file: SurveyFile
) -> None:
    code, report = load_report(survey_file(THREE))
    assert code == 0
    assert waves(place) == [("2026-10", "draft", False)]
    assert visible(place) == []
    assert (report["new"], report["changed"], report["unchanged"]) == (3, 0, 0)
    assert main(["publish", "2026-10"]) == 0
    assert visible(place) == ["2026-10"]
    assert main(["withdraw", "2026-10"]) == 0
    assert waves(place) == [("2026-10", "draft", False)]
    assert visible(place) == []


def test_the_answers_are_stored_long_with_their_states_apart(
    place: Workspace, survey_file: SurveyFile
) -> None:
    rows = [
        {"kommunkod": "114", "fte_ai_total": "1,5", "dpia": 8, "samverkan": "Akademi, Region"},
        {"kommunkod": "1715", "fte_ai_total": "9", "dpia": 9, "samverkan": ""},
    ]
    assert main(["load", str(survey_file(rows))]) == 0
    assert answers(place) == [
        ("0114", "dpia", None, None, "not_applicable"),
        ("0114", "fte_ai_total", 1.5, None, "answered"),
        ("0114", "samverkan", None, "academia", "answered"),
        ("0114", "samverkan", None, "region", "answered"),
        ("1715", "dpia", None, None, "dont_know"),
        ("1715", "fte_ai_total", 9.0, None, "answered"),
        ("1715", "samverkan", None, None, "unanswered"),
    ]


def test_the_report_has_every_key_and_its_sums_hold(
    place: Workspace, survey_file: SurveyFile
) -> None:
    rows = [
        *THREE,
        {"Kommun": "Hobo", "fte_ai_total": 1},
        {"Kommun": "Mora", "fte_ai_total": "mycket", "ai_heltid": 7, "Kommentar": "hej"},
        {"Kommun": "Arvika", "fte_ai_total": 1},
        {"Kommun": "Arvika", "fte_ai_total": 2},
    ]
    code, report = load_report(survey_file(rows))
    assert code == 3
    assert list(report) == REPORT_KEYS
    assert report["rows"] == 7
    assert report["rows"] == report["accepted"] + len(report["held_back"])
    assert [row["line"] for row in report["held_back"]] == [5, 7, 8]
    assert set(report["held_back"][0]) == {
        "line",
        "municipality_text",
        "reason",
        "suggestions",
        "cell",
    }
    assert {"municipality", "name"} == set(report["held_back"][0]["suggestions"][0])
    assert report["duplicates"] == ["1784"]
    assert report["columns"]["Kommentar"] is None
    assert report["columns"]["ai_heltid"] == "ai_heltid"
    assert [(v["line"], v["column"], v["value"]) for v in report["unknown_values"]] == [
        (6, "fte_ai_total", "mycket"),
        (6, "ai_heltid", "7"),
    ]
    assert report["answers"] == len(answers(place))
    assert report["new"] + report["changed"] + report["unchanged"] == 4


def test_what_is_held_back_is_said_line_by_line(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    file = survey_file([{"Kommun": "Hobo", "ai_heltid": 1}, {"Kommun": "Mora", "ai_heltid": 7}])
    assert main(["load", str(file)]) == 3
    said = capsys.readouterr().out
    assert "Rad 2" in said and "Hobo" in said and "Habo" in said
    assert "Rad 3" in said and "ai_heltid" in said and "”7”" in said


def test_the_same_file_twice_changes_nothing(place: Workspace, survey_file: SurveyFile) -> None:
    file = survey_file(THREE)
    main(["load", str(file), "--publish"])
    before, journal = answers(place), place.state().decisions
    code, report = load_report(file, "--publish")
    assert code == 0
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 3)
    assert answers(place) == before
    assert place.state().decisions == journal
    assert len(place.state().received) == 1


def test_a_later_file_replaces_its_municipalities_and_leaves_the_others(
    place: Workspace, survey_file: SurveyFile
) -> None:
    main(["load", str(survey_file(THREE))])
    later = [
        {"Kommun": "Gagnef", "ai_heltid": 2},
        {"Kommun": "Karlstad", "fte_ai_total": 0, "ai_heltid": 0},
        {"Kommun": "Mora", "ai_heltid": 1},
    ]
    code, report = load_report(survey_file(later, "sena_svar_2026-10.csv"))
    assert code == 0
    assert (report["new"], report["changed"], report["unchanged"]) == (1, 1, 1)
    held = {(code, question): value for code, question, value, _, _ in answers(place)}
    assert held[("2026", "ai_heltid")] == 2
    assert held[("2026", "fte_ai_total")] is None
    assert held[("0114", "fte_ai_total")] == 1.5
    assert held[("2062", "ai_heltid")] == 1


def test_an_earlier_file_loaded_again_is_the_latest(
    place: Workspace, survey_file: SurveyFile
) -> None:
    first = survey_file([{"Kommun": "Mora", "ai_heltid": 1}], "a_2026-10.csv")
    second = survey_file([{"Kommun": "Mora", "ai_heltid": 2}], "b_2026-10.csv")
    for file in (first, second, first):
        assert main(["load", str(file)]) == 0
    assert answers(place) == [("2062", "ai_heltid", 1.0, None, "answered")]


def test_a_dry_run_reports_and_changes_nothing(place: Workspace, survey_file: SurveyFile) -> None:
    before = contents(place.root)
    code, report = load_report(survey_file(THREE), "--dry-run", "--publish")
    assert (code, report["new"], report["accepted"]) == (0, 3, 3)
    assert contents(place.root) == before


@pytest.mark.parametrize("options", [[], ["--publish"], ["--dry-run"]])
def test_a_refused_file_changes_nothing_even_in_an_untouched_folder(
    survey_file: SurveyFile, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = survey_file([{"Datum": "2026-10-01", "Belopp": 5}])
    assert main(["load", str(file), *options]) == 2
    assert "Kommunkod" in capsys.readouterr().err
    assert contents(workspace().root) == {}


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("enkat.csv", []),
        ("enkat_2026-10_2025-10.csv", []),
        ("enkat_2026-10.csv", ["--wave", "2026-13"]),
        ("enkat_2026-10.csv", ["--wave", "oktober"]),
    ],
)
def test_a_wave_that_cannot_be_told_is_refused(
    place: Workspace, survey_file: SurveyFile, name: str, options: list[str]
) -> None:
    before = contents(place.root)
    assert main(["load", str(survey_file(THREE, name)), *options]) == 2
    assert contents(place.root) == before


def test_the_wave_comes_from_the_option_else_the_column_else_the_name(
    place: Workspace, survey_file: SurveyFile
) -> None:
    rows = [{**THREE[0], "matomgang": "2025-03"}]
    file = survey_file(rows, "enkat_2024-03.csv")
    assert load_report(file)[1]["wave"] == "2025-03"
    assert load_report(file, "--wave", "2026-03")[1]["wave"] == "2026-03"
    assert load_report(survey_file(THREE[:1], "b_2024-03.csv"))[1]["wave"] == "2024-03"
    assert [wave for wave, _, _ in waves(place)] == ["2024-03", "2025-03", "2026-03"]


def test_a_file_that_is_not_there_is_refused_by_name(
    place: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(tmp_path / "no.csv")]) == 2
    assert "no.csv" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_stops_the_load(
    place: Workspace, survey_file: SurveyFile, tmp_path: Path
) -> None:
    before = contents(place.root)
    report = str(tmp_path / "no" / "such" / "folder" / "r.json")
    assert main(["load", str(survey_file(THREE)), "--report", report]) == 2
    assert contents(place.root) == before


@pytest.mark.parametrize("command", ["publish", "withdraw"])
def test_a_wave_that_was_never_loaded_cannot_change_state(
    place: Workspace, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "1999-01"]) == 2
    assert "1999-01" in capsys.readouterr().err


def test_publishing_twice_is_one_decision(place: Workspace, survey_file: SurveyFile) -> None:
    main(["load", str(survey_file(THREE)), "--publish"])
    count = len(place.state().decisions)
    assert main(["publish", "2026-10"]) == 0
    assert len(place.state().decisions) == count


def test_an_untouched_folder_is_filled_with_the_demonstration_waves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What pages would wait for is tested by itself, in tests/views/test_precompute.py.
    monkeypatch.setattr(precompute, "compute_ahead", lambda _: 0)
    assert main(["build"]) == 0
    place = workspace()
    assert waves(place) == [(wave, "published", True) for wave in ("2024-10", "2025-10", "2026-10")]
    assert main(["build"]) == 0
    assert len(place.state().received) == 6  # three of municipalities, three of regions


def test_an_empty_start_stays_empty(place: Workspace) -> None:
    assert waves(place) == []
    assert main(["build"]) == 0
    assert waves(place) == []
    assert place.state().received == ()


def test_the_first_published_real_wave_hides_every_demonstration_wave(
    demo_copy: Callable[[Path], Workspace], survey_file: SurveyFile
) -> None:
    place = demo_copy(workspace().root)
    file = survey_file(THREE, "enkat_2027-03.csv")
    assert main(["load", str(file)]) == 0
    assert visible(place) == ["2026-10", "2025-10", "2024-10"]
    assert main(["publish", "2027-03"]) == 0
    assert visible(place) == ["2027-03"]
    database = open_database(place)
    everyone: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}
    rows = database.query("indicator_values", wave="2027-03", indicator="ai_fte", **everyone)
    database.close()
    assert rows["previous_wave"].isna().all()
    assert main(["withdraw", "2027-03"]) == 0
    assert visible(place) == ["2026-10", "2025-10", "2024-10"]


def test_a_real_file_takes_the_place_of_the_same_waves_demonstration_data(
    survey_file: SurveyFile,
) -> None:
    assert main(["load", str(survey_file(THREE)), "--publish"]) == 0
    place = workspace()
    assert ("2026-10", "published", False) in waves(place)
    assert rows_of(place, "select count(*) from respondent where wave = '2026-10'") == [(3,)]


def test_a_draft_leaves_the_same_waves_demonstration_data_to_readers_until_it_is_published(
    demo_copy: Callable[[Path], Workspace], survey_file: SurveyFile
) -> None:
    def seen() -> tuple[bool, int, int]:
        database = open_database(place)
        first = database.query("waves").iloc[0]
        answered = database.query("municipality_answers", municipality="0114")
        database.close()
        return bool(first["is_demo"]), int(first["respondents"]), len(answered)

    place = demo_copy(workspace().root)
    before = seen()
    assert before[0] is True
    assert main(["load", str(survey_file(THREE))]) == 0
    assert seen() == before
    assert waves(place)[-1] == ("2026-10", "draft", False)
    assert rows_of(place, "select count(*) from respondent where wave = '2026-10'") == [(3,)]
    assert rows_of(place, "select count(*) from every_wave where wave = '2026-10'") == [(2,)]
    assert rows_of(place, "select count(*) from municipality_wave where wave = '2026-10'") == [
        (290,)
    ]
    assert main(["publish", "2026-10"]) == 0
    assert seen() == (False, 3, 2)
    assert main(["withdraw", "2026-10"]) == 0
    assert seen() == before


def test_every_number_leads_back_to_its_file_sheet_line_and_cell(
    place: Workspace, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Svar"
    for row in (
        ["Enkät"],
        ["Kommun", "ai_heltid", "dpia"],
        ["Falun", "Ja, egen", 1],
        ["Mora", None, 0],
    ):
        book.active.append(row)
    file = tmp_path / "enkat_2026-10.xlsx"
    book.save(file)
    assert main(["load", str(file), "--publish"]) == 0
    database = open_database(place)
    (source,) = database.query("provenance", municipality="2062").to_dict("records")
    cells = database.query("answer_provenance", municipality="2062")
    database.close()
    (entry,) = place.state().received
    assert source == {
        "wave": "2026-10",
        "is_demo": False,
        "file_name": file.name,
        "sha256": entry.sha256,
        "sheet": "Svar",
        "line": 4,
        "received": entry.received,
        "received_by": entry.by,
    }
    assert cells[["question", "cell"]].to_numpy().tolist() == [["ai_heltid", "B4"]]


def test_the_same_input_gives_the_same_database_and_values(
    tmp_path: Path, demo_workspace: Workspace
) -> None:
    other = Workspace(tmp_path / "other")
    build(other)
    statement = "select * from indicator_value order by all"
    assert rows_of(other, statement) == rows_of(demo_workspace, statement)


def test_the_pointer_names_the_database_in_force_and_old_ones_are_swept(
    place: Workspace, survey_file: SurveyFile
) -> None:
    for number in range(6):
        rows = [{"Kommun": "Mora", "fte_ai_total": number}]
        assert main(["load", str(survey_file(rows, f"f{number}_2026-10.csv"))]) == 0
    name = place.pointer.read_text()
    assert name == current_build(place)
    assert len(list(place.databases.glob("ailaget-*.duckdb"))) <= 4
    assert not list(place.databases.glob(".building-*"))


def test_a_session_keeps_reading_the_build_that_it_opened(
    place: Workspace, survey_file: SurveyFile
) -> None:
    opened = open_database(place)
    assert main(["load", str(survey_file(THREE)), "--publish"]) == 0
    assert opened.query("waves").empty
    opened.close()
    assert visible(place) == ["2026-10"]


def test_doctor_says_that_all_is_well_and_what_is_not(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["load", str(survey_file(THREE)), "--publish"])
    assert main(["doctor"]) == 0
    entry = place.state().received[0]
    kept = place.archive / entry.sha256
    data = kept.read_bytes()
    kept.write_bytes(data + b" ")
    assert main(["doctor"]) == 1
    kept.unlink()
    capsys.readouterr()
    assert main(["doctor"]) == 1
    assert entry.name in capsys.readouterr().out
    kept.write_bytes(data)
    (place.databases / str(current_build(place))).write_bytes(b"not a database")
    assert main(["doctor"]) == 1


def test_doctor_on_an_untouched_folder_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "python -m ailaget build" in capsys.readouterr().out


def test_table_gives_a_query_as_csv_and_json(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["load", str(survey_file(THREE)), "--publish"])
    capsys.readouterr()
    assert main(["table", "waves"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "wave;is_demo;grouping;respondents;municipalities",
        "2026-10;false;2023;3;290",
    ]
    arguments = ["--param", "wave=2026-10", "--param", "indicator=ai_fte", "--param", "counties=20"]
    assert main(["table", "indicator_values", *arguments, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["county"] for row in rows} == {"20"}
    assert [row["value"] for row in rows if row["name"] == "Gagnef"] == [None]


@pytest.mark.parametrize(
    "arguments",
    [
        ["table", "no_such_query"],
        ["table", "indicator_values"],
        ["table", "waves", "--param", "colour=red"],
        ["export", "no_such", "--format", "csv", "--output", "x.csv"],
        ["export", "maturity", "--wave", "1999-01", "--format", "csv", "--output", "x.csv"],
    ],
)
def test_an_unknown_key_is_refused_and_the_valid_ones_listed(
    place: Workspace,
    survey_file: SurveyFile,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["load", str(survey_file(THREE)), "--publish"])
    capsys.readouterr()
    assert main(arguments) == 2
    assert ":" in capsys.readouterr().err


def test_the_command_line_speaks_english_when_told(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AILAGET_LANG", "en")
    assert main(["publish", "1999-01"]) == 2
    assert "wave" in capsys.readouterr().err


OTHER_TOOL = [{"Svarande": "Falun", "Antal AI-tjänster": "2,5", "Strategi?": "Delvis"}]
CONFIRMED = Confirmed(
    columns={
        "Svarande": "municipality",
        "Antal AI-tjänster": "fte_ai_total",
        "Strategi?": "ai_strategi",
    },
    choices={"ai_strategi": {"Delvis": "started"}},
)


def test_what_is_confirmed_is_remembered_for_the_layout_and_kept_for_the_file(
    place: Workspace, survey_file: SurveyFile
) -> None:
    first = survey_file(OTHER_TOOL, "a_2026-10.csv")
    with pytest.raises(LoadRefused, match=r"load\.not_a_survey"):
        load(place, first)
    loaded = load(place, first, confirmed=CONFIRMED, mapping="Verktyget", by="ann")
    assert (loaded.exit_code, loaded.report()["mapping"]) == (0, "Verktyget")
    expected = [
        ("2080", "ai_strategi", 1.0, None, "answered"),
        ("2080", "fte_ai_total", 2.5, None, "answered"),
    ]
    assert answers(place) == expected
    (saved,) = saved_mappings(place.state().decisions).values()
    assert (saved.name, saved.confirmed) == ("Verktyget", CONFIRMED)
    assert place.state().received[0].mapping == saved.id

    # The next file of the same layout needs nobody, and the first stays as it was read.
    second = survey_file([{**OTHER_TOOL[0], "Svarande": "Mora"}], "b_2026-10.csv")
    other = replace(CONFIRMED, choices={"ai_strategi": {"Delvis": "decided"}})
    save_mapping(place, "Verktyget", saved.fingerprint, other, "ann")
    code, report = load_report(second)
    assert (code, report["mapping"]) == (0, "Verktyget")
    assert [row for row in answers(place) if row[1] == "ai_strategi"] == [
        ("2062", "ai_strategi", 2.0, None, "answered"),
        ("2080", "ai_strategi", 1.0, None, "answered"),
    ]
    build(place)
    assert load(place, first, dry_run=True).changed == 1


def test_a_mapping_is_asked_for_by_name(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    file = survey_file(OTHER_TOOL)
    save_mapping(place, "Verktyget", "another layout", CONFIRMED, "ann")
    assert main(["load", str(file), "--mapping", "Verktygen"]) == 2
    assert "Verktyget" in capsys.readouterr().err
    assert main(["load", str(file), "--mapping", "Verktyget"]) == 0
    wrong = Confirmed(columns={"Svarande": "municipality", "Strategi?": "ai_stratego"})
    with pytest.raises(UnknownKey):
        load(place, file, confirmed=wrong)
    assert len(place.state().received) == 1


def test_the_rule_for_repeated_answers_is_decided_for_the_wave(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"Kommun": "Malmö", "uc_pilot": n, "Förvaltning": n} for n in (1, 2)]
    file = survey_file(rows)
    assert main(["load", str(file)]) == 3
    assert "Malmö). Läs inte in någon av raderna än." in capsys.readouterr().out
    assert answers(place) == []
    assert main(["load", str(file), "--duplicates", "störst"]) == 2
    assert duplicate_rules(place.state().decisions) == {}
    code, report = load_report(file, "--duplicates", "sum")
    assert (code, report["duplicate_rule"], report["new"]) == (0, "sum", 1)
    assert answers(place) == [("1280", "uc_pilot", 3.0, None, "answered")]
    assert duplicate_rules(place.state().decisions) == {"2026-10": "sum"}
    assert len(place.state().received) == 1
    decide_duplicates(place, "2026-10", "mean", "ann")
    build(place)
    assert answers(place) == [("1280", "uc_pilot", 1.5, None, "answered")]


def test_a_municipality_chosen_by_a_person_is_remembered(
    place: Workspace, survey_file: SurveyFile
) -> None:
    file = survey_file([{"Kommun": "J\ufffdrf\ufffdlla", "ai_heltid": 1}])
    held = load(place, file).survey.held_back[0]
    assert (held.reason, held.suggestions[0]) == ("damaged_text", ("0123", "Järfälla"))
    remember_alias(place, held.municipality_text, "0123", "ann")
    remember_alias(place, held.municipality_text, "0123", "ann")
    assert sum(d["kind"] == "alias" for d in place.state().decisions) == 1
    build(place)
    assert answers(place) == [("0123", "ai_heltid", 1.0, None, "answered")]


def test_an_answer_that_leaps_since_the_wave_before_is_taken_with_a_mark(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    load(
        place,
        survey_file([{"Kommun": "Falun", "Tjänster": 2}], "a_2025-10.csv"),
        confirmed=Confirmed(columns={"Tjänster": "fte_ai_total"}),
        publish=True,
    )
    code, report = load_report(
        survey_file([{"Kommun": "Falun", "Tjänster": 40}, {"Kommun": "Mora", "Tjänster": 5}]),
        "--publish",
    )
    assert code == 0
    assert report["warnings"] == [
        {
            "line": 2,
            "column": "Tjänster",
            "value": "40",
            "reason": "large_change",
            "cell": "B2",
            "municipality": "2080",
            "question": "fte_ai_total",
            "before": 2,
        }
    ]
    assert "Varning, rad 2" in capsys.readouterr().out
    database = open_database(place)
    marked = database.query("answer_warnings", wave="2026-10")
    assert database.query("answer_warnings", wave="2025-10").empty
    database.close()
    assert marked[["municipality", "reason", "previous_value"]].to_numpy().tolist() == [
        ["2080", "large_change", 2.0]
    ]


CODED = "Kommun;ai_strategi;ai_heltid\nMora;1;1\nFalun;2;1\nGagnef;1;3\n"


def test_what_numbers_mean_is_asked_answered_in_words_and_remembered(
    place: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a_2026-10.csv"
    file.write_text(CODED, encoding="utf-8")
    code, report = load_report(file)
    assert (code, report["accepted"], report["answers"], answers(place)) == (3, 3, 0, [])
    assert [(a["question"], a["number"], list(a["meanings"])) for a in report["asked"]] == [
        ("ai_strategi", "1", ["codebook", "from_1", "reversed"]),
        ("ai_heltid", "1", ["codebook", "from_1", "reversed"]),
    ]
    spoken = capsys.readouterr().out
    assert "vad betyder 1 här" in spoken and '--means "ai_strategi:1=Nej"' in spoken

    assert [
        (f.state, f.params["n"]) for f in examine(place) if f.key == "doctor.numbers_asked"
    ] == [("note", 2)]

    assert main(["load", str(file), "--means", "1=Nejdå"]) == 2
    assert "ai_heltid:1=Nej" in capsys.readouterr().err
    assert main(["load", str(file), "--means", "ai_strategi:1=Nej", "--dry-run"]) == 3
    assert answers(place) == []
    assert main(["load", str(file), "--means", "ai_strategi:1=Nej"]) == 3
    assert (
        main(["load", str(file), "--means", "ai_heltid:1=Planerad inom 12 mån", "--publish"]) == 0
    )
    assert [(code, key, value) for code, key, value, *_ in answers(place)] == [
        ("2026", "ai_heltid", 3),
        ("2026", "ai_strategi", 0),
        ("2062", "ai_heltid", 1),
        ("2062", "ai_strategi", 0),
        ("2080", "ai_heltid", 1),
        ("2080", "ai_strategi", 1),
    ]
    assert "doctor.numbers_asked" not in {diagnosis.key for diagnosis in examine(place)}
    later = tmp_path / "b_2027-03.csv"
    later.write_text(CODED.replace("Mora", "Orsa"), encoding="utf-8")
    code, report = load_report(later)
    assert (code, report["asked"], report["mapping"]) == (0, [], "a_2026-10")
    assert main(["load", str(later), "--means", "1=Nej"]) == 0


def test_a_survey_in_which_all_said_no_coded_from_one_gives_no_maturity(
    place: Workspace, tmp_path: Path
) -> None:
    keys = [
        key
        for key, question in codebook().questions.items()
        if question.choices[:1] and question.choices[0].value == 0
    ]
    file = tmp_path / "a_2026-10.csv"
    rows = [f"{name};{';'.join('1' for _ in keys)}" for name in ("Mora", "Falun", "Gagnef")]
    file.write_text("\n".join([f"Kommun;{';'.join(keys)}", *rows]), encoding="utf-8")
    assert main(["load", str(file), "--publish"]) == 3
    statement = "select count(value), max(value) from indicator_value where indicator like 'matur%'"
    assert rows_of(place, statement) == [(0, None)]
    answer = ["--means", "1=Nej", "--means", "1=Ingen", "--means", "1=Ej mätt"]
    assert main(["load", str(file), "--publish", *answer]) == 0
    ((count, highest),) = rows_of(place, statement)
    assert (count > 0, highest) == (True, 0)
