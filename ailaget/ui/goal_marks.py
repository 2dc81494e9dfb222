"""The council's goals as marks in the charts: of the chosen indicator and place, and of sizes."""

from typing import TYPE_CHECKING

from ailaget.charts.goal_marks import GoalMark
from ailaget.texts import texts
from ailaget.ui import data
from ailaget.views.base.choices import Choices
from ailaget.views.base.goals import is_marked

if TYPE_CHECKING:
    from ailaget.council.schema import Goal


def goal_marks(chosen: Choices, wave: str, language: str) -> tuple[GoalMark, ...]:
    """Return the goals for the whole country, and for a region or filter that is chosen.

    They are of the chosen indicator, but for those for the gap between sizes, which are of any.
    """
    if not data.anything_recorded():
        return ()
    # Late: it brings SQLAlchemy, which the first page of a council without goals needs not.
    from ailaget.council.goal_marks import placed_marks
    from ailaget.council.goals import goals

    none: list[Goal] = []
    shown = [
        goal
        for goal in data.records_or(none, goals)
        if is_marked(goal.scope, goal.indicator, goal.measure, chosen)
    ]
    return tuple(mark for _, mark in placed_marks(data.source(), shown, wave, texts(language)))
