"""Which figures a municipality is compared by, and where it stands against its areas."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.statistics.ranks import rank_intervals
from ailaget.statistics.survey import mean_interval
from ailaget.statistics.ties import exceeds
from ailaget.texts import Texts
from ailaget.views.base.gap import scale_of
from ailaget.views.base.selection import COMPARED, FEW
from ailaget.views.municipality.wave import MunicipalityWave


def figure_kind(indicator: Indicator) -> str:
    """Return what an area's figure is: share, sum (over sum) or mean."""
    return "share" if indicator.is_share else "sum" if indicator.is_ratio else "mean"


def indices() -> tuple[Indicator, ...]:
    """Return maturity and the six indices that it is made of."""
    book = codebook()
    return (book.indicator("maturity"), *book.dimension_indicators())


def number(value: Any) -> float | None:
    """Return a cell of a frame as a number; NaN is None."""
    return None if pd.isna(value) else float(value)


def rank_text(
    values: "pd.Series[float]", code: str, t: Texts, *, higher_is_better: bool = True
) -> str:
    """Return a municipality's place among values (NaN: silent, could stand anywhere).

    An interval, ``"12–40"``, or one place where nothing is uncertain; a dash without a value, or
    where nobody else has one: there is no place among one.
    """
    if values.count() < COMPARED:
        return t("missing")
    place = rank_intervals(values, higher_is_better=higher_is_better).loc[[code]]
    if not place["has_answered"].all():
        return t("missing")
    best, worst = (t.number(float(place[end].iloc[0])) for end in ("best", "worst"))
    return best if best == worst else t("classes.range", low=best, high=worst)


@dataclass(frozen=True)
class GroupGap:
    """A municipality's value minus its SKR group's mean, in the indicator's unit.

    It is certain where the value lies outside the interval of the mean, which allows for those of
    the group that have no value.
    """

    points: float
    is_certain: bool


def group_gap(here: MunicipalityWave, indicator: Indicator) -> GroupGap | None:
    """Return how far a municipality lies from its group; None where too few there have a value."""
    own, values = here.value(indicator.key), here.rows("skr_group", indicator.key)["value"]
    if own is None or values.count() < FEW:
        return None
    low, high = mean_interval(values, scale=scale_of(indicator)) or (own, own)
    is_certain = bool(exceeds(low, own) or exceeds(own, high))
    return GroupGap(own - float(values.mean()), is_certain)


def group_gaps(here: MunicipalityWave) -> dict[str, GroupGap]:
    """Return, per dimension index, how far the municipality lies from its group, where known."""
    gaps = {index.key: group_gap(here, index) for index in codebook().dimension_indicators()}
    return {key: gap for key, gap in gaps.items() if gap is not None}


def has_any_index(here: MunicipalityWave) -> bool:
    """Return whether the municipality has a value in any of the six dimensions."""
    return any(here.value(index.key) is not None for index in codebook().dimension_indicators())
