"""The journals and what is in force, read and written in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from ailaget.store.postgres.tables import HEADS, IN_FORCE, LINES


@dataclass(frozen=True)
class InForce:
    """The file name of the database in force, and how often the records have been written to."""

    build: str | None
    records: int


def read_in_force(connection: Connection) -> InForce:
    """Return what is in force."""
    build, records = connection.execute(select(IN_FORCE.c.build, IN_FORCE.c.records)).one()
    return InForce(build, records)


def point_at(connection: Connection, build: str | None) -> None:
    """Say which database is in force."""
    connection.execute(update(IN_FORCE).values(build=build))


def count_records_change(connection: Connection) -> None:
    """Say that the records are being changed: what was read of them before is out of date."""
    connection.execute(update(IN_FORCE).values(records=IN_FORCE.c.records + 1))


def read_journal(connection: Connection, journal: str) -> tuple[bytes, str | None]:
    """Return a journal's lines as its file has them, and the remembered hash of the last one."""
    lines = select(LINES.c.content).where(LINES.c.journal == journal).order_by(LINES.c.line)
    content: str = "".join(f"{line}\n" for line in connection.scalars(lines))
    head = select(HEADS.c.sha256).where(HEADS.c.journal == journal)
    return content.encode(), connection.scalars(head).one_or_none()


def add_lines(connection: Connection, journal: str, lines: Sequence[bytes]) -> None:
    """Add lines to a journal, and remember the last one.

    Two writers that took themselves for the only one cannot both add a line by the same number.
    """
    newest = select(func.coalesce(func.max(LINES.c.line), 0)).where(LINES.c.journal == journal)
    number = connection.scalars(newest).one()
    rows = [
        {"journal": journal, "line": place, "content": line.decode()}
        for place, line in enumerate(lines, number + 1)
    ]
    if rows:
        connection.execute(LINES.insert(), rows)
        keep_head(connection, journal, sha256(lines[-1]).hexdigest())


def keep_head(connection: Connection, journal: str, head: str | None) -> None:
    """Remember the hash of a journal's last line; None: of none."""
    if head is None:
        connection.execute(delete(HEADS).where(HEADS.c.journal == journal))
        return
    keeping = insert(HEADS).values(journal=journal, sha256=head)
    keeping = keeping.on_conflict_do_update(index_elements=["journal"], set_={"sha256": head})
    connection.execute(keeping)
