"""How things stood: who had answered and the headline values, kept so that they can be compared."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from ailaget.codebook import codebook
from ailaget.council.goals import Progress, ToldGoal, facts_of, told_goal
from ailaget.council.meetings import changeable_meeting
from ailaget.council.records import writing
from ailaget.council.schema import Goal
from ailaget.store.workspace import Workspace
from ailaget.views.base.measurement import sure_change
from ailaget.views.base.rows import all_rows, row_records
from ailaget.views.base.selection import Source

INDICATORS = ("has_full_time_ai", "has_ai_position", "ai_fte_per_100k", "maturity")
"""Those of the start page; all may be shown for a single municipality."""

Values = dict[str, tuple[float, float, float, float]]
"""By municipality: value, numerator, denominator, factor; who has no value is not there."""


@dataclass(frozen=True)
class Snapshot:
    """One wave as it stood on a day.

    `build` is the data version, `figures` are by indicator, `goals` the state of each by its id,
    `told` the goals themselves; None in those that were kept before goals were kept whole.
    `definitions` are the versions of the indicators' definitions; none in those kept before there
    were versions: the first. `sure` is the smallest sure change of one municipality's maturity;
    None in those that were kept before it was.
    """

    wave: str
    is_demo: bool
    build: str
    day: str
    asked: int
    answered: tuple[str, ...]
    figures: dict[str, Values]
    goals: dict[str, str]
    told: tuple[ToldGoal, ...] | None = None
    definitions: dict[str, int] = field(default_factory=dict)
    sure: float | None = None

    def definition_of(self, indicator: str) -> int:
        """Return by which version of its definition an indicator was counted."""
        return self.definitions.get(indicator, 1)

    def state_of(self, goal: Goal) -> str | None:
        """Return how far a goal was, None where it was not yet set."""
        if self.told is None:
            return self.goals.get(str(goal.id))
        same = (
            kept_goal.progress
            for kept_goal in self.told
            if kept_goal.facts == facts_of(goal) and kept_goal.progress
        )
        return next((progress.state for progress in same), None)


def take_snapshot(source: Source, wave: str, goals: Sequence[Goal], *, build: str = "") -> Snapshot:
    """Return how one wave stands now, for the whole country."""
    waves = source.query("waves")
    rows = {key: all_rows(source, wave, key) for key in INDICATORS}
    asked = rows[INDICATORS[0]]
    kept_goals = [told_goal(source, goal, wave) for goal in goals]
    return Snapshot(
        wave=wave,
        is_demo=bool(waves.set_index("wave")["is_demo"][wave]),
        build=build,
        day=date.today().isoformat(),
        asked=len(asked),
        answered=tuple(asked.loc[asked["has_responded"], "municipality"]),
        figures={
            key: {
                row["municipality"]: (
                    row["value"],
                    row["numerator"],
                    row["denominator"],
                    row["factor"],
                )
                for row in row_records(answers[answers["value"].notna()])
            }
            for key, answers in rows.items()
        },
        goals=dict(map(_state, kept_goals)),
        told=tuple(kept_goals),
        definitions={key: each.version for key, each in codebook().indicators.items()},
        sure=sure_change(source, wave, codebook().indicator("maturity")),
    )


def keep_snapshot(workspace: Workspace, meeting_id: int, snapshot: Snapshot) -> None:
    """Keep with a meeting how things stood when it looked; raises NoSuchRecord, IsApproved.

    What it has kept already stays: a picture that is frozen later does not change how things stood.
    """
    with writing(workspace) as session:
        meeting = changeable_meeting(session, meeting_id)
        if meeting.snapshot is None:
            meeting.snapshot = json.dumps(asdict(snapshot))


def keep_goal(workspace: Workspace, meeting_id: int, kept_goal: ToldGoal) -> None:
    """Keep a goal that a meeting set after it froze its pictures; without such, nothing."""

    def added(snapshot: Snapshot) -> Snapshot:
        states = dict([_state(kept_goal)] if kept_goal.progress else [])
        kept = None if snapshot.told is None else (*snapshot.told, kept_goal)
        return replace(snapshot, goals=snapshot.goals | states, told=kept)

    _change(workspace, meeting_id, added)


def forget_goal(workspace: Workspace, meeting_id: int, goal: Goal) -> None:
    """Forget a goal that a meeting has taken back itself; other meetings still have seen it."""

    def without(snapshot: Snapshot) -> Snapshot:
        states = {key: state for key, state in snapshot.goals.items() if key != str(goal.id)}
        kept = [kept_goal for kept_goal in snapshot.told or () if kept_goal.facts != facts_of(goal)]
        return replace(snapshot, goals=states, told=None if snapshot.told is None else tuple(kept))

    _change(workspace, meeting_id, without)


def read_snapshot(text: str) -> Snapshot:
    """Return a snapshot that was kept."""
    parts = json.loads(text)
    figures = {key: _values(values.items()) for key, values in parts.pop("figures").items()}
    kept_goals = parts.pop("told", None)
    goals = None if kept_goals is None else tuple(map(_told, kept_goals))
    return Snapshot(**{**parts, "answered": tuple(parts["answered"])}, figures=figures, told=goals)


def _change(workspace: Workspace, meeting_id: int, to: Callable[[Snapshot], Snapshot]) -> None:
    with writing(workspace) as session:
        meeting = changeable_meeting(session, meeting_id)
        if meeting.snapshot is not None:
            meeting.snapshot = json.dumps(asdict(to(read_snapshot(meeting.snapshot))))


def _state(goal: ToldGoal) -> tuple[str, str]:
    return str(goal.facts["id"]), goal.progress.state if goal.progress else "no_answers"


def _told(parts: dict[str, Any]) -> ToldGoal:
    progress = parts["progress"]
    return ToldGoal(parts["facts"], Progress(**progress) if progress else None)


def _values(items: Iterable[tuple[str, list[float]]]) -> Values:
    return {code: (row[0], row[1], row[2], row[3]) for code, row in items}
