"""The panels: the same municipalities in neighbouring waves, and what changed among them."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ailaget.statistics.growth import PanelGrowth, panel_growth
from ailaget.statistics.sample import TooFewValues
from ailaget.views.base.gap import DECIMALS, scale_of, with_shown_gap
from ailaget.views.base.panel import nothing_before
from ailaget.views.base.rows import history_within
from ailaget.views.base.selection import COMPARED, Source
from ailaget.views.inequality.basis import Basis

PAIRS = 3
"""Pairs of waves shown, the newest; each takes a bootstrap of its own."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Two neighbouring waves and what changed between them."""

    before: str
    after: str
    growth: PanelGrowth


@dataclass(frozen=True, eq=False)
class History:
    """An indicator up to the chosen wave: a row per municipality of the filter, a column per wave.

    A figure is the factor times the numerator over the denominator.
    """

    figures: pd.DataFrame
    numerators: pd.DataFrame
    denominators: pd.DataFrame
    factor: float

    @property
    def waves(self) -> list[str]:
        """The waves, oldest first."""
        return list(self.figures.columns)

    def held(self) -> pd.DataFrame:
        """Return the figures of all waves, each per its municipality's newest denominator.

        So what moves over the waves is positions, and not of who has moved in or out.
        """
        newest = self.denominators.ffill(axis=1).iloc[:, -1]
        held = self.factor * self.numerators.div(newest, axis=0)
        return held.where(self.figures.notna())

    def pair(self, before: str, after: str) -> pd.DataFrame:
        """Return `before` and `after` of two waves, both per the denominator of the later one.

        So a change per inhabitant is one in positions, and not of who has moved in or out. Who
        has no value in a wave has NaN in it.
        """
        later = self.denominators[after].fillna(self.denominators[before])
        held = self.factor * self.numerators[before] / later
        earlier = held.where(self.figures[before].notna())
        return pd.DataFrame({"before": earlier, "after": self.figures[after]})


def history_of(source: Source, basis: Basis) -> History:
    """Return the indicator of the filter's municipalities up to the chosen wave."""
    selection = basis.selection
    rows = history_within(source, selection.wave, basis.indicator.key, selection.filter)
    rows = rows[rows["wave"] <= selection.wave].set_index("municipality")
    waves = {str(wave): of_wave for wave, of_wave in rows.groupby("wave")}
    figures, numerators, denominators = (
        pd.DataFrame({wave: of_wave[name] for wave, of_wave in waves.items()})
        for name in ("value", "numerator", "denominator")
    )
    factor = float(rows["factor"].iloc[0]) if len(rows) else 1.0
    return History(figures, numerators, denominators, factor)


def without_panel(source: Source, basis: Basis) -> str | None:
    """Return in words why there are no two waves to compare; None where there are."""
    t = basis.selection.t
    if not basis.of:
        return t("empty.nobody_in_filter")
    return nothing_before(source, basis.selection.wave, t)


def pairs_of(history: History, basis: Basis, measures: Collection[str]) -> list[Pair]:
    """Return the measures in the newest pairs of waves; one that nobody answered is left out."""
    waves = history.waves[-PAIRS - 1 :]
    pairs = []
    for before, after in pairwise(waves):
        both = history.pair(before, after)
        try:
            growth = panel_growth(
                both["before"],
                both["after"],
                groups=basis.rows[basis.selection.by],
                weights=basis.weights,
                of=len(both),
                scale=scale_of(basis.indicator),
                keys=measures,
            )
        except TooFewValues:
            continue
        decimals = max(basis.indicator.decimals, DECIMALS)
        growth = with_shown_gap(growth, both["before"], both["after"], basis.weights, decimals)
        if growth.n >= COMPARED:
            pairs.append(Pair(before, after, growth))
    return pairs
