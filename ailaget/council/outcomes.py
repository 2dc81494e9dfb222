"""What a meeting comes to: decisions and actions, each with an owner by role and a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select

from ailaget.council.made_on import UNKNOWN, Data
from ailaget.council.meetings import NoSuchRecord, Person, changeable_meeting
from ailaget.council.records import reading, writing
from ailaget.council.schema import Action, Decision
from ailaget.errors import AilagetError
from ailaget.store.workspace import Workspace

LONGEST = 2_000
"""Characters of a decision or an action."""

Outcome = TypeVar("Outcome", Decision, Action)


class NothingSaid(AilagetError):
    """A decision or an action without words."""

    def __init__(self) -> None:
        super().__init__("council.nothing_said")


@dataclass(frozen=True)
class Tie:
    """What a decision or an action belongs to: a meeting, and there a view or a municipality.

    `data` is what the meeting has before it.
    """

    meeting: int
    item: int | None = None
    municipality: str | None = None
    data: Data = UNKNOWN


def decide(
    workspace: Workspace,
    tie: Tie,
    text: str,
    owner: Person | None = None,
    due: date | None = None,
) -> None:
    """Keep a decision, and who sees to it until when; raises NothingSaid and IsApproved."""
    with writing(workspace) as session:
        changeable_meeting(session, tie.meeting)
        session.add(
            Decision(
                meeting_id=tie.meeting,
                item_id=tie.item,
                municipality=tie.municipality,
                text=_said(text),
                build=tie.data.build,
                is_demo=tie.data.is_demo,
                owner_role=owner.role if owner else None,
                owner_municipality=owner.municipality if owner else None,
                due=due,
            )
        )


def agree(workspace: Workspace, tie: Tie, text: str, owner: Person, due: date | None) -> None:
    """Keep an action that somebody is to do; raises NothingSaid and IsApproved."""
    with writing(workspace) as session:
        changeable_meeting(session, tie.meeting)
        session.add(
            Action(
                meeting_id=tie.meeting,
                item_id=tie.item,
                municipality=tie.municipality,
                text=_said(text),
                build=tie.data.build,
                is_demo=tie.data.is_demo,
                owner_role=owner.role,
                owner_municipality=owner.municipality,
                due=due,
            )
        )


def set_done(workspace: Workspace, action_id: int, day: date | None) -> None:
    """Keep the day that an action was done, None to open it again; raises NoSuchRecord.

    It may be done long after its meeting is approved, whose minutes say what was agreed.
    """
    with writing(workspace) as session:
        action = session.get(Action, action_id)
        if action is None:
            raise NoSuchRecord("action")
        action.done_on = day


def strike(
    workspace: Workspace,
    kind: type[Decision] | type[Action],
    outcome_id: int,
    day: date | None,
) -> None:
    """Keep the day that a decision or an action was struck out, None to restore it.

    Raises
    ------
    NoSuchRecord, IsApproved
    """
    with writing(workspace) as session:
        outcome = session.get(kind, outcome_id)
        if not isinstance(outcome, Decision | Action):
            raise NoSuchRecord(kind.__tablename__)
        changeable_meeting(session, outcome.meeting_id)
        outcome.struck_on = day


def decisions(workspace: Workspace) -> list[Decision]:
    """Return every decision in force with its meeting and view, of the latest meeting first."""
    return _outcomes(workspace, Decision, are_struck=False)


def actions(workspace: Workspace) -> list[Action]:
    """Return every action in force with its meeting and view, that of the latest meeting first."""
    return _outcomes(workspace, Action, are_struck=False)


def struck_decisions(workspace: Workspace) -> list[Decision]:
    """Return every decision that is struck out, in the same order."""
    return _outcomes(workspace, Decision, are_struck=True)


def struck_actions(workspace: Workspace) -> list[Action]:
    """Return every action that is struck out, in the same order."""
    return _outcomes(workspace, Action, are_struck=True)


def _outcomes(workspace: Workspace, kind: type[Outcome], *, are_struck: bool) -> list[Outcome]:
    is_in_force = kind.struck_on.is_(None)
    with reading(workspace) as session:
        outcomes = session.scalars(select(kind).where(~is_in_force if are_struck else is_in_force))
        return latest_first(outcomes.unique())


def is_overdue(action: Action, on: date) -> bool:
    """Return whether an action was to be done before a day, and then was not."""
    is_open = action.done_on is None or action.done_on > on
    return is_open and action.due is not None and action.due < on


def latest_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return decisions or actions, those of the latest meeting first."""
    return sorted(outcomes, key=lambda outcome: (outcome.meeting.day, outcome.id), reverse=True)


def _said(text: str) -> str:
    stripped = text.strip()[:LONGEST]
    if not stripped:
        raise NothingSaid
    return stripped
