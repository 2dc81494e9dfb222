"""What the silent ones could change: worst-case bounds, and what it takes to turn a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ailaget.statistics.sample import OutsideRange, Series, TooFewValues, floats

ROUNDING = 1e-9
"""An index computed to be 100 may be stored as 100.00000000000001."""


@dataclass(frozen=True)
class WorstCase:
    """The least and the most that the figure could be, whatever the silent ones would answer."""

    low: float
    high: float
    lower: float
    upper: float
    upper_is_observed: bool
    n: int
    of: int


def worst_case(
    values: Series,
    lower: float = 0.0,
    upper: float | None = None,
    statistic: Literal["mean", "median"] = "mean",
) -> WorstCase:
    """Worst-case bounds: the figure with every silent unit at `lower`, and with all at `upper`.

    For the mean: (sum of answers + m lower) / N and (sum of answers + m upper) / N, m silent of N.
    A share is the mean of a 0/1 value, with upper 1.

    Parameters
    ----------
    values
        One per unit of the whole population; NaN did not answer.
    lower, upper
        The ends of the scale. A scale without an upper end takes the largest answer, and
        `upper_is_observed` says so: the true upper bound is then unknown.
    statistic
        "mean" or "median".

    Raises
    ------
    TooFewValues for an empty population, or without answers when `upper` is not given;
    OutsideRange when an answer lies outside the scale.

    References
    ----------
    Manski, C. F. (1989). Anatomy of the selection problem. Journal of Human Resources 24(3).
    Manski, C. F. (1995). Identification Problems in the Social Sciences. Harvard University Press,
    section 2.3 (worked on those who left homelessness; a test has the figures).

    Examples
    --------
    >>> import pandas as pd
    >>> found = worst_case(pd.Series([1.0, 0.0, 1.0, None]), upper=1.0)
    >>> found.low, found.high
    (0.5, 0.75)
    """
    array = floats(values)
    answered = array[~np.isnan(array)]
    if len(array) == 0 or (len(answered) == 0 and upper is None):
        raise TooFewValues(1, 0)
    top = float(answered.max()) if upper is None else upper
    if len(answered) and (answered.min() < lower - ROUNDING or answered.max() > top + ROUNDING):
        raise OutsideRange("values", lower, top)
    ends = [np.where(np.isnan(array), end, array) for end in (lower, top)]
    low, high = (float(np.mean(e) if statistic == "mean" else np.median(e)) for e in ends)
    return WorstCase(low, high, lower, top, upper is None, len(answered), len(array))


def tipping_point(change: float, silent: int, of: int) -> float | None:
    """Return how much more the silent must have changed for the change to be none among all.

    Of N units m are silent. Had they changed x more than those who are known, the mean of all had
    changed m x / N more than theirs: x = change N / m turns it to nothing. In the unit of the
    change, with its sign; None where nobody is silent. Of a gap between two means, N and m are of
    the group that must have gained on the other.

    Yan, X., Lee, S. and Li, N. (2009). Missing data handling methods in medical device clinical
    trials. Journal of Biopharmaceutical Statistics 19(6), 1085-1098 (tipping point analysis).

    >>> tipping_point(3.0, 49, 196), tipping_point(3.0, 0, 196)
    (12.0, None)
    """
    if not 0 <= silent <= of:
        raise OutsideRange("silent", 0, of)
    return change * of / silent if silent else None
