"""What a worker of a Dask scheduler has of us: the database in a folder of its own, and a maker."""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from distributed import Worker, WorkerPlugin

from ailaget.exports.pictures.at_work import AT_WORK
from ailaget.exports.report.every.maker import Maker, Outcome, new_maker
from ailaget.exports.report.every.material import Material
from ailaget.exports.report.makers import REPORT_MAKERS
from ailaget.store.code_digest import code_digest
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.views.base.contact import CONTACT

OTHER_VERSION = "another version of AI-läget"

WATCHING = ("profile", "profile-cycle", "tick")
"""What a worker does every few milliseconds to know in which call it is, and whether it is late.

Whatever wakes that often takes Python's lock from the thread that makes a report.
"""

IN_ONE_GO = 0.05
"""Seconds that the making of a report goes on while the worker has something to hear or say.

After Python's own 0.005 each message and each sign of life takes its lock from the report; a
twentieth of a second late is early enough for them.
"""

_makers: dict[str, Maker] = {}
"""What makes the reports of each run that this worker takes part in."""


class Equipment(WorkerPlugin):
    """Readies a worker for a run, also one that comes later, and leaves nothing of it behind."""

    def __init__(self, run: str, material: Material, files: Mapping[str, bytes]) -> None:
        self.name = run
        self._material, self._files = material, files
        self._folder = ""
        self._database: Database | None = None

    def setup(self, worker: Worker) -> None:
        """Write the database into a folder of the worker's own, and open it there."""
        if code_digest() != self._material.code:
            # One of Python's own: ours is filled with more than its text, and cannot be sent.
            raise RuntimeError(OTHER_VERSION)
        self._folder = tempfile.mkdtemp(prefix="ailaget-", dir=worker.local_directory)
        place = Workspace(Path(self._folder))
        place.databases.mkdir()
        for name, content in self._files.items():
            (place.databases / name).write_bytes(content)
        os.environ[CONTACT] = self._material.contact
        # A worker makes one report at a time: a browser for more pictures would only hold memory.
        os.environ.setdefault(AT_WORK, "1")
        _keep_no_watch(worker)
        sys.setswitchinterval(IN_ONE_GO)
        self._database = open_database(place, self._material.build)
        _makers[self.name] = new_maker(self._material, self._database)

    def teardown(self, worker: Worker) -> None:
        """Close the database and remove it."""
        _makers.pop(self.name, None)
        if self._database is not None:
            self._database.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _keep_no_watch(worker: Worker) -> None:
    """Stop a worker from watching itself: notes of deep calls take a megabyte a report."""
    for name in WATCHING:
        if (callback := worker.periodic_callbacks.pop(name, None)) is not None:
            callback.stop()
    worker.profile_history.clear()
    worker.profile_keys_history.clear()


def dask_setup(_: Worker) -> None:
    """Import what makes reports of every format: for ``dask worker --preload`` with this module.

    Else a worker does that in its first run, whose every report waits for it.
    """
    for maker in REPORT_MAKERS.values():
        import_module(maker.module)


def make_here(run: str, codes: Sequence[str]) -> list[Outcome]:
    """Return some reports of a run, or why each could not be made."""
    return [_makers[run].make(code) for code in codes]
