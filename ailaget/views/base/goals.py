"""Goals beside a chart's own rows: how far those that it shows are, in a few words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from ailaget.charts.goal_marks import GoalMark
from ailaget.codebook import Indicator
from ailaget.statistics.ties import exceeds
from ailaget.texts import Texts, sentence
from ailaget.views.base.choices import Choices
from ailaget.views.base.selection import Selection, indicator_of

PERCENT = 100.0

OF_SIZES = "size_gap"
"""The measure of a goal for the gap between large and small, which is shown with any indicator."""


def is_marked(scope: str | None, indicator: str, measure: str, chosen: Choices) -> bool:
    """Return whether a goal is marked in the charts of what is chosen."""
    places = {None, chosen.region, *chosen.county, *chosen.skr_group, *chosen.size_class}
    return scope in places and (indicator == chosen.indicator or measure == OF_SIZES)


def with_marks(selection: Selection, marks: Iterable[GoalMark]) -> Selection:
    """Return a selection with the goals that are marked in its charts."""
    marks = tuple(marks)
    return replace(
        selection,
        goals=tuple(mark for mark in marks if mark.indicator == selection.indicator),
        size_goals=tuple(mark for mark in marks if mark.measure == OF_SIZES),
    )


def goals_among(rows: pd.DataFrame, selection: Selection) -> list[GoalMark]:
    """Return the goals that concern any of the rows' municipalities, the lowest first."""
    concerned = [goal for goal in selection.goals if _is_in(goal, rows).any()]
    return sorted(concerned, key=lambda goal: goal.value)


def beside_means(goals: Sequence[GoalMark]) -> tuple[GoalMark, ...]:
    """Return the goals that a group's figure can be held against: a median's or gap's it cannot."""
    return tuple(goal for goal in goals if goal.measure in {"all", "share"})


def of_a_gap(selection: Selection) -> list[GoalMark]:
    """Return the goals for the whole country's gap, where it is the whole country that is shown."""
    if selection.is_filtered:
        return []
    t, decimals = selection.t, indicator_of(selection).decimals
    return [
        replace(
            goal, value=goal.most, label=t("goal.mark_widest", value=t.number(goal.most, decimals))
        )
        for goal in selection.goals
        if goal.measure == "gap" and goal.scope is None and goal.most is not None
    ]


def of_a_size_gap(selection: Selection, indicator: Indicator) -> tuple[GoalMark, ...]:
    """Return the goals for the gap between sizes, which are for the whole country's."""
    if selection.is_filtered:
        return ()
    return tuple(goal for goal in selection.size_goals if goal.indicator == indicator.key)


def in_group_unit(goals: Sequence[GoalMark], indicator: Indicator) -> list[GoalMark]:
    """Return goals on the axis of a group's figure, where a share is 0 to 1."""
    if not indicator.is_share:
        return list(goals)
    return [replace(goal, value=goal.value / PERCENT) for goal in goals]


def whole_axis(selection: Selection) -> tuple[float, float] | None:
    """Return the ends of a trend's axis in per cent where a share has a goal; None elsewhere.

    Such an axis reaches all the way; any other from 0 to above what is drawn, goals not far off
    among it.
    """
    is_whole = indicator_of(selection).is_share and bool(selection.goals)
    return (0.0, PERCENT) if is_whole else None


def is_below(goal: GoalMark, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which of the rows' municipalities have a value under the goal's threshold."""
    at = goal.value if goal.threshold is None else goal.threshold
    return _is_in(goal, rows) & exceeds(at, rows["value"])


def progress_words(
    goal: GoalMark, rows: pd.DataFrame, indicator: Indicator, t: Texts, *, before: str = ""
) -> str:
    """Return how far the goal is among the rows' municipalities; empty where nobody has a value.

    `before` stands before the words where there are any.
    """
    values = rows.loc[_is_in(goal, rows), "value"].dropna()
    n, below = len(values), int(is_below(goal, rows).sum())
    if not n:
        return ""
    if goal.measure == "median":
        return before + t("goal.now_median", median=t.number(values.median(), indicator.decimals))
    if goal.measure == "share" or indicator.is_share:
        counts = {"above": t.number(n - below), "n": t.number(n)}
        return before + t("goal.now_share", share=t.percent((n - below) / n), **counts)
    return before + t.count("goal.now_below", below)


def with_goals(text: str, rows: pd.DataFrame, selection: Selection) -> str:
    """Return a chart's words with a sentence on each goal and how far it is added."""
    t, indicator = selection.t, indicator_of(selection)
    sentences = [
        sentence(goal.label + progress_words(goal, rows, indicator, t, before=", "))
        for goal in goals_among(rows, selection)
    ]
    return " ".join([sentence(text), *sentences]) if sentences else text


def _is_in(goal: GoalMark, rows: pd.DataFrame) -> "pd.Series[bool]":
    if goal.scope is None:
        return pd.Series(True, rows.index)
    # A main group of municipalities is the first letter of its groups.
    is_group = rows["skr_group"].fillna("").str.startswith(goal.scope)
    return (rows["county"] == goal.scope) | (rows["size_class"] == goal.scope) | is_group
