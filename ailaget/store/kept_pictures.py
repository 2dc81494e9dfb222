"""Pictures taken ahead, kept beside the databases, each under a name made of all that it shows.

So one that is out of date is never found: whoever asks for it takes it, as one that never was.
"""

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from ailaget.store.files import sweep_half_written, write_whole
from ailaget.store.workspace import Workspace

SUFFIX = ".taken.json"
"""What says of a database that its pictures are taken, and by which version of the code."""


def kept_picture(place: Workspace, name: str) -> bytes | None:
    """Return a picture by its name, None where it has not been taken ahead."""
    try:
        return (_folder(place) / name).read_bytes()
    except OSError:
        return None


def keep_picture(place: Workspace, name: str, content: bytes) -> None:
    """Keep a picture; raises DiskFull and OSError."""
    write_whole(_folder(place) / name, content)


def taken_by(place: Workspace, build: str) -> str:
    """Return which version of the code has taken a database's pictures, nothing where none has."""
    with suppress(OSError, ValueError, KeyError):
        return str(json.loads(_mark(place, build).read_bytes())["code"])
    return ""


def mark_taken(place: Workspace, build: str, code: str, names: Collection[str]) -> None:
    """Say that a database's pictures are taken, and remove all others.

    A server that still shows an earlier database takes its own, as it did before.
    """
    folder = _folder(place)
    write_whole(_mark(place, build), json.dumps({"code": code}).encode())
    sweep_half_written(folder)
    for path in folder.iterdir():
        if path.name not in {*names, _mark(place, build).name}:
            path.unlink(missing_ok=True)


def _folder(place: Workspace) -> Path:
    return place.databases / "pictures"


def _mark(place: Workspace, build: str) -> Path:
    return _folder(place) / f"{build}{SUFFIX}"
