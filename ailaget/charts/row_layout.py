"""Rows laid out in pixels: headings stand above their marks, so that long names fit a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.plot_layout import EDGE, PlotLayout
from ailaget.charts.style import Frame, wrapped

RIGHT = 8
"""Margin in pixels: the last tick's label needs its half."""

AXIS_LINE = 22
"""Pixels of a line of text below the ticks."""

LIFT = 2
"""Pixels by which a row's name stands above the middle of its line."""

WRITING: Mapping[str, Any] = {
    "xref": "paper",
    "yref": "y",
    "xanchor": "left",
    "yanchor": "middle",
    "align": "left",
    "showarrow": False,
    "borderpad": 0,
}
"""What all texts in a plot share, said once: it is half of a figure's size otherwise."""

CLEARED = "cleared"
"""The name of a band without the axis' lines."""

FONT_FIELDS = ("color", "size", "weight")


@dataclass
class RowLayout(PlotLayout):
    """What is to be drawn, with y in pixels from the top of the plot; `figure` draws it all.

    Parameters
    ----------
    depth
        The plot's depth in pixels.
    x_range
        The ends of the x axis.
    ticks, tick_texts
        Where the x axis has ticks, and their words if not the numbers; without ticks no axis.
    left, right
        Margins in pixels.
    below
        More pixels below the axis, such as for ticks of several lines.
    is_ruled
        Whether the axis' lines go through the whole plot; else they are where `rule` draws them.
    """

    depth: float
    x_range: tuple[float, float]
    ticks: Sequence[float] = ()
    tick_texts: Sequence[str] | None = None
    axis_title: str = ""
    left: float = EDGE
    right: float = RIGHT
    below: float = 0.0
    is_ruled: bool = True
    layout: dict[str, Any] = field(default_factory=dict)

    def write(self, x: float, y: float, text: str, *, on_plot: bool = False, **style: Any) -> None:
        """Write text at `x`, a share of the plot's width or, where `on_plot`, a value.

        `style` takes any field of an annotation, and the font's color, size and weight.
        """
        font = {key: style.pop(key) for key in FONT_FIELDS if key in style}
        xref = {"xref": "x"} if on_plot else {}
        own_font = {"font": font} if font else {}
        self.texts.append({"text": text, "x": x, "y": y, **xref, **style, **own_font})

    def head(self, y: float, text: str, value: str = "") -> None:
        """Write a row's name at the left edge, and its value, where given, at the right.

        Their ground, which hides the axis' lines, ends above the line around a bar below them.
        """
        style: dict[str, Any] = {"bgcolor": self.colours.background, "yshift": LIFT}
        self.write(0, y, text, **style)
        if value:
            self.write(1, y, value, xanchor="right", **style)

    def clear(self, top: float, bottom: float) -> None:
        """Keep the axis' lines, where it has any, off a band across the plot: words stand there."""
        if not self.ticks:
            return
        ends = {"x0": 0, "x1": 1, "y0": top, "y1": bottom, "xref": "paper"}
        ground = {"line": {"width": 0}, "fillcolor": self.colours.background}
        self.shapes.append({"type": "rect", "name": CLEARED, **ends, **ground})

    def rule(self, ends: tuple[float, float]) -> None:
        """Draw the axis' lines between two depths, behind all marks: words stand elsewhere."""
        for tick in self.ticks:
            self.line(tick, ends, width=1, color=self.colours.grid)
            self.shapes[-1]["layer"] = "below"

    def line(self, x: float, ends: tuple[float, float], **line: Any) -> None:
        """Draw an upright line at a value, between two depths."""
        self.shapes.append(
            {"type": "line", "x0": x, "x1": x, "y0": ends[0], "y1": ends[1], "line": line}
        )

    def figure(self) -> go.Figure:
        """Return everything gathered, in its frame."""
        below = self.below + AXIS_LINE * bool(self.axis_title) - 14 * (not self.ticks)
        y_axis = {"range": [self.depth, 0], "visible": False, "fixedrange": True}
        return self.framed(
            {"yaxis": y_axis, "xaxis": self._x_axis(), **self.layout},
            (self.left, self.right, 0, below),
            writing=WRITING,
            depth=self.depth,
        )

    def _x_axis(self) -> dict[str, Any]:
        ink = self.axis_ink
        texts = {} if self.tick_texts is None else {"ticktext": list(self.tick_texts)}
        return {
            "range": list(self.x_range),
            "fixedrange": True,
            "visible": bool(self.ticks),
            "tickvals": list(self.ticks),
            **texts,
            "tickangle": 0,
            "tickfont": ink,
            "showline": False,
            "showgrid": self.is_ruled,
            "title": {"text": self.axis_title, "standoff": 3, "font": ink},
        }


def empty_figure(frame: Frame, text: str, depth: float = 140) -> go.Figure:
    """Return a figure that says in words why there is nothing to draw."""
    row_layout = RowLayout(frame, depth, (0, 1))
    place: dict[str, Any] = {"xanchor": "center", "align": "center"}
    row_layout.write(0.5, depth / 2, wrapped(text, 48), color=row_layout.colours.muted, **place)
    return row_layout.figure()


def records(table: pd.DataFrame) -> list[Any]:
    """Return the rows of a table, each with the columns as attributes."""
    return list(table.itertuples())
