"""The gradient along a figure, such as size on log10: a local-linear smooth with its band."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ailaget.statistics.intervals import DRAWS, LEVEL, bounds, finite_population_factor
from ailaget.statistics.sample import SEED, FloatArray, NegativeValues, OutsideRange, Series, pairs

POINTS = 60
SPAN = 0.6
"""Share of the units in each neighbourhood: wide enough that 241 units give a calm line."""


FLAT = 1e-9
"""A determinant this small beside its terms means one size only: there is no slope to fit."""


@dataclass(frozen=True, eq=False)
class Smooth:
    """A smooth line at some places, in the unit of the values, with a pointwise band."""

    place: FloatArray
    fitted: FloatArray
    low: FloatArray
    high: FloatArray
    n: int
    of: int
    span: float
    draws: int
    level: float
    seed: int


def smooth_by_size(
    values: Series,
    sizes: Series,
    *,
    of: int | None = None,
    span: float = SPAN,
    points: int = POINTS,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> Smooth:
    """Local-linear fit of the value on z = log10(size) with tricube weights.

    At each point g: minimise sum K_i (y_i - a - b (z_i - g))^2, K_i = (1 - (|z_i - g| / h)^3)^3,
    h the distance to the nearest span * n units; the fit is a. This is LOWESS without the
    robustness steps, which would take the few well-staffed for outliers. The band is pointwise:
    bootstrap of the units with h kept, with the finite-population factor as in `intervals`. One
    for the whole curve would be wider, and neither covers the bias of smoothing. Whether the line
    has a shape is tested by `size_shape`, not read from the band.

    Parameters
    ----------
    values
        One per unit; NaN did not answer and is dropped.
    sizes
        Inhabitants, above zero; a unit without is dropped.
    of, span, points, draws, level, seed
        Units in the population (the length of `values`); share of units in a neighbourhood, above
        0 to 1; points on the line, evenly spaced in log10; draws, level and seed of the band.

    Returns
    -------
    Smooth
        Arrays of shape (points,). Where a neighbourhood has one size only, its mean.

    Raises
    ------
    TooFewValues without a pair, NegativeValues for a size that is not above zero, OutsideRange.

    References
    ----------
    Cleveland, W. S. (1979). Robust locally weighted regression. JASA 74(368), 829-836.

    Examples
    --------
    >>> import pandas as pd
    >>> line = smooth_by_size(pd.Series([1.0, 2.0, 3.0]), pd.Series([10, 100, 1000]), points=3)
    >>> line.place.round(6).tolist(), line.fitted.round(6).tolist()
    ([10.0, 100.0, 1000.0], [1.0, 2.0, 3.0])
    """
    both = pairs(values, sizes)
    size = both["second"].to_numpy(float)
    if size.min() <= 0:
        raise NegativeValues(int((size <= 0).sum()))
    line = smooth(
        both["first"],
        np.log10(both["second"]),
        of=of or len(values),
        span=span,
        points=points,
        draws=draws,
        level=level,
        seed=seed,
    )
    return replace(line, place=10**line.place)


def smooth(
    values: Series,
    figures: Series,
    *,
    of: int | None = None,
    span: float = SPAN,
    points: int = POINTS,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> Smooth:
    """Fit the value on any figure z as it is; all else as for `smooth_by_size`.

    >>> import pandas as pd
    >>> line = smooth(pd.Series([1.0, 2.0, 3.0]), pd.Series([-1.0, 0.0, 1.0]), points=3)
    >>> line.place.tolist(), line.fitted.round(6).tolist()
    ([-1.0, 0.0, 1.0], [1.0, 2.0, 3.0])
    """
    if not 0 < span <= 1:
        raise OutsideRange("span", 0, 1)
    both = pairs(values, figures)
    y, z = both["first"].to_numpy(float), both["second"].to_numpy(float)
    n = len(both)
    grid = np.linspace(z.min(), z.max(), points)
    moments = _moments(z, y, grid, span)
    everyone = np.ones((1, n))
    fitted = _fit(everyone, moments)[0]
    generator = np.random.default_rng(seed)
    counts = generator.multinomial(n, np.full(n, 1 / n), size=draws).astype(np.float64)
    refits = _fit(counts, moments)
    refits = np.where(np.isnan(refits), fitted, refits)
    factor = finite_population_factor(n, of or len(values))
    low, high = bounds(fitted, refits, factor, level)
    return Smooth(grid, fitted, low, high, n, of or len(values), span, draws, level, seed)


def _moments(z: FloatArray, y: FloatArray, grid: FloatArray, span: float) -> FloatArray:
    """K, K d, K d^2, K y, K d y for each point and unit, d = z - g; shape (5, points, n)."""
    d, kernel = _kernel(z, grid, span)
    return np.stack([kernel, kernel * d, kernel * d**2, kernel * y, kernel * d * y])


def smoother(z: FloatArray, grid: FloatArray, span: float) -> FloatArray:
    """Weights w of the line, which is linear in the values: fitted = w y; shape (points, n).

    `z` is log10 of the sizes, shape (n,), and `grid` where the line is read; each row sums to 1.

    >>> smoother(np.array([1.0, 2.0, 3.0]), np.array([2.0]), 1.0).round(3).tolist()
    [[0.0, 1.0, 0.0]]
    """
    d, kernel = _kernel(z, grid, span)
    s0, s1, s2 = ((kernel * d**power).sum(axis=1, keepdims=True) for power in range(3))
    determinant = s0 * s2 - s1**2
    flat = determinant <= FLAT * np.maximum(s0 * s2, 1e-30)
    line = kernel * (s2 - s1 * d) / np.where(flat, 1.0, determinant)
    return np.asarray(np.where(flat, kernel / s0, line))


def _kernel(z: FloatArray, grid: FloatArray, span: float) -> tuple[FloatArray, FloatArray]:
    """Distances d = z - g and tricube weights K, both of shape (points, n)."""
    d = z[None, :] - grid[:, None]
    nearest = max(int(np.ceil(span * len(z))), min(2, len(z)))
    width = np.partition(np.abs(d), nearest - 1, axis=1)[:, nearest - 1, None]
    # The farthest neighbour would get weight 0 and a tie at distance 0 would divide by it.
    width = np.maximum(width * 1.0001, 1e-9)
    return d, (1 - np.minimum(np.abs(d) / width, 1) ** 3) ** 3


def _fit(counts: FloatArray, moments: FloatArray) -> FloatArray:
    """Local-linear fit with each unit counted so many times, shape (draws, points)."""
    s0, s1, s2, t0, t1 = (counts @ moment.T for moment in moments)
    determinant = s0 * s2 - s1**2
    level = t0 / np.where(s0 > 0, s0, np.nan)
    flat = determinant <= FLAT * np.maximum(s0 * s2, 1e-30)
    line = (s2 * t0 - s1 * t1) / np.where(flat, 1.0, determinant)
    return np.asarray(np.where(flat, level, line), dtype=np.float64)
