"""Who climbed and who fell between two waves, by ordered level and by group."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.sample import Series, TooFewValues, UnknownUnits, pairs


@dataclass(frozen=True, eq=False)
class Transitions:
    """Counts from each level (rows) to each level (columns), and the units behind each count."""

    counts: pd.DataFrame
    members: dict[tuple[Hashable, Hashable], tuple[str, ...]]
    climbed: int
    stayed: int
    fell: int
    n: int
    of: int

    @property
    def shares(self) -> pd.DataFrame:
        """Counts over the row's sum, 0 to 1; NaN in a row that nobody started from."""
        return self.counts.div(self.counts.sum(axis=1).replace(0, np.nan), axis=0)


def transitions(before: Series, after: Series, levels: Sequence[Hashable]) -> Transitions:
    """Count the units by level in two waves.

    Parameters
    ----------
    before, after
        Level of each unit, one of `levels`; a unit missing in either wave is dropped from both.
    levels
        Every level, lowest first; a level that nobody has keeps its row and column of zeros.

    Returns
    -------
    Transitions
        `members` has a key for every cell, units sorted by code; `of` counts the units in either.

    Raises
    ------
    TooFewValues when no unit has both; UnknownUnits for a value that is not a level.

    References
    ----------
    Agresti, A. (2013). Categorical Data Analysis, 3rd ed., ch. 11. Wiley (the square table of
    matched pairs).

    Examples
    --------
    >>> start, end = pd.Series({"a": 1, "b": 1, "c": 2}), pd.Series({"a": 2, "b": 1})
    >>> moved = transitions(start, end, levels=[1, 2])
    >>> moved.counts.to_numpy().tolist(), moved.members[1, 2], moved.climbed, moved.n, moved.of
    ([[1, 1], [0, 0]], ('a',), 1, 2, 3)
    """
    both = pd.DataFrame({"before": before, "after": after.reindex(before.index)}).dropna()
    if both.empty:
        raise TooFewValues(1, 0)
    place = {level: number for number, level in enumerate(levels)}
    strangers = set(both["before"]).union(both["after"]) - set(place)
    if strangers:
        raise UnknownUnits(strangers)
    members: dict[tuple[Hashable, Hashable], list[str]]
    members = {(start, end): [] for start in levels for end in levels}
    for unit, start, end in sorted(zip(both.index, both["before"], both["after"], strict=True)):
        members[levels[place[start]], levels[place[end]]].append(str(unit))
    counts = [[len(members[start, end]) for end in levels] for start in levels]
    table = pd.DataFrame(counts, index=list(levels), columns=list(levels))
    array = table.to_numpy()
    return Transitions(
        counts=table,
        members={cell: tuple(units) for cell, units in members.items()},
        climbed=int(np.triu(array, 1).sum()),
        stayed=int(np.trace(array)),
        fell=int(np.tril(array, -1).sum()),
        n=len(both),
        of=len(before.index.union(after.index)),
    )


def growth_by_group(before: Series, after: Series, groups: Series) -> pd.DataFrame:
    """Compare growth between groups, on the units that answered both waves.

    Parameters
    ----------
    before, after
        One per unit in two waves; dropped pairwise when either is NaN.
    groups
        The group of each unit; units without one are dropped.

    Returns
    -------
    DataFrame
        Index group in order of key; `n`, `before` and `after` (means), `change` (mean, in the unit
        of the values), `median_change`, `relative` (change over before; NaN if that is not above
        zero), `rose` and `fell` (shares of units).

    Raises
    ------
    TooFewValues when no unit has both.

    Examples
    --------
    >>> start, end = pd.Series([1.0, 3.0, 0.0]), pd.Series([2.0, 4.0, 0.0])
    >>> growth_by_group(start, end, pd.Series(["A", "A", "C"]))["change"].to_dict()
    {'A': 1.0, 'C': 0.0}
    """
    both = pairs(before, after)
    group = groups.reindex(both.index)
    if group.isna().all():
        raise TooFewValues(1, 0)
    change = both["second"] - both["first"]
    by_group = both.groupby(group)
    start = by_group["first"].mean()
    return pd.DataFrame(
        {
            "n": by_group.size(),
            "before": start,
            "after": by_group["second"].mean(),
            "change": change.groupby(group).mean(),
            "median_change": change.groupby(group).median(),
            "relative": change.groupby(group).mean() / start.where(start > 0),
            "rose": (change > 0).groupby(group).mean(),
            "fell": (change < 0).groupby(group).mean(),
        }
    )
