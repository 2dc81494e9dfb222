"""How PostgreSQL is reached: one pool for each address, and words where it is not reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from time import monotonic

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError

from ailaget.store.postgres.errors import (
    DatabaseBusy,
    DatabaseUnreachable,
    NoDriver,
    UnfitDatabase,
    WrongDatabaseAddress,
)
from ailaget.store.records_file import PATIENCE

OLDEST = 13
"""The first version of PostgreSQL that is tried and still kept up by its makers."""

DRIVER = "postgresql+psycopg"
POOL = {"pool_size": 2, "max_overflow": 6, "pool_timeout": PATIENCE, "pool_pre_ping": True}
"""Connections that a process keeps, and the most that it has: a server takes a hundred in all."""

CONNECT = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "ailaget",
    # A database in SQL_ASCII else gives bytes, which SQLAlchemy's very first question trips over.
    "client_encoding": "utf8",
}
"""How soon a server that says nothing is one that is gone, in seconds, and in milliseconds."""

PAUSE = 1.0
"""Seconds that nobody asks again where nobody answered: a reader waits once, not at each figure."""

GONE = ("08", "57P", "53300", "28", "3D000")
"""SQLSTATEs of a server that is gone, going or full, or that does not let one in."""

BUSY = "55P03"

_unanswered: dict[str, tuple[float, str]] = {}


def address_of(url: str) -> URL:
    """Return an address as SQLAlchemy has it, with our driver; raises WrongDatabaseAddress."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise WrongDatabaseAddress from error
    if address.drivername not in {"postgres", "postgresql", DRIVER} or not address.database:
        raise WrongDatabaseAddress
    return address.set(drivername=DRIVER)


def server_name(url: str) -> str:
    """Return an address as people may see it: without user and password."""
    address = address_of(url)
    host = address.host or address.normalized_query.get("host", ("localhost",))[0]
    port = f":{address.port}" if address.port else ""
    return f"{host}{port}/{address.database}"


@cache
def engine_of(url: str) -> Engine:
    """Return the one way of this process to an address; raises WrongDatabaseAddress, NoDriver."""
    try:
        return create_engine(address_of(url), connect_args=CONNECT, **POOL)
    except ModuleNotFoundError as error:
        raise NoDriver from error


@contextmanager
def connected(url: str, *, asks_once: bool = False) -> Iterator[Connection]:
    """Give a connection; what is not committed in the block has not happened.

    One that `asks_once` begins no transaction, and saves the way there and back of its ends.

    Raises
    ------
    WrongDatabaseAddress, NoDriver, DatabaseUnreachable, DatabaseBusy
    """
    with in_words(url), engine_of(url).connect() as connection:
        if asks_once:
            connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection


@contextmanager
def in_words(url: str) -> Iterator[None]:
    """Say in words that a server does not answer; any other error of it stays what it is."""
    at, reason = _unanswered.get(url, (0.0, ""))
    if at and monotonic() - at < PAUSE:
        raise DatabaseUnreachable(server_name(url), reason)
    try:
        yield
    except TimeoutError as error:
        raise DatabaseBusy(server_name(url)) from error
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state == BUSY:
            raise DatabaseBusy(server_name(url)) from error
        if not error.connection_invalidated and state and not state.startswith(GONE):
            raise
        if not state and not _is_of_connection(error):
            raise
        reason = str(error.orig).strip().splitlines()[0]
        _unanswered[url] = (monotonic(), reason)
        raise DatabaseUnreachable(server_name(url), reason) from error
    else:
        _unanswered.pop(url, None)


def _is_of_connection(error: DBAPIError) -> bool:
    """Return whether an error without a SQLSTATE, which the driver itself found, is of the line."""
    return error.connection_invalidated or type(error).__name__ in {
        "OperationalError",
        "InterfaceError",
    }


def check_server(connection: Connection, url: str) -> None:
    """Raise UnfitDatabase where nothing could be kept; changes nothing."""
    server = server_name(url)
    number = int(connection.execute(text("show server_version_num")).scalar_one())
    if number // 10_000 < OLDEST:
        version = connection.execute(text("show server_version")).scalar_one()
        raise UnfitDatabase("version", server, version=version, oldest=OLDEST)
    encoding = connection.execute(text("show server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise UnfitDatabase("encoding", server, encoding=encoding)
    role, schema = connection.execute(text("select current_user, current_schema()")).one()
    may = "select has_schema_privilege(cast(:schema as text), 'CREATE')"
    if schema is None or not connection.execute(text(may), {"schema": schema}).scalar_one():
        raise UnfitDatabase("right", server, role=role, schema=schema or "public")
