"""Rows laid out in pixels: headings stand above their marks, so that long names fit a phone."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.style import Frame, framed, wrapped

EDGE, RIGHT = 2, 8
"""Margins in pixels: text begins where the title does; the last tick's label needs its half."""

WRITING: dict[str, Any] = {
    "xref": "paper",
    "yref": "y",
    "xanchor": "left",
    "yanchor": "middle",
    "align": "left",
    "showarrow": False,
    "borderpad": 0,
}
"""What all texts in a plot share, said once: it is half of a figure's size otherwise."""


def canvas(
    frame: Frame,
    depth: float,
    x_range: tuple[float, float],
    *,
    ticks: Sequence[float] = (),
    axis_title: str = "",
    left: float = EDGE,
    right: float = RIGHT,
    legend_rows: float = 0,
) -> go.Figure:
    """Return a framed figure whose plot is so many pixels deep, with y in pixels from its top.

    `left` and `right` are margins in pixels. Without `ticks` the x axis is not drawn.
    """
    colours = frame.palette
    figure = go.Figure()
    below = 22 * (bool(axis_title) + legend_rows)
    framed(figure, frame, height=400, hovermode="closest", showlegend=False)
    if not ticks:
        below -= 14
    figure.layout.annotations[0].update(
        xshift=EDGE - left, yshift=figure.layout.annotations[0].yshift - below
    )
    margin = figure.layout.margin
    margin.update(l=left, r=right, b=margin.b + below)
    figure.layout.height = round(depth + margin.t + margin.b)
    figure.layout.template = {"layout": {"annotationdefaults": WRITING}}
    figure.update_yaxes(range=[depth, 0], visible=False, fixedrange=True)
    figure.update_xaxes(
        range=list(x_range),
        fixedrange=True,
        visible=bool(ticks),
        tickvals=list(ticks),
        tickfont={"size": 12, "color": colours.muted},
        showline=False,
        ticks="",
        title={"text": axis_title, "standoff": 3, "font": {"size": 12, "color": colours.muted}},
    )
    return figure


def empty_figure(frame: Frame, text: str, height: int = 240) -> go.Figure:
    """Return a figure that says in words why there is nothing to draw."""
    figure = canvas(frame, height - 100, (0, 1))
    middle, colour = (height - 100) / 2, frame.palette.muted
    write(figure, 0.5, middle, wrapped(text, 48), xanchor="center", align="center", color=colour)
    return figure


def write(
    figure: go.Figure, x: float, y: float, text: str, *, on_plot: bool = False, **style: Any
) -> None:
    """Write text: `x` is a share of the plot's width, or a value where `on_plot`; `y` in pixels.

    `style` takes any field of an annotation, and the font's color, size and weight.
    """
    font = {key: style.pop(key) for key in ("color", "size", "weight") if key in style}
    if font:
        style["font"] = font
    if on_plot:
        style["xref"] = "x"
    figure.add_annotation(text=text, x=x, y=y, **style)


def heading(figure: go.Figure, frame: Frame, y: float, text: str, value: str = "") -> None:
    """Write a row's name at the left edge, and its value, where given, at the right."""
    write(figure, 0, y, text, bgcolor=frame.palette.background)
    if value:
        write(figure, 1, y, value, xanchor="right", bgcolor=frame.palette.background)


def records(table: pd.DataFrame) -> list[Any]:
    """Return the rows of a table, each with the columns as attributes."""
    return list(table.itertuples())
