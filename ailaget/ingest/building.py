"""Building the database from archive, decisions, codebook and reference, and making it current."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from ailaget.codebook import DATA
from ailaget.errors import AilagetError
from ailaget.ingest.contents import waves_in_force, waves_waiting
from ailaget.ingest.context.database_rows import context_tables
from ailaget.ingest.database_tables import (
    Row,
    Wave,
    WaveKey,
    reference_rows,
    survey_rows,
    waves_of,
)
from ailaget.ingest.disclosure import protected_rows
from ailaget.ingest.over_time import large_changes, wave_before
from ailaget.ingest.risk import risk_rows
from ailaget.ingest.stamp import stamp
from ailaget.ingest.survey import Finding
from ailaget.store.builds import (
    checksum_path,
    fetch_build,
    forget_failure,
    keep_checksum,
    keep_failure,
    name_for,
    pointed_at,
    share_build,
    sweep,
)
from ailaget.store.change import Change, begin_change
from ailaget.store.database import LOCKED_DOWN, QUERIES, schema_of
from ailaget.store.decisions import (
    AREAS,
    PUBLISH,
    START_EMPTY,
    answering_areas,
    published_waves,
)
from ailaget.store.disk import OWNERS_FILE, own_folder, room_in, sync_file, sync_folder, tighten
from ailaget.store.state import State
from ailaget.store.versions import pin_earlier_publications
from ailaget.store.waves import MUNICIPALITIES, REGIONS, asked_in, month_of
from ailaget.store.workspace import Workspace

DEMO_SURVEYS = DATA / "surveys"
DEMO = "demo"
KEPT_BUILDS = 3
"""Earlier databases that stay, so that sessions that still read one are not cut off."""

WRITING = {
    # What a column takes at least: of DuckDB's own 262,144 bytes most would lie empty.
    "default_block_size": "32768",
    # To try every way of packing tables this small takes a quarter of a build.
    "force_compression": "uncompressed",
    # What is committed goes into the file at once, not first into a log beside it.
    "checkpoint_threshold": "1KB",
}
"""How DuckDB writes a database that is made once and then only read."""


@dataclass(frozen=True)
class _KnownWaves:
    """The waves in force, whoever is asked, which are published, and what is marked.

    `published` is keyed by is_demo; `waiting` are the published with changes not yet published.
    """

    waves: dict[WaveKey, Wave]
    published: dict[bool, set[str]]
    waiting: set[str]
    marks: dict[WaveKey, list[Finding]]


class BuildFailed(AilagetError):
    """The database could not be built; nothing has changed."""

    def __init__(self, reason: Exception) -> None:
        super().__init__("store.build_failed", reason=f"{type(reason).__name__}: {reason}")


@contextmanager
def changing(workspace: Workspace, *, empty: bool = False) -> Iterator[Change]:
    """Receive and decide, in the change that is given: it takes effect once it has been built.

    What readers see changes last. Where the database cannot be built of the change, or the body
    raises, nothing has been received or decided, and readers keep what they had; an archived file
    stays in the archive, unlisted. An empty folder gets the demonstration waves, unless `empty`.

    Raises BuildFailed, or the named error of what is damaged or full.
    """
    with begin_change(workspace) as change:
        (_start_empty if empty else _fill_with_demo)(change)
        pin_earlier_publications(change)
        yield change
        name = built(workspace, change.state)
        change.take_effect(name)
        forget_failure(workspace)
        _retire(workspace, name)


def build(workspace: Workspace, *, empty: bool = False) -> str:
    """Build what is missing and make it current; return the database's file name.

    The name is made of everything that the database is built from: the same input gives the same
    name, and a whole database that is already there is only pointed at. Raises as `changing`.
    """
    tighten(own_folder(workspace.root))
    with changing(workspace, empty=empty):
        pass
    return str(pointed_at(workspace))


def _fill_with_demo(change: Change) -> None:
    """Archive and publish the demonstration waves, unless the folder has anything of its own.

    Those of them that a kill has left out come now: they are received before they are decided. So
    do those that an earlier version had not.
    """
    before = change.state
    if any(not decision.get("is_demo") for decision in before.decisions) or any(
        not entry.is_demo for entry in before.received
    ):
        return
    decided = {decision["wave"] for decision in before.decisions}
    for path in sorted(DEMO_SURVEYS.glob("*.csv")):
        wave = path.stem.removeprefix(f"{DEMO}_")
        if wave not in {entry.wave for entry in before.received}:
            change.receive(path.read_bytes(), path.name, wave, DEMO, is_demo=True)
        if wave not in decided:
            change.decide(PUBLISH, DEMO, wave=wave, is_demo=True)


def _start_empty(change: Change) -> None:
    """Decide that an empty folder stays without demonstration waves."""
    if change.state == State():
        change.decide(START_EMPTY, "")


def built(workspace: Workspace, state: State) -> str:
    """Return the name of the database of all that is received and decided, built if it lacks.

    It is written beside, and there whole, with its checksum, or not at all. The caller holds the
    lock. Where several machines share the folder it is fetched, or laid where they fetch it.
    """
    made_of = stamp(state)
    name = name_for(workspace, made_of)
    if workspace.follows_server():
        fetch_build(workspace, name)
    if not (workspace.databases / name).exists():
        _build_beside(workspace, state, name, made_of)
    if workspace.follows_server():
        share_build(workspace, name)
    return name


def _build_beside(workspace: Workspace, state: State, name: str, made_of: str) -> None:
    target = own_folder(workspace.databases) / name
    sweep(workspace)
    beside = workspace.databases / f".building-{uuid.uuid4().hex[:8]}.duckdb"
    try:
        with room_in(workspace.databases):
            _write_database(beside, workspace, state)
            beside.chmod(OWNERS_FILE)
            sync_file(beside)
            keep_checksum(target, beside)
            beside.replace(target)
            sync_folder(workspace.databases)
    except Exception as error:
        sweep(workspace)
        keep_failure(workspace, made_of, error)
        if isinstance(error, AilagetError):
            raise
        raise BuildFailed(error) from error


def _write_database(path: Path, workspace: Workspace, state: State) -> None:
    known = _known_waves(workspace, state)
    tables, *views = [
        file.read_text(encoding="utf-8") for file in sorted((QUERIES / "build").glob("*"))
    ]
    with duckdb.connect(str(path), config={**LOCKED_DOWN, **WRITING}) as connection:
        # Nobody sees it half made: as one transaction it is brought to the disk once.
        connection.begin()
        connection.execute(tables)
        _fill(connection, known, MUNICIPALITIES, state)
        for table, columns in context_tables(workspace, state):
            _insert_columns(connection, table, columns)
        for table, area_rows in _area_tables(workspace, state):
            _insert(connection, table, area_rows)
        protected = protected_rows(workspace, state, known.published)
        _insert(connection, "every_protected_count", protected)
        _insert(connection, "every_protected_risk", risk_rows(workspace, state, known.published))
        for script in views:
            connection.execute(script)
        for others in (REGIONS, *answering_areas(state.decisions)):
            schema = schema_of(others)
            connection.execute(f"create schema {schema}; set schema = '{schema}'")
            connection.execute(tables)
            _fill(connection, known, others, state)
            for script in views:
                connection.execute(script)
        connection.commit()
        connection.execute("checkpoint")


def _known_waves(workspace: Workspace, state: State) -> _KnownWaves:
    waves = waves_in_force(workspace, state)
    published = {
        is_demo: published_waves(state.decisions, is_demo=is_demo) for is_demo in (False, True)
    }
    # Nothing of a draft reaches readers, not even as the answer before.
    seen = {key: wave for key, wave in waves.items() if key[0] in published[key[1]]}
    marks = {
        key: list(large_changes(wave, wave_before(seen if key in seen else waves, key)))
        for key, wave in waves.items()
    }
    if any(asked_in(wave) == MUNICIPALITIES for wave in published[False]):
        # The first real wave hides what is invented, of regions too.
        waves = {key: w for key, w in waves.items() if not key[1] or asked_in(key[0]) != REGIONS}
    return _KnownWaves(waves, published, waves_waiting(workspace, state, waves), marks)


def _fill(
    connection: duckdb.DuckDBPyConnection, known: _KnownWaves, respondents: str, state: State
) -> None:
    """Fill the schema in force with what municipalities, regions or a set's areas have answered."""
    for table, rows in reference_rows(respondents, state.decisions):
        _insert(connection, table, rows)
    published = {
        is_demo: {month_of(wave) for wave in waves if asked_in(wave) == respondents}
        for is_demo, waves in known.published.items()
    }
    waiting = {month_of(wave) for wave in known.waiting if asked_in(wave) == respondents}
    waves, marks = waves_of(respondents, known.waves), waves_of(respondents, known.marks)
    for table, rows in survey_rows(waves, published, waiting, marks):
        _insert(connection, table, rows)


def _area_tables(workspace: Workspace, state: State) -> Iterable[tuple[str, Sequence[Row]]]:
    """Yield the tables of area sets; what reads boundaries is imported where there are any."""
    if not any(decision["kind"] == AREAS for decision in state.decisions):
        return ()
    from ailaget.ingest.areas.database_rows import area_tables

    return area_tables(workspace, state)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        _insert_columns(connection, table, list(zip(*rows, strict=True)))


def _insert_columns(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[Sequence[object]]
) -> None:
    incoming = pa.table({f"c{i}": pa.array(column) for i, column in enumerate(columns)})
    # The relational API takes the table's name as data: no SQL is made of strings.
    connection.from_arrow(incoming).insert_into(table)


def _retire(workspace: Workspace, current: str) -> None:
    for folder in {workspace.databases, workspace.shared_databases}:
        _retire_in(folder, current)


def _retire_in(folder: Path, current: str) -> None:
    builds = sorted(folder.glob("ailaget-*.duckdb"), key=lambda path: path.stat().st_mtime)
    for old in [path for path in builds if path.name != current][:-KEPT_BUILDS]:
        # A database that a session still reads cannot be deleted on Windows: next time, then.
        try:
            old.unlink()
            checksum_path(old).unlink(missing_ok=True)
        except PermissionError:
            continue
