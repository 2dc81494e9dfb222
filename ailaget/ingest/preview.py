"""The database as it would be: built beside the one in force, from a decision not yet taken."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ailaget.ingest.building import built
from ailaget.ingest.stamp import stamp
from ailaget.store.builds import current_build
from ailaget.store.change import Change
from ailaget.store.database import Database, open_database
from ailaget.store.decisions import WITHDRAW
from ailaget.store.files import write_whole
from ailaget.store.state import State
from ailaget.store.versions import WaveContent, pin_earlier_publications, publication
from ailaget.store.workspace import Workspace

KEPT_PREVIEWS = 4


@dataclass(frozen=True)
class PreviewWorkspace(Workspace):
    """The same received files and journals, with databases of its own."""

    folder: Path

    @property
    def databases(self) -> Path:
        """Folder of the databases that show what would be."""
        return self.folder / "db"

    def follows_server(self) -> bool:
        """Return False: what would be lies on this machine alone."""
        return False


def after_publishing(workspace: Workspace, wave: str, made: WaveContent) -> Database:
    """Return the database as it would be if the wave were published as it is made here."""
    state = workspace.state()
    return _preview(workspace, state, publication(state, wave, made))


def after_withdrawing(workspace: Workspace, wave: str) -> Database:
    """Return the database as it would be if the wave were withdrawn."""
    untaken = {"kind": WITHDRAW, "wave": wave, "is_demo": False}
    return _preview(workspace, workspace.state(), untaken)


def _preview(workspace: Workspace, state: State, untaken: dict[str, Any]) -> Database:
    """Build with a decision that nobody has taken, and that no journal gets to know of."""
    # Without the moment, so that the same question asked again finds what was built for it.
    decision = {"by": "", "at": "", **untaken}
    asked = json.dumps([stamp(state), decision], sort_keys=True).encode()
    name = hashlib.sha256(asked).hexdigest()[:12]
    preview = PreviewWorkspace(
        workspace.root,
        workspace.previews / name,
        database_url=workspace.database_url,
        machine=workspace.machine,
    )
    if current_build(preview) is None:
        _sweep(preview.folder)
        change = Change(preview, state, state)
        pin_earlier_publications(change)
        with workspace.lock():
            build_name = built(preview, change.state.with_decision(decision))
            write_whole(preview.pointer, build_name.encode())
    return open_database(preview)


def _sweep(coming: Path) -> None:
    if not coming.parent.exists():
        return
    kept = sorted(coming.parent.iterdir(), key=lambda folder: folder.stat().st_mtime)
    for folder in kept[: 1 - KEPT_PREVIEWS]:
        shutil.rmtree(folder, ignore_errors=True)
