"""Significance by permutation, and the correction for testing every unit at once."""

from __future__ import annotations

import numpy as np

from ailaget.statistics.sample import FloatArray, IntArray

TIE = 1e-10
"""Many values are equal (zero), so sums of neighbours tie: rounding must not decide a tie."""


def two_sided(observed: FloatArray, drawn: FloatArray) -> FloatArray:
    """Twice the smaller tail of the draws, (1 + as extreme) / (1 + draws), at most 1.

    `observed` has shape (m,), `drawn` (draws, m). The smallest p is 2 / (1 + draws).

    >>> two_sided(np.array([9.0]), np.arange(99.0)[:, None]).tolist()
    [0.22]
    """
    above = (drawn >= observed - TIE).sum(axis=0)
    below = (drawn <= observed + TIE).sum(axis=0)
    return np.asarray(np.minimum(2 * (np.minimum(above, below) + 1) / (len(drawn) + 1), 1.0))


def conditional_p(z: FloatArray, weights: FloatArray, permutations: int, seed: int) -> FloatArray:
    """Two-sided p of each z_i sum_j w_ij z_j, unit i held fixed and its neighbours drawn.

    The neighbours' values are drawn without replacement from the other units; NaN without
    neighbours. `z` has shape (n,), `weights` (n, n).
    """
    n = len(z)
    most = int((weights > 0).sum(axis=1).max())
    others = np.tile(np.arange(n - 1, dtype=np.int16), (permutations, 1))
    drawn: IntArray = np.random.default_rng(seed).permuted(others, axis=1)[:, :most].astype(int)
    p = np.full(n, np.nan)
    for unit in np.flatnonzero(weights.sum(axis=1) > 0):
        row = weights[unit][weights[unit] > 0]
        rest = np.delete(z, unit)
        lags = rest[drawn[:, : len(row)]] @ row
        p[unit] = two_sided(z[[unit]] * (weights[unit] @ z), z[unit] * lags[:, None])[0]
    return p


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
