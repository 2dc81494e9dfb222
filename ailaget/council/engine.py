"""How SQLAlchemy opens the file of the council's records: transactions that begin when we say."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from ailaget.store.disk import own_folder
from ailaget.store.records_file import PATIENCE


def new_engine(path: Path) -> Engine:
    """Return a way to a file of records, which is made where there is none."""
    own_folder(path.parent)
    # No pool: a file put back from a backup is then read at once, by every process.
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": PATIENCE}
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: object) -> None:
    # The driver begins transactions late and ends them early; we say ourselves when.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
