"""The archive of received files: kept as they came, named by content."""

import hashlib
from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.store.files import write_whole
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
