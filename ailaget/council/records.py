"""The council's records in SQLite or PostgreSQL: read and written in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, object_mapper

from ailaget.council.engine import new_engine
from ailaget.council.revisions import prepare_records
from ailaget.council.shared_records import shared_reading, shared_writing
from ailaget.store.audit import note
from ailaget.store.disk import room_in
from ailaget.store.workspace import Workspace


@contextmanager
def reading(workspace: Workspace) -> Iterator[Session]:
    """Open the records for reading; what is read may be used after the end.

    All that is read in the block is of one moment. With a server raises DatabaseUnreachable.
    """
    if workspace.server():
        with shared_reading(workspace) as session:
            yield session
        return
    with Session(_engine(workspace), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(workspace: Workspace) -> Iterator[Session]:
    """Open the records for one change, as `_writing` does, and note which records it touches."""
    touched: set[str] = set()

    def collect(session: Session, _: object) -> None:
        changed = (each for each in session.dirty if session.is_modified(each))
        for done, records in (("+", session.new), ("", changed), ("-", session.deleted)):
            touched.update(f"{done}{_name_of(each)}" for each in records)

    with _writing(workspace) as session:
        event.listen(session, "after_flush", collect)
        yield session
    if touched:
        note(workspace, "records", records=sorted(touched))


def _name_of(record: Any) -> str:
    """Return a record by its table and key; what it says is in the records alone."""
    key = object_mapper(record).primary_key_from_instance(record)
    return " ".join(map(str, (record.__tablename__, *key)))


@contextmanager
def _writing(workspace: Workspace) -> Iterator[Session]:
    """Open the records for one change: all of it is kept at the end, or none of it.

    Writers wait for each other from the start, so what one reads here nobody changes meanwhile.
    Raises DiskFull; with a server DatabaseUnreachable and DatabaseBusy.
    """
    if workspace.server():
        with shared_writing(workspace) as session:
            yield session
        return
    engine = _engine(workspace).execution_options(begin="BEGIN IMMEDIATE")
    with (
        room_in(workspace.root),
        Session(engine, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


def _engine(workspace: Workspace) -> Engine:
    prepare_records(workspace)
    return _engine_of(workspace.records)


@cache
def _engine_of(path: Path) -> Engine:
    return new_engine(path)
