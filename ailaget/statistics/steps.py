"""What those that climbed between two waves did meanwhile, or had, and how many of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ailaget.statistics.sample import Series, floats
from ailaget.statistics.ties import TOLERANCE


def climbers(before: Series, after: Series, least: float) -> pd.Index[str]:
    """Return the units that rose by at least `least` (see `ties`), in the order of `after`.

    NaN did not answer: a unit without both values neither climbed nor did not.

    >>> before, after = pd.Series({"a": 10.0, "b": 10.0}), pd.Series({"a": 16.0, "b": 15.0})
    >>> climbers(before, after, 6.0).tolist()
    ['a']
    """
    rise = floats(after) - floats(before.reindex(after.index))
    return after.index[np.nan_to_num(rise, nan=-np.inf) >= least - TOLERANCE]


def steps_taken(before: pd.DataFrame, after: pd.DataFrame, climbed: pd.Index[str]) -> pd.DataFrame:
    """Count, for each thing that one can have, who lacked it and who of them got it.

    Parameters
    ----------
    before, after
        One row per unit and one column per thing: 1 has it, 0 has not, NaN not known.
    climbed
        The units that climbed between the two; the others are those of `after` that did not.

    Returns
    -------
    DataFrame
        One row per thing, in the columns' order: of those that climbed `n` lacked it before and
        are known after, and `taken` of them then had it; `others` and `others_taken` are the same
        of the rest. A count says what was done by whom, not what it led to.

    Examples
    --------
    >>> before = pd.DataFrame({"plan": [0, 0, 1, 0], "staff": [0, None, 0, 0]}, index=list("abcd"))
    >>> after = pd.DataFrame({"plan": [1, 0, 1, 0], "staff": [0, 1, 0, 1]}, index=list("abcd"))
    >>> steps_taken(before, after, pd.Index(["a", "b", "c"])).to_dict("index")["plan"]
    {'taken': 1, 'n': 2, 'others_taken': 0, 'others': 1}
    """
    start, end = before.reindex(after.index).astype(float), after.astype(float)
    could = (start == 0) & end.notna()
    did = could & (end == 1)
    is_climber = pd.Series(after.index.isin(climbed), after.index)
    return pd.DataFrame(
        {
            "taken": did[is_climber].sum(),
            "n": could[is_climber].sum(),
            "others_taken": did[~is_climber].sum(),
            "others": could[~is_climber].sum(),
        }
    )


def in_place(has: pd.DataFrame, units: pd.Index[str]) -> pd.DataFrame:
    """Count, for each thing that one can have, how many of some units have it.

    Parameters
    ----------
    has
        One row per unit and one column per thing: 1 has it, 0 has not, NaN not known.
    units
        Those that are counted; one without a row is not known.

    Returns
    -------
    DataFrame
        One row per thing, in the columns' order: `had` of the `n` that are known have it.

    Examples
    --------
    >>> has = pd.DataFrame({"plan": [1, 0, 1], "staff": [None, 1, 0]}, index=list("abc"))
    >>> in_place(has, pd.Index(["a", "b"])).to_dict("index")
    {'plan': {'had': 1, 'n': 2}, 'staff': {'had': 1, 'n': 1}}
    """
    known = has.reindex(units).astype(float)
    return pd.DataFrame({"had": (known == 1).sum(), "n": known.notna().sum()})


def in_place_before(
    before: pd.DataFrame, after: pd.DataFrame, thing: str, units: pd.Index[str]
) -> pd.DataFrame:
    """Count what those that got a thing between two waves had of all else before they got it.

    Parameters
    ----------
    before, after
        One row per unit and one column per thing: 1 has it, 0 has not, NaN not known.
    thing
        What was got: 0 before and 1 after.
    units
        Those that are looked at.

    Returns
    -------
    DataFrame
        As `in_place`, of the units that got the thing, without the thing itself: of them `n` are
        known before, and `had` of them had it. It says what came first, not what is needed.

    Examples
    --------
    >>> before = pd.DataFrame({"plan": [1, 0, 1], "staff": [0, 0, 1]}, index=list("abc"))
    >>> after = pd.DataFrame({"plan": [1, 1, 1], "staff": [1, 1, 1]}, index=list("abc"))
    >>> in_place_before(before, after, "staff", pd.Index(["a", "b", "c"])).to_dict("index")
    {'plan': {'had': 1, 'n': 2}}
    """
    got = (before[thing].reindex(units) == 0) & (after[thing].reindex(units) == 1)
    return in_place(before.drop(columns=thing), units[got.to_numpy()])
