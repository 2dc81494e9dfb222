"""What part of inequality lies between groups, for several groupings, and by chance alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics import measures
from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    Interval,
    finite_population_factor,
    interval,
)
from ailaget.statistics.permutation import upper_p
from ailaget.statistics.sample import SEED, FloatArray, IntArray, Series, sample

PERMUTATIONS = 999
"""The least p is 0.001, and near 0.05 its standard error is 0.007."""


@dataclass(frozen=True)
class BetweenShare:
    """The part between the groups of one grouping, 0 to 1, and what chance alone would give.

    `by_chance` is the mean of what chance gives, `p` how often it gives at least as much as was
    seen; both are None where all values are equal.
    """

    share: Interval
    by_chance: float | None
    p: float | None
    groups: int


@dataclass(frozen=True)
class BetweenShares:
    """The part between groups by grouping, and how it was made."""

    shares: dict[str, BetweenShare]
    n: int
    of: int
    draws: int
    permutations: int
    level: float
    seed: int


def between_shares(
    values: Series,
    groupings: pd.DataFrame,
    *,
    weights: Series | None = None,
    measure: str = "theil",
    draws: int = DRAWS,
    permutations: int = PERMUTATIONS,
    level: float = LEVEL,
    seed: int = SEED,
) -> BetweenShares:
    """Part of Theil's T, or of the variance, between the groups of each grouping.

    The estimates and intervals are those of `intervals.bootstrap`, made with the same draws for
    every grouping. `by_chance` is the mean over permutations in which the values are dealt out
    among the municipalities anew: many small groups differ by chance alone. For the variance
    without weights it is (k - 1) / (n - 1). Whether there is more than chance is decided by `p`,
    of the same permutations: an interval's lower end lies above that mean in half of the cases
    where there is nothing, when everyone has answered.

    Parameters
    ----------
    values
        One per unit over the whole filter; NaN dropped and counted.
    groupings
        One row per unit, one column per grouping, none missing.
    weights
        One per unit, for example inhabitants.
    measure
        ``"theil"`` or ``"variance"``.
    draws, permutations, level, seed
        How many times the values are dealt out anew; the others as for `intervals.bootstrap`.

    Returns
    -------
    BetweenShares
        By column of `groupings`; an estimate is None where all values are equal.

    Raises
    ------
    TooFewValues when nobody answered; NegativeValues for Theil.

    References
    ----------
    Shorrocks, A. F. (1980). Econometrica 48(3), 613-625. Good, P. (2005). Permutation, Parametric
    and Bootstrap Tests of Hypotheses, 3rd ed. Springer.

    Examples
    --------
    >>> groups = pd.DataFrame({"main": ["C"] * 4 + ["A"] * 4})
    >>> found = between_shares(pd.Series([1.0] * 4 + [3.0] * 4), groups)
    >>> found.shares["main"].share
    Interval(estimate=1.0, low=1.0, high=1.0)
    >>> found.shares["main"].p < 0.05
    True
    """
    answers = sample(values, weights=weights, nonnegative=measure == "theil")
    n, generator = answers.n, np.random.default_rng(seed)
    factor = finite_population_factor(n, answers.of)
    # The same numbers as in `intervals.bootstrap`, so that one figure is not two on a page.
    positions = generator.integers(n, size=(draws, n), dtype=np.int16)
    again = np.sort(positions, axis=1).astype(np.int64)
    dealt = generator.permuted(np.tile(np.arange(n), (permutations, 1)), axis=1)
    weight = answers.weights[again]
    p = weight / weight.sum(axis=1, keepdims=True)
    first = _Parts(answers.x, answers.shares, measure)
    redrawn = _Parts(answers.x[again], p, measure)
    lots = (permutations, n)
    lottery = _Parts(
        np.broadcast_to(answers.x, lots), np.broadcast_to(answers.shares, lots), measure
    )
    shares = {}
    for name in groupings.columns:
        labels = groupings[name].reindex(answers.ids).astype(str)
        codes, keys = pd.factorize(labels, sort=True)
        k = len(keys)
        estimate = float(first.between(codes, k))
        share = interval(estimate, redrawn.between(codes[again], k), factor, level, (0, 1))
        if np.isnan(estimate):
            shares[str(name)] = BetweenShare(share, None, None, k)
            continue
        dealt_shares = lottery.between(codes[dealt], k)
        chance, p_value = float(dealt_shares.mean()), upper_p(dealt_shares, estimate)
        shares[str(name)] = BetweenShare(share, chance, p_value, k)
    return BetweenShares(shares, n, answers.of, draws, permutations, level, seed)


class _Parts:
    """Values and shares of weight, one row per draw, whose total is worked out once."""

    def __init__(self, x: FloatArray, p: FloatArray, measure: str) -> None:
        self.x, self.p = x, p
        self.total = measures.theil(x, p) if measure == "theil" else None

    def between(self, codes: IntArray, k: int) -> FloatArray:
        """Part between the groups, NaN where all values are equal."""
        if self.total is None:
            return measures.variance_between(self.x, self.p, codes, k)
        between = measures.theil_between(self.x, self.p, codes, k)
        has_any = self.total > 0
        return np.where(has_any, between / np.where(has_any, self.total, 1.0), np.nan)
