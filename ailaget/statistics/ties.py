"""When two figures are equal: the one definition that ranks, best and worst, and limits share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ailaget.statistics.sample import BoolArray, FloatArray

TOLERANCE = 1e-8
"""Two figures are equal when they lie at most so far apart, in the figure's own unit.

Exactly equal figures come out of the arithmetic a little apart: sums and quotients of doubles by
1e-13, and what earlier versions have kept, where an index had nine decimals, by 2e-9.
Figures that differ lie much further apart: maturity moves in steps of 100 / 4 320 (four-item
indices with steps of up to a tenth, six of them), so the means of two groups of at most 290
municipalities differ by at least 100 / (4 320 * 290^2) = 2.8e-7, and shares by 1 / 290^2 = 1.2e-5.
Two rates per 100 000 could lie closer only where both denominators are above 300 000 inhabitants,
and would then agree in every decimal that is ever shown.
"""


def joined(values: npt.ArrayLike) -> FloatArray:
    """Give figures that are equal the very same number, so that plain comparison is right.

    The figures are put in order and a gap of at most `TOLERANCE` joins two neighbours; all that are
    joined get the lowest of their figures.

    Parameters
    ----------
    values
        Figures in one unit along the last axis, shape (..., n); NaN is no figure and stays NaN.

    Returns
    -------
    FloatArray
        The same shape and unit, at most n * `TOLERANCE` lower.

    Examples
    --------
    >>> joined([0.1 + 0.2, 0.3, np.nan, 7.0]).tolist()
    [0.3, 0.3, nan, 7.0]
    """
    array = np.asarray(values, dtype=np.float64)
    order = np.argsort(array, axis=-1, kind="stable")
    ordered = np.take_along_axis(array, order, axis=-1)
    # What follows the last figure is NaN, and NaN begins nothing.
    starts = np.diff(ordered, axis=-1, prepend=-np.inf) > TOLERANCE
    first = np.maximum.accumulate(np.where(starts, np.arange(array.shape[-1]), 0), axis=-1)
    lowest, equal = np.take_along_axis(ordered, first, axis=-1), np.empty_like(array)
    np.put_along_axis(equal, order, lowest, axis=-1)
    return np.where(np.isnan(array), np.nan, equal)


def exceeds(first: npt.ArrayLike, second: npt.ArrayLike) -> BoolArray:
    """Whether the first figure is above the second and not equal to it; NaN exceeds nothing.

    >>> exceeds([0.1 + 0.2, 0.4, np.nan], 0.3).tolist()
    [False, True, False]
    """
    gap = np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64)
    return np.asarray(gap > TOLERANCE)
