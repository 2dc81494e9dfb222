"""A database that cannot be built, or is damaged: the last good one stays, nothing is decided."""

import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ailaget.__main__ import main
from ailaget.ingest import building
from ailaget.ingest.building import BuildFailed, build
from ailaget.ingest.doctor import examine
from ailaget.ingest.in_force import build_in_force
from ailaget.ingest.loading import load, load_data
from ailaget.ingest.publishing import match_municipalities
from ailaget.store import files
from ailaget.store.archive import ChangedFile
from ailaget.store.builds import checksum_path
from ailaget.store.database import DamagedDatabase, current_build, open_database
from ailaget.store.disk import DiskFull
from ailaget.store.files import write_output
from ailaget.store.workspace import Workspace, workspace
from ailaget.ui.cache import forget
from tests.conftest import SINGLE_WAVE, write_csv
from tests.killing import Layout, kills, layout

APP = Path(__file__).parent.parent / "ailaget" / "ui" / "app.py"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a folder with one published real wave and one in draft."""
    folder = tmp_path_factory.mktemp("whole")
    place = Workspace(folder / "var")
    build(place, empty=True)
    load(place, write_csv(folder / "enkat_2026-10.csv", SINGLE_WAVE), publish=True)
    load(place, write_csv(folder / "enkat_2027-03.csv", SINGLE_WAVE))
    return place


@pytest.fixture
def place(whole: Workspace) -> Workspace:
    shutil.copytree(whole.root, workspace().root)
    return workspace()


def journals(place: Workspace) -> tuple[bytes, bytes]:
    return place.manifest.read_bytes(), place.decisions.read_bytes()


def waves(place: Workspace) -> list[str]:
    database = open_database(place)
    shown = list(database.query("waves")["wave"])
    database.close()
    return shown


def fail(*_: object) -> None:
    raise ZeroDivisionError("no such luck")


COMMANDS = [
    ["publish", "2027-03"],
    ["withdraw", "2026-10"],
    ["load", "{file}", "--publish"],
    ["load", "{file}"],
]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_received_or_decided_that_cannot_be_built(
    place: Workspace,
    tmp_path: Path,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = write_csv(tmp_path / "ny_2028-03.csv", SINGLE_WAVE)
    before, build_before = journals(place), current_build(place)
    with monkeypatch.context() as patch:
        patch.setattr(building, "_write_database", fail)
        assert main([part.format(file=file) for part in command]) == 2
    assert "no such luck" in capsys.readouterr().err
    assert journals(place) == before
    assert current_build(place) == build_before
    assert waves(place) == ["2026-10"]
    assert main(["doctor"]) == 0
    assert main([part.format(file=file) for part in command]) == 0
    assert journals(place) != before


def test_a_municipality_is_not_matched_where_it_cannot_be_built(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journals(place)
    monkeypatch.setattr(building, "_write_database", fail)
    with pytest.raises(BuildFailed):
        match_municipalities(place, {"Falustaden": "2080"}, "anna")
    assert journals(place) == before


def test_a_server_starts_with_the_last_good_database_and_doctor_says_why(
    place: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = current_build(place)
    with monkeypatch.context() as patch:
        # As after an upgrade: another codebook, of which nothing can be built.
        patch.setattr(building, "stamp", lambda _: "0123456789ab")
        patch.setattr("ailaget.ingest.stamp.stamp", lambda _: "0123456789ab")
        patch.setattr("ailaget.ingest.doctor.stamp", lambda _: "0123456789ab")
        patch.setattr(building, "_write_database", fail)
        assert build_in_force(place) == before
        assert "no such luck" in caplog.text
        forget()
        app = AppTest.from_file(APP, default_timeout=60).run()
        forget()
        assert not app.exception
        assert not app.error
        assert main(["doctor"]) == 1
        assert "databasen gick inte att bygga (ZeroDivisionError: no such luck)" in (
            capsys.readouterr().out
        )
    build(place)
    assert main(["doctor"]) == 0


def test_without_any_database_a_failed_build_is_an_error_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(building, "_write_database", fail)
    with pytest.raises(BuildFailed):
        build_in_force(workspace())
    assert workspace().state().received == ()
    assert main(["doctor"]) == 0


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def empty(_: bytes) -> bytes:
    return b""


def flipped(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


DAMAGES = pytest.mark.parametrize("damage", [cut, empty, flipped])


@DAMAGES
def test_a_damaged_database_is_told_of_and_built_anew(
    place: Workspace,
    damage: Callable[[bytes], bytes],
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = str(current_build(place))
    path = place.databases / name
    path.write_bytes(damage(path.read_bytes()))
    assert main(["doctor"]) == 1
    assert f"databasen {name} är skadad" in capsys.readouterr().out
    assert current_build(place) is None
    with pytest.raises(DamagedDatabase):
        open_database(place, name)
    # A server may hold the damaged file open: the new one has a name of its own.
    rebuilt = build_in_force(place)
    assert rebuilt != name
    assert waves(place) == ["2026-10"]
    assert main(["doctor"]) == 0
    assert build(place) == rebuilt


@DAMAGES
def test_pages_notice_a_damaged_database_at_the_next_look(
    place: Workspace, damage: Callable[[bytes], bytes]
) -> None:
    forget()
    assert not AppTest.from_file(APP, default_timeout=60).run().exception
    path = place.databases / str(current_build(place))
    path.write_bytes(damage(path.read_bytes()))
    app = AppTest.from_file(APP, default_timeout=60).run()
    forget()
    assert not app.exception
    assert current_build(place) not in {None, path.name}


def test_a_database_is_read_through_once_and_then_only_looked_at(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert current_build(place)
    monkeypatch.setattr("ailaget.store.builds._sha256", fail)
    assert current_build(place)
    path = place.databases / str(current_build(place))
    os.utime(path, (1, 1))
    with pytest.raises(ZeroDivisionError):
        current_build(place)


def test_a_database_of_an_earlier_version_has_no_checksum_and_is_served(place: Workspace) -> None:
    name = str(current_build(place))
    checksum_path(place.databases / name).unlink()
    assert current_build(place) == name
    assert main(["doctor"]) == 0
    checksum_path(place.databases / name).write_text("{")
    assert current_build(place) is None
    assert main(["build"]) == 0
    assert main(["doctor"]) == 0


@pytest.mark.parametrize("is_gone", [False, True])
def test_nothing_is_built_from_an_archived_file_that_has_changed(
    place: Workspace, is_gone: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    before, build_before = journals(place), current_build(place)
    entry = place.state().received[0]
    path = place.archive / entry.sha256
    data = path.read_bytes()
    if is_gone:
        path.unlink()
    else:
        path.write_bytes(data.replace(b"1,5", b"9,5"))
    assert main(["publish", "2027-03"]) == 2
    assert entry.name in capsys.readouterr().err
    assert journals(place) == before
    assert current_build(place) == build_before == build_in_force(place)
    assert main(["doctor"]) == 1
    assert main(["backup", str(path.parent.parent.parent / "copy.zip")]) == 2
    with pytest.raises(ChangedFile):
        load_data(place, b"kommunkod;dpia\n0114;1\n", "x_2029-03.csv", publish=True)
    # The same file received again puts it right.
    load_data(place, data, entry.name)
    assert main(["doctor"]) == 0
    assert main(["publish", "2027-03"]) == 0


FULL = OSError(errno.ENOSPC, "No space left on device")


def full(*_: object, **__: object) -> Any:
    raise FULL


def full_database(*_: object, **__: object) -> Any:
    raise duckdb.IOException("Could not write file: No space left on device")


@pytest.mark.parametrize(
    ("where", "how"),
    [
        ("os.fsync", full),
        ("ailaget.store.files.os.fsync", full),
        ("ailaget.ingest.building._write_database", full_database),
        ("ailaget.ingest.building._write_database", full),
        ("ailaget.ingest.building.sync_file", full),
        ("ailaget.store.change.append_together", full),
    ],
)
def test_a_full_disk_says_so_and_leaves_nothing_half_written(
    place: Workspace,
    tmp_path: Path,
    where: str,
    how: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, build_before = journals(place), current_build(place)
    file = write_csv(tmp_path / "ny_2028-03.csv", SINGLE_WAVE)
    with monkeypatch.context() as patch:
        patch.setattr(where, how)
        assert main(["load", str(file), "--publish"]) == 2
    told = capsys.readouterr().err
    assert "ingen plats kvar på disken" in told
    assert str(place.root) in told
    assert journals(place) == before
    assert current_build(place) == build_before
    assert not list(place.databases.glob(".building-*"))
    assert not list(place.root.rglob(".*.????????"))
    assert main(["doctor"]) == 0
    assert main(["load", str(file), "--publish"]) == 0


def test_the_second_journals_line_that_finds_no_room_takes_back_the_first(
    place: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journals(place)
    file = write_csv(tmp_path / "ny_2028-03.csv", SINGLE_WAVE)
    append, appended = files._append, []

    def fill(path: Path, data: bytes) -> None:
        appended.append(path)
        append(path, data[:10] if path == place.decisions else data)
        if path == place.decisions:
            raise FULL

    with monkeypatch.context() as patch, pytest.raises(DiskFull):
        patch.setattr(files, "_append", fill)
        load(place, file, publish=True)
    assert appended[-2:] == [place.manifest, place.decisions]
    assert journals(place) == before
    assert main(["doctor"]) == 0


@pytest.mark.parametrize("command", ["backup", "restore", "records", "template"])
def test_a_full_disk_is_told_of_by_what_writes_files_elsewhere(
    place: Workspace,
    tmp_path: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = tmp_path / "copy.zip"
    target = tmp_path / "there" / "file"
    target.parent.mkdir()
    target.write_text("before")
    assert main(["backup", str(copy)]) == 0
    before = journals(place)
    arguments = {
        "backup": ["backup", str(target)],
        "restore": ["restore", str(copy), "--force"],
        "records": ["records", "--output", str(target)],
        "template": ["template", "--output", str(target)],
    }[command]
    with monkeypatch.context() as patch:
        where = {"restore": "os.fsync", "backup": "zipfile.ZipFile.writestr"}
        patch.setattr(where.get(command, "pathlib.Path.write_bytes"), full)
        assert main(arguments) == 2
    assert "ingen plats kvar på disken" in capsys.readouterr().err
    assert target.read_text() == "before"
    assert [path.name for path in target.parent.iterdir()] == ["file"]
    assert journals(place) == before
    assert main(["doctor"]) == 0


def test_a_file_that_somebody_asked_for_replaces_the_whole_of_the_one_before(
    tmp_path: Path,
) -> None:
    target = tmp_path / "file"
    write_output(target, b"long before")
    write_output(target, b"now")
    assert target.read_bytes() == b"now"
    link = tmp_path / "link"
    link.symlink_to(target)
    write_output(link, b"through")
    assert link.is_symlink()
    assert target.read_bytes() == b"through"


SETUP = """
from pathlib import Path
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import publish_wave, withdraw_wave
from ailaget.store.workspace import workspace
"""
ACTIONS = {
    "publish": "publish_wave(workspace(), '2027-03')",
    "withdraw": "withdraw_wave(workspace(), '2026-10')",
    "load": "load(workspace(), Path({file!r}), publish=True)",
}


AFTER = {"publish": ["2027-03", "2026-10"], "withdraw": [], "load": ["2028-03", "2026-10"]}


@pytest.mark.parametrize("action", ACTIONS)
def test_a_change_killed_at_any_event_has_been_decided_and_built_or_neither(
    whole: Workspace, tmp_path: Path, action: str
) -> None:
    root = workspace().root
    file = str(write_csv(tmp_path / "ny_2028-03.csv", SINGLE_WAVE))
    before, after = len(whole.state().decisions), AFTER[action]
    builds = len(list(whole.databases.glob("ailaget-*.duckdb")))
    seen: list[str] = []
    looked_at: dict[Layout, str] = {}
    fill = partial(shutil.copytree, whole.root, root)
    for is_changed in kills(SETUP, ACTIONS[action].format(file=file), root, fill):
        place = workspace()
        left = layout(root)
        if not is_changed or left in looked_at:
            seen.append(looked_at[left])
            continue
        assert not [finding for finding in examine(place) if finding.state == "fault"]
        assert waves(place) in (["2026-10"], after)
        has_decided = len(place.state().decisions) > before
        built = list(place.databases.glob("ailaget-*.duckdb"))
        assert not has_decided or len(built) > builds, "nothing is decided before it has been built"
        build_in_force(place)
        assert waves(place) == (after if has_decided else ["2026-10"])
        seen.append("new" if has_decided else "old")
        looked_at[left] = seen[-1]
    assert set(seen) == {"old", "new"}
    assert seen == sorted(seen, reverse=True)
