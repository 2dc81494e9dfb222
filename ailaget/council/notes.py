"""Notes that two people may write at once: what either saves is kept, and both are shown."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ailaget.council.records import reading, writing
from ailaget.council.tables import AgendaItem, Note, NoteText
from ailaget.store.workspace import Workspace

LONGEST_NOTE = 20_000
"""Characters; a meeting's notes are some thousands."""


@dataclass(frozen=True)
class NoteState:
    """A note as it stands.

    `version` is what its next writer begins from, 0 where nothing is written yet. `aside` are texts
    that were saved by somebody who had not seen the one that stands; they wait to be worked in.
    """

    text: str
    version: int
    aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saved:
    """What came of saving: whether the text now stands, and the note after it."""

    stands: bool
    note: NoteState


@dataclass(frozen=True)
class Written:
    """A note that stands: what it says, of which meeting, and on which view of its agenda."""

    day: date
    item: AgendaItem
    text: str


def written_notes(workspace: Workspace) -> list[Written]:
    """Return the notes on views, that of the latest meeting first; emptied ones are left out."""
    wanted = select(Note, AgendaItem).join(AgendaItem, Note.item_id == AgendaItem.id)
    with reading(workspace) as session:
        found = [
            Written(item.meeting.day, item, _state(note).text)
            for note, item in session.execute(wanted.order_by(Note.id)).unique()
        ]
    return sorted((one for one in found if one.text), key=lambda one: one.day, reverse=True)


def read_note(workspace: Workspace, meeting: int, item: int | None = None) -> NoteState:
    """Return a meeting's note, or that of an item of its agenda."""
    with reading(workspace) as session:
        return _state(_find(session, meeting, item))


def save_note(
    workspace: Workspace, meeting: int, item: int | None, text: str, began_at: int
) -> Saved:
    """Save a text that its writer began from version `began_at`; no saved text is ever lost.

    Where another text has been saved since, that one stands and this one is set aside beside it:
    `stands` is then False. Whoever began from the newest version has seen all that was set aside,
    and settles it.
    """
    with writing(workspace) as session:
        note = _find(session, meeting, item)
        if note is None:
            note = Note(meeting_id=meeting, item_id=item, version=0)
            session.add(note)
        before, kept = _state(note), text.strip()[:LONGEST_NOTE]
        has_seen_all = began_at == note.version
        if kept in before.aside or (kept == before.text and not (has_seen_all and before.aside)):
            return Saved(kept == before.text, before)
        for earlier in note.texts:
            earlier.settled = earlier.settled or has_seen_all
        note.version += 1
        note.texts.append(
            NoteText(
                version=note.version,
                began_at=began_at,
                text=kept,
                stands=has_seen_all,
                settled=False,
                saved_at=datetime.now(UTC).replace(tzinfo=None),
            )
        )
        return Saved(has_seen_all, _state(note))


def _find(session: Session, meeting: int, item: int | None) -> Note | None:
    wanted = select(Note).where(Note.meeting_id == meeting, Note.item_id == item)
    return session.scalars(wanted).first()


def _state(note: Note | None) -> NoteState:
    if note is None:
        return NoteState("", 0)
    stood = [text.text for text in note.texts if text.stands]
    aside = [text.text for text in note.texts if not (text.stands or text.settled)]
    return NoteState(stood[-1] if stood else "", note.version, tuple(aside))
