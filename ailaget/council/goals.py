"""Goals of the council: what is to be seen, where and by when, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import select

from ailaget import geography
from ailaget.charts.goal_marks import GoalMark
from ailaget.codebook import Indicator, Level, codebook
from ailaget.council.gap_goals import (
    GAPS,
    SIZES,
    TENTHS,
    Gap,
    sizes_gap,
    tenths_gap,
    widest_gap,
)
from ailaget.council.meetings import changeable_meeting
from ailaget.council.records import reading, writing
from ailaget.council.schema import Goal
from ailaget.statistics.ties import exceeds
from ailaget.store.workspace import Workspace
from ailaget.texts import Texts, at_beginning
from ailaget.views.base.gap import DECIMALS
from ailaget.views.base.selection import Selection, Source, place_names, unit_text
from ailaget.views.base.size_gap import SMALLEST

MEASURES = ("all", "share", "median", *GAPS)
PERCENT = 100.0
FACTS = ("id", "indicator", "measure", "threshold", "share", "due", "scope")
"""What makes a goal the goal it is: it is dropped and set anew, never changed."""


@dataclass(frozen=True)
class Progress:
    """How far a goal is in one wave.

    `n` have a value, of `of` asked; `above` reach the threshold; `median` is None where nobody has
    a value. `state` is reached, among_answering (nobody known is below, but not all have answered),
    not_yet, no_answers, or of a gap few. Of a gap there is also how wide it is, the `limit` that
    those below have to reach for it to be no wider than the goal says, and how many are `under` it.
    """

    wave: str
    n: int
    of: int
    above: int
    median: float | None
    state: str
    gap: float | None = None
    limit: float | None = None
    under: int | None = None

    @property
    def below(self) -> int:
        """How many have a value below the goal; meetings before `under` was kept have the rest."""
        return self.n - self.above if self.under is None else self.under


@dataclass(frozen=True)
class ToldGoal:
    """A goal as a meeting saw it: its `FACTS`, and how far it was; None where no wave could say."""

    facts: Mapping[str, Any]
    progress: Progress | None

    def goal(self) -> Goal:
        """Return the goal that it was, whether or not it is still kept."""
        return Goal(**self.facts)


def told_goal(source: Source, goal: Goal, wave: str | None) -> ToldGoal:
    """Return a goal with how far it is in a wave."""
    return ToldGoal(facts_of(goal), progress(source, goal, wave) if wave else None)


def facts_of(goal: Goal) -> dict[str, Any]:
    """Return a goal's facts: an id alone may come back with another goal."""
    return {name: getattr(goal, name) for name in FACTS}


def told_words(kept_goal: ToldGoal, t: Texts) -> str:
    """Return a goal and how far it was, in one line."""
    text = f"{goal_words(kept_goal.goal(), t)}."
    return (
        f"{text} {progress_words(kept_goal.goal(), kept_goal.progress, t)}"
        if kept_goal.progress
        else text
    )


def goals(workspace: Workspace) -> list[Goal]:
    """Return every goal, the one that is due first first."""
    with reading(workspace) as session:
        return list(session.scalars(select(Goal).order_by(Goal.due, Goal.id)))


def set_goal(workspace: Workspace, goal: Goal) -> None:
    """Keep a new goal; raises UnknownKey where its indicator does not exist, and IsApproved."""
    codebook().indicator(goal.indicator)
    with writing(workspace) as session:
        if goal.meeting_id is not None:
            changeable_meeting(session, goal.meeting_id)
        session.add(goal)


def drop_goal(workspace: Workspace, goal_id: int) -> None:
    """Take a goal away; gone already is well."""
    with writing(workspace) as session:
        goal = session.get(Goal, goal_id)
        if goal is not None:
            session.delete(goal)


def progress(source: Source, goal: Goal, wave: str) -> Progress:
    """Return how far a goal is in a wave, among the municipalities of its scope."""
    rows = _rows(source, goal, wave)
    if goal.measure in GAPS:
        return _gap_progress(rows, _gap(source, rows, goal, wave), goal, wave)
    values = rows["value"].dropna()
    above, n, of = int((~exceeds(goal.threshold, values)).sum()), len(values), len(rows)
    median = float(values.median()) if n else None
    return Progress(wave, n, of, above, median, _state(goal, values, of))


def below(source: Source, goal: Goal, wave: str) -> list[str]:
    """Return the codes of the municipalities under a goal in a wave, the lowest first.

    Of a gap they are those that have to rise; the silent are not known to be under anything.
    """
    rows = _rows(source, goal, wave)
    if goal.measure in GAPS:
        gap = _gap(source, rows, goal, wave)
        return list(gap.below) if gap else []
    if goal.measure == "median":
        return []
    under = rows[exceeds(goal.threshold, rows["value"])]
    return list(under.sort_values("value", kind="stable")["municipality"])


def _rows(source: Source, goal: Goal, wave: str) -> pd.DataFrame:
    return source.query(
        "indicator_values", wave=wave, indicator=goal.indicator, **scope_filter(goal.scope)
    )


def _decimals(goal: Goal) -> int:
    return max(codebook().indicator(goal.indicator).decimals, DECIMALS)


def _gap(source: Source, rows: pd.DataFrame, goal: Goal, wave: str) -> Gap | None:
    if goal.measure == TENTHS:
        return tenths_gap(rows, goal.threshold, _decimals(goal))
    places = scope_filter(goal.scope)
    selection = Selection(
        wave,
        is_demo=False,
        county=tuple(places["counties"]),
        skr_group=tuple(places["skr_groups"]),
        size_class=tuple(places["size_classes"]),
    )
    size_gap = widest_gap(source, selection, codebook().indicator(goal.indicator))
    return None if size_gap is None else sizes_gap(size_gap, rows, goal.threshold)


def _gap_progress(rows: pd.DataFrame, gap: Gap | None, goal: Goal, wave: str) -> Progress:
    if gap is None:
        n = int(rows["value"].notna().sum())
        return Progress(wave, n, len(rows), 0, None, "few")
    state = "not_yet" if exceeds(gap.gap, goal.threshold) else "reached"
    under = len(gap.below)
    above = max(gap.n - under, 0)
    return Progress(wave, gap.n, gap.of, above, None, state, gap.gap, gap.limit, under)


def scope_filter(scope: str | None) -> Mapping[str, list[str]]:
    """Return a goal's scope as the parameters of a query."""
    counties = {county.code for county in geography.counties()}
    sizes = {size.key for size in geography.size_classes()}
    chosen = [scope] if scope else []
    return {
        "counties": chosen if scope in counties else [],
        "size_classes": chosen if scope in sizes else [],
        "skr_groups": chosen if scope not in counties | sizes else [],
    }


def goal_words(goal: Goal, t: Texts) -> str:
    """Return a goal in one sentence: what, where, by when."""
    indicator = codebook().indicator(goal.indicator)
    kind = "yes" if indicator.is_share else "value"
    sentence = t(
        f"goal.{goal.measure}_{kind}",
        indicator=indicator.label[t.language],
        threshold=threshold_words(goal, t),
        share=t.percent(goal.share),
        place=place_names(t.language)[goal.scope] if goal.scope else t("goal.country"),
        due=t.wave(goal.due),
    )
    return t.in_words(sentence)


def threshold_words(goal: Goal, t: Texts) -> str:
    """Return the threshold: a level by its number and name, else a number with its unit."""
    indicator = codebook().indicator(goal.indicator)
    is_level = indicator.is_index and goal.measure not in GAPS
    for level in codebook().levels if is_level else ():
        if level.minimum == goal.threshold:
            return level_words(level, t)
    number = t.number(goal.threshold, indicator.decimals)
    return t("goal.number", number=number, unit=unit_text(t, indicator))


def level_words(level: Level, t: Texts) -> str:
    """Return a level by its place among all, counted from 1, and its name."""
    of = len(codebook().levels)
    return t("goal.level", number=level.number + 1, of=of, level=level.label[t.language])


def progress_words(goal: Goal, status: Progress, t: Texts) -> str:
    """Return how far a goal is, in one sentence with its n."""
    indicator = codebook().indicator(goal.indicator)
    share = status.above / status.n if status.n else None
    sentence = t(
        f"goal.{goal.measure}_{status.state}" if status.n else "goal.no_answers",
        wave=t.wave(status.wave),
        n=t.number(status.n),
        of=t.number(status.of),
        above=t.number(status.above),
        below=t.count("goal.below", status.below, of=t.number(status.n)),
        there=t.count("goal.there", status.above),
        silent=t.count("goal.silent", status.of - status.n),
        answered=t.count("goal.answered", status.n, of=t.number(status.of)),
        always=t.count("goal.answered_always", status.n, of=t.number(status.of)),
        share=t.percent(share),
        median=t.number(status.median, indicator.decimals),
        gap=t.number(status.gap, _decimals(goal)),
        under_limit=t.count(
            "goal.under_limit",
            status.below,
            limit=t.number(status.limit, _decimals(goal)),
        ),
    )
    # It begins with a month, which Swedish writes small within a sentence.
    return at_beginning(t.in_words(sentence))


def goal_mark(goal: Goal, t: Texts, limit: float | None = None) -> GoalMark:
    """Return a goal's mark in charts of its indicator; shares stand on an axis in per cent.

    That of a gap stands at the `limit` that those below have to reach.
    """
    indicator = codebook().indicator(goal.indicator)
    label = t(
        f"goal.mark_{goal.measure}{'_yes' if indicator.is_share else ''}",
        due=t.wave_short(goal.due),
        place=f", {place_names(t.language)[goal.scope]}" if goal.scope else "",
        share=t.percent(goal.share),
        value=t.number(goal.threshold, indicator.decimals),
        limit=t.number(limit, _decimals(goal)),
    )
    if limit is not None:
        scope = SMALLEST if goal.measure == SIZES else goal.scope
        return GoalMark(limit, label, limit, goal.measure, scope, goal.threshold, goal.indicator)
    return GoalMark(
        _on_axis(goal, indicator),
        label,
        goal.threshold,
        goal.measure,
        goal.scope,
        indicator=goal.indicator,
    )


def _on_axis(goal: Goal, indicator: Indicator) -> float:
    if not indicator.is_share:
        return goal.threshold
    return PERCENT * (1.0 if goal.share is None else goal.share)


def _state(goal: Goal, values: "pd.Series[float]", of: int) -> str:
    if values.empty:
        return "no_answers"
    above = ~exceeds(goal.threshold, values)
    if goal.measure == "all":
        if not above.all():
            return "not_yet"
        return "reached" if len(values) == of else "among_answering"
    if goal.measure == "share":
        return "not_yet" if exceeds(goal.share or 0.0, above.mean()) else "reached"
    return "not_yet" if exceeds(goal.threshold, values.median()) else "reached"
