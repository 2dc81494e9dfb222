"""The entries that readers see: those that come with the product, and what editors made of them."""

import json

from ailaget.practice import Entry, check_row, entry_of, shipped
from ailaget.store.records_file import ask, has_table
from ailaget.store.workspace import Workspace

IN_FORCE = """
    select key, state, content from practice_revision
    where id in (
        select max(id) from practice_revision
        where kind = :kind and state in ('published', 'withdrawn') group by key
    )
    order by (select min(id) from practice_revision first
        where first.kind = practice_revision.kind and first.key = practice_revision.key)
"""
NEWEST = "select coalesce(max(id), 0) from practice_revision"


def published_entries(workspace: Workspace, kind: str) -> tuple[Entry, ...]:
    """Return the entries of a kind that readers see, in the order of the file, then of making.

    What an editor published stands in the place of what came with the product under the same key,
    and what was withdrawn is not there. What has not been reviewed, or is hearsay, is left out, and
    so is one kept earlier that today's rules refuse. Raises sqlite3.DatabaseError where the records
    are damaged, DatabaseUnreachable where a server holds them that does not answer.
    """
    entries: dict[str, Entry | None] = {entry.key: entry for entry in shipped(kind)}
    for key, state, content in _rows(workspace, kind):
        row = json.loads(content)
        is_kept = state == "published" and not check_row(kind, row)
        entries[key] = entry_of(kind, row) if is_kept else None
    return tuple(entry for entry in entries.values() if entry is not None and entry.is_shown)


def newest_revision(workspace: Workspace) -> int:
    """Return a number that grows with each change of an entry; 0 where there has been none."""
    newest = _asked(workspace, NEWEST)
    return int(newest[0][0]) if newest else 0


def _rows(workspace: Workspace, kind: str) -> list[tuple[str, str, str]]:
    return _asked(workspace, IN_FORCE, kind=kind)


def _asked(workspace: Workspace, query: str, **params: str) -> list[tuple[str, str, str]]:
    """Return the rows of a query; none where there are no records, or only of an earlier kind."""
    return ask(workspace, query, **params) if has_table(workspace, "practice_revision") else []
