"""Meetings: when, where and who by role; approved they are locked, by mistake they are deleted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ailaget.council.records import reading, writing
from ailaget.council.schema import Action, Decision, Goal, Meeting, Presence
from ailaget.errors import AilagetError
from ailaget.store.workspace import Workspace

VIEW = "view"
"""The kind of an item of the agenda that is a chart."""

PLACES = ("stockholm", "video", "other")
ROLES = (
    "it_head",
    "digital_head",
    "it_and_digital_head",
    "director",
    "strategist",
    "coordinator",
    "skr",
    "ai_sweden",
    "other",
)
"""Who takes part, by role: a name is never asked for."""

LONGEST_PLACE, MOST_PRESENT = 120, 60


class NoSuchRecord(AilagetError):
    """What was to be changed is gone: somebody else has taken it away meanwhile."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"council.gone_{kind}")


class IsApproved(AilagetError):
    """The minutes of the meeting are approved: nothing of it is changed any more."""

    def __init__(self) -> None:
        super().__init__("council.is_approved")


class NotAllFrozen(AilagetError):
    """The minutes are not approved while a chart on the agenda may still change."""

    def __init__(self) -> None:
        super().__init__("council.not_all_frozen")


class HoldsSomething(AilagetError):
    """A meeting that has come to something is not deleted: it was no mistake."""

    def __init__(self) -> None:
        super().__init__("council.holds_something")


@dataclass(frozen=True)
class Person:
    """Somebody by role, and by municipality unless from elsewhere."""

    role: str
    municipality: str | None = None


@dataclass(frozen=True)
class MeetingFacts:
    """What is said of a meeting before it begins."""

    day: date
    place: str
    place_words: str = ""
    present: tuple[Person, ...] = ()


def meetings(workspace: Workspace) -> list[Meeting]:
    """Return every meeting with its agenda, the latest first; deleted ones are left out."""
    return _meetings(workspace, are_deleted=False)


def deleted_meetings(workspace: Workspace) -> list[Meeting]:
    """Return the meetings that were made by mistake, the latest first."""
    return _meetings(workspace, are_deleted=True)


def _meetings(workspace: Workspace, *, are_deleted: bool) -> list[Meeting]:
    is_kept = Meeting.deleted_on.is_(None)
    newest = select(Meeting).order_by(Meeting.day.desc(), Meeting.id.desc())
    with reading(workspace) as session:
        wanted = newest.where(~is_kept if are_deleted else is_kept)
        return list(session.scalars(wanted).unique())


def create_meeting(workspace: Workspace, facts: MeetingFacts) -> int:
    """Keep a new meeting and return its id."""
    with writing(workspace) as session:
        meeting = Meeting()
        _set_facts(meeting, facts)
        session.add(meeting)
        session.flush()
        return meeting.id


def change_meeting(workspace: Workspace, meeting_id: int, facts: MeetingFacts) -> None:
    """Change when and where a meeting is, and who is there; raises NoSuchRecord and IsApproved."""
    with writing(workspace) as session:
        _set_facts(changeable_meeting(session, meeting_id), facts)


def approve_meeting(
    workspace: Workspace, meeting_id: int, day: date, minutes: Mapping[str, str]
) -> None:
    """Lock a meeting: its minutes, by language, are read as they are now for ever.

    Raises
    ------
    NoSuchRecord, IsApproved, NotAllFrozen
    """
    with writing(workspace) as session:
        meeting = changeable_meeting(session, meeting_id)
        if any(item.kind == VIEW and item.frozen is None for item in meeting.items):
            raise NotAllFrozen
        meeting.approved_on = day
        meeting.minutes = json.dumps(dict(minutes), ensure_ascii=False)


def approved_minutes(workspace: Workspace, meeting_id: int) -> Mapping[str, str] | None:
    """Return the minutes of an approved meeting by language, None of any other."""
    wanted = select(Meeting.minutes).where(Meeting.id == meeting_id)
    with reading(workspace) as session:
        text = session.scalars(wanted).one_or_none()
    minutes: Mapping[str, str] | None = json.loads(text) if text else None
    return minutes


def delete_meeting(workspace: Workspace, meeting_id: int, day: date) -> None:
    """Take away a meeting that was made by mistake; all of it is kept, and can be restored.

    Raises
    ------
    NoSuchRecord, IsApproved, HoldsSomething
    """
    with writing(workspace) as session:
        meeting = changeable_meeting(session, meeting_id)
        if any(item.frozen for item in meeting.items) or _has_come_to(session, meeting_id):
            raise HoldsSomething
        meeting.deleted_on = day


def restore_meeting(workspace: Workspace, meeting_id: int) -> None:
    """Bring back a meeting that was deleted, with all that it had; raises NoSuchRecord."""
    with writing(workspace) as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise NoSuchRecord("meeting")
        meeting.deleted_on = None


def changeable_meeting(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting to change within a transaction; raises NoSuchRecord and IsApproved.

    Whatever writes of a meeting gets it here: so what is approved stays as it is.
    """
    meeting = find_meeting(session, meeting_id)
    if meeting.approved_on is not None:
        raise IsApproved
    return meeting


def _has_come_to(session: Session, meeting_id: int) -> bool:
    """Return whether anything was decided, agreed or aimed at in a meeting, and is in force."""
    of_meeting = (
        select(Decision.id).where(Decision.meeting_id == meeting_id, Decision.struck_on.is_(None)),
        select(Action.id).where(Action.meeting_id == meeting_id, Action.struck_on.is_(None)),
        select(Goal.id).where(Goal.meeting_id == meeting_id),
    )
    return any(session.scalars(wanted).first() is not None for wanted in of_meeting)


def find_meeting(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting within a transaction; raises NoSuchRecord."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.deleted_on is not None:
        raise NoSuchRecord("meeting")
    return meeting


def _set_facts(meeting: Meeting, facts: MeetingFacts) -> None:
    meeting.day, meeting.place = facts.day, facts.place
    meeting.place_words = facts.place_words.strip()[:LONGEST_PLACE]
    wanted: Sequence[Person] = list(dict.fromkeys(facts.present))[:MOST_PRESENT]
    meeting.present[:] = [
        Presence(role=person.role, municipality=person.municipality) for person in wanted
    ]
