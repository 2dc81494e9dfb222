"""Forgetting who answered: nothing in the working folder names them, and figures are as before."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import duckdb
import pytest
from openpyxl import Workbook

from ailaget.__main__ import main
from ailaget.council.moving import move_to_folder
from ailaget.errors import UnknownKey
from ailaget.ingest.contents import waves_in_draft
from ailaget.ingest.doctor import examine
from ailaget.ingest.forgetting.doctor import examine_respondents
from ailaget.ingest.forgetting.files import forget, past_the_rule
from ailaget.ingest.loading import Forgotten, load, load_data
from ailaget.ingest.preview import after_publishing
from ailaget.ingest.publishing import publish_version, publish_wave
from ailaget.store.archive import ChangedFile
from ailaget.store.audit import read_audit
from ailaget.store.backup import back_up, check_whole, restore
from ailaget.store.database import open_database
from ailaget.store.mappings import Confirmed
from ailaget.store.reports import new_report
from ailaget.store.versions import history
from ailaget.store.workspace import Workspace, workspace
from tests.conftest import SINGLE_WAVE, copied, write_csv
from tests.killing import kills

NAME, MAIL, STREET = "Zyxa Planterqvist", "zyxa@exempel.se", "Planterstigen 4711"
PLANTED = ("Planterqvist", "zyxa", "Zyxa", "Planterstigen")
WAVE, EARLIER = "2026-10", "2025-10"
WITH_NAMES = [
    {
        **row,
        "Namn": NAME,
        "E-post": f"{n}{MAIL}",
        "hinder": f"Kompetens;Annat: {NAME}",
        "Vad behöver ni?": f"Skriv till {STREET}",
    }
    for n, row in enumerate(SINGLE_WAVE)
]


def contents(data: bytes) -> Iterator[bytes]:
    """Yield a file as it is, and all that is packed in it."""
    yield data
    if is_zipfile(io.BytesIO(data)):
        with ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from contents(archive.read(name))


def rows_in(path: Path) -> Iterator[bytes]:
    """Yield a database as text, table by table."""
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as connection:
            for (table,) in connection.execute("select table_name from duckdb_tables").fetchall():
                yield repr(connection.table(table).fetchall()).encode()
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as connection:
            yield "\n".join(connection.iterdump()).encode()


def naming(root: Path) -> list[str]:
    """Return the files of a folder that name the respondent, whatever they are packed in."""
    words = [word.encode(codec) for word in PLANTED for codec in ("utf-8", "utf-16-le")]
    return [
        path.relative_to(root).as_posix()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and any(
            word in part
            for part in (path.name.encode(), *contents(path.read_bytes()), *rows_in(path))
            for word in words
        )
    ]


def figures(place: Workspace) -> dict[str, object]:
    """Return every table of the database in force."""
    database = open_database(place)
    try:
        tables = database.connection.execute("select table_name from duckdb_tables").fetchall()
        return {name: sorted(map(repr, rows(database.connection, name))) for (name,) in tables}
    finally:
        database.close()


def rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[object]:
    return list(connection.table(table).fetchall())


def workbook(folder: Path) -> Path:
    """Write a survey of an earlier wave as Excel, with a sheet of contacts and an author."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*WITH_NAMES[0]])
    for row in WITH_NAMES:
        sheet.append([str(row.get(key, "")) for key in WITH_NAMES[0]])
    book.create_sheet("Kontakter")["A1"] = f"{NAME}, {STREET}"
    book.properties.creator = NAME
    path = folder / f"enkat_{EARLIER}.xlsx"
    book.save(path)
    return path


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return write_csv(tmp_path / f"enkat_{WAVE}.csv", WITH_NAMES)


@pytest.fixture
def place(empty_place: Workspace, survey: Path) -> Workspace:
    """Return a folder with one published wave whose file names who answered."""
    load(empty_place, survey, publish=True)
    return empty_place


def aged(monkeypatch: pytest.MonkeyPatch, months: int) -> None:
    """Let files come in as if it were some months ago, from now on."""
    now = datetime.now(UTC)
    at = now.year * 12 + now.month - 1 - months
    then = now.replace(year=at // 12, month=at % 12 + 1, day=min(now.day, 28))
    monkeypatch.setattr("ailaget.store.change._now", lambda: then.isoformat(timespec="seconds"))


def test_nothing_in_the_folder_names_who_answered_and_every_figure_is_as_before(
    place: Workspace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ailaget.__main__._ahead", lambda: None)
    load(place, workbook(tmp_path), publish=True, wave=EARLIER)
    correction = [{**WITH_NAMES[0], "ai_strategi": 1, "Namn": f"{NAME} igen"}]
    load(place, write_csv(tmp_path / "rattning.csv", correction), wave=WAVE, publish=True)
    draft = [{**WITH_NAMES[1], "dpia": "Ja", "samverkan": f"frågar {NAME}"}]
    load(place, write_csv(tmp_path / "utkast.csv", draft), wave=WAVE)
    after_publishing(place, WAVE, history(place.state(), WAVE).draft).close()
    new_report(place)
    before, received = figures(place), place.state().received
    named = naming(place.root)
    assert len(named) == 4
    assert all(path.startswith("archive/") for path in named)
    capsys.readouterr()

    assert main(["forget", WAVE, "--dry-run"]) == 0
    assert naming(place.root) == named
    assert main(["forget", WAVE]) == 0
    assert main(["forget", EARLIER]) == 0

    assert naming(place.root) == []
    assert figures(place) == before
    assert place.state().received == received
    out = capsys.readouterr().out
    assert "Provkörning: i 3 av 3 filer finns namn att glömma. Inget är ändrat." in out
    assert "Glömt i 3 av 3 filer. Svar och siffror är desamma som förut." in out
    assert "”Namn”, ”E-post”" in out
    assert NAME not in out
    publish_wave(place, WAVE)
    publish_version(place, WAVE, history(place.state(), WAVE).versions[0].made)
    assert not [finding for finding in examine(place) if finding.state == "fault"]
    assert naming(place.root) == []


def test_a_file_that_came_before_is_known_again_and_does_not_bring_the_names_back(
    place: Workspace, survey: Path
) -> None:
    forget(place, wave=WAVE)
    loaded = load(place, survey, publish=True)
    assert (loaded.new, loaded.changed, loaded.unchanged) == (0, 0, 3)
    assert len(place.state().received) == 1
    # A later file takes a municipality's place; the first one can still be loaded again after it.
    later = write_csv(survey.with_name("senare.csv"), [{**SINGLE_WAVE[0], "ai_strategi": 1}])
    load(place, later, wave=WAVE, publish=True)
    assert load(place, survey, publish=True).changed == 1
    assert [entry.name for entry in place.state().received] == [
        survey.name,
        later.name,
        survey.name,
    ]
    assert naming(place.root) == []


def test_a_forgotten_file_is_not_read_by_what_is_gone(place: Workspace, survey: Path) -> None:
    forget(place, wave=WAVE)
    before = place.state()
    confirmed = Confirmed(columns={"Vad behöver ni?": "dpia"}, choices={})
    with pytest.raises(Forgotten):
        load_data(place, survey.read_bytes(), survey.name, confirmed=confirmed)
    assert place.state() == before


def test_files_older_than_the_rule_are_due_and_doctor_says_so_until_they_are_forgotten(
    empty_place: Workspace,
    survey: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = empty_place
    monkeypatch.setattr("ailaget.__main__._ahead", lambda: None)
    (kept,) = examine_respondents(place)
    assert (kept.state, kept.key) == ("ok", "doctor.names_kept")
    with monkeypatch.context() as patch:
        aged(patch, 25)
        load(place, survey, publish=True)
    load(place, workbook(tmp_path), wave=EARLIER)
    assert [entry.name for entry in past_the_rule(place.state())] == [survey.name]
    (due,) = examine_respondents(place)
    assert (due.state, due.key, due.params["n"]) == ("note", "doctor.names_due", 1)
    monkeypatch.setenv("AILAGET_NAMES_MONTHS", "36")
    assert past_the_rule(place.state()) == []
    assert main(["forget"]) == 0
    assert "Ingen mottagen fil är äldre än 36 månader" in capsys.readouterr().out
    monkeypatch.delenv("AILAGET_NAMES_MONTHS")
    assert main(["forget"]) == 0
    assert [entry.name for entry in past_the_rule(place.state())] == []
    assert len(naming(place.root)) == 1  # the later file is not due
    (kept,) = examine_respondents(place)
    assert (kept.key, kept.params["n"]) == ("doctor.names_kept", 1)


def test_the_log_and_the_journal_say_that_it_was_done_and_nobodys_name(place: Workspace) -> None:
    (done,) = forget(place, wave=WAVE, by="anna")
    line = read_audit(place)[-1]
    assert (line["what"], line["wave"]) == ("forget", WAVE)
    assert line["sha256"] == done.file.sha256
    assert place.state().decisions[-1]["by"] == "anna"
    assert forget(place, wave=WAVE) == []
    with pytest.raises(UnknownKey):
        forget(place, wave="2001-01")


def test_a_backup_and_a_restored_folder_read_what_is_kept(place: Workspace, tmp_path: Path) -> None:
    forget(place, wave=WAVE)
    back_up(place, tmp_path / "copy.zip")
    assert not [part for part in contents((tmp_path / "copy.zip").read_bytes()) if b"Zyxa" in part]
    other = Workspace(tmp_path / "other")
    restore(other, tmp_path / "copy.zip")
    check_whole(other)
    assert figures(other) == figures(place)


def test_what_is_kept_is_watched_as_what_came(place: Workspace) -> None:
    (done,) = forget(place, wave=WAVE)
    kept = place.archive / place.state().kept_as(done.file.sha256)
    kept.write_bytes(kept.read_bytes() + b"0114;;;\r\n")
    with pytest.raises(ChangedFile):
        waves_in_draft(place, place.state())
    assert "doctor.file_changed" in {finding.key for finding in examine(place)}


def test_nothing_is_removed_while_what_is_kept_instead_is_not_whole(
    place: Workspace, survey: Path
) -> None:
    (done,) = forget(place, wave=WAVE)
    (place.archive / place.state().kept_as(done.file.sha256)).unlink()
    (place.archive / done.file.sha256).write_bytes(survey.read_bytes())
    with pytest.raises(ChangedFile):
        forget(place, wave=WAVE)
        check_whole(place)
    assert (place.archive / done.file.sha256).exists()


def test_killed_at_any_moment_a_file_is_as_it_came_or_forgotten_and_doing_it_again_ends_it(
    single_workspace: Workspace, survey: Path
) -> None:
    start = workspace().root.with_name("start")
    place = copied(single_workspace, start)
    load(place, survey, publish=True)
    expected = figures(place)

    def fill() -> None:
        copied(place, workspace().root)

    setup = "from ailaget.ingest.forgetting.files import forget\n"
    setup += "from ailaget.store.workspace import workspace"
    seen = set()
    for is_new in kills(setup, f"forget(workspace(), wave='{WAVE}')", workspace().root, fill):
        left = workspace()
        archived = frozenset(path.name for path in left.archive.iterdir())
        lies = (archived, len(left.state().forgotten))
        if not is_new or lies in seen:
            continue
        seen.add(lies)
        check_whole(left)
        forget(left, wave=WAVE)
        assert naming(left.root) == []
        assert figures(left) == expected
        check_whole(left)
    assert {forgotten for _, forgotten in seen} == {0, 2}


def test_where_several_machines_share_a_folder_it_is_forgotten_for_all_and_moves_along(
    shared_place: Workspace, survey: Path, tmp_path: Path
) -> None:
    load(shared_place, survey, publish=True)
    before = figures(shared_place)
    forget(shared_place, wave=WAVE)
    assert naming(shared_place.root) == []
    assert shared_place.machine is not None
    assert naming(shared_place.machine) == []
    other = replace(shared_place, machine=tmp_path / "other")
    assert figures(other) == before
    move_to_folder(shared_place, tmp_path / "folder")
    assert figures(Workspace(tmp_path / "folder")) == before
    assert load(shared_place, survey).unchanged == len(WITH_NAMES)
    assert naming(tmp_path / "folder") == []
