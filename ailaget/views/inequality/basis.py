"""What every view of inequality starts from: values, weights, groups, and the words they share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.row_layout import empty_figure
from ailaget.codebook import Indicator
from ailaget.statistics.intervals import DRAWS, LEVEL, Interval
from ailaget.statistics.sample import SEED, TooFewValues
from ailaget.texts import Texts
from ailaget.views.base.chart import make_chart
from ailaget.views.base.result import Chart, Native, Table
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import (
    COMPARED,
    FEW,
    Selection,
    Source,
    few_words,
    indicator_of,
    unit_text,
)

SHARES = (
    "share_at_zero",
    "top_tenth",
    "theil_between_share",
    "variance_between_share",
)
"""Measures that are read as per cent."""


@dataclass(frozen=True, eq=False)
class Basis:
    """One indicator in one wave and filter; `rows` are indexed by municipality, answered or not."""

    rows: pd.DataFrame
    indicator: Indicator
    selection: Selection

    @property
    def value(self) -> "pd.Series[Any]":
        """The indicator's values, NaN where there is none."""
        return self.rows["value"]

    @property
    def valued(self) -> pd.DataFrame:
        """The rows of those with a value."""
        return self.rows[self.value.notna()]

    @property
    def is_total(self) -> bool:
        """Whether the indicator is a count."""
        return is_total(self.indicator)

    @property
    def is_weighted(self) -> bool:
        """Whether each inhabitant counts alike; a count has no weights (see the rate instead)."""
        return self.selection.weighted and not self.is_total

    @property
    def weights(self) -> "pd.Series[Any] | None":
        """Inhabitants, or None where each municipality counts alike."""
        return self.rows["population"].astype(float) if self.is_weighted else None

    @property
    def who(self) -> str:
        """Who counts alike: inhabitants or municipalities."""
        return "inhabitants" if self.is_weighted else "municipalities"

    @property
    def n(self) -> int:
        """Municipalities with a value."""
        return int(self.value.notna().sum())

    @property
    def of(self) -> int:
        """Municipalities in the filter."""
        return len(self.rows)

    @property
    def kind(self) -> str:
        """What can be said: of an index, of a share (yes or no), or of an amount."""
        return (
            "index"
            if self.indicator.is_index
            else ("share" if self.indicator.is_share else "amount")
        )

    def why_not(self, needed: int = COMPARED) -> str | None:
        """Return in words why so few answers cannot be described; None where they can."""
        t = self.selection.t
        if not self.of:
            return t("empty.nobody_in_filter")
        if not self.n:
            return t("empty.no_answers")
        if self.n < min(needed, FEW):
            return few_words(self.n, t)
        return None if self.n >= needed else t.error(TooFewValues(needed, self.n))

    def weighting(self) -> str:
        """Return which of the two counts alike, municipality or inhabitant, in words."""
        return self.selection.t(f"inequality.weight_{self.who}")

    def figure_words(self) -> str:
        """Return how a group's figure is made, where that is not the weighting: sum over sum."""
        is_ratio = self.indicator.is_ratio
        return self.selection.t("inequality.sum_over_sum") if is_ratio else self.weighting()

    def subtitle(self, made: str = "") -> str:
        """Return unit, wave, basis and how the figures are made, by weighting unless said."""
        t = self.selection.t
        return t(
            "inequality.subtitle",
            unit=unit_text(t, self.indicator),
            wave=t.wave_short(self.selection.wave),
            basis=self.selection.basis(self.n, self.of),
            weighting=made or self.weighting(),
        )

    def caveat(self) -> str:
        """Return how the intervals are made and what they do not cover."""
        t = self.selection.t
        return t(
            "inequality.caveat",
            indicator=self.indicator.caveat[t.language],
            level=t.percent(LEVEL),
            draws=t.number(DRAWS),
            seed=SEED,
            n=t.number(self.n),
            of=t.number(self.of),
        )


def is_total(indicator: Indicator) -> bool:
    """Return whether it is a count, whose size says more of the municipality's than its effort."""
    return indicator.formula == "value"


def basis_of(source: Source, selection: Selection) -> Basis:
    """Return the chosen indicator in the chosen wave and filter."""
    indicator = indicator_of(selection)
    rows = chosen_rows(source, selection, indicator.key)
    return Basis(rows.set_index("municipality", drop=False), indicator, selection)


def group_figures(basis: Basis, groups: "pd.Series[Any]") -> "pd.Series[float]":
    """Return each group's figure among those with a value, the same as on every other page.

    Of a figure per inhabitant or employee it is sum over sum, whichever counts alike in the
    measures; else the mean, in which inhabitants count alike where weighted.
    """
    valued = basis.valued
    if basis.indicator.is_ratio:
        above, below = valued["factor"] * valued["numerator"], valued["denominator"].astype(float)
    else:
        alike = pd.Series(1.0, index=valued.index)
        below = valued["population"].astype(float) if basis.is_weighted else alike
        above = valued["value"] * below
    inside = groups.reindex(valued.index)
    return above.groupby(inside).sum() / below.groupby(inside).sum()


def figure_of_all(basis: Basis) -> float:
    """Return the figure of all in the filter as one group; NaN where nobody has a value."""
    figures = group_figures(basis, pd.Series("all", index=basis.rows.index))
    return float(figures.get("all", float("nan")))


def measure_text(t: Texts, indicator: Indicator, key: str, value: float | None) -> str:
    """Return a measure's value as a reader reads it."""
    if key in SHARES:
        return t.percent(value)
    if key in ("gini", "theil", "theil_between", "theil_within"):
        return t.number(value, 2)
    return t.number(value, max(indicator.decimals, 1))


def range_text(basis: Basis, interval: Interval, text_of: Callable[[float | None], str]) -> str:
    """Return ``"osäkerhet 38–44"``; words that say so where there is none.

    Both ends alike is no certainty: those with a value may only be too alike to draw others from.
    """
    t = basis.selection.t
    if basis.n == basis.of:
        return t("inequality.range_everyone")
    if interval.estimate is None or interval.low is None or interval.high is None:
        return t("inequality.range_none")
    if interval.low == interval.high:
        return t("inequality.range_still")
    low, high = text_of(interval.low), text_of(interval.high)
    return t("inequality.range", low=low.removesuffix("%").rstrip(), high=high)


def chart_of(
    basis: Basis,
    part: str,
    figure: go.Figure,
    table: Table,
    *,
    title: str,
    headline: str,
    caveat: str,
    n: int | None = None,
    of: int | None = None,
    unit: str = "",
    goal_words: str = "",
    native: Native | None = None,
) -> Chart:
    """Return a chart of the page with what travels with its numbers.

    `unit` is that of what is drawn, where it is not the indicator's own.
    """
    selection, t = basis.selection, basis.selection.t
    n, of = basis.n if n is None else n, basis.of if of is None else of
    return make_chart(
        selection,
        f"inequality_{part}",
        title=title,
        headline=headline,
        figure=figure,
        table=table,
        caveat=caveat,
        n=n,
        of=of,
        file_stem=t(
            "inequality.file",
            part=t(f"inequality.part_{part}"),
            indicator=basis.indicator.key,
            wave=selection.wave,
        ),
        unit=unit or f"{unit_text(t, basis.indicator)}, {basis.weighting()}",
        goal_words=goal_words,
        native=native,
    )


def blank(basis: Basis, part: str, title: str, reason: str) -> Chart:
    """Return a chart that says in words why there is nothing to draw."""
    figure = empty_figure(basis.selection.frame(title, ""), reason)
    return chart_of(
        basis, part, figure, Table((), []), title=title, headline=reason, caveat=basis.caveat()
    )
