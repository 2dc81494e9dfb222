"""Which figures a municipality is compared by, and where it stands against its areas."""

from typing import Any

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.statistics.ranks import rank_intervals
from ailaget.texts import Texts
from ailaget.views.municipality.standing import Standing


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

    An interval, ``"12–40"``, or one place where nothing is uncertain; a dash without a value.
    """
    place = rank_intervals(values, higher_is_better=higher_is_better).loc[[code]]
    if not place["has_answered"].all():
        return t("missing")
    best, worst = (t.number(float(place[end].iloc[0])) for end in ("best", "worst"))
    return best if best == worst else t("classes.range", low=best, high=worst)


def short_label(indicator: Indicator, language: str) -> str:
    """Return an index' dimension, or the indicator's own name: short enough for a row."""
    if indicator.dimension is None:
        return indicator.label[language]
    return codebook().dimensions[indicator.dimension].label[language]


def group_gaps(here: Standing) -> dict[str, float]:
    """Return, per dimension index, the municipality's value minus its SKR group's mean.

    Only where both exist and somebody else in the group has a value.
    """
    gaps = {}
    for indicator in codebook().dimension_indicators():
        own = here.value(indicator.key)
        group = here.figure("skr_group", indicator.key)
        if own is not None and group.value is not None and group.n > 1:
            gaps[indicator.key] = own - group.value
    return gaps
