"""Who is left behind: low, standing still, and without a neighbour to learn from."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ailaget.statistics.neighbours import Neighbours
from ailaget.statistics.sample import OutsideRange, Series, floats, known
from ailaget.statistics.ties import exceeds, joined

BOTTOM, MOVED, LEVEL = 0.2, 2.0, 3
ROUNDING = 1e-9
"""A share of the units is a quotient of whole numbers, whose rounding decides no place."""


def left_behind(
    values: Series,
    previous: Series | None,
    levels: Series,
    neighbours: Neighbours,
    *,
    bottom: float = BOTTOM,
    moved: float = MOVED,
    level: int = LEVEL,
) -> pd.DataFrame:
    """Find the units in the bottom fifth that stood still and have no neighbour at a high level.

    Parameters
    ----------
    values, previous
        The index (0 to 100) in this wave and the one before; NaN did not answer; `previous` is
        None when there is one wave only.
    levels
        Level of each unit in this wave, 1 the lowest; NaN did not answer.
    neighbours
        Who is whose neighbour, over all units (not restricted to those that answered).
    bottom
        Share of the answering units that are low, 0 to 1: fewer than this share lie strictly below.
        Units with the same value (see `ties`) are in or out together.
    moved
        A unit stood still when it rose by at most so many points (or fell).
    level
        A neighbour at this level or higher is one to learn from.

    Returns
    -------
    DataFrame
        Index: the units that answered this wave, lowest first, ties by code. `value`, `change`,
        `is_low`, `stood_still`, `lacks_model` (nullable booleans, <NA> when not known: no earlier
        answer; no neighbour that answered though there are neighbours), `neighbours`,
        `neighbours_answering`, and `is_left_behind`: all three are known and true.

    Raises
    ------
    TooFewValues when nobody answered; OutsideRange for `bottom`.

    Examples
    --------
    >>> from ailaget.statistics.neighbours import from_edges
    >>> now = pd.Series({"a": 10.0, "b": 30.0, "c": 50.0, "d": 70.0, "e": 90.0})
    >>> chain = from_edges(list("abcde"), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    >>> found = left_behind(now, now - 1, now // 20 + 1, chain)
    >>> found.index[found["is_left_behind"]].tolist()
    ['a']
    """
    if not 0 <= bottom <= 1:
        raise OutsideRange("bottom", 0, 1)
    answered = pd.Series(known(values), index=values.index[~np.isnan(floats(values))])
    equal = pd.Series(joined(answered), answered.index)
    below = (equal.rank(method="min") - 1) / len(answered)
    change = pd.Series(np.nan, index=answered.index)
    if previous is not None:
        change = answered - pd.Series(floats(previous), previous.index).reindex(answered.index)
    rose = pd.Series(exceeds(change, moved), answered.index)
    by_unit = _neighbours_of(answered.index, levels, neighbours, level)
    table = pd.DataFrame(
        {
            "value": answered,
            "change": change,
            "is_low": (below < bottom - ROUNDING).astype("boolean"),
            "stood_still": (~rose).astype("boolean").mask(change.isna()),
        }
    ).join(by_unit)
    reasons = table["is_low"] & table["stood_still"] & table["lacks_model"]
    table["is_left_behind"] = reasons.fillna(False).astype(bool)
    order = sorted(table.index, key=lambda unit: (equal[unit], str(unit)))
    return table.loc[order]


def _neighbours_of(
    units: pd.Index[str], levels: Series, neighbours: Neighbours, level: int
) -> pd.DataFrame:
    """Count each unit's neighbours, those that answered, and whether none reaches the level."""
    place = {unit: number for number, unit in enumerate(neighbours.ids)}
    reached = pd.Series(floats(levels), levels.index).reindex(list(neighbours.ids)).to_numpy(float)
    rows = []
    for unit in units:
        row = neighbours.matrix[place[unit]] > 0 if unit in place else np.zeros(len(place), bool)
        answers = reached[row][~np.isnan(reached[row])]
        lacks = pd.NA if row.any() and not len(answers) else not (answers >= level).any()
        rows.append((int(row.sum()), len(answers), lacks))
    columns = ["neighbours", "neighbours_answering", "lacks_model"]
    return pd.DataFrame(rows, index=units, columns=columns).astype({"lacks_model": "boolean"})
