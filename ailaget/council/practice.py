"""What editors do with the entries of practice: nothing is written over, all is history."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ailaget.council.records import reading, writing
from ailaget.council.schema import PracticeRevision
from ailaget.errors import AilagetError
from ailaget.ingest.doctor import Diagnosis
from ailaget.practice import (
    KINDS,
    Entry,
    Problem,
    check_row,
    entry_of,
    row_of,
    shipped,
    why_not_shown,
)
from ailaget.store.postgres.errors import DatabaseUnreachable
from ailaget.store.practice import published_entries
from ailaget.store.records_file import LostRecords
from ailaget.store.workspace import Workspace

DRAFT, REVIEWED, PUBLISHED, WITHDRAWN = "draft", "reviewed", "published", "withdrawn"
DECIDED = (PUBLISHED, WITHDRAWN)

Rows = Iterable[tuple[int, Mapping[str, str]]]
"""The rows of a file, each with its line."""


class RefusedEntry(AilagetError):
    """An entry has something wrong with it; `problems` say what, column by column."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("practice.refused", columns=", ".join(p.column for p in problems))


class NotToBeShown(AilagetError):
    """An entry cannot be published as it is: nobody has reviewed it, or it is hearsay."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"practice.hidden_{reason}")


@dataclass(frozen=True)
class EntryState:
    """An entry as an editor meets it.

    `state` is that of its latest revision, `revision` the number of it, 0 of one that came with the
    product and was never changed. `in_force` is what readers see, None where they see nothing.
    """

    entry: Entry
    state: str
    revision: int
    in_force: Entry | None


@dataclass(frozen=True)
class Revision:
    """An entry as somebody saved it."""

    number: int
    state: str
    saved_at: datetime
    entry: Entry


@dataclass(frozen=True)
class Intake:
    """What came of a file: the keys that were taken in as drafts, and what was refused, by line."""

    taken: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: Mapping[int, list[Problem]]


def entry_states(workspace: Workspace, kind: str) -> list[EntryState]:
    """Return every entry of a kind with its state, also the withdrawn: those shipped first."""
    states = {
        entry.key: EntryState(entry, PUBLISHED, 0, entry if entry.is_shown else None)
        for entry in shipped(kind)
    }
    with reading(workspace) as session:
        for revision in session.scalars(_revisions(kind)):
            states[revision.key] = _after(states.get(revision.key), kind, revision)
    return list(states.values())


def history(workspace: Workspace, kind: str, key: str) -> list[Revision]:
    """Return every revision of an entry, the newest first; none where it was never changed."""
    with reading(workspace) as session:
        revisions = session.scalars(_revisions(kind).where(PracticeRevision.key == key))
        return [
            Revision(each.id, each.state, each.saved_at, _entry(kind, each))
            for each in reversed(list(revisions))
        ]


def save_draft(workspace: Workspace, kind: str, row: Mapping[str, str]) -> None:
    """Keep an entry as a draft, which readers do not see; raises RefusedEntry."""
    problems = check_row(kind, row)
    if problems:
        raise RefusedEntry(problems)
    with writing(workspace) as session:
        _add(session, kind, entry_of(kind, row), DRAFT)


def set_state(workspace: Workspace, kind: str, key: str, state: str) -> None:
    """Say that an entry's latest revision is reviewed, published or withdrawn.

    Raises NotToBeShown where one is to be published that readers may not see.
    """
    latest = next(each for each in entry_states(workspace, kind) if each.entry.key == key)
    reason = why_not_shown(latest.entry)
    if state == PUBLISHED and reason:
        raise NotToBeShown(reason)
    with writing(workspace) as session:
        _add(session, kind, latest.entry, state)


def examine_entries(workspace: Workspace, today: date) -> list[Diagnosis]:
    """Return which entries that readers see nobody has checked for long, for ``doctor``."""
    findings = []
    for kind in KINDS:
        try:
            entries = published_entries(workspace, kind)
        except (sqlite3.DatabaseError, LostRecords, DatabaseUnreachable):  # told of before
            entries = shipped(kind)
        keys = [entry.key for entry in entries if entry.is_stale(today)]
        params: dict[str, object] = {"kind": kind, "n": len(entries)}
        if keys:
            stale = {**params, "old": len(keys), "keys": ", ".join(keys)}
            findings.append(Diagnosis("note", "doctor.entries_stale", stale))
        else:
            findings.append(Diagnosis("ok", "doctor.entries", params))
    return findings


def preview(workspace: Workspace, kind: str, rows: Rows) -> Intake:
    """Return what `take_in` would do with the rows of a file; changes nothing."""
    return _sorted(workspace, kind, rows)[0]


def take_in(workspace: Workspace, kind: str, rows: Rows) -> Intake:
    """Keep the rows of a file as drafts, by their lines; what is refused is told, not dropped.

    A row that says what its entry says already changes nothing.
    """
    intake, entries = _sorted(workspace, kind, rows)
    with writing(workspace) as session:
        for entry in entries:
            _add(session, kind, entry, DRAFT)
    return intake


def _sorted(workspace: Workspace, kind: str, rows: Rows) -> tuple[Intake, list[Entry]]:
    """Return what is to become of each row, and the entries that are new or changed."""
    known = {state.entry.key: state.entry for state in entry_states(workspace, kind)}
    taken: dict[str, Entry] = {}
    unchanged: list[str] = []
    refused: dict[int, list[Problem]] = {}
    for line, row in rows:
        problems = check_row(kind, row)
        if not problems and row["key"] in (*taken, *unchanged):
            problems = [Problem("key", "twice", {"text": row["key"]})]
        if problems:
            refused[line] = problems
        elif known.get(row["key"]) == (entry := entry_of(kind, row)):
            unchanged.append(entry.key)
        else:
            taken[entry.key] = entry
    return Intake(tuple(taken), tuple(unchanged), refused), list(taken.values())


def _after(before: EntryState | None, kind: str, revision: PracticeRevision) -> EntryState:
    """Return an entry's state after one more revision of it."""
    entry = _entry(kind, revision)
    in_force = before.in_force if before else None
    if revision.state in DECIDED:
        in_force = entry if revision.state == PUBLISHED and entry.is_shown else None
    return EntryState(entry, revision.state, revision.id, in_force)


def _revisions(kind: str) -> Select[PracticeRevision]:
    return (
        select(PracticeRevision).where(PracticeRevision.kind == kind).order_by(PracticeRevision.id)
    )


def _entry(kind: str, revision: PracticeRevision) -> Entry:
    return entry_of(kind, json.loads(revision.content))


def _add(session: Session, kind: str, entry: Entry, state: str) -> None:
    content = json.dumps(row_of(entry), ensure_ascii=False)
    now = datetime.now(UTC).replace(tzinfo=None)
    session.add(
        PracticeRevision(kind=kind, key=entry.key, state=state, content=content, saved_at=now)
    )
