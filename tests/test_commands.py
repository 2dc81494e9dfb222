"""What the command line says of unknown columns and repeated rows, and where it refuses."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ailaget.__main__ import _parser, main
from ailaget.store.workspace import Workspace
from ailaget.texts import texts

SurveyFile = Callable[..., Path]


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    return empty_place


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = _parser(texts("sv"))
    (group,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(group.choices)


def loaded(file: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["load", str(file), *options])
    return code, capsys.readouterr().out


def test_columns_that_are_not_recognised_are_named_and_the_rest_is_taken(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"Kommun": "Mora", "matomgang": "2026-10", "ai_heltid": 3, "": "x"}
    strange = {f"frukt_{number}": number for number in range(1, 8)}
    code, out = loaded(survey_file([row | strange]), capsys)
    assert code == 0
    assert "7 kolumner känns inte igen och är inte lästa: ”frukt_1”, ”frukt_2”" in out
    assert "”frukt_5” och 2 till" in out
    assert "frukt_6" not in out
    assert "matomgang" not in out


def test_one_column_is_one_and_a_known_file_says_nothing_of_columns(
    place: Workspace,
    survey_file: SurveyFile,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = {"Kommun": "Mora", "ai_heltid": 3}
    assert "kolumn" not in loaded(survey_file([row]), capsys)[1]
    monkeypatch.setenv("AILAGET_LANG", "en")
    code, out = loaded(survey_file([row | {"frukt_1": 1}]), capsys, "--dry-run")
    assert code == 0
    assert "1 column is not recognised and has not been read: “frukt_1”." in out


def test_a_column_that_may_be_a_question_is_said_to_be_unread(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = loaded(survey_file([{"Kommun": "Mora", "ai_heltid": 3, "hinder_1": 1}]), capsys)
    assert code == 3
    assert "Kolumnen ”hinder_1” är inte läst" in out


def test_rows_that_say_the_same_are_not_told_as_held_back(
    place: Workspace, survey_file: SurveyFile, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"Kommun": name, "ai_heltid": answer}
        for name, answer in [("Mora", 3), ("Mora", 1), ("Mölndal", 2), ("Mölndal", 2)]
    ]
    code, out = loaded(survey_file(rows), capsys)
    assert code == 3
    assert (
        "Flera svar från samma kommun eller region (Mora). Läs inte in någon av raderna än." in out
    )
    assert "Samma svar står på flera rader (Mölndal). De är inlästa en gång." in out
    out = loaded(survey_file(rows), capsys, "--duplicates", "latest_complete")[1]
    assert (
        "Flera svar från samma kommun eller region (Mölndal, Mora). Använd det senaste svaret"
        in out
    )


@pytest.mark.parametrize("command", ["export", "inequality", "spatial"])
def test_without_a_published_wave_it_is_said_how_to_show_one(
    place: Workspace, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = ["--output", str(tmp_path / "out.csv")] if command == "export" else []
    assert main([command, "ai_fte_per_100k", *output]) == 2
    err = capsys.readouterr().err
    assert "Ingen mätomgång är publicerad" in err
    assert "De som finns" not in err


@pytest.mark.parametrize("command", ["publish", "withdraw"])
def test_without_a_loaded_wave_it_is_said_how_to_load_one(
    place: Workspace, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "2026-10"]) == 2
    err = capsys.readouterr().err
    assert "Mätomgång 2026-10 finns inte. Ingen mätomgång är inläst än." in err


@pytest.mark.parametrize(
    "command", [["export", "ai_fte_per_100k"], ["template"], ["codebook"], ["records"]]
)
def test_a_folder_that_does_not_exist_is_said_before_anything_is_written(
    demo_workspace: Workspace,
    command: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    assert main([*command, "--output", str(tmp_path / "no" / "out.csv")]) == 2
    assert f"Mappen {tmp_path / 'no'} finns inte" in capsys.readouterr().err


def test_a_report_in_a_folder_that_does_not_exist_takes_nothing_in(
    place: Workspace, survey_file: SurveyFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = survey_file([{"Kommun": "Mora", "ai_heltid": 3}])
    assert loaded(file, capsys, "--report", str(tmp_path / "no" / "r.json"))[0] == 2
    assert place.state().received == ()


def test_the_help_of_every_command_is_in_swedish_and_says_what_each_option_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command in commands():
        with pytest.raises(SystemExit):
            main([command, "--help"])
        told = capsys.readouterr().out
        assert told.startswith(f"Användning: python -m ailaget {command}")
        assert "visa den här hjälpen och avsluta" in told
        assert not re.search(r"options:|positional|YYYY|show this", told)
        assert all(action.help for action in commands()[command]._actions), command


def test_what_is_missing_or_unknown_is_said_in_swedish(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, expected in (
        (["load"], "fel: de här argumenten saknas: FIL"),
        (["load", "fil.csv", "--wave"], "argumentet --wave: behöver ett värde"),
        (["table", "waves", "--format", "xml"], "'xml' går inte att välja"),
    ):
        with pytest.raises(SystemExit):
            main(arguments)
        assert expected in capsys.readouterr().err
    monkeypatch.setenv("AILAGET_LANG", "en")
    with pytest.raises(SystemExit):
        main(["load"])
    assert "the following arguments are required: FILE" in capsys.readouterr().err
