"""The council's goals as marks in the charts: those of the chosen indicator, and of the place."""

from ailaget.charts.goal_marks import GoalMark
from ailaget.council.goals import goal_mark, goals
from ailaget.council.schema import Goal
from ailaget.texts import texts
from ailaget.ui import data
from ailaget.ui.address import Address


def goal_marks(current: Address) -> tuple[GoalMark, ...]:
    """Return the goals for the whole country, and for a region or filter that is chosen."""
    places = {None, current.region, *current.county, *current.skr_group, *current.size_class}
    t = texts(current.lang)
    return tuple(
        goal_mark(goal, t)
        for goal in data.records_or(list[Goal](), goals)
        if goal.indicator == current.indicator and goal.scope in places
    )
