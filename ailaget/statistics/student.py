"""Student's t: how much wider an interval is whose spread is known of few units alone."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

HALVINGS = 60
"""The angle that is sought is so found to the last digit that a number holds."""


@lru_cache(maxsize=256)
def student_quantile(freedom: int, level: float) -> float:
    """Return what |T| stays under with probability `level`, T with so many degrees of freedom.

    The probability is a finite sum for whole degrees of freedom, and rises with the angle whose
    tangent is t / sqrt(f): it is halved in on. scipy has the same, and takes longer to start than
    the first page may.

    Parameters
    ----------
    freedom
        Degrees of freedom f, at least 1.
    level
        Above 0, below 1.

    References
    ----------
    Abramowitz, M. and Stegun, I. A. (1964). Handbook of Mathematical Functions, 26.7.3 and 26.7.4.

    Examples
    --------
    >>> round(student_quantile(4, 0.95), 3), round(student_quantile(59, 0.95), 3)
    (2.776, 2.001)
    """
    low, high = 0.0, math.pi / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _within(middle, freedom) < level:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan((low + high) / 2)


def student_over_normal(n: int, level: float) -> float:
    """Return how many times wider an interval is whose spread is known of n units alone.

    >>> round(student_over_normal(5, 0.95), 2), round(student_over_normal(200, 0.95), 2)
    (1.42, 1.01)
    """
    return student_quantile(n - 1, level) / NormalDist().inv_cdf((1 + level) / 2)


def _within(angle: float, freedom: int) -> float:
    """Return P(|T| < t) where tan(angle) = t / sqrt(freedom)."""
    sine, square = math.sin(angle), math.cos(angle) ** 2
    is_odd = freedom % 2 == 1
    term = math.cos(angle) if is_odd else 1.0
    total = 0.0 if freedom == 1 else term
    for k in range(3 if is_odd else 2, freedom - 1, 2):
        term *= square * (k - 1) / k
        total += term
    return 2 / math.pi * (angle + sine * total) if is_odd else sine * total
