"""The revision of the council's records: asked of the file itself, and brought up to date.

Without SQLAlchemy and Alembic, which every start would wait for: they are needed only where there
is something to bring up to date, or something to read.
"""

from ailaget.errors import AilagetError
from ailaget.store.disk import open_own, room_in
from ailaget.store.files import write_whole
from ailaget.store.records_file import (
    LostRecords,
    ask,
    check_records_are_there,
    has_table,
)
from ailaget.store.workspace import Workspace

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every revision of the tables, oldest first: the steps in `migrations`."""

ANYTHING = """
    select exists (select 1 from goal) or exists (select 1 from note)
        or exists (select 1 from decision) or exists (select 1 from action)
"""


class NewerRecords(AilagetError):
    """The records were written by a later version of AI-läget, which alone can read them."""

    def __init__(self, path: str, revision: str) -> None:
        super().__init__("council.newer", path=path, revision=revision)


def head_revision() -> str:
    """Return the revision that this version of AI-läget reads and writes."""
    return REVISIONS[-1]


def prepare_records(workspace: Workspace, to: str = "head") -> None:
    """Bring the records' tables up to date, from nothing or from any earlier revision.

    One process at a time; when nothing is left to do, nothing is locked or changed. Raises
    NewerRecords, DiskFull, and LostRecords where there have been records: they are not begun anew;
    with a server DatabaseUnreachable.
    """
    server = workspace.server()
    if server is None:
        check_records_are_there(workspace)
    revision = revision_of(workspace)
    if revision == head_revision():
        _mark(workspace)
        return
    if revision is None and server is None and workspace.records_mark.exists():
        raise LostRecords(workspace.records, workspace.records_mark)
    if revision is not None and revision not in REVISIONS:
        raise NewerRecords(server.name if server else str(workspace.records), revision)
    # Late, as this module says: it brings both.
    from ailaget.council.migrating import migrate

    with workspace.lock(), room_in(workspace.root):
        if server is None:
            # SQLite gives what it keeps beside the file the rights of the file itself.
            open(workspace.records, "ab", opener=open_own).close()
        migrate(workspace, to)
    _mark(workspace)


def revision_of(workspace: Workspace) -> str | None:
    """Return the revision of a folder's records, None where there are none."""
    if not has_table(workspace, "alembic_version"):
        return None
    rows = ask(workspace, "SELECT version_num FROM alembic_version")
    return str(rows[0][0]) if rows else None


def hold_anything(workspace: Workspace) -> bool:
    """Return whether the council has set a goal, or said anything that stands beside figures."""
    prepare_records(workspace)
    return bool(ask(workspace, ANYTHING)[0][0])


def _mark(workspace: Workspace) -> None:
    """Leave word that there are records, so that a file that is gone is known to be missing."""
    if workspace.server() is None and not workspace.records_mark.exists():
        with workspace.lock():
            write_whole(workspace.records_mark, head_revision().encode())
