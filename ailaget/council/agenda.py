"""Agendas: views, texts of the meeting's own, and the items that every meeting has, in order."""

from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session

from ailaget.council.meetings import (
    VIEW,
    NoSuchRecord,
    changeable_meeting,
    find_meeting,
)
from ailaget.council.records import writing
from ailaget.council.schema import AgendaItem, Meeting
from ailaget.errors import AilagetError
from ailaget.store.workspace import Workspace

TEXT = "text"
"""The kind of an item that the meeting has words of its own for."""

OPENING, CLOSING = ("previous", "since", "actions"), ("other", "next")
STANDING = (*OPENING, *CLOSING)
"""The kinds of the items that every meeting may have, those that come first and those last."""

MOST_ITEMS, LONGEST_TEXT = 40, 200


class IsFrozen(AilagetError):
    """A frozen picture is in the minutes: it is neither frozen anew nor taken off the agenda."""

    def __init__(self) -> None:
        super().__init__("council.is_frozen")


class AgendaFull(AilagetError):
    """The agenda has as many items as one meeting can look at."""

    def __init__(self) -> None:
        super().__init__("council.agenda_full", most=MOST_ITEMS)


class NoText(AilagetError):
    """An item of the meeting's own without words."""

    def __init__(self) -> None:
        super().__init__("council.no_text")


def add_item(workspace: Workspace, meeting_id: int, chart: str, address: str) -> int:
    """Put a view on the agenda and return its id, as `add_items` does."""
    (item,) = add_items(workspace, meeting_id, [(chart, address)])
    return item


def add_items(workspace: Workspace, meeting_id: int, views: Sequence[tuple[str, str]]) -> list[int]:
    """Put views, each a chart and its address, on the agenda; the same view is there once.

    They stand after all but the items that close a meeting. Returns their ids, in order.

    Raises
    ------
    NoSuchRecord, IsApproved, AgendaFull
    """
    with writing(workspace) as session:
        meeting = changeable_meeting(session, meeting_id)
        ids = []
        for chart, address in views:
            item = _same(meeting, VIEW, chart, address)
            if item is None:
                item = AgendaItem(kind=VIEW, chart=chart, address=address)
                _insert(session, meeting, item)
            ids.append(item.id)
        return ids


def add_text(workspace: Workspace, meeting_id: int, text: str) -> int:
    """Put a text on the agenda and return its id.

    Raises
    ------
    NoSuchRecord, IsApproved, AgendaFull, NoText
    """
    words = " ".join(text.split())[:LONGEST_TEXT]
    if not words:
        raise NoText
    with writing(workspace) as session:
        item = AgendaItem(kind=TEXT, words=words)
        return _insert(session, changeable_meeting(session, meeting_id), item)


def add_standing(workspace: Workspace, meeting_id: int, kinds: Iterable[str] = STANDING) -> None:
    """Put the items that every meeting has on the agenda, those that are not there, in their order.

    Raises
    ------
    NoSuchRecord, IsApproved, AgendaFull
    """
    wanted = set(kinds)
    with writing(workspace) as session:
        meeting = changeable_meeting(session, meeting_id)
        wanted -= {item.kind for item in meeting.items}
        opening = [kind for kind in OPENING if kind in wanted]
        for place, kind in enumerate(opening):
            _insert(session, meeting, AgendaItem(kind=kind), place)
        for kind in (kind for kind in CLOSING if kind in wanted):
            item = AgendaItem(kind=kind)
            _insert(session, meeting, item, len(meeting.items))


def copy_agenda(workspace: Workspace, meeting_id: int, earlier_id: int) -> None:
    """Put on the agenda what an earlier meeting had on its own, as it is by now.

    A view that was of a certain wave is of the newest. Raises NoSuchRecord, IsApproved, AgendaFull.
    """
    with writing(workspace) as session:
        meeting = changeable_meeting(session, meeting_id)
        for item in find_meeting(session, earlier_id).items:
            address = _of_no_wave(item.address)
            if _same(meeting, item.kind, item.chart, address, item.words) is None:
                copied = AgendaItem(
                    kind=item.kind, chart=item.chart, address=address, words=item.words
                )
                _insert(session, meeting, copied, len(meeting.items))


def move_item(workspace: Workspace, item_id: int, steps: int) -> None:
    """Move an item earlier (-1) or later (1) on its agenda, as far as it goes."""
    with writing(workspace) as session:
        order = list(changeable_item(session, item_id).meeting.items)
        place = next(i for i, other in enumerate(order) if other.id == item_id)
        order.insert(max(place + steps, 0), order.pop(place))
        _number(order)


def remove_item(workspace: Workspace, item_id: int) -> None:
    """Take an item off its agenda, with its note; raises NoSuchRecord, IsApproved and IsFrozen."""
    with writing(workspace) as session:
        item = changeable_item(session, item_id)
        if item.frozen is not None:
            raise IsFrozen
        session.delete(item)


def changeable_item(session: Session, item_id: int) -> AgendaItem:
    """Return an agenda's item to change within a transaction; raises NoSuchRecord, IsApproved."""
    item = session.get(AgendaItem, item_id)
    if item is None:
        raise NoSuchRecord("item")
    changeable_meeting(session, item.meeting_id)
    return item


def _same(
    meeting: Meeting, kind: str, chart: str, address: str, words: str = ""
) -> AgendaItem | None:
    wanted = (kind, chart, address, words)
    items = (
        item
        for item in meeting.items
        if (item.kind, item.chart, item.address, item.words) == wanted
    )
    return next(items, None)


def _insert(session: Session, meeting: Meeting, item: AgendaItem, place: int | None = None) -> int:
    """Put an item at a place of the agenda, or without one before what closes the meeting."""
    if len(meeting.items) >= MOST_ITEMS:
        raise AgendaFull
    order = list(meeting.items)
    if place is None:
        place = len(order)
        while place and order[place - 1].kind in CLOSING:
            place -= 1
    order.insert(place, item)
    _number(order)
    meeting.items[:] = order
    session.flush()
    return item.id


def _number(order: Sequence[AgendaItem]) -> None:
    for position, item in enumerate(order, start=1):
        item.position = position


def _of_no_wave(address: str) -> str:
    pairs = parse_qsl(address, keep_blank_values=True)
    return urlencode([pair for pair in pairs if pair[0] != "wave"])
