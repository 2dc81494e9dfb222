"""The working folder: where received files, decisions and built databases lie."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from ailaget.store.disk import OWNERS_FILE, own_folder
from ailaget.store.state import State, read_state
from ailaget.store.swap import LOCK, REPORT_FILES, settle, swap_under_way

DEFAULT_ROOT = Path(__file__).parent.parent.parent / "var"


@dataclass(frozen=True)
class Workspace:
    """The paths of one working folder; several can live side by side."""

    root: Path

    @property
    def archive(self) -> Path:
        """Folder of received files, each named by its sha256."""
        return self.root / "archive"

    @property
    def manifest(self) -> Path:
        """Journal of what was received: one JSON line per file and wave."""
        return self.archive / "manifest.jsonl"

    @property
    def decisions(self) -> Path:
        """Journal of what people decided: publishing, withdrawing, aliases, mappings."""
        return self.root / "decisions.jsonl"

    @property
    def heads(self) -> Path:
        """Folder where the last line of each journal is remembered, by its hash."""
        return self.root / "heads"

    @property
    def reports(self) -> Path:
        """Folder of collected reports, each by its link's id."""
        return self.root / "reports"

    @property
    def report_files(self) -> Path:
        """Folder of reports that were made of every municipality, county or group; any may go."""
        return self.root / REPORT_FILES

    @property
    def databases(self) -> Path:
        """Folder of built databases."""
        return self.root / "db"

    @property
    def previews(self) -> Path:
        """Folder of what would be if a wave were published or withdrawn."""
        return self.root / "preview"

    @property
    def pointer(self) -> Path:
        """File that holds the name of the database in force."""
        return self.databases / "CURRENT"

    @property
    def records(self) -> Path:
        """The council's records: meetings, notes, decisions, actions and goals."""
        return self.root / "council.sqlite"

    @property
    def records_mark(self) -> Path:
        """File that says that there are records: where it is, they cannot be missing."""
        return self.root / "council.revision"

    @property
    def kept_maps(self) -> Path:
        """Folder of the map files that frozen figures were drawn with."""
        return self.root / "maps"

    def state(self) -> State:
        """Return what has been received and decided, both journals read now, once.

        Raises DamagedJournal.
        """
        return read_state(self)

    @contextmanager
    def lock(self, *, to_restore: bool = False) -> Iterator[None]:
        """Hold the lock that every writer holds, again where this thread has it; readers need none.

        A restore that was cut short is dealt with first; `to_restore` when a restore begins anew.
        Raises RestoreInterrupted and RestoreUnfinished.
        """
        path = own_folder(self.root) / LOCK
        with FileLock(path, mode=OWNERS_FILE, is_singleton=True):
            settle(self.root, again=to_restore)
            yield


def workspace() -> Workspace:
    """Return the folder that ``AILAGET_VAR`` names, else ``var/`` beside the code.

    Nobody gets it between the old and the new: a restore that is decided is finished first.
    """
    root = os.environ.get("AILAGET_VAR")
    place = Workspace(Path(root) if root else DEFAULT_ROOT)
    swap = swap_under_way(place.root)
    if swap is not None and swap.is_decided:
        with place.lock():
            pass
    return place
