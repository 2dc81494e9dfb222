"""The council's records below SQLAlchemy: are they there and whole, and short questions to them.

They are a file of SQLite, or where the working folder has a server, tables there.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from ailaget.errors import AilagetError
from ailaget.store.workspace import Workspace

PATIENCE = 10.0
"""Seconds that one who uses the records waits for another before giving up."""


class DamagedRecords(AilagetError):
    """The records cannot be read: nothing is written to them, and no backup is made of them."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__("store.damaged_records", path=str(path), reason=reason)


class LostRecords(AilagetError):
    """There have been records, and their file is gone or empty: none are begun in their place."""

    def __init__(self, path: Path, mark: Path) -> None:
        super().__init__("store.lost_records", path=str(path), mark=str(mark))


def check_records(workspace: Workspace) -> None:
    """Raise LostRecords or DamagedRecords where the file of records is not whole.

    Of a server it is only known whether it answers; raises DatabaseUnreachable.
    """
    if server := workspace.server():
        server.in_force_now()
        return
    path = workspace.records
    check_records_are_there(workspace)
    if not path.exists():
        return
    try:
        with closing(open_existing(path)) as connection:
            outcome = connection.execute("PRAGMA integrity_check").fetchone()[0]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DamagedRecords(path, str(error)) from error
    if outcome != "ok" or loose:
        reason = f"foreign_key_check: {loose}" if outcome == "ok" else outcome
        raise DamagedRecords(path, reason)
    if not tables and workspace.records_mark.exists():
        raise LostRecords(path, workspace.records_mark)


def check_records_are_there(workspace: Workspace) -> None:
    """Raise LostRecords where the mark says that there are records, and there is nothing."""
    path = workspace.records
    if workspace.records_mark.exists() and not (path.exists() and path.stat().st_size):
        raise LostRecords(path, workspace.records_mark)


def check_writable(workspace: Workspace) -> None:
    """Raise OSError or sqlite3.Error where nothing can be written to the folder or its records.

    A server's silence is no reason: all machines would be taken away from their readers at once.
    """
    if not workspace.database_url:
        check_records_are_there(workspace)
    with TemporaryFile(dir=workspace.root) as probe:
        probe.write(b" ")
    if workspace.database_url or not workspace.records.exists():
        return
    with closing(open_existing(workspace.records)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def has_table(workspace: Workspace, name: str) -> bool:
    """Return whether the records are there, and have a table by that name."""
    if server := workspace.server():
        return server.has_table(name)
    found = "select count(*) from sqlite_master where name = :name"
    return workspace.records.exists() and bool(ask(workspace, found, name=name)[0][0])


def ask(workspace: Workspace, query: str, **params: object) -> list[Any]:
    """Return the rows of a query of the records, whose parameters are written `:name`."""
    if server := workspace.server():
        return server.ask(query, **params)
    with closing(open_existing(workspace.records)) as connection:
        return connection.execute(query, params).fetchall()


def open_existing(path: Path) -> sqlite3.Connection:
    """Open a file of records that is there; SQLite by itself would make one that is not."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)
