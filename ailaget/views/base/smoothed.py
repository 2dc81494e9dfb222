"""Counties' figures with chance drawn out of them, and how sure a place among the lowest is."""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.small_areas import direct_means, fay_herriot, rank_chances
from ailaget.views.base.gap import scale_of

AMONG = 5
"""So many of the lowest, or of the highest, are told of."""

LEAST_REGIONS = 2 * AMONG + 1
"""Of fewer, the lowest and the highest would be nearly all."""


@dataclass(frozen=True)
class Smoothed:
    """A region's smoothed figure with its interval, and its chances of a place at either end."""

    estimate: float
    low: float
    high: float
    lowest: float
    highest: float


def smoothed_regions(rows: pd.DataFrame, indicator: Indicator) -> dict[str, Smoothed]:
    """Return the regions of `rows` by code; none where there are few of them, or few answers.

    Nor where all have a value: then each figure and its place are counted. Nor of a rate: its
    figure is sum over sum, and no mean of its municipalities.
    """
    is_counted = indicator.is_ratio or rows["value"].notna().all()
    if is_counted or rows["region"].nunique() < LEAST_REGIONS:
        return {}
    try:
        means = direct_means(rows["value"], rows["region"])
        areas = fay_herriot(means["mean"], means["variance"], scale_of(indicator)).areas
    except TooFewValues:
        return {}
    chances = rank_chances(areas["estimate"], areas["error"], AMONG)
    figures = areas[["estimate", "low", "high"]].join(chances)
    return {str(code): Smoothed(*map(float, row)) for code, row in figures.iterrows()}
