"""How probable it is that a municipality is left behind, by how exactly an index is measured."""

import pandas as pd

from ailaget.codebook import Level
from ailaget.statistics.left_behind import Measuring, left_behind_chances
from ailaget.statistics.reliability import Reliability
from ailaget.statistics.sample import TooFewValues
from ailaget.texts import Texts
from ailaget.views.base.measurement import SCALE
from ailaget.views.base.selection import Selection, per_cent_number
from ailaget.views.inequality.neighbourhood import neighbours_by

LIKELY = 0.5
"""From this probability on a municipality is told as probably left behind."""


def own_points(selection: Selection) -> float | None:
    """Return the points of the reader's own choice that are no rise; None where a sure one is."""
    return None if isinstance(selection.moved, str) else selection.moved


def least_rise(selection: Selection, sure: float) -> float:
    """Return the points that are chosen, else the smallest sure change."""
    points = own_points(selection)
    return sure if points is None else points


def chances_of(
    rows: pd.DataFrame, exact: Reliability, level: Level, sure: float, selection: Selection
) -> "pd.Series[float] | None":
    """Return each municipality's probability of the three conditions, of its true figures.

    `rows` are the whole country's, by municipality; `sure` is the smallest sure change, which is a
    rise where no other is chosen. None where nobody has a value in both waves.
    """
    try:
        return left_behind_chances(
            rows["value"],
            rows["previous_value"],
            neighbours_by(selection.neighbours),
            Measuring(min(max(exact.alpha, 0.0), 1.0), SCALE),
            minimum=level.minimum,
            bottom=selection.bottom,
            moved=least_rise(selection, sure),
            is_rise=own_points(selection) is None,
        )
    except TooFewValues:
        return None


def likely_words(rows: pd.DataFrame, t: Texts) -> list[str]:
    """Return of how many it is probable, and of whom most; nothing where no `chance` is known.

    One whose `chance` is missing (NaN), as one that had no value before, is in neither.
    """
    known = rows[rows["chance"].notna()]
    if known.empty:
        return []
    likely = known[known["chance"] >= LIKELY]
    top = known.sort_values(["chance", "name"]).iloc[-1]
    highest = {"name": top["name"], "chance": per_cent_number(float(top["chance"]), t)}
    if likely.empty:
        return [t("left_behind.likely_none", **highest)]
    return [t.count("left_behind.likely", len(likely), **highest)]
