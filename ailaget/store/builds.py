"""Built databases as files: the one in force, whether it is whole, and what the next is called."""

import json
import re
import shutil
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from uuid import uuid4

from ailaget.errors import AilagetError
from ailaget.store.disk import OWNERS_FILE, own_folder, room_in, sync_file, sync_folder
from ailaget.store.files import write_whole
from ailaget.store.workspace import Workspace

NAME = re.compile(r"ailaget-([0-9a-f]{12})(?:-\d+)?\.duckdb")


def pointed_at(workspace: Workspace) -> str | None:
    """Return the file name that the pointer holds, whether or not there is such a database.

    Where a server says it and does not answer, it is the one that this machine last saw in force.
    """
    server = workspace.server()
    if server is not None and workspace.follows_server():
        return server.in_force().build
    try:
        name = workspace.pointer.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    return name or None


def current_build(workspace: Workspace) -> str | None:
    """Return the file name of the database in force, None where none is built or it is damaged."""
    name = pointed_at(workspace)
    if name and workspace.follows_server():
        fetch_build(workspace, name)
    return name if name and is_whole(workspace.databases / name) else None


def stamp_of(name: str | None) -> str | None:
    """Return the part of a database's file name that tells what it was built from."""
    named = NAME.fullmatch(name or "")
    return named[1] if named else None


def name_for(workspace: Workspace, stamp: str) -> str:
    """Return the name of the whole database that was built from what the stamp tells, or is to be.

    The name of a damaged one is not used again: a server may still hold that file open.
    """
    names = (f"ailaget-{stamp}{f'-{n}' if n else ''}.duckdb" for n in count())
    paths = (workspace.databases / name for name in names)
    return next(path.name for path in paths if not path.exists() or is_whole(path))


def share_build(workspace: Workspace, name: str) -> None:
    """Lay a database that was built on this machine where the others fetch it; raises DiskFull."""
    _copy_build(workspace.databases / name, workspace.shared_databases / name)


def fetch_build(workspace: Workspace, name: str) -> None:
    """Have a database on this machine that another has built, where it can be had.

    It is never written again once it has its name, so what is there whole is the same for all.
    """
    if NAME.fullmatch(name):
        with suppress(OSError):
            _copy_build(workspace.shared_databases / name, workspace.databases / name)


def checksum_path(database: Path) -> Path:
    """Return where a database's checksum lies."""
    return database.with_suffix(".checksum.json")


def keep_checksum(database: Path, content: Path) -> None:
    """Write the checksum that a database will have from the file that is to be it."""
    checksum = {"sha256": _sha256(content), "size": content.stat().st_size}
    write_whole(checksum_path(database), json.dumps(checksum).encode())


def is_whole(database: Path) -> bool:
    """Return whether a database is there and as it was built; one of an earlier version has no sum.

    Each state of the file is read once in a process; after that it costs a look at the file.
    """
    try:
        state = database.stat()
    except FileNotFoundError:
        return False
    checksum = checksum_path(database)
    if not checksum.exists():
        return state.st_size > 0
    states = (state, checksum.stat())
    at = [(s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for s in states]
    return _is_as_built(database, checksum, tuple(at))


def sweep(workspace: Workspace) -> None:
    """Remove what a build that was cut short has left; for a builder alone."""
    for pattern in (".CURRENT.*", ".FAILED.*", ".*.checksum.json.*"):
        for leftover in workspace.databases.glob(pattern):
            leftover.unlink(missing_ok=True)
    for leftover in workspace.databases.glob(".building-*"):
        leftover.unlink(missing_ok=True)
    for checksum in workspace.databases.glob("*.checksum.json"):
        if not checksum.with_name(checksum.name.replace(".checksum.json", ".duckdb")).exists():
            checksum.unlink(missing_ok=True)


def keep_failure(workspace: Workspace, stamp: str, reason: Exception) -> None:
    """Remember why the database of what the stamp tells could not be built, where there is room."""
    record = {"stamp": stamp, "reason": f"{type(reason).__name__}: {reason}"}
    with suppress(OSError, AilagetError):
        write_whole(_failure(workspace), json.dumps(record).encode())


def failure(workspace: Workspace, stamp: str) -> str | None:
    """Return why the database of what the stamp tells could not be built, None where it could."""
    try:
        record = json.loads(_failure(workspace).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return str(record["reason"]) if record["stamp"] == stamp else None


def forget_failure(workspace: Workspace) -> None:
    """Forget it: what is in force has been built."""
    _failure(workspace).unlink(missing_ok=True)


def _failure(workspace: Workspace) -> Path:
    return workspace.databases / "FAILED"


def _copy_build(source: Path, target: Path) -> None:
    """Copy a whole database with its checksum, unless it is there: whole or not at all."""
    if is_whole(target) or not is_whole(source):
        return
    beside = own_folder(target.parent) / f".fetching-{uuid4().hex[:8]}.duckdb"
    try:
        with room_in(target.parent):
            shutil.copyfile(source, beside)
            beside.chmod(OWNERS_FILE)
            sync_file(beside)
            keep_checksum(target, beside)
            if checksum_path(source).read_bytes() != checksum_path(target).read_bytes():
                raise OSError(f"copied otherwise than it was: {source}")
            beside.replace(target)
            sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


@lru_cache(maxsize=64)
def _is_as_built(database: Path, checksum: Path, _: tuple[tuple[int, ...], ...]) -> bool:
    try:
        expected = json.loads(checksum.read_bytes())
        return bool(
            expected["size"] == database.stat().st_size and expected["sha256"] == _sha256(database)
        )
    except (ValueError, KeyError, TypeError, FileNotFoundError):
        return False


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
