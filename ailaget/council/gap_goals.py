"""Goals for a gap: between the lowest and the highest tenth, or between small and large places."""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.intervals import TENTHS as LEAST
from ailaget.statistics.ties import exceeds
from ailaget.texts import rounded
from ailaget.views.base.gap import DECIMALS, shown_gap
from ailaget.views.base.selection import Selection, Source
from ailaget.views.base.size_gap import SMALLEST, SizeGap, size_gap_of

TENTHS, SIZES = "gap", "size_gap"
GAPS = (TENTHS, SIZES)
"""The measures of a goal that are a gap, of which the goal says the most."""


@dataclass(frozen=True)
class Gap:
    """A gap as it is shown, and who would have to rise for it to be no wider than a goal says.

    The gap is among `n`, of `of`. With its upper end where it is, the lower one has to come up to
    `limit`; `below` are the codes of those with a value under it, the lowest first.
    """

    n: int
    of: int
    gap: float
    limit: float
    below: tuple[str, ...]


def tenths_gap(rows: pd.DataFrame, most: float, decimals: int) -> Gap | None:
    """Return the gap P90 − P10 among the municipalities of some rows; None where too few have one.

    `most` is what the goal lets it be.
    """
    values = rows["value"].dropna()
    if len(values) < LEAST:
        return None
    shown = shown_gap(values, decimals=decimals)
    limit = rounded(shown.p90 - most, decimals)
    return Gap(len(values), len(rows), shown.gap, limit, _under(limit, rows))


def widest_gap(source: Source, selection: Selection, indicator: Indicator) -> SizeGap | None:
    """Return the gap between the largest and the smallest municipalities.

    It is the one that the charts over time end in at that wave: among those with a value in every
    wave they show. None where either class has too few of them.
    """
    size_gap = size_gap_of(source, selection, indicator)
    return size_gap if size_gap is not None and size_gap.is_widest else None


def sizes_gap(size_gap: SizeGap, rows: pd.DataFrame, most: float) -> Gap:
    """Return a gap between sizes; of the rows, which are of its wave, only the smallest must rise.

    That goes for all of them that have a value, whether or not they had one in every wave.
    """
    decimals = max(size_gap.indicator.decimals, DECIMALS)
    largest = rounded(float(size_gap.gap.upper.means[-1].estimate or 0.0), decimals)
    limit = rounded(largest - most, decimals)
    under = _under(limit, rows[rows["size_class"] == SMALLEST])
    return Gap(size_gap.n, size_gap.of, size_gap.shown(-1), limit, under)


def _under(limit: float, rows: pd.DataFrame) -> tuple[str, ...]:
    under = rows[exceeds(limit, rows["value"])].sort_values("value", kind="stable")
    return tuple(under["municipality"])
