"""Checks of the working folder: is everything whole, and what to do where it is not."""

import hashlib
from dataclasses import dataclass

import duckdb

from ailaget.errors import AilagetError
from ailaget.ingest.building import is_current
from ailaget.store.archive import received_files
from ailaget.store.database import current_build, open_database
from ailaget.store.decisions import decisions
from ailaget.store.files import DamagedJournal
from ailaget.store.waves import is_wave
from ailaget.store.workspace import Workspace

MUNICIPALITIES = 290


@dataclass(frozen=True)
class Finding:
    """One check's outcome: ``ok``, ``note`` (works, worth knowing) or ``fault``; a text key."""

    state: str
    key: str
    params: dict[str, object]


def examine(workspace: Workspace) -> list[Finding]:
    """Return what was found, in the order of checking."""
    damaged = _journals(workspace)
    # What a damaged journal said is not known: nothing is told of what it lists.
    archive = damaged or _archive(workspace)
    return [*archive, *_database(workspace, is_whole=not damaged)]


def _journals(workspace: Workspace) -> list[Finding]:
    faults = []
    for read in (received_files, decisions):
        try:
            read(workspace)
        except DamagedJournal as error:
            faults.append(Finding("fault", "doctor.journal_damaged", error.params))
    return faults


def _archive(workspace: Workspace) -> list[Finding]:
    files = received_files(workspace)
    faults = []
    for entry in files:
        path = workspace.archive / entry.sha256
        if not path.exists():
            faults.append(Finding("fault", "doctor.file_missing", {"name": entry.name}))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256:
            faults.append(Finding("fault", "doctor.file_changed", {"name": entry.name}))
    listed = {entry.sha256 for entry in files}
    kept = workspace.archive.glob("[0-9a-f]*") if workspace.archive.exists() else ()
    unlisted = [path.name for path in kept if path.name not in listed]
    notes = [Finding("note", "doctor.file_unlisted", {"name": name}) for name in unlisted]
    waves = sorted({entry.wave for entry in files if not is_wave(entry.wave)})
    notes += [Finding("note", "doctor.no_wave", {"wave": wave}) for wave in waves]
    return faults + notes or [Finding("ok", "doctor.archive", {"n": len(files)})]


def _database(workspace: Workspace, *, is_whole: bool) -> list[Finding]:
    build = current_build(workspace)
    if build is None:
        if workspace.pointer.exists():
            return [Finding("fault", "doctor.database_gone", {"path": workspace.pointer})]
        return [Finding("note", "doctor.no_database", {})]
    try:
        database = open_database(workspace, build)
        waves = database.query("waves")
        with database.connection.cursor() as cursor:
            counted = cursor.execute("select count(*) from municipality").fetchone()
        database.close()
    except (duckdb.Error, AilagetError) as error:
        return [Finding("fault", "doctor.database_broken", {"name": build, "reason": str(error)})]
    if counted != (MUNICIPALITIES,):
        reason = f"{counted} != {MUNICIPALITIES}"
        return [Finding("fault", "doctor.database_broken", {"name": build, "reason": reason})]
    found = [Finding("ok", "doctor.database", {"name": build, "waves": len(waves)})]
    if is_whole and not is_current(workspace):
        found.append(Finding("note", "doctor.not_current", {}))
    return found
