"""A database whose answers are remembered, as on the pages: frames are shared, and not changed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace

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
