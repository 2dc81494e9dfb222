"""A mean had all answered: weighted by size, group and earlier answer, and by who tends to answer.

The mechanism is stated: the odds of answering rise with AI maturity, as much as they are seen to do
from one wave to the next among those whose maturity is known.
"""

from dataclasses import dataclass
from math import ceil
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    Interval,
    bootstrap,
    measure_all,
    ranges_on,
    widened,
)
from ailaget.statistics.raking import (
    AnsweringSlope,
    answering_slope,
    rake,
    response_indicator,
    tilted,
)
from ailaget.statistics.sample import TooFewValues, sample
from ailaget.texts import Texts
from ailaget.views.base.gap import scale_of
from ailaget.views.base.rows import all_rows
from ailaget.views.base.selection import FEW, Source, kept_once

SURE = NormalDist().inv_cdf((1 + LEVEL) / 2)
MATURITY, QUARTERS = "maturity", 4
EARLIER, SILENT = "earlier", "silent"
"""The margin of earlier answers, and its class of those that had none in the wave before."""


@dataclass(frozen=True, eq=False)
class AnswerWeights:
    """What each of those with a value stands for: by the stated mechanism, and by raking alone.

    `odds` is how many times the odds of answering rise with a standard deviation of maturity; None
    where no two waves tell. `alike` is the R-indicator, 1 where those who answered are as all are
    in size, group and earlier answer; `has_earlier` says whether there was any before. `steeper`
    are the weights had the odds risen a standard error more.
    """

    weights: "pd.Series[float]"
    steeper: "pd.Series[float]"
    raked: "pd.Series[float]"
    odds: float | None
    alike: float
    has_earlier: bool


@dataclass(frozen=True, eq=False)
class Adjusted:
    """The mean of all in the filter by the stated mechanism, and by raking alone."""

    mean: Interval
    raked: float
    weights: AnswerWeights


def adjusted_of(
    source: Source, rows: pd.DataFrame, indicator: Indicator, wave: str
) -> Adjusted | None:
    """Return the mean of `rows`, the filter's by municipality; None where too few have a value."""
    values = rows["value"].astype(float)
    if values.notna().sum() < FEW:
        return None
    found = answer_weights(source, rows, wave)
    mean = adjusted_interval(values, found, "mean", scale_of(indicator))
    raked = float(np.average(values.dropna(), weights=found.raked[values.notna()]))
    return Adjusted(mean, raked, found)


def figure_words(value: float | None, indicator: Indicator, t: Texts) -> str:
    """Return the mean of the municipalities' own figures, or the share of yes, as it is read."""
    if indicator.is_share:
        return t.percent(value)
    return t.number(value, max(indicator.decimals, 1))


def adjusted_sentence(
    adjusted: Adjusted, plain: float, what: str, indicator: Indicator, t: Texts
) -> str:
    """Return what a mean or share would be had all answered, beside what it is."""
    mean = adjusted.mean
    ends = {
        "low": figure_words(mean.low, indicator, t),
        "high": figure_words(mean.high, indicator, t),
    }
    words = {
        "mean": figure_words(plain, indicator, t),
        "value": figure_words(mean.estimate, indicator, t),
    }
    between = "" if mean.low is None else t("silent.between", **ends)
    key = "adjusted_same" if words["mean"] == words["value"] else "adjusted"
    return t(f"silent.{key}", what=what, between=between, **words)


def adjusted_interval(
    values: "pd.Series[Any]",
    found: AnswerWeights,
    key: str,
    scale: tuple[float, float],
    draws: int = DRAWS,
) -> Interval:
    """Return a measure of all with its interval, by the weights.

    How much the odds rise is itself uncertain: what a standard error of it moves the measure, times
    1.96, is added to each side in quadrature, as of errors that have nothing to do with each other.
    """
    made = bootstrap(
        values, weights=found.weights, of=len(values), scale=scale, keys=(key,), draws=draws
    ).intervals[key]
    moved = adjusted_figure(values, found.steeper, key) - adjusted_figure(
        values, found.weights, key
    )
    return widened(made, SURE * abs(moved), ranges_on(scale)[key])


def adjusted_figure(values: "pd.Series[Any]", weights: "pd.Series[Any]", key: str) -> float:
    """Return a measure (a key of `intervals.RANGES`) of those with a value, so weighted."""
    answers = sample(values, weights=weights, nonnegative=False)
    return float(measure_all(answers, np.arange(answers.n), weighted=True, keys=(key,))[key])


def answer_weights(source: Source, rows: pd.DataFrame, wave: str) -> AnswerWeights:
    """Return the weights of those of `rows`, by municipality, that have a value; NaN of others.

    Raises TooFewValues where too few have.
    """
    answered = rows["value"].notna()
    now = _maturity(source, wave).reindex(rows.index)
    margins = _margins(rows, now["previous_value"])
    slope = _slope(source, wave)
    level = now["value"][answered].astype(float)
    plain = rake(answered, margins)
    leanings = (slope.slope, slope.slope + slope.error) if slope else (0.0, 0.0)
    # Classes once merged stay as they are: the same margins, without the work of merging.
    weights, steeper = (
        rake(answered, plain.margins, tilted(level, len(rows), leaning)).weights.reindex(rows.index)
        for leaning in leanings
    )
    return AnswerWeights(
        weights,
        steeper,
        plain.weights.reindex(rows.index),
        float(np.exp(slope.slope)) if slope else None,
        response_indicator(answered, plain.margins),
        EARLIER in margins,
    )


def _margins(rows: pd.DataFrame, earlier: "pd.Series[Any]") -> pd.DataFrame:
    """Return each municipality's size, SKR group and quarter of maturity in the wave before."""
    margins = pd.DataFrame(rows[["size_class", "skr_group"]].astype(str))
    known = earlier.astype(float).dropna()
    if known.empty:
        return margins
    quarters = (known.rank(pct=True) * QUARTERS).map(ceil).astype(str)
    return margins.assign(**{EARLIER: quarters.reindex(rows.index).fillna(SILENT)})


def _slope(source: Source, wave: str) -> AnsweringSlope | None:
    """Return how answering goes with maturity over all waves; None where there is but one.

    Of the whole country whatever the filter and the indicator, so worked out once for a wave.
    """
    return kept_once(source, ("answering_slope", wave), lambda: _slope_of(source, wave))


def _slope_of(source: Source, wave: str) -> AnsweringSlope | None:
    levels, answered, sizes = [], [], None
    for each in sorted({*source.query("waves")["wave"], wave}):
        rows = _maturity(source, each)
        if rows["previous_wave"].isna().all():
            continue
        sizes = rows["population"].astype(float)
        for level, other in (("previous_value", "value"), ("value", "previous_value")):
            levels.append(rows[level].astype(float))
            answered.append(rows[other].notna())
    if sizes is None:
        return None
    try:
        return answering_slope(levels, answered, sizes)
    except TooFewValues:
        return None


def _maturity(source: Source, wave: str) -> pd.DataFrame:
    """Return the whole country's maturity in a wave and the wave before, by municipality."""
    return all_rows(source, wave, MATURITY).set_index("municipality")
