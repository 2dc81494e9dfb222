"""How large a share can be among all, when it is known of those who answered: exact limits."""

from __future__ import annotations

from math import comb

import numpy as np

from ailaget.statistics.sample import FloatArray, OutsideRange

LEVEL = 0.95


def share_limits(yes: int, n: int, of: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the least and the greatest share among all N that n answers agree with.

    With K yes among all N, the number x among n answers drawn without replacement is
    hypergeometric. The least share is the smallest K / N with P(X >= x | K) > (1 - level) / 2, the
    greatest the largest K / N with P(X <= x | K) > (1 - level) / 2. So a share of none or of all
    has an interval as any other, and where all have answered both ends are the share. It takes who
    is silent to be chance.

    Parameters
    ----------
    yes, n, of
        Whole numbers: those of the n answers that are yes, 0 to n, and all, n to N.
    level
        Of the interval, 0 to 1.

    Returns
    -------
    low, high
        From 0 to 1; low at most yes / n, high at least.

    Raises
    ------
    OutsideRange for counts that do not fit in each other, or for the level.

    References
    ----------
    Buonaccorsi, J. P. (1987). A note on confidence intervals for proportions in finite populations.
    The American Statistician 41(3), 215-218.

    Examples
    --------
    >>> share_limits(0, 5, 15)
    (0.0, 0.4)
    >>> share_limits(2, 4, 4)
    (0.5, 0.5)
    """
    if not 0 < n <= of:
        raise OutsideRange("n", 1, of)
    if not 0 <= yes <= n:
        raise OutsideRange("yes", 0, n)
    if not 0 < level < 1:
        raise OutsideRange("level", 0, 1)
    tail = (1 - level) / 2
    chances = _chances(n, of)
    at_least = chances[:, yes:].sum(axis=1) > tail
    at_most = chances[:, : yes + 1].sum(axis=1) > tail
    low, high = int(at_least.argmax()), of - int(at_most[::-1].argmax())
    # Among so few that a whole number lies on neither side of the share itself.
    return min(low / of, yes / n), max(high / of, yes / n)


def change_limits(up: int, down: int, n: int, of: int, level: float = LEVEL) -> tuple[float, float]:
    """Return between what ends a share has changed among all N, by n that answered both times.

    The change is the difference between two shares of the same units, those that came to yes (p)
    and those that left it (q), each with the limits of `share_limits`, l and u. The ends are

        p - q -+ sqrt(a^2 - 2 r a b + b^2),   r = -sqrt(p q / ((1 - p) (1 - q)))

    with a and b how far p lies from its own limit on that side, and q from its opposite one; r is
    the correlation of two shares of the same units. So one that has come to yes among ten of
    sixteen is no certain rise: those that are silent may as well have left it. Where all have
    answered both ends are the change.

    Parameters
    ----------
    up, down, n, of
        Whole numbers: those of the n answers that came to yes, those that left it, and all N.
    level
        Of the interval, 0 to 1.

    Returns
    -------
    low, high
        From -1 to 1.

    Raises
    ------
    OutsideRange for counts that do not fit in each other, or for the level.

    References
    ----------
    Newcombe, R. G. (1998). Improved confidence intervals for the difference between binomial
    proportions based on paired data. Statistics in Medicine 17(22), 2635-2650. Zou, G. Y. and
    Donner, A. (2008). Construction of confidence limits about effect measures: a general approach.
    Statistics in Medicine 27(10), 1693-1702.

    Examples
    --------
    >>> low, high = change_limits(1, 0, 10, 16)
    >>> round(low, 3), round(high, 3)
    (-0.091, 0.312)
    >>> change_limits(3, 1, 4, 4)
    (0.5, 0.5)
    """
    if up + down > n:
        raise OutsideRange("down", 0, n - up)
    came, left = share_limits(up, n, of, level), share_limits(down, n, of, level)
    p, q = up / n, down / n
    others = (1 - p) * (1 - q)
    r = -float(np.sqrt(p * q / others)) if others else 0.0
    low, high = difference_limits((p, *came), (q, *left), r)
    return max(low, -1.0), min(high, 1.0)


def difference_limits(
    p: tuple[float, float, float], q: tuple[float, float, float], r: float = 0.0
) -> tuple[float, float]:
    """Return the limits of p - q, of two figures with their own: p is (p, l, u) and q (q, m, v).

    The lower is p - q - sqrt(a^2 - 2 r a b + b^2) with a = p - l and b = v - q, the upper p - q +
    the same with a = u - p and b = q - m; r, -1 to 1, is their correlation (Zou and Donner 2008).

    >>> difference_limits((1.0, 0.7, 1.0), (0.0, 0.0, 0.4))
    (0.5, 1.0)
    """
    (p_at, p_low, p_high), (q_at, q_low, q_high) = p, q

    def reach(own: float, opposite: float) -> float:
        return float(np.sqrt(max(own**2 - 2 * r * own * opposite + opposite**2, 0.0)))

    apart = p_at - q_at
    return apart - reach(p_at - p_low, q_high - q_at), apart + reach(p_high - p_at, q_at - q_low)


def turned_p(up: int, down: int) -> float:
    """Return how often chance turns units so one-sidedly: two-sided binomial with p = 1/2.

    Of those that have changed a yes or no, `up` came to yes and `down` left it. Under six that all
    went one way may be chance, however many others have stayed as they were.

    McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions
    or percentages. Psychometrika 12(2), 153-157; in its exact form.

    >>> turned_p(1, 0), turned_p(5, 0), turned_p(6, 0)
    (1.0, 0.0625, 0.03125)
    """
    turned = up + down
    tail = sum(comb(turned, k) for k in range(min(up, down) + 1)) / 2**turned
    return float(min(2 * tail, 1.0))


def _chances(n: int, of: int) -> FloatArray:
    """Return P(X = x | K), a row for each K from 0 to N and a column for each x from 0 to n."""
    logs = np.concatenate([[0.0], np.log(np.arange(1, of + 1)).cumsum()])
    every = np.arange(of + 1)[:, np.newaxis]
    x = np.arange(n + 1)[np.newaxis, :]
    no, left = n - x, of - every
    possible = (x <= every) & (no <= left)
    within, without = np.where(possible, every - x, 0), np.where(possible, left - no, 0)
    log_chance = (
        (logs[every] - logs[x] - logs[within])
        + (logs[left] - logs[no] - logs[without])
        - (logs[of] - logs[n] - logs[of - n])
    )
    return np.exp(np.where(possible, log_chance, -np.inf))
