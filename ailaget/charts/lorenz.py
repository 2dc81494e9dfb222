"""The Lorenz curve: how much of the whole the lower part holds, against an even spread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.row_layout import empty_figure
from ailaget.charts.scatter_layout import ScatterLayout
from ailaget.charts.style import Frame, wrapped

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
TENTH = 0.9
"""Where the top tenth begins."""

HEIGHT = 540
"""Pixels: nearly square on a phone, and beside a column of words."""

EVEN_AT = 0.44
"""Where on the line of even spread its words stand."""

WORDS = 22
"""Characters per line of a text in the plot, so that a phone holds it beside the curve."""

ZERO_WORDS = 14
"""Characters per line over the zeros: few, as the line of even spread leaves little room there."""

LEAST_NAMED = 0.55
"""Over a shorter stretch of zeros the words would run into the line of even spread."""


@dataclass(frozen=True)
class LorenzLabels:
    """The words of the curve; `percent` writes a share."""

    x: str
    y: str
    even: str
    zero: str
    top: str
    empty: str
    percent: Callable[[float], str]


def lorenz_chart(
    points: pd.DataFrame, frame: Frame, labels: LorenzLabels, *, zero: float, top: float | None
) -> go.Figure:
    """Return the curve below the line of even spread.

    Parameters
    ----------
    points
        From (0, 0) to (1, 1): ``unit_share``, ``value_share``, and ``text`` (whom the step up to
        the point belongs to, for hovering).
    zero
        Share of the units that have nothing, 0 to 1; the flat part, named if it is long.
    top
        Share of the whole that the top tenth holds; None where there is nothing to hold.
    """
    if points.empty or top is None:
        return empty_figure(frame, labels.empty)
    scatter_layout = ScatterLayout(
        frame, TICKS, TICKS, labels.percent, wrapped(labels.x, 48), labels.y, HEIGHT
    )
    colours = scatter_layout.colours
    even = {"color": colours.muted, "width": 1.5, "dash": "dash"}
    scatter_layout.traces.append(
        go.Scatter(x=[0, 1], y=[0, 1], mode="lines", line=even, hoverinfo="skip")
    )
    scatter_layout.traces.append(_curve(points, frame))
    at = (EVEN_AT, EVEN_AT)
    aside: dict[str, Any] = {"xanchor": "right", "yanchor": "bottom", "xshift": -4, "yshift": 4}
    _write(scatter_layout, at, labels.even, colours.muted, align="right", **aside)
    _add_top(scatter_layout, labels.top, 1 - top)
    if zero >= LEAST_NAMED:
        _add_zero(scatter_layout, labels.zero, zero)
    return scatter_layout.figure()


def _curve(points: pd.DataFrame, frame: Frame) -> go.Scatter:
    return go.Scatter(
        x=points["unit_share"].round(5).tolist(),
        y=points["value_share"].round(5).tolist(),
        mode="lines",
        line={"color": frame.palette.accent, "width": 2.5},
        fill="tonexty",
        fillcolor=frame.palette.missing,
        text=points["text"].tolist(),
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _add_top(scatter_layout: ScatterLayout, label: str, below: float) -> None:
    """Mark what the top tenth holds: from the curve at nine tenths up to the whole."""
    colours = scatter_layout.colours
    line = {"color": colours.text, "width": 3}
    ends = {"x0": TENTH, "x1": TENTH, "y0": below, "y1": 1}
    scatter_layout.shapes.append({"type": "line", "line": line, **ends})
    # At the top the words stand above the line of even spread.
    place: dict[str, Any] = {"xanchor": "right", "yanchor": "top", "xshift": -7, "align": "right"}
    _write(scatter_layout, (TENTH, 1), label, colours.text, **place)


def _add_zero(scatter_layout: ScatterLayout, label: str, zero: float) -> None:
    """Name the flat part of the curve, where nobody has anything."""
    line = {"color": scatter_layout.colours.text, "width": 4}
    scatter_layout.shapes.append(
        {"type": "line", "line": line, "x0": 0, "x1": zero, "y0": 0, "y1": 0}
    )
    # At the right end, where the line of even spread is farthest, but before the top tenth's mark.
    at = (min(zero, TENTH), 0)
    place: dict[str, Any] = {"xanchor": "right", "xshift": -7, "yanchor": "bottom", "yshift": 5}
    _write(
        scatter_layout, at, label, scatter_layout.colours.text, ZERO_WORDS, align="right", **place
    )


def _write(
    scatter_layout: ScatterLayout,
    at: tuple[float, float],
    label: str,
    colour: str,
    width: int = WORDS,
    **place: Any,
) -> None:
    ink = {"size": 12.5, "color": colour, "weight": 600}
    text = wrapped(label, width)
    scatter_layout.texts.append({"text": text, "x": at[0], "y": at[1], "font": ink, **place})
