"""The council's goals as marks in the charts: of the chosen indicator and place, and of sizes."""

from typing import TYPE_CHECKING

from ailaget.charts.goal_marks import GoalMark
from ailaget.texts import texts
from ailaget.ui import data
from ailaget.ui.address import Address

if TYPE_CHECKING:
    from ailaget.council.schema import Goal


def goal_marks(current: Address) -> tuple[GoalMark, ...]:
    """Return the goals for the whole country, and for a region or filter that is chosen.

    They are of the chosen indicator, but for those for the gap between sizes, which are of any.
    """
    if not data.anything_recorded():
        return ()
    # Late: it brings SQLAlchemy, which the first page of a council without goals needs not.
    from ailaget.council.gap_goals import GAPS, SIZES
    from ailaget.council.goals import goal_mark, goals, progress

    places = {None, current.region, *current.county, *current.skr_group, *current.size_class}
    t = texts(current.lang)
    none: list[Goal] = []
    marks: list[GoalMark] = []
    for goal in data.records_or(none, goals):
        is_shown = goal.indicator == current.indicator or goal.measure == SIZES
        if not is_shown or goal.scope not in places:
            continue
        if goal.measure not in GAPS:
            marks.append(goal_mark(goal, t))
        elif (limit := progress(data.source(), goal, _wave(current)).limit) is not None:
            marks.append(goal_mark(goal, t, limit))
    return tuple(marks)


def _wave(current: Address) -> str:
    return current.wave or str(data.source().query("waves")["wave"].iloc[0])
