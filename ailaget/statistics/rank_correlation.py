"""How strongly two rankings go together, also among units alike in something else: Spearman.

The interval is the bootstrap of `intervals`, with the finite-population factor; p is by
permutation. A correlation says that two things go together, never that one brings the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    Interval,
    finite_population_factor,
    interval,
)
from ailaget.statistics.permutation import TIE, shuffles
from ailaget.statistics.sample import SEED, FloatArray, Series, TooFewValues, floats, resamples

RankArray: TypeAlias = npt.NDArray[np.floating[Any]]
"""Whole and half numbers, which float32 holds as exactly in half as many bytes."""

PERMUTATIONS, CHUNK = 999, 100
PARTIAL = 3
"""So many rankings are two, after a third."""

LEAST = 4
"""Three rankings of three units leave nothing over to correlate, given the third."""


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's rho, -1 to 1, and `p`, both None where a ranking has no differences."""

    rho: Interval
    p: float | None
    n: int
    of: int
    draws: int
    permutations: int
    seed: int


def rank_correlation(
    first: Series,
    second: Series,
    given: Series | None = None,
    *,
    of: int | None = None,
    draws: int = DRAWS,
    permutations: int = PERMUTATIONS,
    level: float = LEVEL,
    seed: int = SEED,
) -> RankCorrelation:
    """Correlate the ranks of two values, and, with `given`, after a third.

    rho_xy = corr(R(x), R(y)), R the mid-ranks. After z it is the partial correlation of ranks

        (rho_xy - rho_xz rho_yz) / sqrt((1 - rho_xz^2) (1 - rho_yz^2)).

    A draw counts each unit as often as it was drawn and ranks anew. For p the ranks of `second`
    (after z: what a straight line on the ranks of z leaves of them) are dealt out anew, and
    p = (1 + times |rho| is at least what was seen) / (1 + permutations).

    Parameters
    ----------
    first, second, given
        One per unit, in any unit of measure; a unit that lacks any is dropped from all.
    of
        Units in the population, N; the length of `first` when not given.
    draws, permutations, level, seed
        As for `intervals.bootstrap` and `decomposition.between_shares`.

    Raises
    ------
    TooFewValues for fewer than four units.

    References
    ----------
    Spearman, C. (1904). American Journal of Psychology 15(1), 72-101.
    Freedman, D. and Lane, D. (1983). Journal of Business & Economic Statistics 1(4), 292-298.

    Examples
    --------
    >>> x = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0, None])
    >>> round(rank_correlation(x, x**3).rho.estimate, 9)
    1.0
    """
    columns = {"first": first, "second": second} | ({} if given is None else {"given": given})
    known = pd.DataFrame(
        {name: pd.Series(floats(each), each.index) for name, each in columns.items()}
    ).reindex(first.index)
    values = known.dropna().to_numpy(float).T
    n, population = values.shape[1], of or len(first)
    if n < LEAST:
        raise TooFewValues(LEAST, n)
    ones = np.ones((1, n))
    estimate = float(_rho([mid_ranks(row, ones) for row in values], ones)[0])
    if np.isnan(estimate):
        nothing = Interval(None, None, None)
        return RankCorrelation(nothing, None, n, population, draws, permutations, seed)
    factor = finite_population_factor(n, population)
    ranks = [drawn_ranks(row, draws, seed) for row in values]
    resampled = _rho(ranks, resamples(n, draws, seed))
    rho = interval(estimate, resampled, factor, level, (-1.0, 1.0))
    p = _permuted(values, permutations, seed)
    return RankCorrelation(rho, p, n, population, draws, permutations, seed)


def mid_ranks(x: FloatArray, counts: RankArray) -> RankArray:
    """Mid-ranks of values (n,) each counted so many times, (draws, n); those drawn alike share one.

    >>> mid_ranks(np.array([5.0, 9.0, 5.0]), np.array([[1.0, 1.0, 1.0]])).tolist()
    [[1.5, 3.0, 1.5]]
    """
    order = np.argsort(x, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(x[order]) > 0])
    alike = np.add.reduceat(counts[:, order], starts, axis=1)
    middle = alike.cumsum(axis=1) - (alike - 1) / 2
    place = np.empty(len(x), dtype=np.int64)
    place[order] = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(x)]))
    return np.asarray(middle[:, place])


def drawn_ranks(x: FloatArray, draws: int, seed: int) -> RankArray:
    """Mid-ranks of values (n,) in the draws of `resamples`, (draws, n); read-only.

    Those made last are kept: a figure is ranked in the same draws for each that it is set against.

    >>> drawn_ranks(np.array([5.0, 9.0]), 2, SEED).shape
    (2, 2)
    """
    return _drawn_ranks(x.astype(np.float64).tobytes(), draws, seed)


@lru_cache(maxsize=24)
def _drawn_ranks(content: bytes, draws: int, seed: int) -> RankArray:
    x = np.frombuffer(content, dtype=np.float64)
    ranks = mid_ranks(x, resamples(len(x), draws, seed).astype(np.float32))
    ranks.setflags(write=False)
    return ranks


def _rho(by_row: Sequence[RankArray], counts: FloatArray) -> FloatArray:
    """Return the correlation in each draw, (draws,), of its ranks; partial where rows are three."""
    # A few draws at a time: all of them are more than the processor keeps near.
    some = [slice(start, start + CHUNK) for start in range(0, len(counts), CHUNK)]
    return np.concatenate([_rho_of_some([row[at] for row in by_row], counts[at]) for at in some])


def _rho_of_some(by_row: Sequence[RankArray], counts: FloatArray) -> FloatArray:
    middle = (counts.sum(axis=1, keepdims=True) + 1) / 2
    ranks = [row - middle for row in by_row]
    weighted = [counts * row for row in ranks]
    squares = [_sums(*pair) for pair in zip(weighted, ranks, strict=True)]

    def correlate(i: int, j: int) -> FloatArray:
        product, size = _sums(weighted[i], ranks[j]), np.sqrt(squares[i] * squares[j])
        return np.asarray(np.divide(product, size, out=np.full(len(size), np.nan), where=size > 0))

    xy = correlate(0, 1)
    if len(ranks) < PARTIAL:
        return xy
    xz, yz = correlate(0, 2), correlate(1, 2)
    left_over = np.sqrt(np.maximum((1 - xz**2) * (1 - yz**2), 0.0))
    parted = left_over > TIE
    return np.where(parted, (xy - xz * yz) / np.where(parted, left_over, 1.0), np.nan)


def _sums(left: FloatArray, right: FloatArray) -> FloatArray:
    return np.asarray(np.einsum("dn,dn->d", left, right))


def _permuted(values: FloatArray, permutations: int, seed: int) -> float:
    """Return how often ranks dealt out anew go together at least as much as those seen."""
    ones = np.ones((1, values.shape[1]))
    ranks = np.stack([mid_ranks(row, ones)[0] for row in values])
    ranks -= ranks.mean(axis=1, keepdims=True)
    x, y = ranks[:2]
    if len(ranks) == PARTIAL:
        z = ranks[2]
        x, y = (row - z * (row @ z) / (z @ z) for row in (x, y))
    dealt = y.take(shuffles(len(y), permutations, seed).astype(np.int64)).T
    margin = TIE * float(np.sqrt((x @ x) * (y @ y)))
    return float((1 + (np.abs(dealt @ x) >= abs(x @ y) - margin).sum()) / (1 + permutations))
