"""A database whose answers are remembered, as on the pages: frames are shared, and not changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace

KEPT = 4_000


@dataclass(frozen=True, eq=False)
class Remembered(Database):
    """Answers each question once for all tests: a build's name tells all that it was made of."""

    def query(self, name: str, **params: object) -> pd.DataFrame:
        return _rows(_Question(self, name, params))


def remembered(place: Workspace) -> Remembered:
    """Open the database in force in a folder."""
    database = open_database(place)
    return Remembered(database.build, database.connection, database.results)


class _Question:
    """A query of a build, and the database that is asked where nobody has before."""

    def __init__(self, database: Remembered, name: str, params: Mapping[str, Any]) -> None:
        self.ask = lambda: Database.query(database, name, **params)
        given = {k: tuple(v) if isinstance(v, list) else v for k, v in params.items()}
        self.key = (database.build, name, frozenset(given.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Question) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(KEPT)
def _rows(question: _Question) -> pd.DataFrame:
    return question.ask()
