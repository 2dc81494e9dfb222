"""Between large and small: each municipality by its population, with a smooth line and its band."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from ailaget.charts.gradient import GradientLabels, gradient
from ailaget.codebook import Indicator
from ailaget.statistics.permutation import CERTAIN
from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.size_shape import PERMUTATIONS, shape_by_size
from ailaget.statistics.smooth import Smooth, smooth_by_size
from ailaget.texts import Texts, rounded
from ailaget.views.base.native import SCATTER, native, with_curves
from ailaget.views.base.panel import shown_factor
from ailaget.views.base.result import Chart, Column, Native, Table
from ailaget.views.base.selection import Selection, Source, unit_text, value_text
from ailaget.views.inequality.basis import Basis, basis_of, blank, chart_of

READ_AT = (5_000, 20_000, 100_000)
"""Inhabitants at which the line is read for the sentence: small, middling, large."""

TICKS = (500, 2_000, 10_000, 50_000, 200_000, 1_000_000, 5_000_000)
"""Inhabitants; a phone holds the words of those between the smallest and the largest."""

LEAST = 20
"""Fewer municipalities than this give a line that says more than they know."""


def gradient_view(source: Source, selection: Selection) -> Chart:
    """Return the chosen indicator against population, municipality by municipality."""
    t, basis = selection.t, basis_of(source, selection)
    indicator = basis.indicator
    title = t("inequality.gradient_title", indicator=indicator.label[t.language])
    if reason := basis.why_not(1):
        return blank(basis, "gradient", title, reason)
    valued = basis.valued
    line = None
    if basis.n >= LEAST:
        line = _within(
            smooth_by_size(basis.value, basis.rows["population"].astype(float)),
            indicator.upper_bound,
        )
    subtitle = t(
        "inequality.gradient_subtitle",
        unit=unit_text(t, indicator),
        wave=t.wave_short(selection.wave),
        basis=selection.basis(basis.n, basis.of),
    )
    labels = GradientLabels(
        x=t("inequality.gradient_x"),
        y=t("inequality.share_yes") if indicator.is_share else unit_text(t, indicator),
        empty=t("empty.no_answers"),
        number=axis_number(t, indicator),
        x_number=lambda logarithm: t.number(round(10**logarithm)),
    )
    figure = gradient(
        _dots(valued, basis),
        _line(line),
        selection.frame(title, subtitle),
        labels,
        x_ticks=_size_ticks(valued["population"]),
        focus=selection.municipality,
    )
    about = t(
        "inequality.about_gradient",
        share=t.percent(line.span if line else None),
        permutations=t.number(PERMUTATIONS),
        certain=t.percent(CERTAIN),
    )
    table = _table(valued, basis, line)
    return chart_of(
        basis,
        "gradient",
        figure,
        table,
        title=title,
        headline=_headline(basis, line),
        caveat=f"{about} {basis.caveat()}",
        native=_native(table, line, basis),
    )


def _native(table: Table, line: Smooth | None, basis: Basis) -> Native:
    """Return the dots with the smooth line and the ends of its band."""
    t = basis.selection.t
    kind, label = ("share" if basis.indicator.is_share else "number"), basis.indicator.label
    columns = (
        replace(column, kind=kind, label=label[t.language]) if column.key == "value" else column
        for column in table.columns
    )
    table = replace(table, columns=tuple(columns))
    dots = native(SCATTER, table, "name", "population", "value", is_log=True)
    if line is None:
        return dots
    factor = shown_factor(basis.indicator)
    curves = {
        t("inequality.column_fitted"): factor * line.fitted,
        t("inequality.band_low"): factor * line.low,
        t("inequality.band_high"): factor * line.high,
    }
    return with_curves(dots, line.place.tolist(), {k: v.tolist() for k, v in curves.items()})


def _dots(valued: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    t = basis.selection.t
    texts = [
        t(
            "inequality.gradient_dot",
            value=value_text(t, basis.indicator, value),
            population=t.number(people),
        )
        for value, people in zip(valued["value"], valued["population"], strict=True)
    ]
    return pd.DataFrame(
        {
            "municipality": valued["municipality"],
            "name": valued["name"],
            "x": np.log10(valued["population"].astype(float)),
            "y": valued["value"],
            "text": texts,
        }
    )


def _within(line: Smooth, highest: float | None) -> Smooth:
    """Return the line held inside the scale: a straight piece can reach out of it at the ends."""
    return replace(
        line,
        fitted=np.clip(line.fitted, 0, highest),
        low=np.clip(line.low, 0, highest),
        high=np.clip(line.high, 0, highest),
    )


def _line(line: Smooth | None) -> pd.DataFrame:
    if line is None:
        return pd.DataFrame({"x": [], "y": [], "low": [], "high": []}, dtype=float)
    x = np.log10(line.place)
    return pd.DataFrame({"x": x, "y": line.fitted, "low": line.low, "high": line.high})


def axis_number(t: Texts, indicator: Indicator) -> Callable[[float], str]:
    """Return how a tick is written: without decimals where it has none."""
    if indicator.is_share:
        return t.percent
    return lambda tick: t.number(tick, 0 if tick == round(tick) else 1)


def _size_ticks(population: "pd.Series[int]") -> list[float]:
    lowest = max((tick for tick in TICKS if tick <= population.min()), default=TICKS[0])
    highest = min((tick for tick in TICKS if tick >= population.max()), default=TICKS[-1])
    return [float(np.log10(tick)) for tick in TICKS if lowest <= tick <= max(highest, lowest)]


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
        zip(
            ordered["name"],
            ordered["population"].astype(int).tolist(),
            ordered["value"].astype(float).tolist(),
            fitted,
            strict=True,
        )
    )
    return Table(columns, rows, tuple(ordered["municipality"]), focus=basis.selection.municipality)


def _read(line: Smooth, sizes: "pd.Series[int]") -> list[float | None]:
    known = np.interp(np.log10(sizes.to_numpy(float)), np.log10(line.place), line.fitted)
    return [float(value) for value in known]


def _headline(basis: Basis, line: Smooth | None) -> str:
    """Return what the line says of small, middling and large, and whether they differ."""
    t = basis.selection.t
    if line is None:
        return t.error(TooFewValues(LEAST, basis.n))
    at = _read_at(line)
    digits = 2 if basis.indicator.is_share else basis.indicator.decimals
    numbers = {f"size_{i}": t.number(round(size)) for i, size in enumerate(at)}
    for i, size in enumerate(at):
        value = float(np.interp(size, line.place, line.fitted))
        numbers[f"value_{i}"] = value_text(t, basis.indicator, value, group=True)
    label = basis.indicator.label[t.language]
    key = f"inequality.gradient_finding_{_shape(basis, line, at, digits)}"
    return basis.selection.fitting(t.forms(key, indicator=label, **numbers), basis.n, basis.of)


def _read_at(line: Smooth) -> list[float]:
    """Return three sizes to read the line at; those of a filter where the usual ones fall in one.

    A filter may leave only small municipalities, or only large ones.
    """
    smallest, largest = line.place[0], line.place[-1]
    usual = np.clip(READ_AT, smallest, largest)
    return list(usual if len(set(usual)) == len(usual) else np.geomspace(smallest, largest, 3))


def _shape(basis: Basis, line: Smooth, at: list[float], digits: int) -> str:
    """Return what the line does for certain: rises, falls, dips, peaks, or none of them (flat).

    Its values are rounded as the reader sees them, so that no difference is told but not seen.
    """
    shape = shape_by_size(basis.value, basis.rows["population"].astype(float), at).shape
    small, middle, large = (
        rounded(float(np.interp(size, line.place, line.fitted)), digits) for size in at
    )
    is_seen = {
        "valley": middle < min(small, large),
        "peak": middle > max(small, large),
        "rising": large > small,
        "falling": large < small,
    }
    return shape if is_seen.get(shape) else "flat"
