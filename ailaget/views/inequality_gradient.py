"""Between large and small: each municipality by its population, with a smooth line and its band."""

import numpy as np
import pandas as pd

from ailaget.charts.gradient import Axis, GradientLabels, gradient
from ailaget.charts.geometry import nice_ticks
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.smooth import Smooth, smooth_by_size
from ailaget.views.inequality_basis import Basis, basis_of, blank, chart_of
from ailaget.views.result import Chart, Column, Table
from ailaget.views.selection import Selection, Source, unit_text, value_text

SMALL, LARGE = 10_000, 100_000
"""Where the line is read for the sentence: the ends of the smallest and largest size class."""

TICKS = (2_500, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
LEAST = 20
"""Fewer municipalities than this give a line that says more than they know."""


def gradient_view(source: Source, selection: Selection) -> Chart:
    """Return the chosen indicator against population, municipality by municipality."""
    t, basis = selection.t, basis_of(source, selection)
    indicator = basis.indicator
    title = t("inequality.gradient_title", indicator=indicator.label[t.language])
    if not basis.n:
        return blank(basis, "gradient", title, t("empty.no_answers"))
    valued = basis.rows[basis.values.notna()]
    line = None
    if basis.n >= LEAST:
        line = smooth_by_size(basis.values, basis.rows["population"].astype(float))
    subtitle = t("inequality.gradient_subtitle", unit=unit_text(t, indicator),
                 wave=t.wave_short(selection.wave), basis=selection.basis(basis.n, basis.of))  # fmt: skip
    labels = GradientLabels(
        x=t("inequality.gradient_x"),
        y=t("inequality.share_yes") if indicator.is_share else unit_text(t, indicator),
        empty=t("empty.no_answers"),
    )
    figure = gradient(
        _dots(valued, basis),
        _line(line),
        selection.frame(title, subtitle),
        labels,
        _size_axis(valued["population"], selection),
        value_axis(basis, [*valued["value"], *([] if line is None else line.high)]),
        focus=selection.municipality,
    )
    about = t("inequality.about_gradient", share=t.percent(line.span if line else None))
    return chart_of(
        basis,
        "gradient",
        figure,
        _table(valued, basis, line),
        title=title,
        finding=_finding(basis, line),
        caveat=f"{about} {basis.caveat()}",
    )


def _dots(valued: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    t = basis.selection.t
    texts = [
        t("inequality.gradient_dot", value=value_text(t, basis.indicator, value),
          population=t.number(people))
        for value, people in zip(valued["value"], valued["population"], strict=True)
    ]  # fmt: skip
    return pd.DataFrame(
        {
            "municipality": valued["municipality"],
            "name": valued["name"],
            "x": valued["population"],
            "y": valued["value"],
            "text": texts,
        }
    )


def _line(line: Smooth | None) -> pd.DataFrame:
    if line is None:
        return pd.DataFrame({"x": [], "y": [], "low": [], "high": []})
    return pd.DataFrame({"x": line.size, "y": line.fitted, "low": line.low, "high": line.high})


def value_axis(basis: Basis, values: list[float]) -> Axis:
    """Return the axis of an indicator's values, or of their change, from zero or the lowest."""
    t, indicator = basis.selection.t, basis.indicator
    if indicator.is_share:
        shares = nice_ticks(min(0.0, *values), 1.0)
        return Axis(shares, [t.percent(tick) for tick in shares])
    ticks = nice_ticks(min(0.0, *values), max(values))
    decimals = 0 if all(tick == round(tick) for tick in ticks) else 1
    return Axis(ticks, [t.number(tick, decimals) for tick in ticks])


def _size_axis(population: "pd.Series[int]", selection: Selection) -> Axis:
    lowest, highest = int(population.min()), int(population.max())
    inside = [tick for tick in TICKS if lowest <= tick <= highest]
    ticks = inside or [lowest]
    return Axis(ticks, [selection.t.number(tick) for tick in ticks], is_log=True)


def _table(valued: pd.DataFrame, basis: Basis, line: Smooth | None) -> Table:
    t, indicator = basis.selection.t, basis.indicator
    ordered = valued.sort_values("population")
    fitted = [None] * len(ordered) if line is None else _read(line, ordered["population"])
    decimals = max(indicator.decimals, 1) if not indicator.is_share else 2
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("population", t("column.population"), "integer"),
        Column("value", t("column.value"), "number", decimals),
        Column("fitted", t("inequality.column_fitted"), "number", decimals),
    )
    rows = list(
        zip(ordered["name"], ordered["population"].astype(int).tolist(),
            ordered["value"].astype(float).tolist(), fitted, strict=True)
    )  # fmt: skip
    return Table(columns, rows, tuple(ordered["municipality"]), focus=basis.selection.municipality)


def _read(line: Smooth, sizes: "pd.Series[int]") -> list[float | None]:
    known = np.interp(np.log10(sizes.to_numpy(float)), np.log10(line.size), line.fitted)
    return [float(value) for value in known]


def _finding(basis: Basis, line: Smooth | None) -> str:
    """Return what the line says at the ends of the size classes, and whether they differ."""
    t = basis.selection.t
    if line is None:
        return t.error(TooFewValues(LEAST, basis.n))
    at = [min(max(size, line.size[0]), line.size[-1]) for size in (SMALL, LARGE)]
    (low, low_top), (high, high_bottom) = (
        [float(np.interp(size, line.size, edge)) for edge in (line.fitted, band)]
        for size, band in zip(at, (line.high, line.low), strict=True)
    )
    key = "gradient_finding" if high_bottom > low_top else "gradient_finding_flat"
    told = {"small": t.number(at[0]), "large": t.number(at[1])}
    return basis.selection.marked(
        t(f"inequality.{key}", low=value_text(t, basis.indicator, low, group=True),
          high=value_text(t, basis.indicator, high, group=True), **told)
    )  # fmt: skip
