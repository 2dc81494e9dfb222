"""Goals as marks in charts, each with the place that it is for."""

from collections.abc import Iterable, Iterator

from ailaget.charts.goal_marks import GoalMark
from ailaget.council.gap_goals import GAPS
from ailaget.council.goals import goal_mark, progress
from ailaget.council.schema import Goal
from ailaget.texts import Texts
from ailaget.views.base.selection import Source


def placed_marks(
    source: Source, goals: Iterable[Goal], wave: str, t: Texts
) -> Iterator[tuple[str | None, GoalMark]]:
    """Give each goal's place, None for the whole country, and its mark.

    One for a gap has its mark where those below have to reach, and none where no wave says that.
    """
    for goal in goals:
        if goal.measure not in GAPS:
            yield goal.scope, goal_mark(goal, t)
        elif (limit := progress(source, goal, wave).limit) is not None:
            yield goal.scope, goal_mark(goal, t, limit)
