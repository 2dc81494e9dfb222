"""A restore drill: a backup is put back elsewhere, built anew, and its figures are compared."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ailaget.codebook import codebook
from ailaget.errors import AilagetError
from ailaget.ingest.building import build
from ailaget.store.backup import newest_backup, restore
from ailaget.store.builds import current_build
from ailaget.store.database import Database, open_database
from ailaget.store.decisions import answering_areas
from ailaget.store.records_file import check_records
from ailaget.store.waves import MUNICIPALITIES, REGIONS, wave_key
from ailaget.store.workspace import Workspace

COMPARED = ["municipality", "value", "status"]

NOISE = 1e-8
"""What two versions' arithmetic may differ by: earlier ones kept nine decimals of an index."""

Figures = dict[tuple[str, str], pd.DataFrame]
"""Each municipality's, or region's, value, by the wave's key and indicator."""


class NothingToCompare(AilagetError):
    """A backup holds no database, and so no figures to hold the restored ones against."""

    def __init__(self, path: Path) -> None:
        super().__init__("backup.nothing_to_compare", path=str(path))


@dataclass(frozen=True)
class Drill:
    """What a drill came to."""

    backup: Path
    waves: int
    figures: int
    different: tuple[tuple[str, str], ...]
    """Wave and indicator of each figure that is another once it is built anew."""


def drill(source: Path) -> Drill:
    """Restore a backup, or the newest in a folder, to a folder that is then removed.

    Its figures as they were built are compared with those that today's code builds of the archive
    and the decisions in it. What is in use is neither read nor changed.

    Raises
    ------
    NotABackup, LostRecords, DamagedRecords, DamagedJournal, ChangedFile
        Where the backup is not whole.
    NothingToCompare
    """
    backup = newest_backup(source) if source.is_dir() else source
    with tempfile.TemporaryDirectory(prefix="ailaget-drill-") as temporary:
        place = Workspace(Path(temporary) / "var")
        restore(place, backup)
        check_records(place)
        if current_build(place) is None:
            raise NothingToCompare(backup)
        before = _figures(place)
        shutil.rmtree(place.databases)
        build(place)
        after = _figures(place)
    different = [key for key in before.keys() | after.keys() if not _are_same(key, before, after)]
    return Drill(
        backup,
        waves=len({wave for wave, _ in after}),
        figures=sum(len(each) for each in after.values()),
        different=tuple(sorted(different)),
    )


def _figures(place: Workspace) -> Figures:
    database = open_database(place)
    sets = answering_areas(place.state().decisions)
    try:
        return {
            (wave_key(wave, respondents), indicator): _values(database, prefix, wave, indicator)
            for respondents in (MUNICIPALITIES, REGIONS, *sets)
            for prefix in ["" if respondents == MUNICIPALITIES else f"{respondents}."]
            for wave in database.query(f"{prefix}waves")["wave"]
            for indicator in codebook().indicators
        }
    finally:
        database.close()


def _values(database: Database, prefix: str, wave: str, indicator: str) -> pd.DataFrame:
    everywhere: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}
    rows = database.query(f"{prefix}indicator_values", wave=wave, indicator=indicator, **everywhere)
    return rows[COMPARED].sort_values("municipality", ignore_index=True)


def _are_same(key: tuple[str, str], before: Figures, after: Figures) -> bool:
    if key not in before or key not in after:
        return False
    old, new = before[key], after[key]
    apart = (old["value"] - new["value"]).abs().fillna(0.0)
    return (
        old.drop(columns="value").equals(new.drop(columns="value"))
        and old["value"].isna().equals(new["value"].isna())
        and bool((apart <= NOISE).all())
    )
