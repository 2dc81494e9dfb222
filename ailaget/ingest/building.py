"""Building the database from archive, decisions, codebook and reference, and making it current."""

import hashlib
import json
import logging
import os
import uuid
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from ailaget.codebook import CODEBOOK, DATA
from ailaget.ingest.contents import waves_in_force, waves_waiting
from ailaget.ingest.over_time import leaps, wave_before
from ailaget.ingest.survey import read_survey
from ailaget.ingest.tables import Row, reference_rows, survey_rows
from ailaget.store.archive import keep, received_files
from ailaget.store.database import QUERIES, current_build
from ailaget.store.decisions import PUBLISH, START_EMPTY, decide, decisions, published_waves
from ailaget.store.files import DamagedJournal, write_whole
from ailaget.store.versions import pin_earlier_publications
from ailaget.store.workspace import Workspace

logger = logging.getLogger(__name__)

DEMO_SURVEYS = DATA / "surveys"
DEMO = "demo"
KEPT_BUILDS = 3
"""Earlier databases that stay, so that sessions that still read one are not cut off."""


def fill_with_demo(workspace: Workspace) -> None:
    """Archive and publish the demonstration waves, unless the folder has received anything."""
    with workspace.lock():
        if received_files(workspace) or decisions(workspace):
            return
        for path in sorted(DEMO_SURVEYS.glob("*.csv")):
            survey = read_survey(path.read_bytes(), path.name)
            keep(workspace, path.read_bytes(), path.name, survey.wave, DEMO, is_demo=True)
            decide(workspace, PUBLISH, DEMO, wave=survey.wave, is_demo=True)


def start_empty(workspace: Workspace) -> None:
    """Decide that an empty folder stays without demonstration waves."""
    with workspace.lock():
        if not received_files(workspace) and not decisions(workspace):
            decide(workspace, START_EMPTY, "")


def build(workspace: Workspace, *, empty: bool = False) -> str:
    """Build what is missing and make it current; return the database's file name.

    The name is made of everything that the database is built from: the same input gives the same
    name, and a database that is already there is only pointed at.
    """
    if empty:
        start_empty(workspace)
    else:
        fill_with_demo(workspace)
    with workspace.lock():
        pin_earlier_publications(workspace)
        name = f"ailaget-{_stamp(workspace)}.duckdb"
        target = workspace.databases / name
        if not target.exists():
            _sweep(workspace)
            beside = workspace.databases / f".building-{uuid.uuid4().hex[:8]}.duckdb"
            workspace.databases.mkdir(parents=True, exist_ok=True)
            _write_database(beside, workspace)
            with beside.open("rb") as handle:
                os.fsync(handle.fileno())
            beside.replace(target)
        if current_build(workspace) != name:
            write_whole(workspace.pointer, name.encode())
        _retire(workspace, name)
    return name


def build_in_force(workspace: Workspace) -> str:
    """Build what is missing, and return the database in force.

    Where a journal is damaged that is the one before, as long as there is one: readers keep what
    they had. Raises DamagedJournal where there is none.
    """
    before = current_build(workspace)
    try:
        return before if before and is_current(workspace) else build(workspace)
    except DamagedJournal as error:
        if before is None:
            raise
        logger.warning("the database before stays in force: %s", error)
        return before


def is_current(workspace: Workspace) -> bool:
    """Return whether the database in force holds everything received and decided."""
    return current_build(workspace) == f"ailaget-{_stamp(workspace)}.duckdb"


def _stamp(workspace: Workspace) -> str:
    digest = hashlib.sha256()
    reference = [CODEBOOK, *DATA.glob("*.csv"), *(QUERIES / "build").glob("*.sql")]
    code = Path(__file__).parent.glob("*.py")
    for path in [*sorted(reference), *sorted(code)]:
        digest.update(path.read_bytes())
    entries = [vars(entry) for entry in received_files(workspace)]
    digest.update(json.dumps([entries, decisions(workspace)], sort_keys=True).encode())
    return digest.hexdigest()[:12]


def _write_database(path: Path, workspace: Workspace) -> None:
    waves = waves_in_force(workspace)
    published = {is_demo: published_waves(workspace, is_demo=is_demo) for is_demo in (False, True)}
    # Nothing of a draft reaches readers, not even as the answer before.
    seen = {key: wave for key, wave in waves.items() if key[0] in published[key[1]]}
    scripts = [file.read_text(encoding="utf-8") for file in sorted((QUERIES / "build").glob("*"))]
    with duckdb.connect(str(path)) as connection:
        connection.execute(scripts[0])
        for table, rows in reference_rows():
            _insert(connection, table, rows)
        marks = {
            key: list(leaps(wave, wave_before(seen if key in seen else waves, key)))
            for key, wave in waves.items()
        }
        for table, rows in survey_rows(waves, published, waves_waiting(workspace, waves), marks):
            _insert(connection, table, rows)
        for script in scripts[1:]:
            connection.execute(script)
        connection.execute("checkpoint")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns = list(zip(*rows, strict=True))
    incoming = pa.table({f"c{i}": pa.array(column) for i, column in enumerate(columns)})
    connection.register("incoming", incoming)
    # The relational API takes the table's name as data: no SQL is made of strings.
    connection.table("incoming").insert_into(table)
    connection.unregister("incoming")


def _sweep(workspace: Workspace) -> None:
    for leftover in workspace.databases.glob(".building-*"):
        leftover.unlink(missing_ok=True)


def _retire(workspace: Workspace, current: str) -> None:
    builds = sorted(
        workspace.databases.glob("ailaget-*.duckdb"), key=lambda path: path.stat().st_mtime
    )
    for old in [path for path in builds if path.name != current][:-KEPT_BUILDS]:
        # A database that a session still reads cannot be deleted on Windows: next time, then.
        try:
            old.unlink()
        except PermissionError:
            continue
