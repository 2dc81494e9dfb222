"""What takes long and no filter changes, computed when a database comes into force."""

from collections.abc import Iterator

from filelock import FileLock

from ailaget.statistics.sample import Series
from ailaget.statistics.spatial import NEEDED
from ailaget.store.builds import current_build
from ailaget.store.database import Database, open_database
from ailaget.store.disk import OWNERS_FILE
from ailaget.store.precomputed import (
    computed_path,
    every_computed,
    keep_computed,
    sweep_computed,
)
from ailaget.store.workspace import Workspace
from ailaget.views.inequality.neighbourhood import DEFINITIONS, permuted_ahead, spatial_key

Case = tuple[Series, str]
"""An indicator's values over the whole country, and a neighbours' definition."""


def compute_ahead(place: Workspace) -> int:
    """Compute the permutations of all that readers can choose, beside the database in force.

    One at a time does it, and results that lie beside an earlier database are taken over, so a new
    wave costs its own alone. A kill leaves all of them or none. Returns how many were computed.
    """
    if (build := current_build(place)) is None or computed_path(place, build).exists():
        return 0
    with FileLock(place.databases / ".computed.lock", mode=OWNERS_FILE):
        build = current_build(place)
        if build is None or computed_path(place, build).exists():
            return 0
        sweep_computed(place)
        database = open_database(place, build)
        try:
            cases = dict(_cases(database))
        finally:
            database.close()
        known = every_computed(place)
        missing = sorted(cases.keys() - known.keys(), key=lambda key: cases[key][0].count())
        new = {key: permuted_ahead(*cases[key]) for key in missing}
        results = known | new
        keep_computed(place, build, {key: results[key] for key in cases})
    return len(new)


def _cases(database: Database) -> Iterator[tuple[str, Case]]:
    """Give every published wave, indicator and definition that has enough answers."""
    for wave in database.query("waves")["wave"]:
        rows = database.query("wave_indicators", wave=wave)
        for _, chosen in rows.groupby("indicator", sort=False):
            values = chosen.set_index("municipality")["value"]
            if values.count() >= NEEDED:
                for definition in DEFINITIONS:
                    yield spatial_key(values, definition), (values, definition)
