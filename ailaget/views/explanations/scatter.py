"""An indicator against a figure of others: each municipality, the trend, and how sure it is."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ailaget.charts.context_scatter import ScatterLabels, context_scatter
from ailaget.charts.geometry import nice_ticks
from ailaget.statistics.intervals import DRAWS, LEVEL
from ailaget.statistics.permutation import CERTAIN, is_certain
from ailaget.statistics.rank_correlation import PERMUTATIONS, RankCorrelation, rank_correlation
from ailaget.statistics.robust_trend import robust_trend
from ailaget.statistics.sample import SEED, TooFewValues
from ailaget.statistics.smooth import smooth
from ailaget.views.base.context_figures import (
    SIZE,
    ContextFigure,
    FigureYear,
    beside_size,
    chosen_figure,
    is_skewed,
    municipalities_where,
    on_scale,
)
from ailaget.views.base.native import SCATTER, native, with_curves
from ailaget.views.base.panel import shown_factor
from ailaget.views.base.result import CELL, Chart, Column, Native, Table
from ailaget.views.base.selection import (
    Selection,
    Source,
    place_names,
    unit_text,
    value_text,
)
from ailaget.views.explanations.basis import (
    Shown,
    explained,
    interval_text,
    is_sure,
    main_groups,
    unexplained,
)
from ailaget.views.inequality.basis import Basis, basis_of
from ailaget.views.inequality.gradient import axis_number

PART = "scatter"

LEAST = 20
"""Fewer municipalities than this give a line that says more than they know."""

MOST_TICKS = 7
"""A phone has room for so many words below the axis."""

TENFOLDS = (1, 2, 5)
"""Ticks of each tenfold on a scale of tenfolds."""


@dataclass(frozen=True, eq=False)
class Beside:
    """An indicator's values beside a figure of others, and how they go together.

    `rows` are those with both: `value`, `figure` and `x` (the figure as it is laid out), with the
    municipality's columns. `after_size` is None where the figure is that of size, or unknown.
    """

    basis: Basis
    figure: ContextFigure
    year: FigureYear | None
    rows: pd.DataFrame
    together: RankCorrelation | None
    after_size: RankCorrelation | None

    @property
    def n(self) -> int:
        """Municipalities with both values."""
        return len(self.rows)

    @property
    def direction(self) -> str:
        """Whether the two go together, and also among those of like size: what can be claimed."""
        if self.together is None or not _is_certain(self.together):
            return "none"
        rho = self.together.rho.estimate or 0.0
        way = "rising" if rho > 0 else "falling"
        if self.figure.key == SIZE:
            return way
        after = self.after_size
        same = after is not None and _is_certain(after) and rho * (after.rho.estimate or 0.0) > 0
        return f"{way}_alike" if same else f"{way}_size"


def _is_certain(correlation: RankCorrelation) -> bool:
    """Return whether it is more than chance, and its interval leaves none at all out."""
    return is_certain(correlation.p) and is_sure(correlation.rho)


def beside_of(source: Source, selection: Selection, figure: ContextFigure) -> Beside:
    """Return the chosen indicator beside a figure of others, in the filter and wave."""
    basis = basis_of(source, selection)
    context = beside_size(source, selection, figure)
    values = context.table.reindex(basis.rows.index)
    figures = values[figure.key]
    rows = basis.rows.assign(figure=figures, x=on_scale(figures)).dropna(subset=["value", "figure"])
    together = after_size = None
    if len(rows) >= LEAST:
        together = rank_correlation(basis.value, figures)
        size = values[SIZE]
        if figure.key != SIZE and size.notna().any():
            after_size = rank_correlation(basis.value, figures, size)
    return Beside(basis, figure, context.years.get(figure.key), rows, together, after_size)


def scatter_view(source: Source, selection: Selection) -> Chart:
    """Return the chosen indicator against the chosen figure, municipality by municipality."""
    t, figure = selection.t, chosen_figure(source, selection)
    if figure is None:
        basis = basis_of(source, selection)
        return unexplained(basis, PART, t("explanations.title"), t("explanations.no_figures"))
    beside = beside_of(source, selection, figure)
    basis, label = beside.basis, beside.basis.indicator.label[t.language]
    title = t("explanations.scatter_title", indicator=label, figure=figure.label)
    if reason := basis.why_not(1):
        return unexplained(basis, PART, title, reason)
    if not beside.n:
        return unexplained(basis, PART, title, t("explanations.no_values", figure=figure.label))
    line = _line(beside)
    table = _table(beside)
    drawn = context_scatter(
        _dots(beside),
        line,
        selection.frame(title, _subtitle(beside)),
        _labels(beside),
        x_ticks=_ticks(beside),
        focus=selection.municipality,
        named=selection.compare,
    )
    shown = Shown(PART, title, _headline(beside), _about(beside))
    return explained(
        basis,
        shown,
        drawn,
        table,
        n=beside.n,
        of=basis.of,
        native=_native(table, line, beside),
    )


def _subtitle(beside: Beside) -> str:
    selection, t = beside.basis.selection, beside.basis.selection.t
    return t(
        "explanations.scatter_subtitle",
        unit=unit_text(t, beside.basis.indicator),
        wave=t.wave_short(selection.wave),
        basis=selection.basis(beside.n, beside.basis.of),
    )


def _labels(beside: Beside) -> ScatterLabels:
    t, indicator, figure = beside.basis.selection.t, beside.basis.indicator, beside.figure
    is_log = is_skewed(beside.rows["figure"])
    names = place_names(t.language)
    decimals = figure.decimals

    def x_number(tick: float) -> str:
        value = round(10**tick, 6) if is_log else tick
        return t.number(value, 0 if value == round(value) else max(decimals, 1))

    x = figure.with_unit
    return ScatterLabels(
        x=t("explanations.x_tenfolds", label=x) if is_log else x,
        y=t("inequality.share_yes") if indicator.is_share else unit_text(t, indicator),
        groups={group: names[group] for group in "ABC"},
        empty=t("empty.no_answers"),
        number=axis_number(t, indicator),
        x_number=x_number,
    )


def _ticks(beside: Beside) -> list[float]:
    """Return ticks round all dots: whole tenfolds and their halves where they lie so far apart."""
    x = beside.rows["x"]
    if not is_skewed(beside.rows["figure"]):
        return nice_ticks(float(x.min()), float(x.max()))
    low, high = int(np.floor(x.min())), int(np.ceil(x.max()))
    every = [
        float(np.log10(step * 10.0**power)) for power in range(low, high + 1) for step in TENFOLDS
    ]
    first = max(place for place, tick in enumerate(every) if tick <= x.min() + 1e-9)
    last = min(place for place, tick in enumerate(every) if tick >= x.max() - 1e-9)
    ticks = every[first : last + 1]
    if len(ticks) <= MOST_TICKS:
        return ticks
    step = -(-len(ticks) // MOST_TICKS)
    return [*ticks[:-step:step], ticks[-1]]


def _dots(beside: Beside) -> pd.DataFrame:
    t, rows = beside.basis.selection.t, beside.rows
    texts = [
        t(
            "explanations.dot",
            value=value_text(t, beside.basis.indicator, value),
            figure=beside.figure.text(figure, t),
            population=t.number(people),
        )
        for value, figure, people in zip(
            rows["value"], rows["figure"], rows["population"], strict=True
        )
    ]
    return pd.DataFrame(
        {
            "municipality": rows["municipality"],
            "name": rows["name"],
            "x": rows["x"],
            "y": rows["value"],
            "text": texts,
            "size": rows["population"],
            "group": main_groups(rows),
        }
    )


def _line(beside: Beside) -> pd.DataFrame:
    """Return the trend with its band, inside the scale; of a yes or no the share along the figure.

    The median of the slopes of a yes or no is none.
    """
    empty: dict[str, list[float]] = {"x": [], "y": [], "low": [], "high": []}
    rows, basis = beside.rows, beside.basis
    if beside.n < LEAST or rows["x"].min() == rows["x"].max():
        return pd.DataFrame(empty, dtype=float)
    value, x = basis.value, rows["x"].reindex(basis.rows.index)
    if basis.indicator.is_share:
        fit = smooth(value, x)
        line = pd.DataFrame({"x": fit.place, "y": fit.fitted, "low": fit.low, "high": fit.high})
    else:
        trend = robust_trend(value, x)
        line = pd.DataFrame({"x": trend.x, "y": trend.fitted, "low": trend.low, "high": trend.high})
    ends = ["y", "low", "high"]
    line[ends] = line[ends].clip(0, basis.indicator.upper_bound)
    return line


def _table(beside: Beside) -> Table:
    """Return every municipality of the filter, by the figure; who lacks something has it empty."""
    basis, figure = beside.basis, beside.figure
    t, indicator = basis.selection.t, basis.indicator
    ordered = beside.rows.sort_values("figure", kind="stable")
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("figure", figure.label, "number", figure.decimals, unit=figure.unit),
        Column(
            "value",
            indicator.label[t.language],
            "share" if indicator.is_share else "number",
            0 if indicator.is_share else indicator.decimals,
        ),
        Column("group", t("explanations.column_group"), collapsed=CELL),
    )
    names = place_names(t.language)
    rows = [
        (str(name), float(x), float(value), names[group])
        for name, x, value, group in zip(
            ordered["name"],
            ordered["figure"],
            ordered["value"],
            main_groups(ordered),
            strict=True,
        )
    ]
    return Table(columns, rows, tuple(ordered["municipality"]), focus=basis.selection.municipality)


def _native(table: Table, line: pd.DataFrame, beside: Beside) -> Native:
    """Return the dots with the trend and the ends of its band."""
    t, is_log = beside.basis.selection.t, is_skewed(beside.rows["figure"])
    dots = native(SCATTER, table, "name", "figure", "value", is_log=is_log)
    if line.empty:
        return dots
    factor = shown_factor(beside.basis.indicator)
    x = 10 ** line["x"] if is_log else line["x"]
    curves = {
        t("explanations.trend"): factor * line["y"],
        t("inequality.band_low"): factor * line["low"],
        t("inequality.band_high"): factor * line["high"],
    }
    return with_curves(
        replace(dots, lacks=("size", "groups")),
        x.tolist(),
        {name: curve.tolist() for name, curve in curves.items()},
    )


def _headline(beside: Beside) -> str:
    """Return whether the two go together, also among municipalities of like size."""
    basis, t = beside.basis, beside.basis.selection.t
    if beside.together is None:
        return t.error(TooFewValues(LEAST, beside.n))
    if beside.rows["figure"].min() == beside.rows["figure"].max():
        return t("explanations.figure_alike", figure=beside.figure.label)
    if beside.together.rho.estimate is None:
        return t("inequality.all_equal")
    kind = "_share" if basis.indicator.is_share else ""
    side = beside.direction.partition("_")[0]
    way = "" if side == "none" else t(f"explanations.way_{side}{kind}")
    return basis.selection.fitting(
        t.forms(
            f"explanations.scatter_{beside.direction}",
            indicator=basis.indicator.label[t.language],
            figure=beside.figure.label,
            way=way,
            begins=way.capitalize(),
            **municipalities_where(beside.figure, t),
        ),
        beside.n,
        basis.of,
    )


def _about(beside: Beside) -> str:
    """Return how sure the figures are, how they are made, and where the figure comes from."""
    t, indicator = beside.basis.selection.t, beside.basis.indicator
    sentences = []
    if beside.together is not None:
        rho = interval_text(t, beside.together.rho, 2)
        sentences.append(t("explanations.about_rho", rho=rho))
    if beside.after_size is not None:
        rho = interval_text(t, beside.after_size.rho, 2)
        sentences.append(t("explanations.about_after_size", rho=rho))
    kind = "share" if indicator.is_share else "trend"
    numbers = {
        "draws": t.number(DRAWS),
        "level": t.percent(LEVEL),
        "seed": str(SEED),
        "permutations": t.number(PERMUTATIONS),
        "certain": t.percent(CERTAIN),
    }
    sentences += [
        t(f"explanations.about_{kind}"),
        t("explanations.about_scatter", **numbers),
        t("explanations.no_cause"),
        beside.figure.origin(beside.year, t),
    ]
    return " ".join(sentences)
