"""How unequal is it? One chart by what the indicator allows, its key figures and its sentences."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.goal_marks import add_goal_marks
from ailaget.charts.key import KeyEntry
from ailaget.charts.lorenz import LEAST_NAMED, TENTH, LorenzLabels, lorenz_chart
from ailaget.charts.parade import TICKS, ParadeLabels, parade, place_on
from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.charts.style import LIGHT
from ailaget.codebook import codebook
from ailaget.geography import size_classes
from ailaget.statistics.inequality import lorenz
from ailaget.statistics.intervals import TENTHS, Bootstrap, bootstrap
from ailaget.statistics.sample import sample
from ailaget.views.base.gap import KEY, around, scale_of, shown_gap
from ailaget.views.base.goals import in_group_unit
from ailaget.views.base.native import BAR, COLUMNS, CURVE, native, with_curves, with_levels
from ailaget.views.base.panel import PERCENT
from ailaget.views.base.result import Cell, Chart, Column, KeyFigure, Native, Table
from ailaget.views.base.selection import FEW, Selection, Source, place_names, value_text
from ailaget.views.inequality.basis import Basis, basis_of, blank, chart_of, group_figures
from ailaget.views.inequality.words import figures, measures_table, sentences


@dataclass(frozen=True)
class Spread:
    """What the first section shows; `note` says what cannot be said of this indicator."""

    chart: Chart
    figures: tuple[KeyFigure, ...]
    sentences: tuple[str, ...]
    note: str


def spread_view(source: Source, selection: Selection) -> Spread:
    """Return how unequal the chosen indicator is among those that answered."""
    t, basis = selection.t, basis_of(source, selection)
    label = basis.indicator.label[t.language]
    title = t(f"inequality.spread_title_{basis.kind}", indicator=label)
    if reason := basis.why_not():
        return Spread(blank(basis, "spread", title, reason), (), (), "")
    draws = _measured(basis)
    statements = sentences(basis, draws)
    make = {"index": _parade, "share": _by_size, "amount": _lorenz}[basis.kind]
    figure, native_chart = make(basis, draws, title)
    chart = chart_of(
        basis,
        "spread",
        figure,
        measures_table(basis, draws),
        title=title,
        headline=statements[0],
        caveat=f"{t(f'inequality.about_{basis.kind}')} {basis.caveat()}",
        native=native_chart,
    )
    return Spread(chart, figures(basis, draws), statements[1:], _note(basis))


def _measured(basis: Basis) -> Bootstrap:
    """Return every measure with its interval, the gap as it is shown beside its two ends."""
    draws = bootstrap(
        basis.value,
        groups=basis.rows[basis.selection.by],
        weights=basis.weights,
        scale=scale_of(basis.indicator),
    )
    if basis.n < TENTHS:
        return draws
    gap = shown_gap(basis.value, basis.weights, max(basis.indicator.decimals, 1)).gap
    return replace(draws, intervals=draws.intervals | {KEY: around(draws.intervals[KEY], gap)})


def spread_chart(source: Source, selection: Selection) -> Chart:
    """Return the chart of `spread_view` alone."""
    return spread_view(source, selection).chart


def _of_enough(basis: Basis, text: str) -> str:
    """Return what a chart says of tenths and per cent; nothing where they would be of few."""
    return text if basis.n >= FEW else ""


def _note(basis: Basis) -> str:
    t = basis.selection.t
    if basis.is_total and basis.selection.weighted:
        return t("inequality.note_total")
    return t(f"inequality.note_{basis.kind}")


def _lorenz(basis: Basis, draws: Bootstrap, title: str) -> tuple[go.Figure, Native]:
    t = basis.selection.t
    curve = lorenz(basis.value, basis.weights)
    order = sample(basis.value, weights=basis.weights)
    names = [
        t(
            "inequality.lorenz_point",
            name=name,
            value=value_text(t, basis.indicator, value),
            units=t.percent(units, 1),
            held=t.percent(held, 1),
        )
        for name, value, units, held in zip(
            basis.rows["name"].reindex(order.ids),
            order.x,
            curve.unit_share[1:],
            curve.value_share[1:],
            strict=True,
        )
    ]
    points = pd.DataFrame(
        {"unit_share": curve.unit_share, "value_share": curve.value_share, "text": ["", *names]}
    )
    zero, top = (draws.intervals[key].estimate for key in ("share_at_zero", "top_tenth"))
    of_all = basis.is_total or (basis.is_weighted and basis.indicator.formula == "per_population")
    labels = LorenzLabels(
        x=t(f"inequality.lorenz_x_{basis.who}"),
        y=t("inequality.lorenz_y_total" if of_all else "inequality.lorenz_y_rates"),
        even=t("inequality.lorenz_even"),
        zero=_of_enough(basis, t(f"inequality.lorenz_zero_{basis.who}", share=t.percent(zero))),
        top="" if top is None else t(f"inequality.lorenz_top_{basis.who}", share=t.percent(top)),
        empty=t("inequality.nobody_has_any"),
        percent=t.percent,
    )
    frame = basis.selection.frame(title, basis.subtitle())
    shares = zip(curve.unit_share, curve.value_share, strict=True)
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("units", labels.x, "share", 1),
        Column("held", labels.y, "share", 1),
        Column("even", labels.even, "share", 1),
    )
    names = ["", *basis.rows["name"].reindex(order.ids)]
    rows = [
        (name, float(units), float(held), float(units))
        for name, (units, held) in zip(names, shares, strict=True)
    ]
    figure = lorenz_chart(points, frame, labels, zero=zero or 0.0, top=top)
    colours = (LIGHT.accent, LIGHT.muted)
    curves = native(CURVE, Table(columns, rows), colours=colours)
    return figure, _with_marks(curves, labels, zero, top)


def _with_marks(
    curves: Native, labels: LorenzLabels, zero: float | None, top: float | None
) -> Native:
    """Return the curves with what those without any and the top tenth hold, where it is told."""
    if labels.zero and zero and zero >= LEAST_NAMED:
        curves = with_curves(curves, [0.0, PERCENT * zero], {labels.zero: [0.0, 0.0]})
    if labels.top and top is not None:
        ends = [PERCENT * (1 - top), PERCENT]
        curves = with_curves(curves, [PERCENT * TENTH] * 2, {labels.top: ends})
    return curves


def _parade(basis: Basis, draws: Bootstrap, title: str) -> tuple[go.Figure, Native]:
    t, indicator, levels = basis.selection.t, basis.indicator, codebook().levels
    order = sample(basis.value, weights=basis.weights)
    positions = [codebook().level_of(value).number for value in order.x]
    counts = np.bincount(positions, minlength=len(levels))
    units = pd.DataFrame(
        {
            "unit": order.ids,
            "name": basis.rows["name"].reindex(order.ids).to_numpy(),
            "value": order.x,
            "share": order.shares,
            "position": positions,
            "text": [value_text(t, indicator, value) for value in order.x],
        }
    )
    labels, ends = _ends(basis)
    frame = basis.selection.frame(title, basis.subtitle())
    colours = frame.palette.sequential
    classes = [
        KeyEntry(
            "square",
            colours[level.number],
            t("map.class", label=level.label[t.language], n=counts[level.number]),
        )
        for level in levels
    ]
    figure = parade(units, classes, frame, labels, ends=ends, focus=basis.selection.municipality)
    goals, place = basis.selection.goals, place_on(classes)
    # The columns rise to the right, and leave the upper left to the words of several.
    corner = place(TICKS[-1]) if len(goals) > 1 else None
    figure = add_goal_marks(figure, frame, goals, "y", place, corner=corner)
    names = [label.replace("<br>", " ") for label in (labels.low, labels.high)]
    lines = dict(zip(names, ends, strict=True)) if ends else {}
    if not basis.is_weighted:
        return figure, with_levels(_columns(units, classes, labels.x), lines)
    both = {label: [end, end] for label, end in lines.items()}
    return figure, with_curves(_steps(units, basis), [0.0, PERCENT], both)


def _ends(basis: Basis) -> tuple[ParadeLabels, tuple[float, float] | None]:
    """Return what the chart says, and the ends of the gap, where there are tenths."""
    t, n = basis.selection.t, basis.n
    gap = shown_gap(basis.value, basis.weights) if n >= TENTHS else None
    labels = ParadeLabels(
        x=t(f"inequality.parade_x_{basis.who}"),
        high=t("inequality.parade_high", value=t.number(gap.p90, 1)) if gap else "",
        low=t("inequality.parade_low", value=t.number(gap.p10, 1)) if gap else "",
        gap=t("inequality.parade_gap", value=t.number(gap.gap, 1)) if gap else "",
        empty=t("empty.no_answers"),
    )
    return labels, None if gap is None else (gap.p10, gap.p90)


def _steps(units: pd.DataFrame, basis: Basis) -> Native:
    """Return the line along the tops of the columns: each as wide as its share of the inhabitants.

    Columns of different widths are beyond what Excel and PowerPoint draw; a line over x is not.
    """
    t, ends = basis.selection.t, units["share"].cumsum()
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("inhabitants", t("inequality.parade_share"), "share", 1),
        Column("value", basis.indicator.label[t.language], "number", 1),
    )
    edges = zip(units["name"], ends - units["share"], ends, units["value"], strict=True)
    rows: list[tuple[Cell, ...]] = [
        (name, float(edge), float(value))
        for name, start, end, value in edges
        for edge in (start, end)
    ]
    return native(CURVE, Table(columns, rows))


def _columns(units: pd.DataFrame, classes: list[KeyEntry], name: str) -> Native:
    """Return the values from low to high, those of each level in a column of their own."""
    levels = [
        Column(f"level_{number}", level.words, "number", 1) for number, level in enumerate(classes)
    ]
    rows: list[tuple[Cell, ...]] = [
        (unit, *(value if place == position else None for place in range(len(classes))))
        for unit, value, position in units[["name", "value", "position"]].to_numpy().tolist()
    ]
    table = Table((Column("name", name, "name"), *levels), rows)
    return native(COLUMNS, table, colours=LIGHT.sequential)


def _by_size(basis: Basis, draws: Bootstrap, title: str) -> tuple[go.Figure, Native]:
    """Draw the share of yes by size: of a yes or no, it is what can be unequal."""
    t, names = basis.selection.t, place_names(basis.selection.language)
    asked = basis.rows.groupby("size_class")["value"].agg(["count", "size"])
    sizes = [size.key for size in size_classes() if size.key in asked.index]
    shown = asked.loc[sizes].assign(
        mean=group_figures(basis, basis.rows["size_class"]).reindex(sizes)
    )
    groups = pd.DataFrame(
        {
            "group": sizes,
            "label": [names[size] for size in sizes],
            "value": shown["mean"].tolist(),
            "value_text": [t.percent(share) for share in shown["mean"]],
            "n_text": [f"{n}/{of}" for n, of in shown[["count", "size"]].to_numpy()],
        }
    )
    mean = draws.intervals["mean"].estimate or 0.0
    labels = RankingLabels(
        value=t("inequality.share_yes"),
        respondents=t("inequality.answered"),
        empty=t("empty.no_answers"),
        reference=t("inequality.everyone", value=t.percent(mean)),
    )
    frame = basis.selection.frame(title, basis.subtitle())
    goals = in_group_unit(basis.selection.goals, basis.indicator)
    figure = ranking(
        groups, frame, labels, reference=mean, axis_range=(0.0, 1.0), targets=goals, has_order=True
    )
    columns = (
        Column("group", t("filter.size_class"), "name"),
        Column("share", t("inequality.share_yes"), "share"),
    )
    shares = zip(groups["label"], groups["value"], strict=True)
    bars = Table(columns, [(name, None if pd.isna(v) else float(v)) for name, v in shares])
    return figure, with_levels(native(BAR, bars), {labels.reference: PERCENT * mean})
