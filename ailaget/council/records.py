"""The council's records in SQLite: opened, migrated, read and written in transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.orm import Session

from ailaget.errors import AilagetError
from ailaget.store.disk import open_own, own_folder, room_in
from ailaget.store.files import write_whole
from ailaget.store.records_file import (
    PATIENCE,
    LostRecords,
    check_records_are_there,
    open_existing,
)
from ailaget.store.workspace import Workspace

MIGRATIONS = Path(__file__).parent / "migrations"


class NewerRecords(AilagetError):
    """The records were written by a later version of AI-läget, which alone can read them."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__("council.newer", path=str(path), revision=revision)


@contextmanager
def reading(workspace: Workspace) -> Iterator[Session]:
    """Open the records for reading; what is read may be used after the end."""
    with Session(_engine(workspace), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(workspace: Workspace) -> Iterator[Session]:
    """Open the records for one change: all of it is kept at the end, or none of it.

    Writers wait for each other from the start, so what one reads here nobody changes meanwhile.
    Raises DiskFull.
    """
    engine = _engine(workspace).execution_options(begin="BEGIN IMMEDIATE")
    with (
        room_in(workspace.root),
        Session(engine, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


def prepare_records(workspace: Workspace, to: str = "head") -> None:
    """Bring the records' tables up to date, from nothing or from any earlier revision.

    One process at a time; when nothing is left to do, nothing is locked or changed. Raises
    NewerRecords, DiskFull, and LostRecords where there have been records: they are not begun anew.
    """
    check_records_are_there(workspace)
    revision = revision_of(workspace.records)
    if revision == head_revision():
        _mark(workspace)
        return
    if revision is None and workspace.records_mark.exists():
        raise LostRecords(workspace.records, workspace.records_mark)
    if revision is not None and revision not in revisions():
        raise NewerRecords(workspace.records, revision)
    with workspace.lock(), room_in(workspace.root):
        # SQLite gives what it keeps beside the file the rights of the file itself.
        open(workspace.records, "ab", opener=open_own).close()
        config = _config()
        with _new_engine(workspace.records).connect() as connection:
            # Tables are rebuilt when a column changes; what refers to them must stay meanwhile.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    _mark(workspace)


def _mark(workspace: Workspace) -> None:
    """Leave word that there are records, so that a file that is gone is known to be missing."""
    if not workspace.records_mark.exists():
        with workspace.lock():
            write_whole(workspace.records_mark, head_revision().encode())


def revision_of(path: Path) -> str | None:
    """Return the revision of a file of records, None where there are none."""
    if not path.exists():
        return None
    with closing(open_existing(path)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return None
    return str(row[0]) if row else None


@cache
def revisions() -> tuple[str, ...]:
    """Return every revision of the tables, oldest first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in scripts]))


def head_revision() -> str:
    """Return the revision that this version of AI-läget reads and writes."""
    return revisions()[-1]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _engine(workspace: Workspace) -> Engine:
    prepare_records(workspace)
    return _engine_of(workspace.records)


@cache
def _engine_of(path: Path) -> Engine:
    return _new_engine(path)


def _new_engine(path: Path) -> Engine:
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
