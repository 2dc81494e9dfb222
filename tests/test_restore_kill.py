"""A restore killed at each of its file events: the old folder or the new one, and doctor knows."""

import hashlib
import os
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from ailaget.council.meetings import MeetingFacts, create_meeting
from ailaget.council.records_export import examine_records
from ailaget.ingest.building import build
from ailaget.ingest.doctor import examine
from ailaget.ingest.in_force import build_in_force
from ailaget.ingest.loading import load
from ailaget.store import swap
from ailaget.store.backup import CannotMove, NotABackup, back_up, restore
from ailaget.store.database import current_build
from ailaget.store.reports import new_report
from ailaget.store.swap import PASSING, RestoreInterrupted, RestoreUnfinished
from ailaget.store.workspace import Workspace, workspace
from tests.conftest import SINGLE_WAVE, write_csv
from tests.killing import KILLED, Layout, command, held_at, kill, kills, layout

State = dict[str, str]

SETUP = """
from pathlib import Path
from ailaget.store.backup import restore
from ailaget.store.workspace import workspace
"""


def state(place: Workspace) -> State:
    """Return what a folder holds: each lasting file by its content, records by their rows."""
    folders = (place.archive, place.reports, place.kept_maps)
    lasting = [path for folder in folders for path in folder.glob("*")]
    lasting += [path for path in (place.decisions, place.pointer) if path.exists()]
    content = {
        path.relative_to(place.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in lasting
    }
    if place.records.exists():
        with closing(sqlite3.connect(place.records)) as connection:
            content["records"] = "\n".join(connection.iterdump())
    return content | {"database": str(current_build(place))}


def filled(root: Path, wave: str, meetings: int) -> Workspace:
    place = Workspace(root / "var")
    build(place, empty=True)
    load(place, write_csv(root / f"enkat_{wave}.csv", SINGLE_WAVE), publish=True)
    for day in range(meetings):
        create_meeting(place, MeetingFacts(date(2026, 12, day + 1), "stockholm"))
    new_report(place)
    return place


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return filled(tmp_path_factory.mktemp("old"), "2026-10", 1)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = filled(tmp_path_factory.mktemp("new"), "2027-03", 2)
    back_up(place, place.root.parent / "copy.zip")
    return place


@pytest.fixture
def place(old: Workspace) -> Workspace:
    """Return a copy of the old folder, to be restored over."""
    shutil.copytree(old.root, workspace().root)
    return workspace()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that holds the one to be restored to, and what is kept beside it."""
    monkeypatch.setenv("AILAGET_VAR", str(tmp_path / "world" / "var"))
    return tmp_path / "world"


def copy_of(place: Workspace) -> Path:
    return place.root.parent / "copy.zip"


def faults() -> int:
    """Count what doctor finds at fault, as the command does that is run next."""
    findings = [*examine(workspace()), *examine_records(workspace())]
    return sum(diagnosis.state == "fault" for diagnosis in findings)


def test_a_restore_over_a_folder_killed_at_any_event_leaves_the_old_or_the_new(
    old: Workspace, new: Workspace, world: Path
) -> None:
    root, states = workspace().root, {"old": state(old), "new": state(new)}
    seen: list[str] = []
    looked_at: set[Layout] = set()
    action = f"restore(workspace(), Path({str(copy_of(new))!r}), force=True)"
    for is_changed in kills(SETUP, action, world, partial(shutil.copytree, old.root, root)):
        if not is_changed:
            seen.append(seen[-1])
            continue
        left = layout(root)
        now = state(workspace())
        seen.append(next((name for name, known in states.items() if known == now), "mixed"))
        if left in looked_at:
            continue
        looked_at.add(left)
        assert faults() == 0
        if seen[-1] == "new":
            (kept,) = world.glob("var-before-*")
            assert state(Workspace(kept)) == states["old"]
        with workspace().lock():  # as whoever writes next: what is left is swept
            assert not {path.name for path in root.iterdir()} & {*PASSING} - {".lock"}
    assert set(seen) == {"old", "new"}
    assert seen == sorted(seen, reverse=True), "once the new one is there it stays"
    assert len(seen) > 80, Counter(seen)


def test_a_restore_into_nothing_killed_at_any_event_never_gives_demonstration_data(
    new: Workspace, world: Path
) -> None:
    root, whole = workspace().root, state(new)
    seen: list[str] = []
    looked_at: set[Layout] = set()
    action = f"restore(workspace(), Path({str(copy_of(new))!r}))"
    for is_changed in kills(SETUP, action, world, world.mkdir):
        if not is_changed:
            seen.append(seen[-1])
            continue
        left = layout(root)
        place = workspace()
        if state(place) == whole:
            assert faults() == 0
            seen.append("new")
        elif left in looked_at:
            seen.append("interrupted" if (root / swap.MARK).exists() else "empty")
        elif (root / swap.MARK).exists():
            # Nothing is in place, and that is told: by doctor, by a build, and by a server.
            assert faults() == 1
            for start in (build, build_in_force):
                with pytest.raises(RestoreInterrupted):
                    start(place)
            assert place.state().received == ()
            restore(place, copy_of(new))
            assert state(place) == whole
            seen.append("interrupted")
        else:  # killed before anything of the backup was unpacked
            assert not (root / swap.BESIDE).exists()
            assert state(place) == {"database": "None"}
            seen.append("empty")
        looked_at.add(left)
    assert [*dict.fromkeys(seen)] == ["empty", "interrupted", "new"]
    assert len(seen) > 60, Counter(seen)


@pytest.mark.skipif(os.name == "nt", reason="folders with open files cannot be moved aside")
def test_a_process_held_at_an_event_shows_what_a_kill_there_leaves(
    new: Workspace, world: Path
) -> None:
    root = workspace().root
    restoring = command(SETUP, f"restore(workspace(), Path({str(copy_of(new))!r}))")
    held = [layout(root) for _ in held_at(restoring, world, world.mkdir)]
    for event in (20, 40, 60):
        shutil.rmtree(world)
        world.mkdir()
        assert kill(restoring, event) == KILLED
        assert layout(root) == held[event - 1]


def test_whoever_comes_next_finishes_a_restore_that_was_decided(
    place: Workspace, new: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("ailaget.store.backup.finish_swap", interrupt)
        restore(place, copy_of(new), force=True)
    assert state(place) != state(new)
    with place.lock():  # one that had its workspace before
        assert state(place) == state(new)
    assert not (place.root / swap.MARK).exists()


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_server_that_starts_after_a_killed_restore_serves_what_was_restored(
    place: Workspace, new: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("ailaget.store.backup.finish_swap", interrupt)
        restore(place, copy_of(new), force=True)
    build_in_force(workspace())
    assert state(place) == state(new)


def test_where_files_cannot_be_moved_everybody_is_told_until_they_can(
    place: Workspace, new: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", busy)
        with pytest.raises(RestoreUnfinished):
            restore(place, copy_of(new), force=True)
        for comes_next in (workspace, lambda: build(place)):
            with pytest.raises(RestoreUnfinished):
                comes_next()
    assert state(workspace()) == state(new)


def test_a_folder_that_cannot_be_kept_beside_is_kept_within(
    place: Workspace, old: Workspace, new: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def within(source: Path, target: Path) -> Path:
        if place.root not in target.parents:  # as from a mount to the disk around it
            raise OSError(18, "Invalid cross-device link")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", within)
    kept = restore(place, copy_of(new), force=True)
    assert kept is not None
    assert kept.parent == place.root
    assert state(Workspace(kept)) == state(old)
    assert state(place) == state(new)
    # It is no part of the folder: not of a backup, and not in the way of the next restore.
    assert back_up(place, place.root.parent / "again.zip") == back_up(
        new, place.root.parent / "other.zip"
    )
    restore(place, copy_of(new), force=True)
    assert state(Workspace(kept)) == state(old)


def test_a_mount_within_the_folder_is_refused_before_anything_is_changed(
    place: Workspace, old: Workspace, new: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.ismount", lambda path: path == place.archive)
    with pytest.raises(CannotMove):
        restore(place, copy_of(new), force=True)
    assert state(place) == state(old)
    assert not (place.root / swap.MARK).exists()


@pytest.mark.parametrize("is_filled", [True, False])
def test_a_restore_that_fails_while_unpacking_leaves_the_folder_as_it_was(
    old: Workspace, new: Workspace, tmp_path: Path, is_filled: bool
) -> None:
    place = workspace()
    if is_filled:
        shutil.copytree(old.root, place.root)
    before = state(place)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(copy_of(new).read_bytes()[:-200])
    with pytest.raises(NotABackup):
        restore(place, cut, force=True)
    assert state(place) == before
    assert {path.name for path in place.root.iterdir()} & {*PASSING} == {".lock"}
    if not is_filled:  # a folder like any other that nothing has come to
        build(place)
        assert len(place.state().received) == 6  # three waves of municipalities, three of regions
