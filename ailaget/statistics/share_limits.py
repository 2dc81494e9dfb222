"""How large a share can be among all, when it is known of those who answered: exact limits."""

from __future__ import annotations

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
