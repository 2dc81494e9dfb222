"""Ranks as intervals: where a unit could stand, given the silent ones or uncertain weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ailaget.statistics.sample import FloatArray, IntArray, OutsideRange, Series, floats
from ailaget.statistics.ties import joined


def rank_intervals(values: Series, *, higher_is_better: bool = True) -> pd.DataFrame:
    """Best and worst place that a unit could have, wherever the silent ones stand.

    best = 1 + answers strictly better; worst = best + others with the same answer + silent units.
    Rank 1 is best. Which answers are the same is said in `ties`.

    Parameters
    ----------
    values
        One per unit of the whole filter; NaN did not answer, and could stand anywhere from 1 to N.
    higher_is_better
        Whether rank 1 is the highest value or the lowest.

    Returns
    -------
    DataFrame
        Index as `values`; `best`, `worst` (integers 1 to N), `ties` (others with the same answer;
        0 for the silent) and `has_answered`. Empty in, empty out.

    Examples
    --------
    >>> places = rank_intervals(pd.Series({"a": 5.0, "b": 3.0, "c": 3.0, "d": None}))
    >>> places[["best", "worst"]].to_numpy().tolist()
    [[1, 2], [2, 4], [2, 4], [1, 4]]
    """
    array = joined(floats(values))
    answered = ~np.isnan(array)
    ordered = np.sort(array[answered])
    below = np.searchsorted(ordered, array, side="left")
    up_to = np.searchsorted(ordered, array, side="right")
    better = len(ordered) - up_to if higher_is_better else below
    ties = np.where(answered, up_to - below - 1, 0)
    silent = int((~answered).sum())
    best = np.where(answered, 1 + better, 1)
    worst = np.where(answered, 1 + better + ties + silent, len(array))
    columns = {"best": best, "worst": worst, "ties": ties, "has_answered": answered}
    return pd.DataFrame(columns, index=values.index)


def ranks_of_draws(scores: FloatArray) -> IntArray:
    """Competition rank (1 is the highest score, ties share the better place) in each row.

    >>> ranks_of_draws(np.array([[5.0, 3.0, 3.0, 1.0]])).tolist()
    [[1, 2, 2, 4]]
    """
    falling = -joined(scores)
    order = np.argsort(falling, axis=1, kind="stable")
    ordered = np.take_along_axis(falling, order, axis=1)
    places = np.arange(scores.shape[1])
    starts = np.where(np.diff(ordered, axis=1, prepend=np.nan) != 0, places, 0)
    ranks = np.empty(scores.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(starts, axis=1) + 1, axis=1)
    return ranks


def rank_range(ranks: IntArray, level: float = 0.9) -> IntArray:
    """Lowest, median and highest rank over draws that keep `level` of them inside, shape (3, n).

    Ranks are whole: the percentiles are ranks that occurred (type 1), shape of `ranks` (draws, n).

    >>> rank_range(np.array([[1], [1], [2], [3]]), level=0.5).ravel().tolist()
    [1, 1, 2]
    """
    if not 0 < level <= 1:
        raise OutsideRange("level", 0, 1)
    tail = (1 - level) / 2
    percentiles = np.quantile(ranks, [tail, 0.5, 1 - tail], axis=0, method="inverted_cdf")
    return np.asarray(percentiles, dtype=np.int64)
