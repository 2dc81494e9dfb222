"""What takes long and no filter changes, computed when a database comes into force."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from sqlite3 import DatabaseError
from typing import Any

from filelock import FileLock

from ailaget.errors import AilagetError
from ailaget.statistics.sample import Series
from ailaget.statistics.spatial import NEEDED
from ailaget.store.builds import current_build
from ailaget.store.database import Database, open_database
from ailaget.store.disk import OWNERS_FILE, own_folder
from ailaget.store.practice import newest_revision
from ailaget.store.precomputed import (
    computed_path,
    every_computed,
    keep_computed,
    read_computed,
    sweep_computed,
)
from ailaget.store.workspace import Workspace
from ailaget.views.base.selection import LOW_RESPONSE, Selection
from ailaget.views.collaboration.basis import basis_of
from ailaget.views.collaboration.grouping import problem_of, sought_ahead
from ailaget.views.inequality.neighbourhood import DEFINITIONS, permuted_ahead, spatial_key

ENTRIES = "entries"
"""Beside the results stands the newest revision of the entries that they were computed of."""

Case = Callable[[], Any]
"""Computes a result, as it is kept."""


def compute_ahead(place: Workspace) -> int:
    """Compute what takes long of all that readers can choose, beside the database in force.

    One at a time does it, and results that lie beside an earlier database are taken over, so a new
    wave, or a collaboration that editors have changed, costs its own alone. A kill leaves all of
    them or none. Returns how many were computed.
    """
    if (build := current_build(place)) is None or _is_done(place, build):
        return 0
    with FileLock(own_folder(place.shared_databases) / ".computed.lock", mode=OWNERS_FILE):
        build = current_build(place)
        if build is None or _is_done(place, build):
            return 0
        entries = _entries_now(place)
        sweep_computed(place)
        database = open_database(place, build)
        try:
            cases = {**dict(_groups(database)), **dict(_permutations(database))}
        finally:
            database.close()
        known = every_computed(place)
        new = {key: compute() for key, compute in cases.items() if key not in known}
        results = known | new
        kept = {key: results[key] for key in cases}
        keep_computed(place, build, kept | {ENTRIES: entries})
    return len(new)


def _is_done(place: Workspace, build: str) -> bool:
    """Return whether all lies beside a database, computed of the entries that there are now."""
    path = computed_path(place, build)
    return path.exists() and read_computed(path).get(ENTRIES) == _entries_now(place)


def _entries_now(place: Workspace) -> int:
    """Return the newest revision of the entries of practice; 0 where none can be read."""
    with suppress(AilagetError, DatabaseError):
        return newest_revision(place)
    return 0


def _groups(database: Database) -> Iterator[tuple[str, Case]]:
    """Give the groups for a shared position by our own weights, of every published wave.

    One that less than half have answered is yet to change: its groups are sought when asked for.
    """
    for wave in database.query("waves")["wave"]:
        chosen = Selection(wave=str(wave), is_demo=False)
        # Where the records cannot be read, or too few are left to be a group, a page says so.
        with suppress(AilagetError, DatabaseError):
            basis = basis_of(database, chosen)
            if basis.rows["fte"].notna().mean() >= LOW_RESPONSE:
                problem = problem_of(basis, chosen)
                yield problem.key, partial(sought_ahead, problem)


def _permutations(database: Database) -> Iterator[tuple[str, Case]]:
    """Give every published wave, indicator and definition that has enough answers, few first."""
    cases: list[tuple[int, str, Series, str]] = []
    for wave in database.query("waves")["wave"]:
        rows = database.query("wave_indicators", wave=wave)
        for _, chosen in rows.groupby("indicator", sort=False):
            values = chosen.set_index("municipality")["value"]
            if values.count() >= NEEDED:
                cases += [
                    (int(values.count()), spatial_key(values, definition), values, definition)
                    for definition in DEFINITIONS
                ]
    for _, key, values, definition in sorted(cases, key=lambda case: case[:2]):
        yield key, partial(permuted_ahead, values, definition)
