"""Figures are taken in as strictly as surveys: archived as they came, and every version kept."""

import json
from pathlib import Path

import pandas as pd
import pytest

from ailaget.__main__ import main
from ailaget.errors import UnknownKey
from ailaget.ingest.building import build
from ailaget.ingest.context.choosing import Choices
from ailaget.ingest.context.loading import ContextLoaded, drop_figure, load_context_data
from ailaget.ingest.context.words import taken_line
from ailaget.ingest.doctor import examine
from ailaget.store.archive import ChangedFile
from ailaget.store.backup import back_up
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace, workspace
from ailaget.texts import texts

FILES = Path(__file__).parent / "files"
WHO = {"source": "Myndigheten", "licence": "CC0 1.0"}
FIRST = b"kod;A 2023;A 2024\n2062;1;2\n2034;3;..\n"
LATER = b"kod;A 2023;A 2024\n2062;1;2,5\n2034;3;4\n"


def take(place: Workspace, data: bytes, **said: object) -> ContextLoaded:
    return load_context_data(place, data, "a.csv", Choices(**{**WHO, **said}), by="Ada")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A folder without demonstration waves: what is tried here has nothing to do with them."""
    folder = Workspace(tmp_path / "var")
    build(folder, empty=True)
    return folder


def history(place: Workspace) -> list[tuple[object, ...]]:
    database = open_database(place)
    rows = database.query("context_history", figure="own_a")
    database.close()
    columns = ["municipality", "year", "value", "status", "is_in_force"]
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in rows[columns].itertuples(index=False)
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "a.csv: läste in 4 värden, varav 1 saknar tal, för 1 mått"),
        ("en", "a.csv: 4 values, 1 of them without a number, loaded for 1 figure"),
    ],
)
def test_values_without_a_number_are_told_apart(
    place: Workspace, language: str, words: str
) -> None:
    t = texts(language)
    assert taken_line(take(place, FIRST), t, dry_run=False).startswith(words)
    whole = taken_line(take(place, LATER), t, dry_run=False)
    assert words.split(", ")[1] not in whole


def test_a_later_publication_replaces_the_earlier_and_both_are_kept(place: Workspace) -> None:
    first = take(place, FIRST)
    assert (first.new, first.revised, first.unchanged) == (4, 0, 0)
    later = take(place, LATER)
    assert (later.new, later.revised, later.unchanged) == (0, 2, 2)
    assert history(place) == [
        ("2034", 2023, 3, "value", False),
        ("2034", 2023, 3, "value", True),
        ("2034", 2024, None, "missing", False),
        ("2034", 2024, 4, "value", True),
        ("2062", 2023, 1, "value", False),
        ("2062", 2023, 1, "value", True),
        ("2062", 2024, 2, "value", False),
        ("2062", 2024, 2.5, "value", True),
    ]


def test_a_figure_that_is_dropped_is_gone_until_it_is_taken_in_again(place: Workspace) -> None:
    take(place, FIRST)
    drop_figure(place, "own_a", "Ada")
    assert history(place) == []
    assert {d.state for d in examine(place)} == {"ok"}
    with pytest.raises(UnknownKey):
        drop_figure(place, "own_a", "Ada")
    assert take(place, FIRST).new == 4
    assert len(history(place)) == 4


def test_the_file_is_archived_as_it_came_and_the_same_again_changes_nothing(
    place: Workspace,
) -> None:
    loaded = take(place, FIRST)
    assert (place.archive / loaded.sha256).read_bytes() == FIRST
    decided = place.state().decisions
    assert take(place, FIRST).unchanged == 4
    assert place.state().decisions == decided
    take(place, FIRST, figures=("A",))
    decided = place.state().decisions
    take(place, FIRST, figures=("A",), read_on="2026-11-02")
    assert place.state().decisions == decided


def test_a_dry_run_and_a_file_with_only_questions_change_nothing(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    load_context_data(place, FIRST, "a.csv", Choices(**WHO), dry_run=True)
    assert not place.root.exists()
    asked = load_context_data(place, FIRST, "a.csv", Choices())
    assert asked.exit_code == 3
    assert not place.root.exists()


def test_each_figure_has_its_source_licence_dates_and_place(place: Workspace) -> None:
    take(place, FIRST, unit="kr", read_on="2026-11-01", source_date="2026-10-15")
    database = open_database(place)
    figure = database.query("context_figures").set_index("figure").loc["own_a"]
    rows = database.query("context_history", figure="own_a")
    database.close()
    assert figure[["source", "licence", "unit_sv", "read_on", "source_date"]].tolist() == [
        "Myndigheten",
        "CC0 1.0",
        "kr",
        "2026-11-01",
        "2026-10-15",
    ]
    assert not figure["is_shipped"]
    assert rows["place"].tolist() == ["B3", "C3", "B2", "C2"]
    assert set(rows["file_name"]) == {"a.csv"}


def test_an_archived_file_that_has_changed_is_noticed(place: Workspace) -> None:
    loaded = take(place, FIRST)
    (place.archive / loaded.sha256).write_bytes(b"changed")
    assert "doctor.file_changed" in {d.key for d in examine(place) if d.state == "fault"}
    with pytest.raises(ChangedFile):
        back_up(place, place.root.parent / "copy.zip")


def test_a_whole_folder_has_no_unlisted_file(place: Workspace) -> None:
    take(place, FIRST)
    assert {d.state for d in examine(place)} == {"ok"}


def run(capsys, *arguments: str) -> tuple[int, str]:
    code = main(["context", *arguments])
    return code, capsys.readouterr().out


def test_the_command_asks_back_takes_the_answer_and_writes_a_report(capsys, tmp_path) -> None:
    build(workspace(), empty=True)
    file = str(FILES / "pxweb.px")
    code, out = run(capsys, file)
    assert code == 3
    assert "--choose 'kön=kvinnor'" in out
    report = tmp_path / "report.json"
    code, out = run(capsys, file, "--choose", "kön=kvinnor", "--report", str(report))
    assert code == 0
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["figures"][0]["key"] == "scb_be0101n1_kvinnor"
    assert said["values"] == said["new"] == 8
    database = open_database(workspace())
    assert "scb_be0101n1_kvinnor" in set(database.query("context_figures")["figure"])
    database.close()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nowhere.csv"],
        [str(FILES / "own.csv"), "--choose", "kön"],
        [str(FILES / "own.csv"), "--read-on", "igår"],
        ["--fetch", "https://example.org/data.json"],
        ["--fetch", "kolada"],
        ["--fetch", "kolada", "--figure", "N1", "--year", "2024-2020"],
    ],
)
def test_what_cannot_be_done_exits_2_and_changes_nothing(capsys, arguments) -> None:
    code, _ = run(capsys, *arguments)
    assert code == 2
    assert not workspace().archive.exists()
