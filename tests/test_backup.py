"""Backup and restore of the whole working folder, its records as JSON, and what doctor says."""

import hashlib
import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from ailaget.__main__ import main
from ailaget.council.agenda import add_item
from ailaget.council.freezing import freeze_item
from ailaget.council.goals import goals, set_goal
from ailaget.council.meetings import MeetingFacts, Person, create_meeting, meetings
from ailaget.council.notes import read_note, save_note
from ailaget.council.outcomes import Tie, actions, agree, decide, decisions
from ailaget.council.practice import save_draft
from ailaget.council.records import reading, writing
from ailaget.council.records_export import examine_records, records_json
from ailaget.council.revisions import head_revision
from ailaget.council.schema import Base, Goal, Meeting
from ailaget.ingest.building import build
from ailaget.ingest.stamp import is_current
from ailaget.practice import row_of, shipped
from ailaget.store.backup import CONTENTS, FolderInUse, NotABackup, back_up, restore
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS


@pytest.fixture
def place(demo_workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a working folder with the demonstration waves and a record of every kind."""
    shutil.copytree(
        demo_workspace.root, tmp_path / "var", ignore=shutil.ignore_patterns("council*")
    )
    found = Workspace(tmp_path / "var")
    facts = MeetingFacts(date(2026, 11, 3), "video", "", (Person("it_head", "1781"),))
    meeting = create_meeting(found, facts)
    item, database = add_item(found, meeting, "map", "county=17"), open_database(found)
    chart = CHARTS["map"](database, Selection("2026-10", True))
    freeze_item(found, item, dict.fromkeys(LANGUAGES, chart), database.build)
    database.close()
    save_note(found, meeting, None, "Anteckning", 0)
    decide(found, Tie(meeting, item), "Beslut")
    agree(found, Tie(meeting, None, "1781"), "Åtgärd", Person("skr"), date(2027, 1, 1))
    set_goal(found, Goal(indicator="maturity", measure="all", threshold=20.0, due="2027-10"))
    save_draft(found, "tasks", row_of(shipped("tasks")[0]))
    return found


def digests(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
        and not path.name.endswith(".lock")
        and not path.name.startswith("council.sqlite")
    }


def test_a_round_trip_gives_the_whole_folder_back(place: Workspace, tmp_path: Path) -> None:
    before, records = digests(place.root), records_json(place)
    back_up(place, tmp_path / "copy.zip")
    there = Workspace(tmp_path / "there")
    assert restore(there, tmp_path / "copy.zip") is None
    assert digests(there.root) == before
    assert records_json(there) == records
    assert is_current(there) == is_current(place)
    assert [diagnosis.state for diagnosis in examine_records(there)] == ["ok"]


def test_what_is_not_yet_in_the_file_of_sqlite_is_in_the_backup(
    place: Workspace, tmp_path: Path
) -> None:
    with reading(place) as session:  # holds SQLite from moving its log into its file
        session.get(Meeting, 1)
        create_meeting(place, MeetingFacts(date(2026, 12, 1), "stockholm"))
        assert place.records.with_name("council.sqlite-wal").stat().st_size > 0
        back_up(place, tmp_path / "copy.zip")
    restore(Workspace(tmp_path / "there"), tmp_path / "copy.zip")
    assert len(meetings(Workspace(tmp_path / "there"))) == 2


def test_restore_replaces_nothing_unless_told_to_and_then_keeps_it(
    place: Workspace, tmp_path: Path
) -> None:
    back_up(place, tmp_path / "copy.zip")
    create_meeting(place, MeetingFacts(date(2026, 12, 1), "stockholm"))
    with pytest.raises(FolderInUse):
        restore(place, tmp_path / "copy.zip")
    assert len(meetings(place)) == 2
    kept = restore(place, tmp_path / "copy.zip", force=True)
    assert kept is not None
    assert len(meetings(place)) == 1
    assert len(meetings(Workspace(kept))) == 2
    # The log of what was kept says one thing more: the meeting that is gone again.
    changed = dict(digests(kept).items() ^ digests(place.root).items())
    assert {name.partition("-")[0].partition("/")[0] for name in changed} == {"audit", "heads"}


@pytest.mark.parametrize("fault", ["text", "cut", "changed", "more", "outside"])
def test_what_is_no_whole_backup_changes_nothing(
    place: Workspace, tmp_path: Path, fault: str
) -> None:
    file = tmp_path / "copy.zip"
    back_up(place, file)
    spoil(file, fault)
    before = digests(place.root)
    with pytest.raises(NotABackup):
        restore(place, file, force=True)
    assert digests(place.root) == before
    assert not (tmp_path / "escaped").exists()
    assert [path.name for path in tmp_path.iterdir() if "before" in path.name] == []


def spoil(file: Path, fault: str) -> None:
    if fault == "text":
        file.write_text("ingen zip")
        return
    if fault == "cut":
        file.write_bytes(file.read_bytes()[:-2000])
        return
    with ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(held[CONTENTS])
    if fault == "changed":
        held["decisions.jsonl"] = b"{}\n"
    elif fault == "more":
        held["extra.txt"] = b"x"
    else:
        held["../escaped"] = b"x"
        about["files"]["../escaped"] = hashlib.sha256(b"x").hexdigest()
    held[CONTENTS] = json.dumps(about).encode()
    with ZipFile(file, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)


def test_a_backup_into_the_folder_itself_leaves_itself_out(place: Workspace) -> None:
    target = place.root / "copy.zip"
    back_up(place, target)
    back_up(place, target)
    with ZipFile(target) as archive:
        assert "copy.zip" not in archive.namelist()
        assert ".lock" not in archive.namelist()


def test_records_as_json_hold_every_table(place: Workspace) -> None:
    found = json.loads(records_json(place))
    assert found["revision"] == head_revision()
    assert set(found) - {"revision"} == set(Base.metadata.tables)
    assert all(found[table] for table in Base.metadata.tables)
    assert found["frozen_figure"][0]["charts"]["sv"]["key"] == "map"
    assert found["action"][0]["due"] == "2027-01-01"
    assert len(goals(place)) == len(decisions(place)) == len(actions(place)) == 1
    assert read_note(place, 1).text == "Anteckning"


def test_the_commands_do_it_and_say_so(
    place: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(place.root))
    copy = tmp_path / "copy.zip"
    assert main(["backup", str(copy)]) == 0
    assert main(["restore", str(copy)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["restore", str(copy), "--force"]) == 0
    assert "var-before-" in capsys.readouterr().out
    assert main(["records", "--output", str(tmp_path / "records.json")]) == 0
    assert json.loads((tmp_path / "records.json").read_text("utf-8"))["meeting"]
    assert main(["doctor"]) == 0
    assert texts("sv")("doctor.records", meetings=1, frozen=1) in capsys.readouterr().out


def test_doctor_finds_what_is_broken_in_the_records(place: Workspace) -> None:
    for path in place.kept_maps.iterdir():
        path.unlink()
    assert {found.key for found in examine_records(place)} == {"doctor.map_missing"}
    with writing(place) as session:
        session.connection().exec_driver_sql("""update frozen_figure set charts = '{"sv": "{}"}'""")
    assert [found.key for found in examine_records(place)] == ["doctor.frozen_broken"]
    with sqlite3.connect(place.records) as connection:
        connection.execute("insert into presence (meeting_id, role) values (99, 'skr')")
    assert [found.key for found in examine_records(place)] == ["doctor.records_broken"]
    place.records.write_bytes(b"this is no database at all" * 100)
    assert [found.state for found in examine_records(place)] == ["fault"]


def test_without_records_doctor_says_so_and_makes_none(tmp_path: Path) -> None:
    empty = Workspace(tmp_path / "none")
    assert [found.key for found in examine_records(empty)] == ["doctor.no_records"]
    assert not empty.records.exists()
    build(empty, empty=True)
    assert not empty.records.exists()
