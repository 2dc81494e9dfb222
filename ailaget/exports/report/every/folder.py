"""Where reports lie until all are made: by what they hold, so that a later run makes the rest."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from ailaget.errors import AilagetError
from ailaget.exports.report.every.material import Material
from ailaget.store.disk import OWNERS_FILE, own_folder
from ailaget.store.files import sweep_half_written, write_whole
from ailaget.store.swap import LOCK
from ailaget.store.workspace import Workspace

MOST_SETS = 6
"""Sets of reports that are kept; the one that was begun first goes first."""

ABOUT = "about.json"

PATIENCE = 2.0
"""Seconds until it is certain that reports are being made already."""


class AlreadyMaking(AilagetError):
    """Reports are being made in this working folder already."""

    def __init__(self) -> None:
        super().__init__("all_reports.already")


class NotWritable(AilagetError):
    """Nothing can be written where reports are kept."""

    def __init__(self, folder: Path, reason: OSError) -> None:
        super().__init__("all_reports.not_writable", folder=str(folder), reason=reason.strerror)


@contextmanager
def only_run(place: Workspace, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only one who makes all reports in a working folder; raises AlreadyMaking.

    With patience, since whoever looks whether some are made has the lock for a moment.
    """
    try:
        lock = FileLock(own_folder(place.report_files) / LOCK, timeout=patience, mode=OWNERS_FILE)
        lock.acquire()
    except Timeout as error:
        raise AlreadyMaking from error
    except OSError as error:
        raise NotWritable(place.report_files, error) from error
    try:
        yield
    finally:
        lock.release()


def is_making(place: Workspace) -> bool:
    """Return whether reports are being made in a working folder now."""
    if not place.report_files.is_dir():
        return False
    try:
        with only_run(place, 0):
            return False
    except AlreadyMaking:
        return True


class Folder:
    """The reports of one material that have been made, each whole or not there."""

    def __init__(self, path: Path, ending: str) -> None:
        self.path, self._ending = path, ending

    def file(self, code: str) -> Path:
        """Return where a report lies once it is made."""
        return self.path / f"{code}.{self._ending}"

    def has(self, code: str) -> bool:
        """Return whether a report is made."""
        return self.file(code).is_file()

    def keep(self, code: str, content: bytes) -> None:
        """Keep a report that is made; raises DiskFull and OSError."""
        write_whole(self.file(code), content)


def folder_of(place: Workspace, material: Material) -> tuple[Folder, Material]:
    """Return the folder of a material, and the material with the day of the first run.

    So all reports of a set say the same day. For the only run; raises NotWritable, DiskFull.
    """
    order = material.order
    try:
        path = own_folder(place.report_files / material.key)
        sweep_half_written(path)
        today = _day_of(path) or order.selection.today
        if not (path / ABOUT).exists():
            about = {"day": today, "kind": order.kind, "wave": order.selection.wave}
            write_whole(path / ABOUT, json.dumps(about).encode())
        _sweep(place, path)
    except OSError as error:
        raise NotWritable(place.report_files, error) from error
    of_that_day = replace(order, selection=replace(order.selection, today=today))
    return Folder(path, order.ending), replace(material, order=of_that_day)


def _day_of(path: Path) -> str:
    with suppress(FileNotFoundError, ValueError):
        return str(json.loads((path / ABOUT).read_bytes())["day"])
    return ""


def _sweep(place: Workspace, current: Path) -> None:
    sets = [about.parent for about in place.report_files.glob(f"*/{ABOUT}")]
    begun = sorted(sets, key=lambda path: (path / ABOUT).stat().st_mtime_ns)
    for path in begun[: max(len(begun) - MOST_SETS, 0)]:
        if path != current:
            shutil.rmtree(path, ignore_errors=True)
