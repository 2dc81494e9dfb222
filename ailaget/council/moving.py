"""A working folder moved into PostgreSQL and back: all of it or nothing, compared before it holds.

What lies in files stays in files: what was received, maps, reports. Journals go line by line as
they are, so that the hashes that chain them are the same, and records row by row.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import ProgrammingError

from ailaget.council.migrating import upgrade
from ailaget.council.records import reading, writing
from ailaget.council.schema import Base
from ailaget.errors import AilagetError
from ailaget.store.backup import check_whole
from ailaget.store.builds import checksum_path, current_build, pointed_at
from ailaget.store.disk import own_folder, room_in
from ailaget.store.files import TORN, write_whole
from ailaget.store.moved import mark_moved
from ailaget.store.postgres.engine import check_server, connected, server_name
from ailaget.store.postgres.errors import UnfitDatabase
from ailaget.store.postgres.journals import add_lines, keep_head, point_at, read_journal
from ailaget.store.postgres.tables import LINES, has_tables, make_tables
from ailaget.store.workspace import Workspace

TABLES: Sequence[Table] = Base.metadata.sorted_tables
FILES = ("archive", "audit", "heads", "maps", "reports")

Rows = dict[str, list[dict[str, Any]]]
"""All records by table."""


class FolderTaken(AilagetError):
    """There is something in the folder that is to be made; nothing was changed."""

    def __init__(self, folder: Path) -> None:
        super().__init__("database.folder_taken", folder=str(folder))


class MovedOtherwise(AilagetError):
    """What was read back is not what was moved: nothing of the move was kept."""

    def __init__(self, what: str) -> None:
        super().__init__("database.moved_otherwise", what=what)


@dataclass(frozen=True)
class Moved:
    """What was moved: lines of both journals, and rows of records."""

    received: int
    decisions: int
    records: int


def move_to_server(source: Workspace, url: str) -> Moved:
    """Put a folder's journals and records into an empty database, and leave word of it there.

    Raises
    ------
    WrongDatabaseAddress, NoDriver, DatabaseUnreachable, UnfitDatabase
        Before anything is written.
    DamagedJournal, ChangedFile, LostRecords, DamagedRecords
        Where something in the folder is damaged; nothing was written either.
    """
    with connected(url) as connection:
        check_server(connection, url)
        _check_empty(connection, url)
        with source.lock(), writing(source) as session:
            check_whole(source)
            rows = _rows(session.connection())
            _check_texts(rows, url)
            moved = _fill(connection, source, rows)
            connection.commit()
            mark_moved(source.root, server_name(url))
    return moved


def move_to_folder(source: Workspace, target: Path) -> Moved:
    """Make a folder of its own of a shared one and its database; what was there stays as it is.

    It is made beside, and there whole or not at all. Raises FolderTaken, DiskFull, and as
    `check_whole` does.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FolderTaken(target)
    beside = own_folder(target.absolute().parent) / f".{target.name}.moving"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with room_in(beside.parent):
            moved = _fill_folder(source, Workspace(own_folder(beside)))
            if target.exists():
                target.rmdir()
            beside.replace(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return moved


@contextmanager
def as_folder(place: Workspace, beside: Path) -> Iterator[Workspace]:
    """Give a working folder as one by itself: as it is, or for a while made of a shared one."""
    if place.server() is None:
        yield place
        return
    folder = beside.absolute().with_name(f".{beside.name}.folder")
    try:
        move_to_folder(place, folder)
        yield Workspace(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(connection: Connection, source: Workspace, rows: Rows) -> Moved:
    """Fill an empty database, in one transaction, and compare what is there then."""
    make_tables(connection)
    upgrade(connection, "head")
    for table in TABLES:
        if rows[table.name]:
            connection.execute(table.insert(), rows[table.name])
            _go_on_from(connection, table)
    for path in (source.manifest, source.decisions):
        add_lines(connection, path.stem, _whole_lines(path))
        keep_head(connection, path.stem, _head(source, path))
        held, _ = read_journal(connection, path.stem)
        _compare(held.splitlines(), _whole_lines(path), path.name)
    point_at(connection, current_build(source))
    _compare(_rows(connection), rows, "council.sqlite")
    return _counted(source, rows)


def _fill_folder(source: Workspace, target: Workspace) -> Moved:
    with source.lock():
        check_whole(source)
        for name in FILES:
            if (source.root / name).exists():
                shutil.copytree(source.root / name, target.root / name, dirs_exist_ok=True)
        for path in (target.manifest, target.decisions):
            # As they were before the move to the server.
            path.unlink(missing_ok=True)
            (target.heads / path.stem).unlink(missing_ok=True)
            with connected(source.database_url) as connection:
                held, head = read_journal(connection, path.stem)
            if held:
                write_whole(path, held)
            if head is not None:
                write_whole(target.heads / path.stem, head.encode())
        with reading(source) as session:
            rows = _rows(session.connection())
        if any(rows.values()):
            with writing(target) as session:
                for table in TABLES:
                    if rows[table.name]:
                        session.execute(table.insert(), rows[table.name])
            with reading(target) as session:
                _compare(_rows(session.connection()), rows, "council.sqlite")
        _take_build(source, target)
        _compare(target.state(), source.state(), "manifest.jsonl, decisions.jsonl")
    check_whole(target)
    return _counted(target, rows)


def _take_build(source: Workspace, target: Workspace) -> None:
    if name := current_build(source):
        path = own_folder(target.databases) / name
        shutil.copyfile(checksum_path(source.databases / name), checksum_path(path))
        shutil.copyfile(source.databases / name, path)
        write_whole(target.pointer, name.encode())
        _compare(current_build(target), pointed_at(source), name)


def _rows(connection: Connection) -> Rows:
    return {
        table.name: [
            dict(row._mapping)
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in TABLES
    }


def _go_on_from(connection: Connection, table: Table) -> None:
    """Let the numbers that a table gives to new rows go on from the largest that it has."""
    (column,) = table.primary_key.columns
    if table.autoincrement_column is not None:
        newest = select(func.max(column)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(select(func.setval(sequence, newest)))


def _check_empty(connection: Connection, url: str) -> None:
    """Raise UnfitDatabase where there is anything of ours in a database, or it cannot be read."""
    try:
        if not has_tables(connection):
            is_empty = True
        else:
            lines = connection.execute(select(func.count()).select_from(LINES)).scalar_one()
            held = "select to_regclass('meeting') is not null"
            has_records = connection.execute(text(held)).scalar_one()
            is_empty = not lines and not (has_records and any(_rows(connection).values()))
    except ProgrammingError as error:  # tables of another role
        raise UnfitDatabase("reading", server_name(url), reason=str(error.orig)) from error
    connection.rollback()
    if not is_empty:
        raise UnfitDatabase("not_empty", server_name(url))


def _check_texts(rows: Rows, url: str) -> None:
    """Raise UnfitDatabase for a text with the one sign that PostgreSQL cannot keep."""
    for table, records in rows.items():
        for record in records:
            if any(isinstance(value, str) and "\0" in value for value in record.values()):
                raise UnfitDatabase("text", server_name(url), table=table, row=record.get("id"))


def _whole_lines(path: Path) -> list[bytes]:
    """Return a journal's lines; one that a crash cut short is marked as its next writer does."""
    held = path.read_bytes() if path.exists() else b""
    *lines, rest = held.split(b"\n")
    return [*lines, rest + TORN] if rest else lines


def _head(source: Workspace, path: Path) -> str | None:
    head = source.heads / path.stem
    return head.read_text("ascii").strip() if head.exists() else None


def _compare(after: object, before: object, what: str) -> None:
    if after != before:
        raise MovedOtherwise(what)


def _counted(place: Workspace, rows: Rows) -> Moved:
    state = place.state()
    return Moved(len(state.received), len(state.decisions), sum(map(len, rows.values())))
