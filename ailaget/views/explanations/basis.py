"""What every view of the page Förklaringar starts from: values beside a figure of others."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.row_layout import empty_figure
from ailaget.codebook import Indicator
from ailaget.geography import in_order_of_size
from ailaget.statistics.intervals import Interval
from ailaget.statistics.permutation import CERTAIN
from ailaget.statistics.rank_correlation import PERMUTATIONS
from ailaget.statistics.ties import exceeds
from ailaget.texts import Texts, within_sentence
from ailaget.views.base.chart import make_chart
from ailaget.views.base.result import Chart, Native, Table
from ailaget.views.base.selection import unit_text
from ailaget.views.inequality.basis import Basis


@dataclass(frozen=True)
class Shown:
    """What a chart of the page says of itself: its part, title and headline, and how it is made."""

    part: str
    title: str
    headline: str
    about: str


def explained(
    basis: Basis,
    shown: Shown,
    figure: go.Figure,
    table: Table,
    *,
    n: int,
    of: int,
    file: str = "",
    native: Native | None = None,
    unit: str = "",
) -> Chart:
    """Return a chart of the page with what travels with its numbers."""
    selection, t = basis.selection, basis.selection.t
    return make_chart(
        selection,
        f"explanations_{shown.part}",
        title=shown.title,
        headline=shown.headline,
        figure=figure,
        table=table,
        caveat=f"{shown.about} {basis.indicator.caveat[t.language]}",
        n=n,
        of=of,
        file_stem=t(
            "explanations.file",
            part=file or t(f"explanations.part_{shown.part}"),
            indicator=basis.indicator.key,
            wave=selection.wave,
        ),
        unit=unit or unit_text(t, basis.indicator),
        native=native,
    )


def title_of(basis: Basis, part: str, **words: str) -> str:
    """Return a chart's title, in which the indicator's name stands first or within a sentence."""
    t, label = basis.selection.t, basis.indicator.label[basis.selection.language]
    within = within_sentence(label)
    return t(f"explanations.{part}_title", indicator=label, within=within, **words)


def unexplained(basis: Basis, part: str, title: str, reason: str) -> Chart:
    """Return a chart that says in words why there is nothing to draw."""
    figure = empty_figure(basis.selection.frame(title, ""), reason)
    shown = Shown(part, title, reason, "")
    return explained(basis, shown, figure, Table((), []), n=basis.n, of=basis.of)


def is_sure(interval: Interval) -> bool:
    """Return whether an interval leaves zero out: by more than two equal figures may differ."""
    if interval.low is None or interval.high is None:
        return False
    return bool(exceeds(interval.low, 0.0) or exceeds(0.0, interval.high))


def interval_text(t: Texts, interval: Interval, decimals: int) -> str:
    """Return ``"0,42 (0,35 till 0,49)"``; the estimate alone where it has no interval."""
    if interval.estimate is None:
        return t("missing")
    estimate = t.number(interval.estimate, decimals)
    if interval.low is None or interval.high is None or interval.low == interval.high:
        return estimate
    low, high = t.number(interval.low, decimals), t.number(interval.high, decimals)
    return t("explanations.between", estimate=estimate, low=low, high=high)


def main_groups(rows: pd.DataFrame) -> "pd.Series[Any]":
    """Return each municipality's main group, A, B or C."""
    return rows["skr_group"].str[0]


def shown_unit(t: Texts, indicator: Indicator) -> str:
    """Return the unit of a difference: percentage points of a share, points of an index."""
    if indicator.is_share:
        return t("explanations.percentage_points")
    if indicator.is_index:
        return t("explanations.points")
    return within_sentence(unit_text(t, indicator))


def decimals_of(indicator: Indicator) -> int:
    """Return the decimals of a difference: one of an index or a share, else those of its figures.

    An amount may be small: with one decimal what is there for certain would be read as none.
    """
    return 1 if indicator.is_share else max(indicator.decimals, 1)


def lots_words(t: Texts) -> str:
    """Return how a heading's claim is held against chance alone."""
    return t(
        "explanations.about_lots", permutations=t.number(PERMUTATIONS), certain=t.percent(CERTAIN)
    )


def groups_in_order(basis: Basis) -> list[str]:
    """Return the keys of the groups of the chosen grouping: by size, else by key."""
    keys = sorted(str(key) for key in basis.rows[basis.selection.by].dropna().unique())
    return in_order_of_size(keys) if basis.selection.by == "size_class" else keys
