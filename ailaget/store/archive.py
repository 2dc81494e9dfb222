"""The archive of received files: kept as they came, named by content, listed in a manifest."""

import hashlib
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

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


def received_files(workspace: Workspace) -> list[Received]:
    """Return what was received, oldest first; raises DamagedJournal."""
    return [Received(**entry) for entry in read_lines(workspace.manifest, _is_received)]


def _is_received(entry: dict[str, Any]) -> bool:
    needed = {field.name for field in fields(Received) if field.default is MISSING}
    return needed <= entry.keys() <= {field.name for field in fields(Received)}


def read_received(workspace: Workspace, sha256: str) -> bytes:
    """Return an archived file's content."""
    return (workspace.archive / sha256).read_bytes()


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
    target = workspace.archive / entry.sha256
    if not target.exists():
        write_whole(target, data)
    append_line(workspace.manifest, asdict(entry))
    return entry
