"""Significance by permutation, and the correction for testing every unit at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ailaget.statistics.sample import BoolArray, FloatArray, IntArray

ShortArray: TypeAlias = npt.NDArray[np.int16]

TIE = 1e-10
"""Many values are equal (zero), so sums of neighbours tie: rounding must not decide a tie."""


CERTAIN = 0.05
"""A claim that something is more than chance is made at p of at most so much."""


def is_certain(p: float | None) -> bool:
    """Return whether p bears such a claim; never where there is none.

    >>> is_certain(0.05), is_certain(0.06), is_certain(None)
    (True, False, False)
    """
    return p is not None and p <= CERTAIN


def upper_p(simulated: FloatArray, seen: float) -> float:
    """One-sided p: how often chance gives at least what was seen, (1 + as much) / (1 + draws).

    `simulated` has shape (draws,). When chance alone is at work p <= a happens at most a of the
    times, whatever the response rate.

    >>> upper_p(np.array([0.1, 0.2, 0.3, 0.4]), 0.3)
    0.6
    """
    return float((1 + (simulated >= seen - TIE).sum()) / (1 + len(simulated)))


def two_sided(above: IntArray, below: IntArray, draws: int) -> FloatArray:
    """Twice the smaller tail: how many of the draws are at least, and at most, what was seen.

    (1 + as extreme) / (1 + draws) twice, at most 1; the smallest p is 2 / (1 + draws).

    >>> two_sided(np.array([10, 50]), np.array([89, 60]), 99).tolist()
    [0.22, 1.0]
    """
    return np.asarray(np.minimum(2 * (np.minimum(above, below) + 1) / (draws + 1), 1.0))


@lru_cache(maxsize=16)
def shuffles(n: int, permutations: int, seed: int) -> ShortArray:
    """Seeded orders of 0 to n - 1, one a column: shape (n, permutations), read-only.

    Drawing them takes longer than a test does, so those drawn last are kept: tests of several
    indicators with as many answers share them.

    >>> sorted(shuffles(4, 9, 1)[:, 0].tolist())
    [0, 1, 2, 3]
    """
    by_row = np.tile(np.arange(n, dtype=np.int16), (permutations, 1))
    np.random.default_rng(seed).permuted(by_row, axis=1, out=by_row)
    orders = np.ascontiguousarray(by_row.T)
    orders.setflags(write=False)
    return orders


def global_p(z: FloatArray, weights: FloatArray, permutations: int, seed: int) -> float:
    """Two-sided p of sum_ij w_ij z_i z_j when the values are shuffled over the units.

    `z` has shape (n,), `weights` (n, n).
    """
    from scipy.sparse import csr_array  # late: scipy's start is slow, and few pages ask

    sparse = csr_array(weights)
    shuffled = _ordered(z, shuffles(len(z), permutations, seed))
    simulated = np.einsum("ij,ij->j", sparse @ shuffled, shuffled)
    seen = float(z @ (sparse @ z))
    above, below = (simulated >= seen - TIE).sum(), (simulated <= seen + TIE).sum()
    return float(two_sided(above, below, permutations))


def conditional_p(z: FloatArray, touching: BoolArray, permutations: int, seed: int) -> FloatArray:
    """Two-sided p of each z_i times its neighbours' mean, unit i held fixed, its neighbours drawn.

    The neighbours are drawn without replacement from the other units: the first that a shuffle of
    all units gives, i itself passed over. The same shuffles serve every unit; NaN without
    neighbours. `z` has shape (n,), `touching` (n, n), true where j is i's neighbour.
    """
    p, degree = np.full(len(z), np.nan), touching.sum(axis=1)
    orders = shuffles(len(z), permutations, seed)[: int(degree.max()) + 1]
    sums = np.cumsum(_ordered(z, orders), axis=0)
    seen = touching @ z
    for number in np.unique(degree[degree > 0]):
        units = np.flatnonzero(degree == number)
        # A tie is one of z_i times the mean, so that for z_i = 0 all draws are alike.
        with np.errstate(divide="ignore"):
            margin = TIE * number / np.abs(z[units])
        low, high = seen[units] - margin, seen[units] + margin
        first, one_more = sums[number - 1 : number + 1]
        ordered = np.sort(first)
        above = permutations - np.searchsorted(ordered, low, side="left")
        below = np.searchsorted(ordered, high, side="right")
        # Where the unit itself came up, the next in the shuffle stands in for it.
        rank, column = np.nonzero((degree == number)[orders[:number]])
        own = orders[rank, column]
        place, passed, kept = np.searchsorted(units, own), first[column], one_more[column] - z[own]
        above += _net(kept >= low[place], passed >= low[place], place, len(units))
        below += _net(kept <= high[place], passed <= high[place], place, len(units))
        p[units] = two_sided(above, below, permutations)
    return p


def _ordered(z: FloatArray, orders: ShortArray) -> FloatArray:
    # Short integers are kept and long ones looked up by: numpy is thrice as fast so.
    return z.take(orders.astype(np.int64))


def _net(gained: BoolArray, lost: BoolArray, place: IntArray, units: int) -> IntArray:
    counts = np.bincount(place[gained], minlength=units) - np.bincount(place[lost], minlength=units)
    return np.asarray(counts)


def false_discovery_rate(p: FloatArray) -> FloatArray:
    """Benjamini-Hochberg q: the least level at which each test would be called; NaN stays NaN.

    >>> false_discovery_rate(np.array([0.01, np.nan, 0.04, 0.03])).round(4).tolist()
    [0.03, nan, 0.04, 0.04]
    """
    q = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(-p[tested], kind="stable")]
    ranks = np.arange(len(order), 0, -1)
    q[order] = np.minimum(np.minimum.accumulate(p[order] * len(order) / ranks), 1.0)
    return q
