"""How far groups are from all, and whether chance alone would hardly give it."""

from typing import Any

import numpy as np
import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.funnel import ALARM, funnel_limits
from ailaget.statistics.ties import TOLERANCE
from ailaget.views.base.selection import FEW


def denominators_of(rows: pd.DataFrame, indicator: Indicator) -> "pd.Series[Any] | None":
    """Return what weighs in a group's figure: what a rate is per; else each counts alike."""
    return rows["denominator"].astype(float) if indicator.is_ratio else None


def middle_of(values: "pd.Series[Any]", weights: "pd.Series[Any] | None") -> float:
    """Return the figure of all with a value."""
    valued = values.dropna().astype(float)
    alike = None if weights is None else weights.reindex(valued.index)
    return float(np.average(valued, weights=alike))


def deviations_of(
    values: "pd.Series[Any]", groups: "pd.Series[Any]", weights: "pd.Series[Any] | None"
) -> pd.DataFrame:
    """Return each group's ``n``, ``deviation`` of its figure from that of all, and ``is_sure``.

    NaN for a group with fewer than five values, which is in the figure of all. It is sure outside
    the outer limits of a funnel (`statistics.funnel`).
    """
    valued = values.dropna().astype(float)
    inside = groups.reindex(valued.index)
    n = valued.groupby(inside).size()
    enough = n[n >= FEW]
    if enough.empty:
        return pd.DataFrame({"n": n, "deviation": float("nan"), "is_sure": False})
    w = pd.Series(1.0, index=valued.index) if weights is None else weights.reindex(valued.index)
    figures = (valued * w).groupby(inside).sum() / w.groupby(inside).sum()
    low, high = funnel_limits(values, enough, ALARM, weights=weights)
    own = figures[enough.index]
    is_outside = (own < low - TOLERANCE) | (own > high + TOLERANCE)
    is_sure = is_outside.reindex(n.index, fill_value=False)
    deviation = (figures - middle_of(values, weights)).where(n >= FEW)
    return pd.DataFrame({"n": n, "deviation": deviation, "is_sure": is_sure})
