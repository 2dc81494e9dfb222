"""Goals for a gap: between the lowest and the highest tenth, or between small and large places."""

from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.statistics.ties import exceeds
from ailaget.texts import rounded
from ailaget.views.base.gap import shown_gap
from ailaget.views.base.selection import FEW

TENTHS, SIZES = "gap", "size_gap"
GAPS = (TENTHS, SIZES)
"""The measures of a goal that are a gap, of which the goal says the most."""


@dataclass(frozen=True)
class Gap:
    """A gap as it is shown, and who would have to rise for it to be no wider than a goal says.

    `n` have a value, of `of`. With its upper end where it is, the lower one has to come up to
    `limit`; `below` are the codes of those under it, the lowest first.
    """

    n: int
    of: int
    gap: float
    limit: float
    below: tuple[str, ...]


def smallest() -> str:
    """Return the key of the smallest municipalities' size class."""
    return geography.size_classes()[0].key


def gap_among(rows: pd.DataFrame, measure: str, most: float, decimals: int) -> Gap | None:
    """Return the gap among the municipalities of some rows; None where too few have a value.

    `most` is what the goal lets it be. Between sizes it is the largest municipalities' mean less
    the smallest ones', and only the smallest have to rise.
    """
    lower, upper = rows, rows
    if measure == SIZES:
        lower = rows[rows["size_class"] == smallest()]
        upper = rows[rows["size_class"] == geography.size_classes()[-1].key]
    values = [side["value"].dropna() for side in (lower, upper)]
    if min(map(len, values)) < FEW:
        return None
    if measure == SIZES:
        low, high = (rounded(side.mean(), decimals) for side in values)
    else:
        shown = shown_gap(values[0], decimals=decimals)
        low, high = shown.p10, shown.p90
    limit = rounded(high - most, decimals)
    under = lower[exceeds(limit, lower["value"])].sort_values("value")
    counted = rows if measure == TENTHS else pd.concat([lower, upper])
    return Gap(
        n=int(counted["value"].notna().sum()),
        of=len(counted),
        gap=rounded(high - low, decimals),
        limit=limit,
        below=tuple(under["municipality"]),
    )
