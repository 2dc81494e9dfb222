"""Everyone in a row from lowest to highest, a column each, with the gap between two of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import text_width
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout, empty_figure
from ailaget.charts.style import Frame

DEPTH = 300.0
"""Pixels of the columns at full height."""

TICKS = (0, 20, 40, 60, 80, 100)
LINE = 27.0
"""Pixels between the middles of the words beside the gap, of which two have two lines."""

GAP_AT = 1.012
"""Where right of the columns the gap is drawn, as a share of their width."""


@dataclass(frozen=True)
class ParadeLabels:
    """The words of a parade; `high`, `low` and `gap` stand at the right."""

    x: str
    high: str
    low: str
    gap: str
    empty: str


def parade(
    units: pd.DataFrame,
    classes: Sequence[KeyEntry],
    frame: Frame,
    labels: ParadeLabels,
    *,
    ends: tuple[float, float] | None,
    focus: str | None = None,
) -> go.Figure:
    """Return columns in ascending order, as wide as their weight.

    Parameters
    ----------
    units
        One row per unit, lowest first: ``unit`` (key), ``name``, ``value`` (0-100), ``share`` (of
        all weight; its width), ``position`` (of its class), ``text`` (for hovering).
    classes
        The classes, low to high, with their colours and words for the key.
    ends
        The lower and upper of the two values between which the gap is drawn; None for no gap.
    focus
        Key of the unit to name.
    """
    if units.empty:
        return empty_figure(frame, labels.empty)
    top = key_depth(classes) + 20
    beside = (labels.high, labels.low, f"<b>{labels.gap}</b>")
    right = 24 + max(text_width(text, 12.5) for text in beside)
    row_layout = RowLayout(frame, top + DEPTH, (0, 1), axis_title=labels.x, left=30, right=right)
    add_key(row_layout, classes)
    row_layout.texts = [text | {"xshift": EDGE - 30} for text in row_layout.texts]
    grid = {"width": 1, "color": row_layout.colours.grid}
    for tick in TICKS:
        _across(row_layout, _y(tick, top), 1, grid, layer="below")
        row_layout.write(
            0,
            _y(tick, top),
            f"{tick}",
            xanchor="right",
            xshift=-5,
            size=12,
            color=row_layout.colours.muted,
        )
    row_layout.write(
        0.5,
        top + DEPTH,
        labels.x,
        xanchor="center",
        yanchor="top",
        yshift=-5,
        size=12,
        color=row_layout.colours.muted,
    )
    row_layout.traces += [
        _columns(units, classes, top),
        _skyline(units, top, row_layout.colours.edge),
    ]
    if ends is not None:
        _add_gap(row_layout, labels, ends, top)
    _add_focus(row_layout, units, focus, top)
    return row_layout.figure()


def place_on(classes: Sequence[KeyEntry]) -> Callable[[float], float]:
    """Return what turns a value into a parade's depth in pixels, below its key."""
    return partial(_y, top=key_depth(classes) + 20)


def _across(row_layout: RowLayout, y: float, end: float, line: dict[str, Any], **more: Any) -> None:
    ends = {"xref": "paper", "x0": 0, "x1": end, "y0": y, "y1": y}
    row_layout.shapes.append({"type": "line", "line": line, **ends, **more})


def _y(value: float, top: float) -> float:
    return top + DEPTH * (1 - value / TICKS[-1])


def _columns(units: pd.DataFrame, classes: Sequence[KeyEntry], top: float) -> go.Bar:
    centres = units["share"].cumsum() - units["share"] / 2
    fills = [classes[int(place)].colour for place in units["position"]]
    return go.Bar(
        x=centres.round(5).tolist(),
        y=[round(-value / TICKS[-1] * DEPTH, 1) for value in units["value"]],
        base=top + DEPTH,
        width=units["share"].round(5).tolist(),
        # An outline in the column's own colour closes the hairlines between columns.
        marker={"color": fills, "line": {"width": 0.6, "color": fills}},
        text=units["name"].tolist(),
        textposition="none",
        customdata=units["text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def _skyline(units: pd.DataFrame, top: float, colour: str) -> go.Scatter:
    """Return a line along the tops of the columns, by which the palest are seen."""
    edges = [0.0, *units["share"].cumsum().round(5)]
    tops = [round(_y(value, top), 1) for value in units["value"]]
    return go.Scatter(
        x=edges,
        y=[*tops, tops[-1]],
        mode="lines",
        line={"color": colour, "width": 1, "shape": "hv"},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _add_gap(
    row_layout: RowLayout, labels: ParadeLabels, ends: tuple[float, float], top: float
) -> None:
    colours = row_layout.colours
    low, high = (_y(value, top) for value in ends)
    for y in (low, high):
        _across(row_layout, y, GAP_AT, {"width": 1.5, "color": colours.text, "dash": "dash"})
    at = {"xref": "paper", "x0": GAP_AT, "x1": GAP_AT, "y0": low, "y1": high}
    bracket = {"width": 3, "color": colours.text}
    row_layout.shapes.append({"type": "line", "line": bracket, **at})
    apart = max(0.0, LINE - (low - high) / 2)
    place: dict[str, Any] = {"xshift": 16, "size": 12.5}
    row_layout.write(1, high - apart, labels.high, **place)
    row_layout.write(1, low + apart, labels.low, **place)
    row_layout.write(1, (low + high) / 2, labels.gap, color=colours.text, weight=600, **place)


def _add_focus(row_layout: RowLayout, units: pd.DataFrame, focus: str | None, top: float) -> None:
    centres = units["share"].cumsum() - units["share"] / 2
    chosen = units.assign(centre=centres)[units["unit"] == focus]
    for name, value, centre in chosen[["name", "value", "centre"]].to_numpy().tolist():
        arrow = {
            "showarrow": True,
            "arrowhead": 2,
            "arrowcolor": row_layout.colours.focus,
            "ax": 0,
            "ay": -26,
        }
        row_layout.write(
            centre,
            _y(value, top),
            name,
            on_plot=True,
            color=row_layout.colours.focus,
            weight=600,
            xanchor="left" if centre < 1 / 2 else "right",
            bgcolor=row_layout.colours.background,
            **arrow,
        )
