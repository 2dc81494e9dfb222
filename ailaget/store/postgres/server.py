"""The PostgreSQL of a working folder that several machines share: what the store asks of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from ailaget.store.disk import DiskFull
from ailaget.store.files import chained, entries_of, write_whole
from ailaget.store.postgres.engine import check_server, connected, in_words, server_name
from ailaget.store.postgres.errors import DatabaseUnreachable, FolderNotMoved
from ailaget.store.postgres.journals import (
    InForce,
    add_lines,
    point_at,
    read_in_force,
    read_journal,
)
from ailaget.store.postgres.lock import connection_under_lock, writers_lock
from ailaget.store.postgres.tables import prepare_tables

_last_seen: dict[str, InForce] = {}
"""What was in force at each address when it was last asked: readers read on where none answers."""


@dataclass(frozen=True)
class Server:
    """One PostgreSQL, by its address, with the shared folder and where this machine remembers.

    `last_build` is the file that holds the name of the database that this machine saw in force.
    """

    url: str
    root: Path
    last_build: Path

    @property
    def name(self) -> str:
        """What people may see of the address."""
        return server_name(self.url)

    def prepare(self) -> None:
        """Have the tables there; raises FolderNotMoved where the folder holds what they should."""
        prepare_tables(self.url)

    def entries(
        self, journal: str, is_entry: Callable[[dict[str, Any]], bool]
    ) -> list[dict[str, Any]]:
        """Return a journal's entries, oldest first; raises DamagedJournal."""
        self.prepare()
        with connected(self.url) as connection:
            held, head = read_journal(connection, journal)
        if not held:
            self._check_folder_is_empty()
        return entries_of(held, is_entry, head, f"{self.name} ({journal})")

    def add(
        self, additions: Sequence[tuple[str, Sequence[Mapping[str, Any]]]], build: str | None
    ) -> None:
        """Add entries to journals and say what is in force: all of it or none.

        The caller holds the lock. Raises LostLock where that is no longer so.
        """
        with in_words(self.url):
            connection = connection_under_lock(self.url)
            with connection.begin():
                for journal, entries in additions:
                    held, _ = read_journal(connection, journal)
                    add_lines(connection, journal, chained(held, entries))
                if build is not None:
                    point_at(connection, build)

    def check(self) -> str:
        """Return the version of the server; raises UnfitDatabase, and as `connected`."""
        self.prepare()
        with connected(self.url, asks_once=True) as connection:
            check_server(connection, self.url)
            return str(connection.execute(text("show server_version")).scalar_one())

    def in_force(self) -> InForce:
        """Return what is in force; where nobody answers what was last seen to be.

        Raises DatabaseUnreachable where nothing has been seen.
        """
        try:
            seen = self.in_force_now()
        except DatabaseUnreachable:
            if self.url not in _last_seen and not self.last_build.exists():
                raise
            return _last_seen.get(self.url) or InForce(self._remembered_build(), -1)
        if _last_seen.get(self.url) != seen:
            self._remember(seen)
        return seen

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock that every writer on every machine holds; raises DatabaseUnreachable."""
        self.prepare()
        with writers_lock(self.url):
            yield

    def ask(self, query: str, **params: object) -> list[Any]:
        """Return the rows of a query of the records, whose parameters are written `:name`."""
        with connected(self.url, asks_once=True) as connection:
            return list(connection.execute(text(query), params).all())

    def has_table(self, name: str) -> bool:
        """Return whether there is a table by that name."""
        return self.ask("select to_regclass(:name)", name=name)[0][0] is not None

    def in_force_now(self) -> InForce:
        """Return what is in force; raises DatabaseUnreachable."""
        self.prepare()
        with connected(self.url, asks_once=True) as connection:
            return read_in_force(connection)

    def _remember(self, seen: InForce) -> None:
        _last_seen[self.url] = seen
        # It is asked for only where nobody answers: a full disk is told of by who must write.
        with suppress(OSError, DiskFull):
            if seen.build is not None and seen.build != self._remembered_build():
                write_whole(self.last_build, seen.build.encode())

    def _remembered_build(self) -> str | None:
        try:
            return self.last_build.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def _check_folder_is_empty(self) -> None:
        """Raise FolderNotMoved where files hold what would be passed over in silence."""
        for journal in ("decisions.jsonl", "archive/manifest.jsonl"):
            if (self.root / journal).exists():
                raise FolderNotMoved(self.name, self.root)
