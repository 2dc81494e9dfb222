"""Notes that two people may write at once: what either saves is kept, and both are shown."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ailaget.council.made_on import UNKNOWN, Data
from ailaget.council.meetings import changeable_meeting
from ailaget.council.records import reading, writing
from ailaget.council.schema import AgendaItem, Meeting, Note, NoteText
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
    """A note that stands: its text, of which meeting, and there on which view or municipality.

    `data` is what its writer had in view.
    """

    meeting: Meeting
    item: AgendaItem | None
    municipality: str | None
    text: str
    data: Data = UNKNOWN


def written_notes(workspace: Workspace) -> list[Written]:
    """Return every note, that of the latest meeting first.

    Emptied ones are left out, and those of deleted meetings.
    """
    with reading(workspace) as session:
        notes = [
            Written(note.meeting, note.item, note.municipality, _state(note).text, _data(note))
            for note in session.scalars(select(Note).order_by(Note.id)).unique()
        ]
    written = (note for note in notes if note.text and note.meeting.deleted_on is None)
    return sorted(written, key=lambda note: note.meeting.day, reverse=True)


def read_note(
    workspace: Workspace, meeting: int, item: int | None = None, municipality: str | None = None
) -> NoteState:
    """Return a meeting's note, or that on an item of its agenda or on a municipality."""
    with reading(workspace) as session:
        return _state(_find(session, meeting, item, municipality))


def save_note(
    workspace: Workspace,
    meeting: int,
    item: int | None,
    text: str,
    began_at: int,
    municipality: str | None = None,
    *,
    data: Data = UNKNOWN,
) -> Saved:
    """Save a text that its writer began from version `began_at`; no saved text is ever lost.

    Where another text has been saved since, that one stands and this one is set aside beside it:
    `stands` is then False. Whoever began from the newest version has seen all that was set aside,
    and settles it. `data` is what the writer has in view. Raises NoSuchRecord and IsApproved.
    """
    with writing(workspace) as session:
        changeable_meeting(session, meeting)
        note = _find(session, meeting, item, municipality)
        if note is None:
            note = Note(meeting_id=meeting, item_id=item, municipality=municipality, version=0)
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
                build=data.build,
                is_demo=data.is_demo,
            )
        )
        return Saved(has_seen_all, _state(note))


def _find(
    session: Session, meeting: int, item: int | None, municipality: str | None
) -> Note | None:
    wanted = select(Note).where(
        Note.meeting_id == meeting, Note.item_id == item, Note.municipality == municipality
    )
    return session.scalars(wanted).first()


def _data(note: Note) -> Data:
    stood = [text for text in note.texts if text.stands]
    return Data(stood[-1].build, stood[-1].is_demo) if stood else UNKNOWN


def _state(note: Note | None) -> NoteState:
    if note is None:
        return NoteState("", 0)
    stood = [text.text for text in note.texts if text.stands]
    aside = [text.text for text in note.texts if not (text.stands or text.settled)]
    return NoteState(stood[-1] if stood else "", note.version, tuple(aside))
