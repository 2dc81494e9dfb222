"""What readers share: the database in force, its queries, and whole views by their selection."""

import logging
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from ailaget.council.made_on import Data
from ailaget.council.revisions import hold_anything, prepare_records
from ailaget.errors import AilagetError
from ailaget.ingest.in_force import build_in_force
from ailaget.practice import Entry, shipped
from ailaget.store.builds import current_build
from ailaget.store.database import Database, open_database, query_of
from ailaget.store.practice import newest_revision, published_entries
from ailaget.store.versions import WaveContent
from ailaget.store.waves import MUNICIPALITIES, REGIONS, wave_key
from ailaget.store.workspace import workspace
from ailaget.texts import texts
from ailaget.ui.cache import Cache, CacheOfBuilds
from ailaget.views.base.respondents import set_titles
from ailaget.views.base.selection import Selection

if TYPE_CHECKING:
    from ailaget.views.upload.changes import Changes

logger = logging.getLogger(__name__)

T = TypeVar("T")

_databases, _read = Cache(4), Cache(40)
_queries, _views, _changes = map(CacheOfBuilds, (400, 400, 20))

_looked: ContextVar[str | None] = ContextVar(
    "build in force as a run of a page began", default=None
)


@dataclass(frozen=True)
class CachedSource:
    """Answers queries from the cache; one build's answers never reach another's pages."""

    build: str

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return a query's rows; the frame is shared, so it must not be changed in place."""
        key = tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in sorted(params.items()))
        return _queries.get(
            self.build,
            (name, key),
            lambda: _database(self.build).query(name, **_as_lists(key)),
        )

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made of the build's answers under a key, made once for all readers."""
        return _queries.get(self.build, key, make)

    def computed(self, key: str) -> Any | None:
        """Return what was computed ahead under a key, None where nothing was."""
        return _database(self.build).computed(key)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a kind that readers see; those of the product without records."""
        return entries(kind)


def prepare() -> str:
    """Build the database if it lacks anything received or decided; return the build in force."""
    return build_in_force(workspace())


def source() -> CachedSource:
    """Return the source of the database in force; a new build is followed within one rerun."""
    return CachedSource(_looked.get(None) or _build())


@contextmanager
def looked_up_once() -> Iterator[None]:
    """Have one database in force for a run of a page, or of a part, from its beginning to its end.

    A page asks for it twenty times, and each look costs a few of the disk.
    """
    token = _looked.set(_looked.get(None) or _build())
    try:
        yield
    finally:
        _looked.reset(token)


def _build() -> str:
    return current_build(workspace()) or prepare()


def has_waves() -> bool:
    """Return whether any wave is published; before that there are no answers to show."""
    return not source().query("waves").empty


def in_view() -> Data:
    """Return which data are shown, to be kept with what is written about them."""
    database = source()
    waves = database.query("waves")
    return Data(database.build, bool(waves["is_demo"].any()) if len(waves) else None)


def view(make: Callable[[CachedSource, Selection], T], selection: Selection) -> T:
    """Return a view, made once for each build, selection and state of the entries of practice.

    Views are never changed in place.
    """
    name = f"{make.__module__}.{make.__qualname__}"
    build = source().build
    key = (name, repr(selection), records_or(0, newest_revision))
    return _views.get(build, key, lambda: make(CachedSource(build), selection))


def changes(wave: str, made: WaveContent | None, language: str) -> "Changes":
    """Return what publishing a wave so made would change; None: what withdrawing would."""
    build = source().build
    key = (wave, repr(made), language)
    return _changes.get(build, key, lambda: _difference(build, wave, made, language))


def _difference(build: str, wave: str, made: WaveContent | None, language: str) -> "Changes":
    # Late: what builds and audits a database is needed by who publishes, and by no page that shows.
    from ailaget.ingest.disclosure import protected_changes
    from ailaget.ingest.preview import after_publishing, after_withdrawing
    from ailaget.views.upload.changes import changes_view

    place = workspace()
    after = after_withdrawing(place, wave) if made is None else after_publishing(place, wave, made)
    try:
        protected = protected_changes(place, wave, made)
        return changes_view(CachedSource(build), after, wave, texts(language), protected)
    finally:
        after.close()


def waiting_waves() -> set[str]:
    """Return the published waves that have changes which readers do not see yet."""
    waiting = set()
    for respondents in (MUNICIPALITIES, REGIONS, *set_titles(source())):
        states = source().query(query_of(respondents, "wave_states"))
        months = states.loc[states["has_waiting"], "wave"]
        waiting |= {wave_key(month, respondents) for month in months}
    return waiting


def records(read: Callable[..., T], *keys: object) -> T:
    """Return what `read` finds in the council's records by `keys`, anew once they have changed."""
    name = f"{read.__module__}.{read.__qualname__}"
    return _read.get((stamp(), name, keys), lambda: read(workspace(), *keys))


def records_or(otherwise: T, read: Callable[..., T], *keys: object) -> T:
    """Return what `records` does, else `otherwise` where the records cannot be read.

    For what stands beside the figures, such as goals: those are shown without it.
    """
    try:
        return records(read, *keys)
    except _unreadable() as error:
        _tell_once(str(error))
        return otherwise


def entries(kind: str) -> tuple[Entry, ...]:
    """Return the entries of a kind that readers see; those of the product without records."""
    return records_or(shipped(kind), published_entries, kind)


def anything_recorded() -> bool:
    """Return whether the council has set a goal or said anything; False where it cannot be read."""
    return records_or(False, hold_anything)


def prepare_council() -> None:
    """Bring the council's records up to date; where they are damaged the figures are served."""
    try:
        prepare_records(workspace())
    except _unreadable() as error:
        _tell_once(str(error))


def _unreadable() -> tuple[type[Exception], ...]:
    """Return what is raised where the council's records are damaged, lost, or a later version's."""
    from sqlalchemy.exc import DatabaseError  # late: asked for only where something was raised

    return AilagetError, sqlite3.DatabaseError, DatabaseError


@cache
def _tell_once(reason: str) -> None:
    logger.error("the council's records cannot be read: %s", reason)


def stamp() -> tuple[str | int, ...]:
    """Return what tells one state of the council's records from another."""
    place = workspace()
    if server := place.server():
        return server.name, server.in_force().records
    path = place.records
    numbers: list[int] = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        # SQLite takes the second away as soon as nobody has it open, between two looks at it too.
        with suppress(FileNotFoundError):
            at = file.stat()
            numbers += [at.st_mtime_ns, at.st_size]
    return str(path), *numbers


def _database(build: str) -> Database:
    return _databases.get(build, lambda: open_database(workspace(), build))


def _as_lists(key: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return {name: list(v) if isinstance(v, tuple) else v for name, v in key}
