"""The database as it would be: built beside the one in force, from a decision not yet taken."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ailaget.ingest.building import build
from ailaget.store.database import Database, open_database
from ailaget.store.decisions import WITHDRAW
from ailaget.store.files import append_line, write_whole
from ailaget.store.versions import WaveContent, publication
from ailaget.store.workspace import Workspace

KEPT_PREVIEWS = 4


@dataclass(frozen=True)
class Pretended(Workspace):
    """The same received files, with a journal and databases of its own."""

    folder: Path

    @property
    def decisions(self) -> Path:
        """Journal of what was decided, and of what is only tried."""
        return self.folder / "decisions.jsonl"

    @property
    def heads(self) -> Path:
        """Folder of the last lines of what is only tried."""
        return self.folder / "heads"

    @property
    def databases(self) -> Path:
        """Folder of the databases that show what would be."""
        return self.folder / "db"


def after_publishing(workspace: Workspace, wave: str, made: WaveContent) -> Database:
    """Return the database as it would be if the wave were published as it is made here."""
    return _pretend(workspace, publication(workspace, wave, made))


def after_withdrawing(workspace: Workspace, wave: str) -> Database:
    """Return the database as it would be if the wave were withdrawn."""
    return _pretend(workspace, {"kind": WITHDRAW, "wave": wave, "is_demo": False})


def _pretend(workspace: Workspace, untaken: dict[str, Any]) -> Database:
    """Build with a decision that nobody has taken; the journal itself is only read."""
    journal = workspace.decisions.read_bytes() if workspace.decisions.exists() else b""
    manifest = workspace.manifest.read_bytes() if workspace.manifest.exists() else b""
    said = json.dumps(untaken, sort_keys=True).encode()
    name = hashlib.sha256(b"\0".join((journal, manifest, said))).hexdigest()[:12]
    pretended = Pretended(workspace.root, workspace.previews / name)
    if not pretended.pointer.exists():
        _sweep(pretended.folder)
        with workspace.lock():
            write_whole(pretended.decisions, journal)
            append_line(pretended.decisions, {"by": "", "at": "", **untaken})
            build(pretended)
    return open_database(pretended)


def _sweep(coming: Path) -> None:
    if not coming.parent.exists():
        return
    kept = sorted(coming.parent.iterdir(), key=lambda folder: folder.stat().st_mtime)
    for folder in kept[: 1 - KEPT_PREVIEWS]:
        shutil.rmtree(folder, ignore_errors=True)
