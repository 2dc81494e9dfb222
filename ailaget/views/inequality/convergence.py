"""Do those behind catch up? Change against start, set against what chance alone would show."""

import numpy as np
import pandas as pd

from ailaget.charts.gradient import GradientLabels, gradient
from ailaget.statistics.convergence import Beta, beta, sigma
from ailaget.statistics.growth import panel_growth
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.ties import joined
from ailaget.views.base.gap import Verdict, scale_of, verdict
from ailaget.views.base.native import SCATTER, native, with_curves
from ailaget.views.base.panel import held_caveat
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.selection import Selection, Source, change_text, unit_text, value_text
from ailaget.views.inequality.basis import Basis, basis_of, blank, chart_of
from ailaget.views.inequality.gradient import axis_number
from ailaget.views.inequality.panel import history_of, without_panel

LEAST = 3
"""Two municipalities always lie on a line."""


def convergence_view(source: Source, selection: Selection) -> Chart:
    """Return each municipality's change since the wave before against where it started."""
    t, basis = selection.t, basis_of(source, selection)
    indicator = basis.indicator
    title = t("inequality.convergence_title", indicator=indicator.label[t.language])
    if reason := without_panel(source, basis):
        return blank(basis, "convergence", title, reason)
    history = history_of(source, basis)
    before, after = history.waves[-2:]
    pair = history.pair(before, after)
    both = pair.dropna()
    both["change"] = both["after"] - both["before"]
    if len(both) < LEAST:
        return blank(basis, "convergence", title, t.error(TooFewValues(LEAST, len(both))))
    if indicator.is_share:
        return blank(basis, "convergence", title, _answers_changed(both, before, basis))
    fit = beta(both["before"], both["after"])
    spread = sigma(both[["before", "after"]])
    subtitle = t(
        "inequality.convergence_subtitle",
        unit=unit_text(t, indicator),
        before=t.wave_short(before),
        after=t.wave_short(after),
        n=t.number(len(both)),
    )
    labels = GradientLabels(
        x=t("inequality.convergence_x", wave=t.wave_short(before)),
        y=t("inequality.convergence_y", wave=t.wave_short(after)),
        empty=t("movers.finding_none"),
        number=axis_number(t, indicator),
        x_number=axis_number(t, indicator),
    )
    frame = selection.frame(title, subtitle)
    line = _line(both, fit)
    figure = gradient(
        _dots(both, basis),
        line,
        frame,
        labels,
        focus=selection.municipality,
        has_zero_line=True,
    )
    table = _table(both, basis)
    dots = native(SCATTER, table, "name", "before", "change")
    return chart_of(
        basis,
        "convergence",
        figure,
        table,
        title=title,
        headline=selection.fitting(
            _headlines(fit, spread, _spread_moved(pair, basis), basis), len(both), len(pair)
        ),
        caveat=held_caveat(_about(fit, spread, basis), indicator, t),
        n=len(both),
        of=len(pair),
        native=with_curves(
            dots, line["x"].tolist(), {t("inequality.convergence_line"): line["y"].tolist()}
        ),
    )


def _answers_changed(both: pd.DataFrame, before: str, basis: Basis) -> str:
    """Return how many changed a yes or no, which has no distance to catch up."""
    t, change = basis.selection.t, both["change"]
    counts = {"yes": t.number(int((change > 0).sum())), "no": t.number(int((change < 0).sum()))}
    headline = t("inequality.answers_changed", wave=t.wave(before), n=t.number(len(both)), **counts)
    return basis.selection.marked(headline)


def _dots(both: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    t, indicator = basis.selection.t, basis.indicator
    texts = [
        t(
            "inequality.convergence_dot",
            before=value_text(t, indicator, before),
            change=change_text(t, indicator, after - before),
        )
        for before, after in zip(both["before"], both["after"], strict=True)
    ]
    return pd.DataFrame(
        {
            "municipality": both.index,
            "name": basis.rows["name"].reindex(both.index).to_numpy(),
            "x": both["before"].to_numpy(),
            "y": both["change"].to_numpy(),
            "text": texts,
        }
    )


def _line(both: pd.DataFrame, fit: Beta) -> pd.DataFrame:
    """Return the fitted line between the lowest and the highest start; none where it has none."""
    empty: dict[str, list[float]] = {"x": [], "y": [], "low": [], "high": []}
    if fit.on_start.slope is None:
        return pd.DataFrame(empty, dtype=float)
    x = np.array([both["before"].min(), both["before"].max()])
    y = both["change"].mean() + fit.on_start.slope * (x - both["before"].mean())
    return pd.DataFrame({"x": x, "y": y, "low": np.nan, "high": np.nan})


def _table(both: pd.DataFrame, basis: Basis) -> Table:
    t, indicator = basis.selection.t, basis.indicator
    names = basis.rows["name"].reindex(both.index)
    ordered = both.assign(name=names, start=joined(both["before"])).sort_values(
        ["start", "name"], kind="stable"
    )
    kind = "share" if indicator.is_share else "number"
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("before", t("column.before"), kind, indicator.decimals),
        Column("after", t("column.after"), kind, indicator.decimals),
        Column("change", t("column.change"), kind, indicator.decimals),
    )
    rows = [
        (str(name), float(before), float(after), float(change))
        for name, before, after, change in ordered[["name", "before", "after", "change"]].to_numpy()
    ]
    return Table(columns, rows, tuple(ordered.index), focus=basis.selection.municipality)


def _headlines(fit: Beta, spread: pd.DataFrame, moved: Verdict, basis: Basis) -> list[str]:
    """Return whether those behind catch up; only less spread shows that it is not just chance.

    A heading says closer or apart where the slope on the average leaves zero out and the spread has
    changed by the same rule as in the table of measures: the two never say different things.
    """
    t, slope, average = basis.selection.t, fit.on_start, fit.on_average
    if slope.slope is None or slope.low is None or slope.high is None:
        return [t("inequality.convergence_undefined")]
    before, after = (t.number(value, 1) for value in spread["deviation"])
    if moved == "shrank" and average.high is not None and average.high < 0:
        key = "closer"
    elif moved == "grew" and average.low is not None and average.low > 0:
        key = "apart"
    else:
        key = "chance" if slope.high < 0 else "neither"
    label = basis.indicator.label[t.language]
    ends = {"before": before, "after": after}
    return t.forms(f"inequality.convergence_finding_{key}", indicator=label, **ends)


def _spread_moved(pair: pd.DataFrame, basis: Basis) -> Verdict:
    """Return whether the standard deviation has changed, by the rule that every page has."""
    scale = scale_of(basis.indicator)
    growth = panel_growth(
        pair["before"], pair["after"], of=len(pair), scale=scale, keys=("deviation",)
    )
    return verdict(growth, "deviation", lambda change: basis.selection.t.number(change, 1))


def _about(fit: Beta, spread: pd.DataFrame, basis: Basis) -> str:
    t, slope = basis.selection.t, fit.on_start
    relative = (spread["deviation"] / spread["mean"].where(spread["mean"] > 0)).tolist()
    return t(
        "inequality.about_convergence",
        slope=t.number(slope.slope, 2),
        low=t.number(slope.low, 2),
        high=t.number(slope.high, 2),
        average=t.number(fit.on_average.slope, 2),
        average_low=t.number(fit.on_average.low, 2),
        average_high=t.number(fit.on_average.high, 2),
        ratio=t.number(fit.variance_ratio, 2),
        relative_before=t.number(relative[0], 2),
        relative_after=t.number(relative[1], 2),
        indicator=basis.indicator.caveat[t.language],
    )
