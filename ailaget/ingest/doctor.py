"""Checks of the working folder: is everything whole, and what to do where it is not."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from ailaget.errors import AilagetError
from ailaget.ingest.contents import files_that_ask
from ailaget.ingest.disclosure import protected_questions
from ailaget.ingest.stamp import stamp
from ailaget.settings import set_here, wrong_settings
from ailaget.store.archive import ChangedFile, read_received, unlisted
from ailaget.store.builds import current_build, failure, fetch_build, pointed_at, stamp_of
from ailaget.store.database import DamagedDatabase, open_database
from ailaget.store.files import BrokenChain, DamagedJournal, torn_line
from ailaget.store.state import State, read_decisions, read_manifest
from ailaget.store.swap import MARK, is_restore_interrupted
from ailaget.store.waves import is_received_wave
from ailaget.store.workspace import Workspace

MUNICIPALITIES = 290


@dataclass(frozen=True)
class Diagnosis:
    """One check's outcome: ``ok``, ``note`` (works, worth knowing) or ``fault``; a text key."""

    state: str
    key: str
    params: dict[str, object]


def examine(workspace: Workspace) -> list[Diagnosis]:
    """Return what was found, in the order of checking."""
    if is_restore_interrupted(workspace.root):
        mark = workspace.root / MARK
        return [Diagnosis("fault", "doctor.restore_interrupted", {"mark": mark})]
    server = _server(workspace)
    if any(finding.state == "fault" for finding in server):
        return server
    damaged = _journals(workspace)
    if damaged:  # what such a journal said is not known: nothing is told of what it lists
        return [*server, *damaged, *_database(workspace, None)]
    state = workspace.state()
    archive = [*_torn(workspace), *_archive(workspace, state)]
    database = _database(workspace, state)
    is_whole = all(finding.state != "fault" for finding in archive)
    return [*server, *archive, *database, *(_protected(workspace, state) if is_whole else [])]


def _server(workspace: Workspace) -> list[Diagnosis]:
    """Return whether PostgreSQL can be used, where there is one, and where databases are kept."""
    try:
        if server := workspace.server():
            params: dict[str, object] = {"server": server.name, "version": server.check()}
            return [Diagnosis("ok", "doctor.server", params | {"folder": workspace.databases})]
    except AilagetError as error:
        return [Diagnosis("fault", f"errors.{error.key}", error.params)]
    return []


def examine_environment(environment: Mapping[str, str]) -> list[Diagnosis]:
    """Return which settings an environment gives, and which of them have no effect as they are."""
    faults = [
        Diagnosis("fault", "doctor.setting_unknown", {"name": each.name, "nearest": each.nearest})
        if each.nearest
        else Diagnosis("fault", "doctor.setting_meaningless", {"name": each.name})
        for each in wrong_settings(environment)
    ]
    names = set_here(environment)
    params: dict[str, object] = {"names": ", ".join(names)}
    shown = Diagnosis("ok", "doctor.settings" if names else "doctor.settings_none", params)
    return [*faults, shown]


def _protected(workspace: Workspace, state: State) -> list[Diagnosis]:
    """Audit all that was ever shown of protected questions; what it was made of must be whole."""
    questions = list(protected_questions(workspace, state))
    faults = [
        Diagnosis(
            "fault", "doctor.protected_told", {"question": each.question, "wave": each.wave[0]}
        )
        for each in questions
        if next(each.disclosure.breaches(), None) is not None
    ]
    shown = sum(len(each.disclosure.counts) for each in questions)
    return faults or [Diagnosis("ok", "doctor.protected", {"n": shown})]


def _journals(workspace: Workspace) -> list[Diagnosis]:
    faults = []
    for read in (read_manifest, read_decisions):
        try:
            read(workspace)
        except BrokenChain as error:
            faults.append(Diagnosis("fault", "doctor.chain_broken", error.params))
        except DamagedJournal as error:
            faults.append(Diagnosis("fault", "doctor.journal_damaged", error.params))
    return faults


def _torn(workspace: Workspace) -> list[Diagnosis]:
    """Return the journals whose last line a crash has cut short: it never took effect."""
    files = () if workspace.server() else (workspace.manifest, workspace.decisions)
    torn = {path: torn_line(path) for path in files}
    return [
        Diagnosis("note", "doctor.journal_torn", {"path": path, "line": line})
        for path, line in torn.items()
        if line is not None
    ]


def _archive(workspace: Workspace, state: State) -> list[Diagnosis]:
    faults = []
    for sha256, name in state.archived:
        try:
            read_received(workspace, sha256, name)
        except ChangedFile as error:
            key = error.key.replace("store.changed_file", "doctor.file_changed")
            key = key.replace("store.missing_file", "doctor.file_missing")
            faults.append(Diagnosis("fault", key, {"name": name}))
    unnamed = unlisted(workspace, state)
    notes = [Diagnosis("note", "doctor.file_unlisted", {"name": name}) for name in unnamed]
    waves = sorted({str(e.wave) for e in state.received if not is_received_wave(str(e.wave))})
    notes += [Diagnosis("note", "doctor.no_wave", {"wave": wave}) for wave in waves]
    notes += [] if faults else _asking(workspace, state)
    return faults + notes or [Diagnosis("ok", "doctor.archive", {"n": len(state.archived)})]


def _asking(workspace: Workspace, state: State) -> list[Diagnosis]:
    """Return the files of which questions wait for what their numbers mean."""
    try:
        asking = files_that_ask(workspace, state)
    except AilagetError:  # a file that cannot be read stops the build, which says so itself
        return []
    return [
        Diagnosis("note", "doctor.numbers_asked", {"name": e.name, "wave": e.wave, "n": count})
        for e, count in asking
    ]


def _database(workspace: Workspace, state: State | None) -> list[Diagnosis]:
    name = pointed_at(workspace)
    if name and workspace.follows_server():
        fetch_build(workspace, name)
    if name is None:
        return [Diagnosis("note", "doctor.no_database", {}), *_unbuilt(workspace, state)]
    if not (workspace.databases / name).is_file():
        return [Diagnosis("fault", "doctor.database_gone", {"path": workspace.pointer})]
    try:
        database = open_database(workspace, name)
        waves = database.query("waves")
        with database.connection.cursor() as cursor:
            counted = cursor.execute("select count(*) from municipality").fetchone()
        database.close()
    except DamagedDatabase:
        return [Diagnosis("fault", "doctor.database_damaged", {"name": name})]
    except (duckdb.Error, AilagetError) as error:
        return [Diagnosis("fault", "doctor.database_broken", {"name": name, "reason": str(error)})]
    if counted != (MUNICIPALITIES,):
        reason = f"{counted} != {MUNICIPALITIES}"
        return [Diagnosis("fault", "doctor.database_broken", {"name": name, "reason": reason})]
    works = Diagnosis("ok", "doctor.database", {"name": name, "waves": len(waves)})
    return [works, *_unbuilt(workspace, state)]


def _unbuilt(workspace: Workspace, state: State | None) -> list[Diagnosis]:
    """Return what has come that the database lacks, and why it could not be built, if tried."""
    if state is None or stamp_of(current_build(workspace)) == stamp(state):
        return []
    if reason := failure(workspace, stamp(state)):
        return [Diagnosis("fault", "doctor.build_failed", {"reason": reason})]
    return [Diagnosis("note", "doctor.not_current", {})] if pointed_at(workspace) else []
