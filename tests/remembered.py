"""A database whose answers are remembered, as on the pages: frames are shared, and not changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd

from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.ui import data
from ailaget.ui.acceleration import replay
from ailaget.views.base.selection import Selection

Made, Seen = TypeVar("Made"), TypeVar("Seen")

ANSWERS: dict[Any, pd.DataFrame] = {}
"""By build, query and parameters: a build's name tells all that it was made of."""

MADE: dict[Hashable, Any] = {}
"""What is made of answers whatever is chosen, by build and key."""

VIEWS: dict[Any, Any] = {}
"""What views have shown, by view, build and selection."""


@dataclass(frozen=True, eq=False)
class Remembered(Database):
    """Asks each question once for all tests."""

    def query(self, name: str, **params: object) -> pd.DataFrame:
        given = ((k, tuple(v) if isinstance(v, list) else v) for k, v in params.items())
        key = (self.build, name, frozenset(given))
        if key not in ANSWERS:
            ANSWERS[key] = super().query(name, **params)
        return ANSWERS[key]

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is made of the build's answers under a key, made once."""
        if (self.build, key) not in MADE:
            MADE[self.build, key] = make()
        made: Made = MADE[self.build, key]
        return made


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


def cached_view(
    view: Callable[[Database, Selection], Seen], source: Database, chosen: Selection
) -> Seen:
    """Return what a view shows of a selection, made once: what it gives is never changed."""
    key = (view, source.build, chosen)
    if key not in VIEWS:
        VIEWS[key] = view(source, chosen)
    shown: Seen = VIEWS[key]
    return shown
