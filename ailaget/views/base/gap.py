"""The gap P90 − P10 as it is shown, and whether it has changed: one rule on every page.

Readers check a gap against its two ends. So the ends are rounded first, and the gap is the
difference of what is shown; the intervals are of the gap before rounding, and hold the one shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.growth import Growth, PanelGrowth, panel_growth
from ailaget.statistics.intervals import OF_TENTHS, TENTHS, Interval
from ailaget.statistics.sample import known
from ailaget.statistics.survey import percentile_gap
from ailaget.texts import rounded
from ailaget.views.base.selection import FEW

KEY, MEAN, MEDIAN = "p90_p10", "mean", "median"
"""The measures that the start page tells: the gap, a group's own figure, and the middle."""

DECIMALS = 1
"""Of an index, in every sentence and table."""

Verdict = Literal["grew", "shrank", "same", "unsure", "unmeasured", "few"]


@dataclass(frozen=True)
class ShownGap:
    """The two ends as they are shown, and the difference between them."""

    p10: float
    p90: float
    gap: float


def scale_of(indicator: Indicator) -> tuple[float, float]:
    """Return the ends of an indicator's scale; nothing here is negative."""
    upper = indicator.upper_bound
    return (0.0, float("inf") if upper is None else upper)


def shown_gap(
    values: "pd.Series[Any]", weights: "pd.Series[Any] | None" = None, decimals: int = DECIMALS
) -> ShownGap:
    """Return P10, P90 and the gap between them, all as shown.

    Raises TooFewValues where there is no tenth: for fewer than `TENTHS`.
    """
    known(values, TENTHS)
    ends = percentile_gap(values, weights)
    p10, p90 = rounded(ends.p10, decimals), rounded(ends.p90, decimals)
    return ShownGap(p10, p90, rounded(p90 - p10, decimals))


def around(interval: Interval, shown: float) -> Interval:
    """Return an interval around the figure that is shown: no narrower, and none where it had none.

    >>> around(Interval(38.97, 38.97, 38.97), 38.9)
    Interval(estimate=38.9, low=38.9, high=38.9)
    """
    low, high = interval.low, interval.high
    if low is None or high is None:
        return replace(interval, estimate=shown)
    if low == high:
        return Interval(shown, shown, shown)
    return Interval(shown, min(low, shown), max(high, shown))


def with_shown_gap(
    growth: PanelGrowth,
    before: "pd.Series[Any]",
    after: "pd.Series[Any]",
    weights: "pd.Series[Any] | None" = None,
    decimals: int = DECIMALS,
) -> PanelGrowth:
    """Return growth with its gaps, and the change between them, as they are shown."""
    gap = growth.measures.get(KEY)
    if gap is None or gap.change.estimate is None:
        return growth
    both = before.notna() & after.reindex(before.index).notna()
    was, now = (
        shown_gap(side.reindex(before.index)[both], weights, decimals).gap
        for side in (before, after)
    )
    shown = Growth(
        around(gap.before, was),
        around(gap.after, now),
        around(gap.change, rounded(now - was, decimals)),
    )
    return replace(growth, measures={**growth.measures, KEY: shown})


def level_growth(
    before: "pd.Series[Any]",
    after: "pd.Series[Any]",
    of: int,
    indicator: Indicator,
    key: str = MEAN,
    weights: "pd.Series[Any] | None" = None,
) -> PanelGrowth:
    """Return how a mean or a median has moved among those with a value both times.

    The mean of a yes or no is a share. The rate of a group is the mean of its members' rates with
    what they are per as weights, the same in both waves.
    """
    scale = scale_of(indicator)
    return panel_growth(before, after, weights=weights, of=of, scale=scale, keys=(key,))


def gap_growth(
    before: "pd.Series[Any]", after: "pd.Series[Any]", of: int, indicator: Indicator
) -> PanelGrowth:
    """Return how the gap has moved among those with a value both times, of all in the filter."""
    growth = panel_growth(before, after, of=of, scale=scale_of(indicator), keys=(KEY,))
    return with_shown_gap(growth, before, after, decimals=max(indicator.decimals, DECIMALS))


def verdict(growth: PanelGrowth, key: str, shown: Callable[[float | None], str]) -> Verdict:
    """Return whether a measure has changed between two waves, as far as can be known.

    It has grown, or shrunk, when the 95 % interval of the change among those with a value both
    times leaves zero out, and the change can be seen when written by `shown`. It is the same when
    all have answered and nothing is seen; under five there is no verdict (few), and without an
    interval (unmeasured) no direction. What tells of tenths takes `TENTHS`.
    """
    if key in OF_TENTHS and growth.n < TENTHS:
        return "few"
    return change_verdict(growth.measures[key].change, growth.n, growth.of, shown)


def change_verdict(
    change: Interval, n: int, of: int, shown: Callable[[float | None], str]
) -> Verdict:
    """Return the verdict on a change with its interval, which `n` of `of` have been part of."""
    if n < FEW:
        return "few"
    if change.estimate is None or change.low is None or change.high is None:
        return "unmeasured"
    is_seen = shown(change.estimate) != shown(0.0)
    if not is_seen:
        return "same" if n == of else "unsure"
    if change.low > 0:
        return "grew"
    return "shrank" if change.high < 0 else "unsure"


def scaled_ends(interval: Interval, factor: float) -> tuple[float | None, float | None]:
    """Return the ends of an interval in the unit that is shown."""
    low, high = interval.low, interval.high
    return None if low is None else factor * low, None if high is None else factor * high
