"""Plain figures of a survey: coverage, mean, median, share and the gap between top and bottom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ailaget.statistics import measures
from ailaget.statistics.sample import Series, floats, known, pairs, sample

LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True)
class Coverage:
    """How many have a value, of how many in the filter."""

    n: int
    of: int

    @property
    def rate(self) -> float | None:
        """Response rate, 0 to 1; None when the filter is empty."""
        return self.n / self.of if self.of else None

    @property
    def missing(self) -> int:
        """Units in the filter without a value."""
        return self.of - self.n


@dataclass(frozen=True)
class PercentileGap:
    """The tenth and ninetieth percentile and what lies between them, in the value's own unit."""

    p10: float
    p90: float
    n: int
    missing: int

    @property
    def gap(self) -> float:
        """P90 - P10."""
        return self.p90 - self.p10

    @property
    def ratio(self) -> float | None:
        """P90 / P10; None when P10 is not above zero."""
        return self.p90 / self.p10 if self.p10 > 0 else None


def coverage(values: Series) -> Coverage:
    """Count the values that are not NaN; defined for an empty Series.

    >>> import pandas as pd
    >>> answered = coverage(pd.Series([1.0, None, 3.0, 0.0]))
    >>> answered.n, answered.of, answered.rate
    (3, 4, 0.75)
    """
    return Coverage(n=int((~np.isnan(floats(values))).sum()), of=len(values))


def mean(values: Series) -> float:
    """Unweighted mean of those who answered; NaN dropped, `TooFewValues` when nobody did.

    >>> import pandas as pd
    >>> mean(pd.Series([1.0, None, 3.0]))
    2.0
    """
    return float(known(values).mean())


def mean_interval(
    values: Series, level: float = 0.95, scale: tuple[float, float] = (-np.inf, np.inf)
) -> tuple[float, float] | None:
    """Return the interval of a whole group's mean: mean -+ t s / sqrt(n) sqrt(1 - n / N).

    N is the length of `values`, n those that are not NaN, s their standard deviation, and t is
    Student's with n - 1 degrees of freedom. Both ends are the mean where all have answered. Neither
    leaves the scale of the values. As every interval from those who answered, it takes who is
    silent to be chance. In the values' unit; None for a lone answer among several, of which no
    spread is known; `TooFewValues` for nobody.

    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 2.8. New York: Wiley.

    >>> import pandas as pd
    >>> mean_interval(pd.Series([1.0, 3.0]))
    (2.0, 2.0)
    >>> [round(end, 3) for end in mean_interval(pd.Series([1.0, 2.0, 3.0, None]))]
    [0.758, 3.242]
    """
    answered = known(values)
    n, of, middle = len(answered), len(values), float(answered.mean())
    if n == of:
        return middle, middle
    if n == 1:
        return None
    from scipy.special import stdtrit  # late: scipy's start is slow, and few pages ask

    error = float(answered.std(ddof=1)) / np.sqrt(n) * np.sqrt(1 - n / of)
    half = float(stdtrit(n - 1, (1 + level) / 2) * error)
    return max(middle - half, scale[0]), min(middle + half, scale[1])


def median(values: Series) -> float:
    """Median of those who answered; NaN dropped, `TooFewValues` when nobody did.

    >>> import pandas as pd
    >>> median(pd.Series([1.0, None, 3.0, 8.0]))
    3.0
    """
    return float(np.median(known(values)))


def share(condition: Series) -> float:
    """Share for whom a 0/1 (or boolean) answer is true; NaN dropped, never counted as no.

    >>> import pandas as pd
    >>> share(pd.Series([True, None, False], dtype="boolean"))
    0.5
    """
    return float((known(condition) != 0).mean())


def ratio_of_sums(numerator: Series, denominator: Series) -> float | None:
    """Sum over sum among the units that have both; None when the denominators sum to zero.

    The figure of a group for indicators per inhabitant or per employee.

    >>> import pandas as pd
    >>> ratio_of_sums(pd.Series([2.0, None, 1.0]), pd.Series([100.0, 900.0, 50.0]))
    0.02
    """
    both = pairs(numerator, denominator)
    below = float(both["second"].sum())
    return float(both["first"].sum()) / below if below > 0 else None


def percentile_gap(values: Series, weights: Series | None = None) -> PercentileGap:
    """P90 - P10 and P90 / P10 by the one definition of a quantile, `measures.quantile`.

    The gap does not depend on where the scale has its zero: it is the one to lead with for an
    index. The ratio is undefined when P10 is zero or less. NaN dropped and counted; one unit has
    gap 0; `TooFewValues` when nobody answered. With equal weights it is the gap without weights.

    >>> import pandas as pd
    >>> found = percentile_gap(pd.Series(range(11)))
    >>> found.p10, found.p90, found.gap, found.ratio
    (1.0, 9.0, 8.0, 9.0)
    """
    answers = sample(values, weights=weights, nonnegative=False)
    p = None if weights is None else answers.shares
    low = float(measures.quantile(answers.x, LOW, p))
    high = float(measures.quantile(answers.x, HIGH, p))
    return PercentileGap(low, high, answers.n, answers.missing)
