"""How things stood at a meeting: its goals and what waited, whatever has come after it."""

from html import escape

from ailaget.council.goals import ToldGoal, told_goal
from ailaget.council.outcomes import actions, latest_first, struck_actions
from ailaget.council.schema import Action, Meeting
from ailaget.council.snapshots import Snapshot, read_snapshot
from ailaget.texts import Texts
from ailaget.ui import data
from ailaget.ui.meeting.council import goals_by, waves_there_are


def snapshot_of(meeting: Meeting) -> Snapshot | None:
    """Return how things stood when a meeting froze its first picture, None where it has not."""
    return read_snapshot(meeting.snapshot) if meeting.snapshot else None


def stands_on_demo(meeting: Meeting) -> bool:
    """Return whether a meeting looked at invented data, or without a frozen picture looks at it."""
    snapshot = snapshot_of(meeting)
    return snapshot.is_demo if snapshot else _is_demo_today()


def mark_html(meeting: Meeting, t: Texts) -> str:
    """Return the mark of a meeting on invented data, where the page itself has none."""
    if _is_demo_today() or not stands_on_demo(meeting):
        return ""
    return f'<p class="demo" role="note">{escape(t("demo.banner"))}</p>'


def goals_are_kept(meeting: Meeting) -> bool:
    """Return whether a meeting's goals are told as they were, not counted today."""
    snapshot = snapshot_of(meeting)
    return snapshot is not None and snapshot.told is not None


def goals_then(meeting: Meeting) -> list[ToldGoal]:
    """Return a meeting's goals and how far they were; without kept ones, how far they are today.

    Those of later meetings are never among them.
    """
    snapshot = snapshot_of(meeting)
    if snapshot is not None and snapshot.told is not None:
        return sorted(
            snapshot.told, key=lambda kept_goal: (kept_goal.facts["due"], kept_goal.facts["id"])
        )
    waves = waves_there_are()
    wave = waves[0] if waves else None
    goals = goals_by(meeting)
    if snapshot is not None:
        wave = snapshot.wave if snapshot.wave in waves else None
        goals = [goal for goal in goals if str(goal.id) in snapshot.goals]
    return [told_goal(data.source(), goal, wave) for goal in goals]


def waiting_then(meeting: Meeting) -> list[Action]:
    """Return the actions of earlier meetings that were not done before the day of this one.

    One that was struck out after that day waited then.
    """
    struck = [
        action
        for action in data.records(struck_actions)
        if action.struck_on is not None and action.struck_on > meeting.day
    ]
    return latest_first(
        action
        for action in [*data.records(actions), *struck]
        if action.meeting.day < meeting.day
        and (action.done_on is None or action.done_on >= meeting.day)
    )


def _is_demo_today() -> bool:
    return bool(data.source().query("waves")["is_demo"].any())
