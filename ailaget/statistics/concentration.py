"""How concentrated a total is: the share with nothing, the top tenth, and who holds half of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics import measures
from ailaget.statistics.sample import OutsideRange, Series, sample


@dataclass(frozen=True)
class Holders:
    """The smallest set of units that holds a share of the total."""

    units: tuple[str, ...]
    n: int
    missing: int
    held: float | None
    population_share: float | None

    @property
    def count(self) -> int:
        """Units in the set."""
        return len(self.units)


def share_at_zero(values: Series, weights: Series | None = None) -> float:
    """Share of units (or of weight) whose value is exactly zero, 0 to 1: sum p_i [x_i = 0].

    NaN is not zero: it is dropped. `TooFewValues` when nobody answered.

    >>> share_at_zero(pd.Series([0.0, 0.0, 5.0, None]))
    0.6666666666666666
    """
    answers = sample(values, weights=weights)
    return float(measures.share_at_zero(answers.x, answers.shares))


def top_share(values: Series, fraction: float = 0.1, weights: Series | None = None) -> float | None:
    """Share of the total held by the top `fraction` of the units (of the weight): 1 - L(1 - f).

    The unit at the edge counts in part, so that 241 units have 24.1 in their top tenth. `weights`
    make it the top fraction of the inhabitants, by a value that is a rate. NaN is dropped; None
    when the total is zero; `TooFewValues`, `NegativeValues`, and `OutsideRange` for the fraction.

    Gastwirth, J. L. (1971). A general definition of the Lorenz curve. Econometrica 39(6),
    1037-1039.

    >>> top_share(pd.Series([0.0, 0.0, 1.0, 3.0]), fraction=0.375)
    0.875
    """
    if not 0 <= fraction <= 1:
        raise OutsideRange("fraction", 0, 1)
    answers = sample(values, weights=weights)
    share = float(measures.top_share(answers.x, answers.shares, fraction))
    return None if np.isnan(share) else share


def smallest_holders(
    totals: Series, population: Series | None = None, share: float = 0.5
) -> Holders:
    """Find the fewest units that together hold at least `share` of the total, and who lives there.

    Parameters
    ----------
    totals
        One per unit, a total (full-time equivalents), not a rate; at least zero; NaN dropped.
    population
        Inhabitants; the share is of the inhabitants of the units that answered. Optional; None
        comes out when a unit that answered has no figure.
    share
        Above 0, at most 1.

    Returns
    -------
    Holders
        Largest first, ties by code; `held` is what they hold in fact. No units, and `held` None,
        when the total is zero.

    Raises
    ------
    TooFewValues, NegativeValues, OutsideRange

    Examples
    --------
    >>> fte = pd.Series({"0180": 6.0, "1480": 3.0, "1280": 1.0, "1781": 0.0, "1782": None})
    >>> people = pd.Series({"0180": 50, "1480": 30, "1280": 15, "1781": 5, "1782": 9})
    >>> half = smallest_holders(fte, people)
    >>> half.units, half.n, half.held, half.population_share
    (('0180',), 4, 0.6, 0.5)
    """
    if not 0 < share <= 1:
        raise OutsideRange("share", 0, 1)
    answers = sample(totals)
    answered = pd.DataFrame({"total": answers.x, "unit": answers.ids.astype(str)}, answers.ids)
    ranked = answered.sort_values(["total", "unit"], ascending=[False, True])
    whole = float(ranked["total"].sum())
    if whole <= 0:
        return Holders((), answers.n, answers.missing, None, None)
    cumulated = ranked["total"].cumsum().to_numpy() / whole
    count = int(np.argmax(cumulated >= share - measures.ROUNDING)) + 1
    people = None
    if population is not None:
        living = population.reindex(ranked.index).to_numpy(dtype=np.float64, na_value=np.nan)
        people = float(living[:count].sum() / living.sum()) if living.sum() > 0 else None
    units = tuple(ranked["unit"].iloc[:count])
    return Holders(units, answers.n, answers.missing, float(cumulated[count - 1]), people)
