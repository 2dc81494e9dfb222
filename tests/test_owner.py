"""What lies in the working folder is the owner's alone, and its databases reach nothing else."""

import os
import stat
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.council.records import reading
from ailaget.council.schema import Meeting
from ailaget.ingest.building import build
from ailaget.ingest.in_force import build_in_force
from ailaget.ingest.loading import load
from ailaget.ingest.preview import after_withdrawing
from ailaget.store.backup import back_up, restore
from ailaget.store.database import LOCKED_DOWN, open_database
from ailaget.store.disk import tighten
from ailaget.store.reports import new_report
from ailaget.store.workspace import Workspace
from ailaget.views.precompute import compute_ahead
from tests.conftest import SINGLE_WAVE, write_csv


def open_to_others(root: Path) -> list[str]:
    """Return what others than the owner may enter, read or change."""
    paths = [root, *root.rglob("*")]
    return [str(path) for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.fixture
def usual_rights() -> object:
    """Let new files be readable by everybody, as on most machines, whoever runs the tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("usual_rights")
def test_everything_that_is_made_is_the_owners_alone(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "deep" / "var")
    build(place)
    load(place, write_csv(tmp_path / "enkat_2026-10.csv", SINGLE_WAVE), publish=True)
    after_withdrawing(place, "2026-10").close()
    new_report(place)
    compute_ahead(place)
    with reading(place) as session:  # while SQLite has its own files beside
        session.get(Meeting, 1)
        create_meeting(place, MeetingFacts(date(2026, 12, 1), "stockholm"))
        assert open_to_others(place.root) == []
    back_up(place, tmp_path / "copy.zip")
    assert stat.S_IMODE((tmp_path / "copy.zip").stat().st_mode) == 0o600
    there = Workspace(tmp_path / "there")
    restore(there, tmp_path / "copy.zip")
    assert open_to_others(there.root) == []


@pytest.mark.usefixtures("usual_rights")
def test_what_an_earlier_version_left_open_is_closed_at_start(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "var")
    build(place)
    for path in [place.root, *place.root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    build_in_force(place)
    assert open_to_others(place.root) == []
    for path in [place.root, *place.root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    build(place)
    assert open_to_others(place.root) == []


def test_what_is_anothers_or_leads_elsewhere_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("")
    outside.chmod(0o644)
    root = tmp_path / "var"
    root.mkdir()
    (root / "link").symlink_to(outside)
    tighten(root)
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    tighten(root)


SETTINGS = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


def test_every_connection_to_a_database_is_locked_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str]] = []
    connect = duckdb.connect

    def watched(*arguments: object, **options: object) -> duckdb.DuckDBPyConnection:
        connection = connect(*arguments, **options)
        with connection.cursor() as cursor:
            rows = cursor.execute("select name, value from duckdb_settings()").fetchall()
            with pytest.raises(duckdb.Error):
                cursor.execute("set memory_limit = '8GB'")
            with pytest.raises(duckdb.Error):
                cursor.execute(f"select * from read_text('{__file__}')")
        seen.append({name: value for name, value in rows if name in SETTINGS})
        return connection

    monkeypatch.setattr("duckdb.connect", watched)
    place = Workspace(tmp_path / "var")
    build(place, empty=True)
    load(place, write_csv(tmp_path / "enkat_2026-10.csv", SINGLE_WAVE), publish=True)
    open_database(place).close()
    after_withdrawing(place, "2026-10").close()
    assert len(seen) == 5
    assert all(settings == SETTINGS for settings in seen)
    assert {*SETTINGS} <= {*LOCKED_DOWN}
