"""The council's records in PostgreSQL: one writer at a time on all machines, readers never wait."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from ailaget.council.revisions import prepare_records
from ailaget.store.disk import room_in
from ailaget.store.postgres.engine import engine_of, in_words
from ailaget.store.postgres.journals import count_records_change
from ailaget.store.postgres.lock import RECORDS, lock_until_commit
from ailaget.store.records_file import PATIENCE
from ailaget.store.workspace import Workspace


@contextmanager
def shared_reading(workspace: Workspace) -> Iterator[Session]:
    """Open the records for reading, all as they are at one moment."""
    prepare_records(workspace)
    url = workspace.database_url
    engine = engine_of(url).execution_options(isolation_level="REPEATABLE READ")
    with in_words(url), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def shared_writing(workspace: Workspace) -> Iterator[Session]:
    """Open the records for one change; the next writer begins from what this one has kept."""
    prepare_records(workspace)
    url = workspace.database_url
    with (
        room_in(workspace.root),
        in_words(url),
        Session(engine_of(url), expire_on_commit=False) as session,
        session.begin(),
    ):
        lock_until_commit(session.connection(), RECORDS, PATIENCE)
        yield session
        session.flush()
        count_records_change(session.connection())
