"""How small a change the next wave can show, and how many must answer for it to be seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from ailaget.statistics.sample import OutsideRange

CERTAIN, POWER = 0.05, 0.8
"""A change is called at a two-sided level of 5 %, and is to be called 8 times in 10 it is there."""


@dataclass(frozen=True)
class Detectable:
    """What `n` of `of` units that answer both times can show."""

    change: float
    n: int
    of: int


def least_change(
    deviation: float, n: int, of: int, *, certain: float = CERTAIN, power: float = POWER
) -> Detectable:
    """Return the least change in a mean that is seen with the power: (z_a + z_b) s f / sqrt(n).

    s is the standard deviation of the single units' changes between two waves, f = sqrt(1 - n / N),
    z_a the normal quantile at 1 - certain / 2 and z_b at power. When all N answer a change is
    counted and not estimated, and the least is 0.

    Parameters
    ----------
    deviation
        s, in the value's unit, at least 0.
    n, of
        Units that answer both waves, at least 1, and all, N.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., sections 4.4 to 4.7. Wiley.
    Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.4.

    Examples
    --------
    >>> round(least_change(10.0, 75, 100).change, 3)
    1.617
    """
    if not 0 < n <= of:
        raise OutsideRange("n", 1, of)
    factor = math.sqrt((1 - n / of) / n)
    return Detectable(_reach(certain, power) * deviation * factor, n, of)


def share_deviation(change: float) -> float:
    """Return the least standard deviation of the changes of a yes or no: sqrt(d (1 - d)).

    A share moves by d only where so many units, at least, have turned: 1 for them and 0 for others.

    >>> share_deviation(0.2)
    0.4
    """
    return math.sqrt(change * (1 - change))


def least_share_change(
    deviation: float, n: int, of: int, *, certain: float = CERTAIN, power: float = POWER
) -> Detectable:
    """Return the least change in a share of yes, with at least the spread that it has itself.

    Where hardly any unit has turned s is no measure of what a change would bring. With k =
    ((z_a + z_b) f)^2 / n the change d = sqrt(k d (1 - d)) is k / (1 + k); the least is that, or
    that of `least_change` where it is greater. Parameters and references as for `least_change`.

    >>> round(least_share_change(0.0, 28, 49).change, 3)
    0.107
    """
    seen = least_change(deviation, n, of, certain=certain, power=power)
    k = least_change(1.0, n, of, certain=certain, power=power).change ** 2
    return Detectable(max(seen.change, k / (1 + k)), n, of)


def needed(
    deviation: float, change: float, of: int, *, certain: float = CERTAIN, power: float = POWER
) -> int:
    """Return how many of N must answer both waves to see a change: n0 / (1 + n0 / N), rounded up.

    n0 = ((z_a + z_b) s / change)^2 is how many of an endless population. At least 2, for one has no
    spread, and at most N. Parameters as for `least_change`; `change` is above 0.

    >>> needed(10.0, 5.0, 290)
    29
    """
    if change <= 0 or of <= 0:
        raise OutsideRange("change", 0, math.inf)
    endless = (_reach(certain, power) * deviation / change) ** 2
    # What rounding of floats lifts over a whole number is not one more to ask.
    least = math.ceil(endless / (1 + endless / of) - 1e-9)
    return min(max(least, 2), of)


def _reach(certain: float, power: float) -> float:
    normal = NormalDist()
    return normal.inv_cdf(1 - certain / 2) + normal.inv_cdf(power)
