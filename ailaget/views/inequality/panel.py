"""The panels: the same municipalities in neighbouring waves, and what changed among them."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ailaget.statistics.growth import PanelGrowth, panel_growth
from ailaget.statistics.sample import TooFewValues
from ailaget.views.gap import DECIMALS, scale_of, with_shown_gap
from ailaget.views.inequality.basis import NEEDED, Basis
from ailaget.views.panel import nothing_before
from ailaget.views.selection import Source

PAIRS = 3
"""Pairs of waves shown, the newest; each takes a bootstrap of its own."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Two neighbouring waves and what changed between them."""

    before: str
    after: str
    growth: PanelGrowth


def history_of(source: Source, basis: Basis) -> pd.DataFrame:
    """Return the indicator with one row per municipality of the filter and one column per wave.

    Waves after the chosen one are left out.
    """
    selection = basis.selection
    rows = source.query(
        "indicator_history", wave=selection.wave, indicator=basis.indicator.key, **selection.filter
    )
    values = rows.set_index("municipality")["value"].groupby(rows["wave"].to_numpy())
    return pd.DataFrame(
        {str(wave): column for wave, column in values if str(wave) <= selection.wave}
    )


def without_panel(source: Source, basis: Basis) -> str | None:
    """Return in words why there are no two waves to compare; None where there are."""
    t = basis.selection.t
    if not basis.of:
        return t("empty.nobody_in_filter")
    return nothing_before(source, basis.selection.wave, t)


def pairs_of(history: pd.DataFrame, basis: Basis, measures: Collection[str]) -> list[Pair]:
    """Return the measures in the newest pairs of waves; one that nobody answered is left out."""
    waves = list(history.columns)[-PAIRS - 1 :]
    found = []
    for before, after in pairwise(waves):
        try:
            growth = panel_growth(
                history[before],
                history[after],
                groups=basis.rows[basis.selection.by],
                weights=basis.weights,
                of=len(history),
                scale=scale_of(basis.indicator),
                keys=measures,
            )
        except TooFewValues:
            continue
        decimals = max(basis.indicator.decimals, DECIMALS)
        growth = with_shown_gap(growth, history[before], history[after], basis.weights, decimals)
        if growth.n >= NEEDED:
            found.append(Pair(before, after, growth))
    return found
