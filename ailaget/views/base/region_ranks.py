"""Where each region stands among those of its kind, also had the silent ones answered."""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.nonresponse import worst_case
from ailaget.statistics.ties import TOLERANCE
from ailaget.views.base.selection import FEW, group_value

Bounds = tuple[float, float]


@dataclass(frozen=True)
class RegionRank:
    """One region's figure and place.

    `value` is None where nobody has one. `bounds` are the figure with every silent municipality at
    either end of the scale, None where nobody in the filter has a value. `place` is among the
    figures as they are, ties sharing the better one; `best` and `worst` are the places that the
    region could have had, had everyone answered.
    """

    region: str
    value: float | None
    n: int
    of: int
    bounds: Bounds | None
    place: int | None = None
    best: int = 1
    worst: int = 1

    @property
    def is_few(self) -> bool:
        """Whether the figure rests on fewer municipalities than say much."""
        return self.n < FEW


def region_ranks(rows: pd.DataFrame, indicator: Indicator) -> dict[str, RegionRank]:
    """Return the regions that have municipalities in the filter, by code.

    A region's figure is its group figure, the same as on the map by county.
    """
    sign = 1 if indicator.higher_is_better else -1
    ranks = [
        RegionRank(
            str(code),
            group_value(inside),
            int(inside["value"].notna().sum()),
            len(inside),
            _bounds(inside, rows, indicator),
        )
        for code, inside in rows.groupby("region")
    ]
    return {rank.region: _placed(rank, ranks, sign) for rank in ranks}


def _placed(rank: RegionRank, everyone: list[RegionRank], sign: int) -> RegionRank:
    """Return a standing with its places; what it could have had counts every tie as behind.

    What a tie is, is said in `ailaget.statistics.ties`.
    """
    place = None
    if rank.value is not None:
        mine = sign * rank.value + TOLERANCE
        place = 1 + sum(o.value is not None and sign * o.value > mine for o in everyone)
    if rank.bounds is None:
        best, worst = 1, len(everyone)
    else:
        low, high = sorted(sign * end for end in rank.bounds)
        others = [
            sorted(sign * e for e in o.bounds) for o in everyone if o.bounds and o is not rank
        ]
        best = 1 + sum(other[0] > high + TOLERANCE for other in others)
        worst = 1 + sum(other[1] >= low - TOLERANCE for other in others)
    return RegionRank(rank.region, rank.value, rank.n, rank.of, rank.bounds, place, best, worst)


def _bounds(inside: pd.DataFrame, rows: pd.DataFrame, indicator: Indicator) -> Bounds | None:
    """Return the figure with all silent at the lowest and at the highest value.

    Where the scale has no upper end, the highest is the highest that anyone in the filter has.
    """
    if rows["value"].isna().all():
        return None
    top = indicator.upper_bound or float(rows["value"].max())
    if indicator.is_ratio:
        return _ratio_bounds(inside, float(rows["factor"].iloc[0]), top, indicator)
    bounds = worst_case(inside["value"], upper=top)
    return bounds.low, bounds.high


def _ratio_bounds(
    inside: pd.DataFrame, factor: float, top: float, indicator: Indicator
) -> Bounds | None:
    """Silent municipalities count by their size, first with no position and then with `top`."""
    size = inside["population" if indicator.formula == "per_population" else "employees"]
    silent = float(size[inside["value"].isna()].sum())
    known = inside[inside["value"].notna()]
    total = float(known["denominator"].sum()) + silent
    if total == 0:
        return None
    least = factor * float(known["numerator"].sum()) / total
    return least, least + top * silent / total
