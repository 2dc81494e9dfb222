"""Meetings and their agendas: when, where, who by role, and which views are looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ailaget.council.records import reading, writing
from ailaget.council.schema import AgendaItem, Meeting, Presence
from ailaget.errors import AilagetError
from ailaget.store.workspace import Workspace

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

LONGEST_PLACE, MOST_PRESENT, MOST_ITEMS = 120, 60, 40


class NoSuchRecord(AilagetError):
    """What was to be changed is gone: somebody else has taken it away meanwhile."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"council.gone_{kind}")


class IsFrozen(AilagetError):
    """A frozen picture is in the minutes: it is neither frozen anew nor taken off the agenda."""

    def __init__(self) -> None:
        super().__init__("council.is_frozen")


class AgendaFull(AilagetError):
    """The agenda has as many views as one meeting can look at."""

    def __init__(self) -> None:
        super().__init__("council.agenda_full", most=MOST_ITEMS)


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
    """Return every meeting with its agenda, the latest first."""
    with reading(workspace) as session:
        newest = select(Meeting).order_by(Meeting.day.desc(), Meeting.id.desc())
        return list(session.scalars(newest).unique())


def create_meeting(workspace: Workspace, facts: MeetingFacts) -> int:
    """Keep a new meeting and return its id."""
    with writing(workspace) as session:
        meeting = Meeting()
        _set_facts(meeting, facts)
        session.add(meeting)
        session.flush()
        return meeting.id


def change_meeting(workspace: Workspace, meeting_id: int, facts: MeetingFacts) -> None:
    """Change when and where a meeting is, and who is there; raises NoSuchRecord."""
    with writing(workspace) as session:
        _set_facts(find_meeting(session, meeting_id), facts)


def add_item(workspace: Workspace, meeting_id: int, chart: str, address: str) -> int:
    """Put a view last on the agenda and return its id; the same view is there once.

    Raises
    ------
    NoSuchRecord, AgendaFull
    """
    with writing(workspace) as session:
        meeting = find_meeting(session, meeting_id)
        for item in meeting.items:
            if (item.chart, item.address) == (chart, address):
                return item.id
        if len(meeting.items) >= MOST_ITEMS:
            raise AgendaFull
        last = max((item.position for item in meeting.items), default=0)
        item = AgendaItem(position=last + 1, chart=chart, address=address)
        meeting.items.append(item)
        session.flush()
        return item.id


def move_item(workspace: Workspace, item_id: int, steps: int) -> None:
    """Move an item earlier (-1) or later (1) on its agenda, as far as it goes."""
    with writing(workspace) as session:
        order = list(find_item(session, item_id).meeting.items)
        place = next(i for i, other in enumerate(order) if other.id == item_id)
        order.insert(max(place + steps, 0), order.pop(place))
        for position, other in enumerate(order, start=1):
            other.position = position


def remove_item(workspace: Workspace, item_id: int) -> None:
    """Take an item off its agenda, with its note; raises NoSuchRecord and IsFrozen."""
    with writing(workspace) as session:
        item = find_item(session, item_id)
        if item.frozen is not None:
            raise IsFrozen
        session.delete(item)


def find_item(session: Session, item_id: int) -> AgendaItem:
    """Return an agenda's item within a transaction; raises NoSuchRecord."""
    item = session.get(AgendaItem, item_id)
    if item is None:
        raise NoSuchRecord("item")
    return item


def find_meeting(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting within a transaction; raises NoSuchRecord."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NoSuchRecord("meeting")
    return meeting


def _set_facts(meeting: Meeting, facts: MeetingFacts) -> None:
    meeting.day, meeting.place = facts.day, facts.place
    meeting.place_words = facts.place_words.strip()[:LONGEST_PLACE]
    wanted: Sequence[Person] = list(dict.fromkeys(facts.present))[:MOST_PRESENT]
    meeting.present[:] = [
        Presence(role=person.role, municipality=person.municipality) for person in wanted
    ]
