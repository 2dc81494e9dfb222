"""The marks of the goals that the council has set; without any, nothing more is imported."""

from typing import TYPE_CHECKING

from ailaget.council.revisions import hold_anything, revision_of
from ailaget.store.workspace import Workspace
from ailaget.texts import Texts
from ailaget.views.base.selection import Source

if TYPE_CHECKING:
    from ailaget.charts.goal_marks import GoalMark


def recorded_marks(
    place: Workspace, source: Source, wave: str, t: Texts
) -> tuple[tuple[str | None, "GoalMark"], ...]:
    """Return the mark of each goal in a wave's charts, and the place that it is for."""
    if revision_of(place) is None or not hold_anything(place):
        return ()
    from ailaget.council.goal_marks import placed_marks
    from ailaget.council.goals import goals

    return tuple(placed_marks(source, goals(place), wave, t))
