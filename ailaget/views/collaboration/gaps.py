"""In which part each municipality lags most, who near lags in the same, and who is ahead in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ailaget.codebook import codebook
from ailaget.statistics.ties import exceeds
from ailaget.texts import rounded
from ailaget.views.base.measurement import sure_points
from ailaget.views.base.selection import FEW, Source
from ailaget.views.collaboration.basis import kilometres_between

MOST_NEAR = 3
"""So many are named of each kind, the nearest."""


@dataclass(frozen=True, eq=False)
class Gaps:
    """The parts of maturity in a wave.

    `parts` has one row per municipality and one column per part (NaN: no value); `below` is how
    far each lies from the mean of its SKR group, NaN where too few there have a value. `worst` is
    the part in which one lies furthest below its group, missing where it lies below in none; `sure`
    how far apart two must lie in each part for it to be more than how they are measured.
    """

    parts: pd.DataFrame
    below: pd.DataFrame
    worst: "pd.Series[Any]"
    sure: Mapping[str, float]


@dataclass(frozen=True)
class Near:
    """A municipality near another: how far it is, and by how many points it is ahead, if it is."""

    code: str
    kilometres: float
    points: float


def gaps_of(source: Source, wave: str) -> Gaps:
    """Return the parts in which municipalities lag, as the page Kommun tells it of one."""
    rows = source.query("wave_indicators", wave=wave)
    parts = [part.key for part in codebook().dimension_indicators()]
    rows = rows[rows["indicator"].isin(parts)]
    values = rows.pivot_table(
        index="municipality", columns="indicator", values="value", dropna=False, observed=False
    ).reindex(columns=parts)
    group = rows.drop_duplicates("municipality").set_index("municipality")["skr_group"]
    grouped = values.groupby(group.reindex(values.index))
    means = grouped.transform("mean").where(grouped.transform("count") >= FEW)
    below = values - means
    lags = below.where(below.map(rounded, na_action="ignore") < 0).dropna(how="all")
    points = sure_points(source.query("index_items", wave=wave), rows)
    sure = {part: points[part] for part in parts}
    return Gaps(values, below, lags.idxmin(axis=1), sure)


def same_gap(gaps: Gaps, code: str, kilometres: float) -> list[Near]:
    """Return who lags most in the same part within so many kilometres, nearest first."""
    if code not in gaps.worst.index:
        return []
    same = gaps.worst.index[gaps.worst == gaps.worst[code]]
    return _nearest(code, same, kilometres, pd.Series(0.0, index=same))


def ahead_in_gap(gaps: Gaps, code: str, kilometres: float) -> list[Near]:
    """Return who is surely ahead in the part in which one lags most, nearest first.

    Nobody below the mean of its own group is named as one to ask.
    """
    if code not in gaps.worst.index:
        return []
    part = gaps.worst[code]
    points = (gaps.parts[part] - gaps.parts.loc[code, part]).where(gaps.below[part] >= 0).dropna()
    ahead = points[np.logical_not(exceeds(gaps.sure[part], points))]
    return _nearest(code, ahead.index, kilometres, ahead)


def _nearest(
    code: str, others: "pd.Index[Any]", limit: float, points: "pd.Series[float]"
) -> list[Near]:
    far = kilometres_between()[code].reindex(others.drop(code, errors="ignore"))
    near = far[far <= limit].sort_index().sort_values(kind="stable").head(MOST_NEAR)
    return [
        Near(str(other), float(km), float(points[other]))
        for other, km in zip(near.index, near, strict=True)
    ]
