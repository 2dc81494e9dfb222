"""Which received files make a wave: each load makes a version, and any version can come back."""

from dataclasses import dataclass, replace
from typing import Any

from ailaget.store.archive import Received, received_files
from ailaget.store.decisions import decide, decisions
from ailaget.store.workspace import Workspace

VERSION = "version"
"""A decision: `files` of a wave's first `of` received files count; later ones are added to them."""

Files = tuple[int, ...]
"""Places, from 0, in the list of real files received for a wave."""


@dataclass(frozen=True)
class Version:
    """What a wave was made of from a moment on; `name` is the file that made it, None if chosen."""

    files: Files
    at: str
    by: str
    name: str | None


@dataclass(frozen=True)
class History:
    """A wave's versions, oldest first; `waiting` is one that is saved but not yet in force."""

    received: tuple[Received, ...]
    versions: tuple[Version, ...]
    in_force: Files
    waiting: Version | None = None


def history(workspace: Workspace, wave: str) -> History:
    """Return what has been received and decided for a wave's real data."""
    received = tuple(e for e in received_files(workspace) if e.wave == wave and not e.is_demo)
    chosen = [d for d in decisions(workspace) if d["kind"] == VERSION and d["wave"] == wave]
    return _history(received, chosen)


def files_in_force(workspace: Workspace) -> list[Received]:
    """Return the received files that count, oldest first: the database is built from these."""
    files = received_files(workspace)
    chosen = [d for d in decisions(workspace) if d["kind"] == VERSION]
    in_force = {
        wave: set(
            _history(
                tuple(e for e in files if e.wave == wave and not e.is_demo),
                [d for d in chosen if d["wave"] == wave],
            ).in_force
        )
        for wave in {d["wave"] for d in chosen}
    }
    places: dict[str, int] = {}
    counting = []
    for entry in files:
        if entry.is_demo or entry.wave not in in_force:
            counting.append(entry)
            continue
        place = places.setdefault(entry.wave, 0)
        places[entry.wave] += 1
        if place in in_force[entry.wave]:
            counting.append(entry)
    return counting


def choose_version(
    workspace: Workspace, wave: str, files: Files, by: str, *, is_waiting: bool = False
) -> None:
    """Decide which files a wave is made of; the caller holds the lock and builds afterwards.

    `is_waiting` says that the newest file is left out only until somebody has reviewed it.
    """
    of = len(history(workspace, wave).received)
    decide(
        workspace, VERSION, by, wave=wave, files=list(files), of=of, is_waiting=is_waiting
    )  # fmt: skip


def _history(received: tuple[Received, ...], chosen: list[dict[str, Any]]) -> History:
    """Replay what happened: a file is added to what is in force, a decision says what is."""
    versions: list[Version] = []
    in_force: Files = ()
    waiting: Version | None = None
    for place in range(len(received) + 1):
        for decision in (d for d in chosen if d["of"] == place):
            in_force = tuple(decision["files"])
            if decision["is_waiting"] and place:
                # A file that comes while another waits is read on top of that one.
                base = waiting.files if waiting else in_force
                waiting = replace(versions.pop(), files=(*base, place - 1))
                versions.append(waiting)
            else:
                waiting = None
                versions.append(Version(in_force, decision["at"], decision["by"], None))
        if place < len(received):
            entry = received[place]
            in_force = (*in_force, place)
            versions.append(Version(in_force, entry.received, entry.by, entry.name))
    return History(received, tuple(versions), in_force, waiting)
