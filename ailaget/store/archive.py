"""The archive of received files: kept as they came, named by content, listed in a manifest."""

import hashlib
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ailaget.errors import AilagetError
from ailaget.store.files import append_line, read_lines, write_whole
from ailaget.store.workspace import Workspace


@dataclass(frozen=True)
class Received:
    """One file as received for one wave; `received` is an ISO time in UTC.

    `mapping` is the id of what was confirmed about its columns and choices, empty for nothing.
    """

    sha256: str
    name: str
    received: str
    by: str
    wave: str
    is_demo: bool = False
    mapping: str = ""


class ChangedFile(AilagetError):
    """An archived file is not what was received, or is not there: nothing is built from it."""

    def __init__(self, name: str, path: Path) -> None:
        key = "store.changed_file" if path.exists() else "store.missing_file"
        super().__init__(key, name=name, path=str(path))


def received_files(workspace: Workspace) -> list[Received]:
    """Return what was received, oldest first; raises DamagedJournal."""
    entries = read_lines(workspace.manifest, _is_received, workspace.heads / "manifest")
    return [Received(**entry) for entry in entries]


def _is_received(entry: dict[str, Any]) -> bool:
    needed = {field.name for field in fields(Received) if field.default is MISSING}
    return needed <= entry.keys() <= {field.name for field in fields(Received)}


def read_received(workspace: Workspace, sha256: str, name: str = "") -> bytes:
    """Return an archived file's content; raises ChangedFile where it is not what was received."""
    path = workspace.archive / sha256
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ChangedFile(name or sha256, path)
    return data


def put_back(workspace: Workspace, data: bytes) -> None:
    """Archive a file's content, also where what is kept of it has changed since; no listing."""
    target = workspace.archive / hashlib.sha256(data).hexdigest()
    if not target.exists() or target.read_bytes() != data:
        write_whole(target, data)


def keep(
    workspace: Workspace,
    data: bytes,
    name: str,
    wave: str,
    by: str,
    *,
    is_demo: bool = False,
    mapping: str = "",
) -> Received:
    """Archive a file, then list it; a crash in between leaves a harmless unlisted file."""
    entry = Received(
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        received=datetime.now(UTC).isoformat(timespec="seconds"),
        by=by,
        wave=wave,
        is_demo=is_demo,
        mapping=mapping,
    )
    with workspace.lock():
        put_back(workspace, data)
        append_line(workspace.manifest, asdict(entry), workspace.heads / "manifest")
    return entry
