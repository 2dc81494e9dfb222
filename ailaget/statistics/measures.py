"""Measures of inequality over the last axis of sorted arrays, so that one draw or 1 000 cost alike.

Shapes: `x` values in ascending order, shape (n,) or (draws, n); `p` shares of weight that sum to 1
over the last axis; `codes` the group number of each value, 0 to k - 1. No missing values.
Callers use the modules `inequality`, `concentration` and `intervals`; this is their arithmetic.
"""

from __future__ import annotations

import numpy as np

from ailaget.statistics.sample import BoolArray, FloatArray, IntArray

ROUNDING = 1e-12


def is_constant(x: FloatArray) -> BoolArray:
    """Whether all values are equal: rounding, in a rate or in the mean, creates no inequality.

    A measure of inequality has no unit, so here equal is within 1e-12 of the largest value; figures
    in their own unit are compared by `ties`.
    """
    low, high = x[..., 0], x[..., -1]
    return np.asarray(high - low <= ROUNDING * np.maximum(np.abs(low), np.abs(high)))


def mean(x: FloatArray, p: FloatArray) -> FloatArray:
    """Sum of p x."""
    return np.asarray((p * x).sum(axis=-1))


def gini(x: FloatArray, p: FloatArray) -> FloatArray:
    """One minus twice the area under the Lorenz curve: 1 - sum p_i (L_i + L_(i-1))."""
    held = p * x
    total = held.sum(axis=-1, keepdims=True)
    held = held / np.where(total > 0, total, 1.0)
    area = (p * (2 * held.cumsum(axis=-1) - held)).sum(axis=-1)
    return np.where(is_constant(x), 0.0, np.maximum(1 - area, 0.0))


def x_log_x(x: FloatArray) -> FloatArray:
    """Return x ln x, with 0 ln 0 = 0."""
    logs: FloatArray = np.log(x, out=np.zeros_like(x), where=x > 0)
    return x * logs


def theil(x: FloatArray, p: FloatArray) -> FloatArray:
    """Theil's T: sum p_i (x_i / mu) ln(x_i / mu)."""
    mu = mean(x, p)[..., None]
    entropy = (p * x_log_x(x / np.where(mu > 0, mu, 1.0))).sum(axis=-1)
    return np.where(is_constant(x), 0.0, np.maximum(entropy, 0.0))


def group_sums(x: FloatArray, codes: IntArray, k: int) -> FloatArray:
    """Sum of x in each of k groups, shape (k,) or (draws, k)."""
    rows = np.atleast_2d(x)
    cells = np.arange(len(rows))[:, None] * k + np.atleast_2d(codes)
    flat = np.bincount(cells.ravel(), weights=rows.ravel(), minlength=len(rows) * k)
    sums = flat.astype(np.float64)
    return sums.reshape(*x.shape[:-1], k)


def theil_between(x: FloatArray, p: FloatArray, codes: IntArray, k: int) -> FloatArray:
    """Theil's T had everyone their group's mean: sum S_g ln(S_g / P_g), S and P group shares."""
    mu = mean(x, p)[..., None]
    people = group_sums(np.broadcast_to(p, x.shape), codes, k)
    share = group_sums(p * x, codes, k) / np.where(mu > 0, mu, 1.0)
    ratio = share / np.where(people > 0, people, 1.0)
    between = (people * x_log_x(ratio)).sum(axis=-1)
    return np.where(is_constant(x), 0.0, np.maximum(between, 0.0))


def deviation(x: FloatArray, p: FloatArray) -> FloatArray:
    """Return the standard deviation of these units (divisor n): sqrt(sum p_i (x_i - mu)^2)."""
    spread = np.sqrt((p * (x - mean(x, p)[..., None]) ** 2).sum(axis=-1))
    return np.where(is_constant(x), 0.0, spread)


def variance_between(x: FloatArray, p: FloatArray, codes: IntArray, k: int) -> FloatArray:
    """Eta squared: variance of the group means over the variance; NaN when all are equal."""
    centred = x - mean(x, p)[..., None]
    people = group_sums(np.broadcast_to(p, x.shape), codes, k)
    sums = group_sums(p * centred, codes, k)
    between = (sums**2 / np.where(people > 0, people, 1.0)).sum(axis=-1)
    total = (p * centred**2).sum(axis=-1)
    undefined = is_constant(x) | (total <= 0)
    return np.where(undefined, np.nan, between / np.where(undefined, 1.0, total))


def quantile(x: FloatArray, q: float, p: FloatArray | None = None) -> FloatArray:
    """Quantile q, interpolated between neighbours: type 7 of Hyndman and Fan, also with weights.

    With m = 1 / sum p^2, as many alike units as the shares are worth (Kish), it is the mean of the
    value over the part of the cumulated share from q (m - 1) / m on, 1 / m wide. With equal shares
    m = n and that is type 7; a share of zero counts for nothing, and equals may come in any order.

    Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The American
    Statistician 50(4), 361-365. Akinshin, A. (2023). Weighted quantile estimators.
    arXiv:2304.07265, section 4.

    >>> x = np.array([1.0, 2.0, 4.0])
    >>> float(quantile(x, 0.75)), round(float(quantile(x, 0.75, np.full(3, 1 / 3))), 9)
    (3.0, 3.0)
    """
    if p is None:
        place = q * (x.shape[-1] - 1)
        below = int(np.floor(place + ROUNDING))
        above = min(below + 1, x.shape[-1] - 1)
        return np.asarray(x[..., below] + max(place - below, 0.0) * (x[..., above] - x[..., below]))
    width = (p**2).sum(axis=-1, keepdims=True)
    begin = q * (1 - width)
    reached = np.clip(p.cumsum(axis=-1) - begin, 0.0, width)
    # What rounding leaves at the end belongs to the last, and moves no quantile out of the values.
    reached[..., -1:] = width
    parts = np.diff(reached, axis=-1, prepend=0.0) / width
    return np.asarray(np.clip((parts * x).sum(axis=-1), x[..., 0], x[..., -1]))


def top_share(x: FloatArray, p: FloatArray, fraction: float) -> FloatArray:
    """Share of the total held by the top fraction, the unit at the edge counted in part.

    NaN when the total is zero.
    """
    inside = np.clip(p.cumsum(axis=-1) - (1 - fraction), 0.0, p)
    total = mean(x, p)
    share = (inside * x).sum(axis=-1) / np.where(total > 0, total, 1.0)
    return np.where(total > 0, np.minimum(share, 1.0), np.nan)


def share_at_zero(x: FloatArray, p: FloatArray) -> FloatArray:
    """Share of the weight whose value is exactly zero."""
    return np.asarray((p * (x == 0)).sum(axis=-1))
