"""One writer at a time on all machines: PostgreSQL's advisory locks.

The lock is its connection's: when that breaks, the server lets the lock go. So whoever writes under
the lock does it on the very connection that holds it, and nothing is written once it is lost.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from ailaget.store.postgres.engine import connected, server_name
from ailaget.store.postgres.errors import LostLock

WRITERS, RECORDS, TABLES = 0x41494C41, 0x41494C42, 0x41494C43
"""What is locked: the working folder with its journals, the records, and tables being made."""

OF_SCHEMA = "hashtext(current_schema())"
"""The second part of each lock: several may share a database by schemas of their own."""


@dataclass
class HeldLock:
    """The lock as a thread holds it: its connection, and which one that is for the server."""

    connection: Connection
    process: int


_held = threading.local()


@contextmanager
def writers_lock(url: str) -> Iterator[None]:
    """Hold the writers' lock, again where this thread has it; waits for whoever has it.

    Raises DatabaseUnreachable.
    """
    if url in _locks():
        yield
        return
    with connected(url) as connection:
        process = _take(connection)
        _locks()[url] = HeldLock(connection, process)
        try:
            yield
        finally:
            del _locks()[url]
            _let_go(connection)


def connection_under_lock(url: str) -> Connection:
    """Return the connection that holds this thread's lock; raises LostLock where it is gone."""
    lock = _locks().get(url)
    if lock is None or lock.connection.invalidated:
        raise LostLock(server_name(url))
    process = lock.connection.execute(text("select pg_backend_pid()")).scalar_one()
    lock.connection.rollback()
    if process != lock.process:
        raise LostLock(server_name(url))
    return lock.connection


def lock_until_commit(connection: Connection, lock: int, patience: float | None = None) -> None:
    """Take a lock that the transaction's end lets go, waiting at most so many seconds."""
    if patience is not None:
        connection.execute(text(f"set local lock_timeout = {int(patience * 1000)}"))
    taking = text(f"select pg_advisory_xact_lock(:lock, {OF_SCHEMA})")
    connection.execute(taking, {"lock": lock})


def _take(connection: Connection) -> int:
    taking = f"select pg_backend_pid(), pg_advisory_lock(:lock, {OF_SCHEMA})"
    process = connection.execute(text(taking), {"lock": WRITERS}).one()[0]
    connection.commit()
    return int(process)


def _let_go(connection: Connection) -> None:
    try:
        connection.rollback()
        releasing = f"select pg_advisory_unlock(:lock, {OF_SCHEMA})"
        connection.execute(text(releasing), {"lock": WRITERS})
        connection.commit()
    except DBAPIError:
        connection.invalidate()  # the server lets it go with the connection


def _locks() -> dict[str, HeldLock]:
    locks: dict[str, HeldLock] = vars(_held).setdefault("locks", {})
    return locks
