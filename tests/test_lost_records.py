"""The council's records missing, empty or damaged: told of, never begun anew, never backed up."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ailaget.__main__ import main
from ailaget.council.goals import goals
from ailaget.council.meetings import MeetingFacts, create_meeting, meetings
from ailaget.council.records import writing
from ailaget.council.records_export import examine_records
from ailaget.council.revisions import prepare_records
from ailaget.store.backup import back_up
from ailaget.store.disk import DiskFull
from ailaget.store.records_file import DamagedRecords, LostRecords
from ailaget.store.workspace import Workspace
from ailaget.ui import data
from ailaget.ui.cache import forget
from tests.pages.test_pages import opened

APP = Path(__file__).parent.parent / "ailaget" / "ui" / "app.py"


@pytest.fixture
def place(empty_place: Workspace) -> Workspace:
    """Return a folder where the council has met."""
    place = empty_place
    for day in range(1, 29):
        create_meeting(place, MeetingFacts(date(2026, 12, day), "stockholm"))
    return place


def missing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def begun_anew(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096 + 8, len(data), 512):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))


def no_database(path: Path) -> None:
    path.write_bytes(b"this is no database at all" * 1000)


DAMAGES = [
    (missing, LostRecords),
    (empty, LostRecords),
    (begun_anew, LostRecords),
    (half, DamagedRecords),
    (scribbled, DamagedRecords),
    (no_database, DamagedRecords),
]


@pytest.mark.parametrize(("damage", "error"), DAMAGES)
def test_doctor_and_backup_notice_and_a_backup_puts_it_right(
    place: Workspace,
    tmp_path: Path,
    damage: object,
    error: type[Exception],
    capsys: pytest.CaptureFixture[str],
) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    back_up(place, good)
    for beside in place.root.glob("council.sqlite-*"):
        beside.unlink()
    assert callable(damage)
    damage(place.records)
    assert main(["doctor"]) == 1
    assert "python -m ailaget restore" in capsys.readouterr().out
    with pytest.raises(error):
        back_up(place, bad)
    assert main(["backup", str(bad)]) == 2
    assert not list(tmp_path.glob("*bad*"))
    # Good records are never replaced by a backup of what is left of them.
    held = good.read_bytes()
    assert main(["backup", str(good)]) == 2
    assert good.read_bytes() == held
    assert main(["restore", str(good), "--force"]) == 0
    assert main(["doctor"]) == 0
    assert len(meetings(place)) == 28


@pytest.mark.parametrize("damage", [missing, empty, begun_anew])
def test_records_that_are_gone_are_not_begun_anew_in_silence(
    place: Workspace, damage: object
) -> None:
    assert callable(damage)
    damage(place.records)
    for beside in place.root.glob("council.sqlite-*"):
        beside.unlink()
    with pytest.raises(LostRecords):
        prepare_records(place)
    with pytest.raises(LostRecords):
        create_meeting(place, MeetingFacts(date(2027, 1, 1), "stockholm"))
    # Whoever wants to begin again says so.
    place.records.unlink(missing_ok=True)
    place.records_mark.unlink()
    create_meeting(place, MeetingFacts(date(2027, 1, 1), "stockholm"))
    assert len(meetings(place)) == 1


@pytest.mark.parametrize("damage", [missing, half, no_database])
def test_figures_are_served_without_the_records(place: Workspace, damage: object) -> None:
    main(["build"])
    assert callable(damage)
    damage(place.records)
    for beside in place.root.glob("council.sqlite-*"):
        beside.unlink()
    forget()
    data.prepare_council()
    assert list(data.records_or([], goals)) == []
    shown = AppTest.from_file(APP, default_timeout=60).run()
    assert not shown.exception
    assert not shown.error
    meeting = opened("meeting")
    forget()
    assert len(meeting.exception) == 1, "said in words by `show_failure`, which is not heard here"


def test_records_of_an_earlier_version_get_their_mark(place: Workspace) -> None:
    place.records_mark.unlink()
    assert len(meetings(place)) == 28
    assert place.records_mark.exists()
    shutil.copytree(place.root, place.root.with_name("copy"))
    copy = Workspace(place.root.with_name("copy"))
    copy.records.unlink()
    assert [found.key for found in examine_records(copy)] == ["doctor.records_lost"]


def test_a_full_disk_is_told_of_and_the_change_is_undone(place: Workspace) -> None:
    with pytest.raises(DiskFull), writing(place) as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for _ in range(200):
            session.connection().exec_driver_sql(
                "insert into meeting (day, place, place_words) values ('2027-01-01', 'x', ?)",
                ("x" * 4000,),
            )
    assert len(meetings(place)) == 28
