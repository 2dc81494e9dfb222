"""The archive of received files, named by content: as they came, or without who answered."""

import hashlib
from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.disk import sync_folder
from ailaget.store.files import write_whole
from ailaget.store.state import State
from ailaget.store.workspace import Workspace


class ChangedFile(AilagetError):
    """An archived file is not what was received, or is not there: nothing is built from it."""

    def __init__(self, name: str, path: Path) -> None:
        key = "store.changed_file" if path.exists() else "store.missing_file"
        super().__init__(key, name=name, path=str(path))


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


def unlisted(workspace: Workspace, state: State) -> list[str]:
    """Return archived files, by hash, that no journal names: a load of them came to nothing."""
    listed = {sha256 for sha256, _ in state.archived} | state.forgotten.keys()
    kept = workspace.archive.glob("[0-9a-f]*") if workspace.archive.exists() else ()
    return sorted(path.name for path in kept if path.name not in listed)


def still_there(workspace: Workspace, state: State) -> list[str]:
    """Return files as received, by hash, that are still there though they are to be forgotten."""
    kept = {sha256 for sha256, _ in state.archived}
    return [each for each in state.forgotten.keys() - kept if (workspace.archive / each).exists()]


def remove_forgotten(workspace: Workspace, state: State) -> None:
    """Remove files as received of which respondents are forgotten; for who holds the lock.

    What is kept instead is read first: where it is not whole, nothing is removed.
    """
    for sha256 in still_there(workspace, state):
        read_received(workspace, state.kept_as(sha256))
        (workspace.archive / sha256).unlink()
        sync_folder(workspace.archive)
