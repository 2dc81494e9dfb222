"""What chance alone would give a group of a certain size: the limits of a funnel plot."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from ailaget.statistics.permutation import shuffles
from ailaget.statistics.sample import SEED, FloatArray, OutsideRange, Series, sample

WARNING, ALARM = 0.95, 0.998
"""The two pairs of limits that a funnel plot has; of 21 counties one in 24 such pictures has any
outside the outer by chance, but one county in 20 the inner."""

LEAST = 2

DEALS = 10_000
"""Of these ten are beyond each of the outer limits."""


def funnel_limits(
    values: Series,
    sizes: Series,
    level: float = ALARM,
    *,
    weights: Series | None = None,
    deals: int = DEALS,
    seed: int = SEED,
) -> tuple[Series, Series]:
    """Return between what ends the figure of a group lies by chance, as often as `level`.

    Chance is to draw so many units without replacement among all that have a value, `deals` times.
    The limits are the least and the greatest figure with at least (1 - level) / 2 of the deals at
    or beyond, so that no more than that lie outside either. The mean -+ z errors would not do: of a
    yes that few have, or where one unit has most, chance alone is outside it ten times as often as
    it says. A group of all has no width.

    Parameters
    ----------
    values
        One per unit, in its own unit; NaN (no value) dropped.
    sizes
        How many with a value each group has, 1 to M of them, by the group.
    level
        How often chance stays within, above 0 and below 1.
    weights
        What each unit counts for in its group's figure, the weighted mean; alike without them.
    deals, seed
        How often units are dealt out, and the generator's seed.

    Returns
    -------
    low, high
        By the group, in the values' unit.

    Raises
    ------
    TooFewValues
        Under two values.
    OutsideRange
        For a size or a level that there is not.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in
    Medicine 24(8), 1185-1202. Seaton, S. E. and Manktelow, B. N. (2012). The probability of being
    identified as an outlier with commonly used funnel plot control limits. BMC Medical Research
    Methodology 12, 98. Edgington, E. S. and Onghena, P. (2007). Randomization Tests, 4th ed.

    Examples
    --------
    >>> import pandas as pd
    >>> low, high = funnel_limits(pd.Series([0.0, 2.0, 4.0]), pd.Series({"a": 2, "b": 3}), 0.95)
    >>> low.to_dict(), high.to_dict()
    ({'a': 1.0, 'b': 2.0}, {'a': 3.0, 'b': 2.0})
    """
    answers = sample(values, weights=weights, needed=LEAST, nonnegative=False)
    if not 0 < level < 1:
        raise OutsideRange("level", 0, 1)
    if len(sizes) and not 1 <= sizes.min() <= sizes.max() <= answers.n:
        raise OutsideRange("sizes", 1, answers.n)
    n = sizes.to_numpy(dtype=np.int64)
    content = np.stack([answers.x, answers.weights]).tobytes()
    figures = _dealt(content, int(n.max(initial=1)), deals, seed)
    tail = (1 - level) / 2
    # What stands in order is the smallest with so many at or below it: no figure is made up.
    ends = {
        size: np.quantile(figures[size - 1], [tail, 1 - tail], method="inverted_cdf")
        for size in np.unique(n)
    }
    low, high = (pd.Series([ends[size][side] for size in n], sizes.index) for side in (0, 1))
    return low.astype(float), high.astype(float)


@lru_cache(maxsize=2)
def _dealt(content: bytes, most: int, deals: int, seed: int) -> FloatArray:
    """Return the figure of the first 1, 2, ... `most` units in each deal, shape (most, deals).

    `content` is the values and their weights. Both pairs of limits are of the same deals, which are
    kept; read-only.
    """
    x, weights = np.frombuffer(content).reshape(2, -1)
    first = shuffles(len(x), deals, seed)[:most].astype(np.int64)
    figures = np.cumsum((x * weights)[first], axis=0)
    figures /= np.cumsum(weights[first], axis=0)
    figures.setflags(write=False)
    return figures
