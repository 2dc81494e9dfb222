"""The size of effects of different kinds on one scale: the part of a variance that is explained.

Groups that differ, a level that has moved and a share that is not zero can so be put in order. All
are 0 to 1: nothing, to all that there is.

References: Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd ed.
Erlbaum, ch. 2 (d and eta squared) and ch. 6 (h). Kelley, T. L. (1935). An unbiased correlation
ratio measure. Proceedings of the National Academy of Sciences 21(9), 554-559.
"""

from math import asin, inf, sqrt


def beyond_chance(share: float, by_chance: float) -> float:
    """Return the part of a variance between groups, of what chance leaves: epsilon squared.

    (share - by_chance) / (1 - by_chance), and 0 where chance gives more: the share is eta squared,
    0 to 1, and what chance gives is its mean where values are dealt out among the units anew.

    >>> beyond_chance(0.4, 0.2), beyond_chance(0.1, 0.2)
    (0.25, 0.0)
    """
    # Sums in floating point may end a hair above all there is.
    return 0.0 if by_chance >= 1 else min(max((share - by_chance) / (1 - by_chance), 0.0), 1.0)


def of_difference(difference: float, spread: float) -> float:
    """Return the part of the variance between two groups alike in size: d^2 / (d^2 + 4).

    d is their difference in standard deviations, `spread`; without any spread a difference is all.

    >>> of_difference(10.0, 5.0), of_difference(3.0, 0.0), of_difference(0.0, 0.0)
    (0.5, 1.0, 0.0)
    """
    if not difference:
        return 0.0
    d = abs(difference) / spread if spread else inf
    return 1.0 if d == inf else d**2 / (d**2 + 4)


def of_share(share: float) -> float:
    """Return the effect of a share (0 to 1) beside none: of Cohen's h = 2 arcsin sqrt(share).

    >>> of_share(0.0), round(of_share(0.5), 3)
    (0.0, 0.382)
    """
    return of_difference(2 * asin(sqrt(share)), 1.0)
