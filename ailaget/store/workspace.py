"""The working folder: where received files, decisions and built databases lie.

Where several machines share it, PostgreSQL holds what is written line by line, and each machine has
a folder of its own for the databases that it reads.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from ailaget.store.disk import OWNERS_FILE, own_folder
from ailaget.store.format import check_format, keep_format
from ailaget.store.moved import check_not_moved
from ailaget.store.state import State, read_state
from ailaget.store.swap import LOCK, REPORT_FILES, SESSIONS, settle, swap_under_way

if TYPE_CHECKING:
    from ailaget.store.postgres.server import Server

DEFAULT_ROOT = Path(__file__).parent.parent.parent / "var"


@dataclass(frozen=True)
class Workspace:
    """The paths of one working folder; several can live side by side.

    `database_url` is the address of the PostgreSQL that holds journals and records, empty where
    they are files in the folder; with one, `machine` is the folder of this machine's own.
    """

    root: Path
    database_url: str = field(default="", kw_only=True, repr=False)
    machine: Path | None = field(default=None, kw_only=True)

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
    def audit(self) -> Path:
        """Folder of the audit log: a file for each month."""
        return self.root / "audit"

    @property
    def sessions(self) -> Path:
        """Folder of the sessions of those who have signed in; any may go."""
        return self.root / SESSIONS

    @property
    def databases(self) -> Path:
        """Folder of built databases, on this machine."""
        return self.own_folder() / "db"

    @property
    def shared_databases(self) -> Path:
        """Folder that each machine fetches built databases from."""
        return self.root / "db"

    @property
    def previews(self) -> Path:
        """Folder of what would be if a wave were published or withdrawn."""
        return self.own_folder() / "preview"

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

    def own_folder(self) -> Path:
        """Return the folder for what this machine can always make or fetch again."""
        return self.machine if self.machine is not None else self.root

    def server(self) -> "Server | None":
        """Return the PostgreSQL that holds journals and records, None where they are files."""
        if not self.database_url:
            return None
        return _server(self.database_url, self.root, self.pointer)

    def follows_server(self) -> bool:
        """Return whether the server says which database is in force."""
        return bool(self.database_url)

    def state(self) -> State:
        """Return what has been received and decided, both journals read now, once.

        Raises DamagedJournal and NewerFolder.
        """
        check_format(self.root)
        return read_state(self)

    @contextmanager
    def lock(self, *, to_restore: bool = False) -> Iterator[None]:
        """Hold the lock that every writer holds, again where this thread has it; readers need none.

        A restore that was cut short is dealt with first; `to_restore` when a restore begins anew.
        Raises RestoreInterrupted, RestoreUnfinished and NewerFolder; with a server
        DatabaseUnreachable.
        """
        if server := self.server():
            check_format(self.root)
            with server.lock():
                yield
            return
        path = own_folder(self.root) / LOCK
        with FileLock(path, mode=OWNERS_FILE, is_singleton=True):
            settle(self.root, again=to_restore)
            if to_restore:  # it is asked whether the folder is empty, and the backup has its own
                check_format(self.root)
            else:
                keep_format(self.root)
            yield


def workspace() -> Workspace:
    """Return the folder that ``AILAGET_VAR`` names, else ``var/`` beside the code.

    With ``AILAGET_DATABASE_URL`` several machines share it, and each has ``AILAGET_LOCAL`` for
    itself. Nobody gets it between the old and the new: a restore that is decided is finished first.
    """
    root = Path(os.environ.get("AILAGET_VAR") or DEFAULT_ROOT)
    if url := os.environ.get("AILAGET_DATABASE_URL"):
        return Workspace(root, database_url=url, machine=_machine_folder(root, url))
    check_not_moved(root)
    place = Workspace(root)
    swap = swap_under_way(place.root)
    if swap is not None and swap.is_decided:
        with place.lock():
            pass
    return place


def _machine_folder(root: Path, url: str) -> Path:
    """Return this machine's own folder for a shared one; two that it takes part in are apart."""
    if given := os.environ.get("AILAGET_LOCAL"):
        return Path(given)
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "ailaget" / sha256(f"{root.absolute()} {url}".encode()).hexdigest()[:12]


@cache
def _server(url: str, root: Path, last_build: Path) -> "Server":
    # Late: SQLAlchemy is for those who have a server.
    from ailaget.store.postgres.server import Server

    return Server(url, root, last_build)
