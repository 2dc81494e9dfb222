"""A database whose answers are remembered, as on the pages: frames are shared, and not changed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.ui import data
from ailaget.ui.acceleration import replay

ANSWERS: dict[Any, pd.DataFrame] = {}
"""By build, query and parameters: a build's name tells all that it was made of."""


@dataclass(frozen=True, eq=False)
class Remembered(Database):
    """Asks each question once for all tests."""

    def query(self, name: str, **params: object) -> pd.DataFrame:
        given = ((k, tuple(v) if isinstance(v, list) else v) for k, v in params.items())
        key = (self.build, name, frozenset(given))
        if key not in ANSWERS:
            ANSWERS[key] = super().query(name, **params)
        return ANSWERS[key]


def remembered(place: Workspace) -> Remembered:
    """Open the database in force in a folder."""
    database = open_database(place)
    return Remembered(database.build, database.connection, database.results, database.workspace)


def forget_the_folder() -> None:
    """Forget what pages have read of a folder, such as its records: another takes its place.

    What was asked of a build, and made of its answers, stays. For tests that edit no entries: views
    of those are kept by the number of their revision, which two folders have alike.
    """
    for kept in (data._databases, data._read, data._changes, replay._recordings):
        kept.clear()
