"""The tables of journals and of what is in force, and that they are there.

The council's tables lie beside them and are its own (`ailaget.council.schema`).
"""

from functools import cache

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    inspect,
)
from sqlalchemy.dialects.postgresql import insert

from ailaget.store.postgres.engine import check_server, connected
from ailaget.store.postgres.lock import TABLES, lock_until_commit

METADATA = MetaData()

LINES = Table(
    "journal_line",
    METADATA,
    Column("journal", String, primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("content", String, nullable=False),
)
"""The journals' lines as in their files, so that the hashes that chain them are the same."""

HEADS = Table(
    "journal_head",
    METADATA,
    Column("journal", String, primary_key=True),
    Column("sha256", String, nullable=False),
)

IN_FORCE = Table(
    "in_force",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("build", String),
    Column("records", BigInteger, nullable=False),
)
"""One row: the file name of the database in force, and a number that grows with the records."""


@cache
def prepare_tables(url: str) -> None:
    """Make the tables where they lack, by one at a time; once in a process.

    Raises UnfitDatabase before anything is made, and as `connected`.
    """
    with connected(url) as connection:
        if not has_tables(connection):
            check_server(connection, url)
            make_tables(connection)
            connection.commit()


def has_tables(connection: Connection) -> bool:
    """Return whether there are tables of journals."""
    return inspect(connection).has_table(IN_FORCE.name)


def make_tables(connection: Connection) -> None:
    """Make the tables, in the transaction that the connection is in."""
    lock_until_commit(connection, TABLES)
    METADATA.create_all(connection)
    first = insert(IN_FORCE).values(id=1, build=None, records=0)
    connection.execute(first.on_conflict_do_nothing())
