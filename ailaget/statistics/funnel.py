"""What chance alone would give a group of a certain size: the limits of a funnel plot."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from ailaget.statistics.sample import FloatArray, Series, TooFewValues, known

WARNING, ALARM = 0.95, 0.998
"""The two pairs of limits that a funnel plot has; of 21 counties one in 24 such pictures has any
outside the outer by chance, but one county in 20 the inner."""

LEAST = 2


def funnel_limits(values: Series, sizes: Series, level: float = ALARM) -> tuple[Series, Series]:
    """Return between what ends the mean of a group lies by chance, as often as `level`.

    Chance is to draw so many units without replacement among all that have a value, M: the mean of
    all -+ z s / sqrt(n) sqrt((M - n) / (M - 1)), with s their standard deviation (over M). So a
    group of all has no width.

    Parameters
    ----------
    values
        One per unit, in its own unit; NaN (no value) dropped.
    sizes
        How many with a value each group has, 1 to M, by the group.
    level
        How often chance stays within, 0 to 1.

    Returns
    -------
    low, high
        By the group, in the values' unit.

    Raises
    ------
    TooFewValues
        Under two values.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in
    Medicine 24(8), 1185-1202. Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 2.5.

    Examples
    --------
    >>> import pandas as pd
    >>> low, high = funnel_limits(pd.Series([0.0, 2.0, 4.0]), pd.Series({"a": 1, "b": 3}), 0.95)
    >>> low.round(2).to_dict(), high.round(2).to_dict()
    ({'a': -1.2, 'b': 2.0}, {'a': 5.2, 'b': 2.0})
    """
    answered: FloatArray = known(values)
    if len(answered) < LEAST:
        raise TooFewValues(LEAST, len(answered))
    n, most = sizes.astype(float), len(answered)
    error = answered.std() / np.sqrt(n) * np.sqrt((most - n) / (most - 1))
    half = NormalDist().inv_cdf((1 + level) / 2) * error
    return answered.mean() - half, answered.mean() + half
