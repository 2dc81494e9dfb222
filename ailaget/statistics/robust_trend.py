"""A straight line that a few far-off units do not turn: Theil and Sen, with its band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    Interval,
    bounds,
    finite_population_factor,
    interval,
)
from ailaget.statistics.sample import (
    SEED,
    FloatArray,
    IntArray,
    Series,
    TooFewValues,
    drawn_units,
    pairs,
    resamples,
)

POINTS = 25
LEAST = 3
"""Two units always lie on a line."""

FEW_PAIRS = 500
"""So many pairs are looked through one by one."""


@dataclass(frozen=True, eq=False)
class RobustTrend:
    """The line at `x`, in the unit of the values, its pointwise band, and its slope."""

    x: FloatArray
    fitted: FloatArray
    low: FloatArray
    high: FloatArray
    slope: Interval
    n: int
    of: int
    draws: int
    level: float
    seed: int


def robust_trend(
    values: Series,
    figures: Series,
    *,
    of: int | None = None,
    points: int = POINTS,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> RobustTrend:
    """Fit value = a + b x: b the median of the slopes of all pairs, a the median of y - b x.

    Up to 29 % of the units may lie anywhere without carrying the line away. The band is the
    bootstrap of `intervals`: in a draw a pair of units counts as often as the one was drawn times
    the other, and the slope is the median weighted so.

    Parameters
    ----------
    values, figures
        y and x, one per unit; a unit that lacks either is dropped.
    of, points, draws, level, seed
        Units in the population (the length of `values`); points of the line, evenly spaced; draws,
        level and seed of the band.

    Raises
    ------
    TooFewValues for fewer than three units, or where all have the same x.

    References
    ----------
    Theil, H. (1950). Proc. Kon. Ned. Akad. Wet. A 53, 386-392. Sen, P. K. (1968). Estimates of the
    regression coefficient based on Kendall's tau. JASA 63(324), 1379-1389.

    Examples
    --------
    >>> import pandas as pd
    >>> x = pd.Series([0.0, 1.0, 2.0, 3.0, 4.0])
    >>> line = robust_trend(2 * x + 1 + 90 * (x == 4), x, points=2)
    >>> line.slope.estimate, line.fitted.tolist()
    (2.0, [1.0, 9.0])
    """
    both = pairs(values, figures, needed=LEAST)
    y, x = both["first"].to_numpy(float), both["second"].to_numpy(float)
    n, population = len(both), of or len(values)
    i, j = np.triu_indices(n, 1)
    apart = x[i] != x[j]
    if not apart.any():
        raise TooFewValues(LEAST, 1)
    i, j = i[apart], j[apart]
    slopes = (y[j] - y[i]) / (x[j] - x[i])
    order = np.argsort(slopes)
    slope = float(np.median(slopes))
    grid = np.linspace(x.min(), x.max(), points)
    fitted = np.median(y - slope * x) + slope * grid
    counts = resamples(n, draws, seed)
    drawn = _drawn_slopes(slopes[order], i[order], j[order], counts.astype(np.float32))
    rest = np.take_along_axis(y - drawn[:, None] * x, drawn_units(n, draws, seed), axis=1)
    middle = [(n - 1) // 2, n // 2]
    level_of = np.partition(rest, middle, axis=1)[:, middle].mean(axis=1)
    lines = level_of[:, None] + drawn[:, None] * grid
    factor = finite_population_factor(n, population)
    low, high = bounds(fitted, lines, factor, level)
    around = interval(slope, drawn, factor, level, (-np.inf, np.inf))
    return RobustTrend(grid, fitted, low, high, around, n, population, draws, level, seed)


def _drawn_slopes(slopes: FloatArray, i: IntArray, j: IntArray, counts: FloatArray) -> FloatArray:
    """Return each draw's weighted median of ascending slopes of pairs (i, j), shape (draws,)."""
    return np.asarray(slopes[_places(i, j, counts, _weight(i, j, counts) / 2)], dtype=np.float64)


def _places(i: IntArray, j: IntArray, counts: FloatArray, wanted: FloatArray) -> IntArray:
    """Return the first pair at which each draw's weight reaches what is wanted, (draws,).

    What the first half of the pairs weighs says in which half that is, and so on.
    """
    if len(i) <= FEW_PAIRS or not len(counts):
        by_unit = np.ascontiguousarray(counts.T)
        reached = np.cumsum(by_unit[i] * by_unit[j], axis=0) >= wanted
        return np.asarray(reached.argmax(axis=0))
    half = len(i) // 2
    weight = _weight(i[:half], j[:half], counts)
    places, is_first = np.empty(len(counts), dtype=np.int64), wanted <= weight
    places[is_first] = _places(i[:half], j[:half], counts[is_first], wanted[is_first])
    left = (wanted - weight)[~is_first]
    places[~is_first] = half + _places(i[half:], j[half:], counts[~is_first], left)
    return places


def _weight(i: IntArray, j: IntArray, counts: FloatArray) -> FloatArray:
    """Return how much some pairs weigh in each draw: the sum of count times count, (draws,)."""
    touching = np.zeros((counts.shape[1], counts.shape[1]), dtype=np.float32)
    touching[i, j] = 1
    return np.asarray(np.einsum("dn,dn->d", counts @ touching, counts))
