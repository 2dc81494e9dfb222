"""Whether a value gathers at those high or low in something else: the concentration index.

Positive: those with most of the ranking figure (the largest, the richest) have more. Units are
municipalities and each counts alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    Interval,
    finite_population_factor,
    interval,
)
from ailaget.statistics.permutation import TIE, shuffles
from ailaget.statistics.rank_correlation import PERMUTATIONS, RankArray, drawn_ranks, mid_ranks
from ailaget.statistics.sample import (
    SEED,
    FloatArray,
    OutsideRange,
    Series,
    TooFewValues,
    floats,
    resamples,
)

LEAST = 2


@dataclass(frozen=True)
class Concentration:
    """The index in each wave, and its change from the first to the last on the same units.

    `n` is the units with a value, wave by wave; `panel` those with one in the first and the last.
    The change is None where there is one wave, or too few in both. `p` is that of each wave, and
    `change_p` of the change; None where there are no differences, or no change.
    """

    indices: tuple[Interval, ...]
    change: Interval | None
    p: tuple[float | None, ...]
    change_p: float | None
    n: tuple[int, ...]
    panel: int
    of: int
    draws: int
    seed: int


def concentration(
    values: pd.DataFrame,
    ranking: Series,
    scale: tuple[float, float],
    *,
    draws: int = DRAWS,
    permutations: int = PERMUTATIONS,
    level: float = LEVEL,
    seed: int = SEED,
) -> Concentration:
    """Measure how far values gather along a ranking, wave by wave.

    With h the value, r its unit's fractional rank (R - 1/2) / n by the ranking figure, mid-ranks
    for ties, and the value's scale from a to b, it is Erreygers' index

        E = 4 mu / (b - a) C,   C = 2 cov(h, r) / mu,   so E = 8 cov(h, r) / (b - a),

    from -1 to 1, the same whether what is had or what is lacked is counted. A value without an
    upper end (b infinite) has the plain concentration index C, None where mu is 0.

    The interval is of all units, answered or not, and of so many it is narrow: a ranking by lot has
    some index too. p is how often ranks dealt out anew give a covariance with the value, or with
    its change, that is at least as far from none.

    Parameters
    ----------
    values
        A row per unit, a column per wave, oldest first; NaN is no value, and is dropped.
    ranking
        What the units are ranked by, one per unit; a unit without it is dropped from every wave.
    scale
        The ends a and b of the values' scale; b may be infinite, and a is then 0.
    draws, permutations, level, seed
        As for `rank_correlation`; the population is all rows of `values`.

    Raises
    ------
    TooFewValues for a wave with fewer than two units; OutsideRange for a value below a.

    References
    ----------
    Erreygers, G. (2009). Correcting the concentration index. Journal of Health Economics 28(2),
    504-515. Kakwani, N., Wagstaff, A. and van Doorslaer, E. (1997). Journal of Econometrics 77(1).

    Examples
    --------
    >>> waves = pd.DataFrame({"2026": [0.0, 0.0, 100.0, 100.0]})
    >>> concentration(waves, pd.Series([1.0, 2.0, 3.0, 4.0]), (0.0, 100.0)).indices[0].estimate
    1.0
    """
    figure = floats(ranking.reindex(values.index))
    waves = [floats(values[wave]) for wave in values.columns]
    of, known = len(values), [_complete(wave, figure) for wave in waves]
    indices = [_index(wave[:1], wave[1], scale, of, draws, level, seed)[0] for wave in known]
    p = tuple(_chance(wave[0], wave[1], permutations, seed) for wave in known)
    ends = _complete(waves[0], waves[-1], figure)
    change = change_p = None
    if len(waves) > 1 and ends.shape[1] >= LEAST:
        change = _index(ends[:2], ends[2], scale, of, draws, level, seed)[1]
        change_p = _chance(ends[1] - ends[0], ends[2], permutations, seed)
    counts, panel = tuple(wave.shape[1] for wave in known), ends.shape[1]
    return Concentration(tuple(indices), change, p, change_p, counts, panel, of, draws, seed)


def _complete(*columns: FloatArray) -> FloatArray:
    """Return columns, (columns, n), of the units that have all of them."""
    table = np.stack(columns)
    return np.ascontiguousarray(table[:, ~np.isnan(table).any(axis=0)])


def _chance(h: FloatArray, figure: FloatArray, permutations: int, seed: int) -> float | None:
    """Return how often ranks dealt out anew go with the values at least as much as those seen."""
    h, rank = h - h.mean(), mid_ranks(figure, np.ones((1, len(figure))))[0]
    rank -= rank.mean()
    size = float(np.sqrt((h @ h) * (rank @ rank)))
    if size == 0:
        return None
    dealt = rank.take(shuffles(len(rank), permutations, seed).astype(np.int64)).T @ h
    return float((1 + (np.abs(dealt) >= abs(rank @ h) - TIE * size).sum()) / (1 + permutations))


def _index(
    values: FloatArray,
    figure: FloatArray,
    scale: tuple[float, float],
    of: int,
    draws: int,
    level: float,
    seed: int,
) -> tuple[Interval, ...]:
    """Return the index of one wave; or of the first of two, and the change to the other."""
    n = len(figure)
    if n < LEAST:
        raise TooFewValues(LEAST, n)
    if values.min() < scale[0]:
        raise OutsideRange("values", *scale)
    ones = np.ones((1, n))
    estimates = _measured(values, mid_ranks(figure, ones), ones, scale)[:, 0]
    ranks = drawn_ranks(figure, draws, seed)
    resampled = _measured(values, ranks, resamples(n, draws, seed), scale)
    factor = finite_population_factor(n, of)
    first = interval(float(estimates[0]), resampled[0], factor, level, (-1.0, 1.0))
    if len(values) == 1:
        return (first,)
    moved = float(estimates[1] - estimates[0])
    return first, interval(moved, resampled[1] - resampled[0], factor, level, (-2.0, 2.0))


def _measured(
    values: FloatArray,
    ranks: RankArray,
    counts: FloatArray,
    scale: tuple[float, float],
) -> FloatArray:
    """Return the index of each wave in each draw, shape (waves, draws), by the draws' ranks."""
    n = counts.sum(axis=1)
    # The mean rank is (n + 1) / 2 in every draw, so the values need not be centred.
    rank = counts * (ranks - (n[:, None] + 1) / 2) / n[:, None]
    covariance = (values @ rank.T) / n
    low, high = scale
    if np.isfinite(high):
        return np.asarray(8 * covariance / (high - low))
    mean = values @ counts.T / n
    return np.where(mean > 0, 2 * covariance / np.where(mean > 0, mean, 1.0), np.nan)
