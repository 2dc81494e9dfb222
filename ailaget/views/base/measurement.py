"""How exactly an index measures one municipality: what a sure change is, and what is left out.

All municipalities of a wave tell it, whatever the filter: it is a property of the questions.
"""

from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.statistics.reliability import Reliability, filled_by_item, reliability
from ailaget.statistics.sample import TooFewValues
from ailaget.views.base.selection import Source

SCALE = (0.0, 100.0)


@dataclass(frozen=True)
class Incomplete:
    """Who has a value without having answered all, and who would be at another level if filled in.

    Filled in question by question (`reliability.filled_by_item`).
    """

    n: int
    incomplete: int
    other_level: int


def measured(items: pd.DataFrame) -> Reliability | None:
    """Return how exactly the mean of items measures one; None where nothing tells."""
    try:
        return reliability(items)
    except TooFewValues:
        return None


def parts_of_maturity(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of maturity in rows of `wave_indicators`, a column each."""
    parts = [part.key for part in codebook().dimension_indicators()]
    asked = rows[rows["indicator"].isin(parts)]
    values = asked.pivot_table(
        index="municipality", columns="indicator", values="value", dropna=False, observed=False
    )
    return values.reindex(columns=parts).astype(float)


def maturity_measured(source: Source, wave: str) -> Reliability | None:
    """Return how exactly a wave measures one municipality's maturity; None where nothing tells."""
    return measured(parts_of_maturity(source.query("wave_indicators", wave=wave)))


def detectable_change(source: Source, wave: str, indicator: Indicator) -> float | None:
    """Return the smallest sure change of a municipality's maturity; None of anything else."""
    if not indicator.of:
        return None
    precision = maturity_measured(source, wave)
    return None if precision is None else precision.detectable


def incomplete(
    items: pd.DataFrame, applies: pd.DataFrame, values: "pd.Series[float]"
) -> Incomplete:
    """Return how many values rest on fewer answers than all, and what filling in would change.

    `items` are from 0 to 100, NaN where there is no answer; one that does not apply is not lacking
    and is not filled in.
    """
    known = values.dropna()
    missing = (items.isna() & applies).reindex(known.index)
    lacking = missing.index[missing.any(axis=1)]
    filled = filled_by_item(items, SCALE).where(applies).reindex(lacking).mean(axis=1)
    level_of = codebook().level_of
    changed = [level_of(filled[code]) != level_of(known[code]) for code in lacking]
    return Incomplete(len(known), len(lacking), sum(changed))
