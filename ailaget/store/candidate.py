"""A change that is tried before it is made: journals as they would be, beside those in force."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ailaget.store.archive import received_files
from ailaget.store.decisions import decisions
from ailaget.store.disk import own_folder, room_in
from ailaget.store.files import Addition, append_together, sweep_half_written
from ailaget.store.swap import CANDIDATE
from ailaget.store.workspace import Workspace


@dataclass(frozen=True)
class Candidate(Workspace):
    """A working folder with journals of its own, until what is added to them takes effect.

    Archive and databases are the folder's own: an archived file that no journal names is never
    read, and a database that no pointer names neither.
    """

    base: Workspace

    @property
    def folder(self) -> Path:
        """Folder of the journals as they would be."""
        return self.root / CANDIDATE

    @property
    def manifest(self) -> Path:
        """Journal of what was received, and of what is received in the change."""
        return self.folder / "manifest.jsonl"

    @property
    def decisions(self) -> Path:
        """Journal of what was decided, and of what is decided in the change."""
        return self.folder / "decisions.jsonl"

    @property
    def heads(self) -> Path:
        """Folder of the last lines as they would be."""
        return self.folder / "heads"

    @property
    def databases(self) -> Path:
        """Folder of databases of the working folder itself."""
        return self.base.databases

    def take_effect(self) -> None:
        """Add to the journals in force what the change has added to its own: all of it or none.

        What was received goes first: a kill in between leaves it in the draft, undecided.
        """
        additions = [
            Addition(path, _added(tried, path), self.base.heads / path.stem)
            for tried, path in (
                (self.manifest, self.base.manifest),
                (self.decisions, self.base.decisions),
            )
        ]
        append_together([new for new in additions if new.lines])


@contextmanager
def candidate(workspace: Workspace) -> Iterator[Candidate]:
    """Try a change of a working folder, alone; unless it takes effect, nothing has changed."""
    with workspace.lock():
        # Read where they lie, so that what is damaged is told of by its own name.
        received_files(workspace)
        decisions(workspace)
        tried = Candidate(workspace.root, workspace)
        shutil.rmtree(tried.folder, ignore_errors=True)
        sweep_half_written(workspace.archive, workspace.heads, workspace.reports)
        own_folder(tried.folder)
        try:
            for path, copy in (
                (workspace.manifest, tried.manifest),
                (workspace.decisions, tried.decisions),
            ):
                if path.exists():
                    with room_in(workspace.root):
                        shutil.copyfile(path, copy)
            yield tried
        finally:
            shutil.rmtree(tried.folder, ignore_errors=True)


def _added(tried: Path, path: Path) -> bytes:
    held = path.stat().st_size if path.exists() else 0
    return tried.read_bytes()[held:] if tried.exists() else b""
