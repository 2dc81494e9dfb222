"""Own value against the neighbours' mean: four named quadrants, and a line with Moran's slope."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.row_layout import empty_figure
from ailaget.charts.scatter_layout import ScatterLayout
from ailaget.charts.style import CLEAR, Frame

CLUSTERS: Mapping[str, int] = {"high_high": 4, "low_low": 0, "high_low": 3, "low_high": 1}
"""Each on the diverging scale: alike in strong colours, odd ones out in weak ones; purple is high
and orange low."""

CORNERS = {"high_high": (1, 1), "low_low": (0, 0), "high_low": (1, 0), "low_high": (0, 1)}
"""Where each quadrant lies: own value to the right, the neighbours' upward."""

UNCERTAIN = {"light": "#ddd6c8", "dark": "#4a545e"}
"""Where chance can explain it: quiet, and unlike both the colours and the grey of no answer."""


@dataclass(frozen=True)
class MoranLabels:
    """The words of the scatter; `quadrants` name each quadrant with its count."""

    own: str
    neighbours: str
    quadrants: Mapping[str, str]
    line: str
    empty: str
    number: Callable[[float], str]


def moran_scatter(
    points: pd.DataFrame,
    frame: Frame,
    labels: MoranLabels,
    *,
    mean: float,
    slope: float | None,
    focus: str | None = None,
    height: int = 470,
) -> go.Figure:
    """Return a dot per municipality; those of a certain cluster in their colour.

    Parameters
    ----------
    points
        One row per municipality: ``municipality``, ``name``, ``value`` and ``lag`` (the
        neighbours' mean) in the indicator's unit, ``label`` (a key of `CLUSTERS`, or another word
        where chance can explain it), ``is_faded`` (outside the filter), ``text`` (for hovering).
    mean
        The mean of all values, where both axes are divided.
    slope
        Moran's I; None draws no line.
    focus
        Code of the municipality to highlight.
    """
    known = points[points["value"].notna() & points["lag"].notna()]
    if known.empty:
        return empty_figure(frame, labels.empty)
    x_ticks, y_ticks = (_ticks(known[column], mean) for column in ("value", "lag"))
    scatter_layout = ScatterLayout(
        frame, x_ticks, y_ticks, labels.number, labels.own, labels.neighbours, height
    )
    scatter_layout.cross(mean, mean)
    if slope is not None:
        scatter_layout.traces.append(_line(scatter_layout, mean, slope, labels.line))
    scatter_layout.traces += _all_dots(known, frame)
    for key, name in labels.quadrants.items():
        scatter_layout.name_corner(CORNERS[key], name)
    _add_focus(scatter_layout, known[known["municipality"] == focus])
    return scatter_layout.figure()


def _ticks(values: "pd.Series[float]", mean: float) -> list[float]:
    ticks = nice_ticks(min(float(values.min()), mean), max(float(values.max()), mean))
    return ticks if len(ticks) > 1 else [ticks[0] - 1, ticks[0], ticks[0] + 1]


def _line(scatter_layout: ScatterLayout, mean: float, slope: float, label: str) -> go.Scatter:
    """Return the line through both means, as far as the plot reaches."""
    low, high = scatter_layout.y_ticks[0], scatter_layout.y_ticks[-1]
    ends = [scatter_layout.x_ticks[0], scatter_layout.x_ticks[-1]]
    if slope:
        reach = sorted((mean + (low - mean) / slope, mean + (high - mean) / slope))
        ends = [max(ends[0], reach[0]), min(ends[1], reach[1])]
    return go.Scatter(
        x=ends,
        y=[mean + slope * (x - mean) for x in ends],
        mode="lines",
        line={"width": 2, "color": scatter_layout.colours.accent, "dash": "dash"},
        hovertemplate=f"{label}<extra></extra>",
    )


def _all_dots(points: pd.DataFrame, frame: Frame) -> list[go.Scatter]:
    """Return the dots, those outside the filter faint and those in a cluster in its colour."""
    is_certain, is_faded = points["label"].isin(CLUSTERS), points["is_faded"].astype(bool)
    grey = frame.palette.context
    dots = [
        _dots(points[is_faded], grey, 0.25, frame),
        _dots(points[~is_certain & ~is_faded], grey, 1.0, frame),
    ]
    for key, part in points[is_certain & ~is_faded].groupby("label", sort=True):
        dots.append(_dots(part, frame.palette.diverging[CLUSTERS[str(key)]], 1.0, frame, size=10))
    return dots


def _dots(
    part: pd.DataFrame, colour: str, opacity: float, frame: Frame, size: int = 8
) -> go.Scatter:
    edge = {"width": 0.8, "color": frame.palette.background}
    marker: dict[str, Any] = {"size": size, "color": colour, "opacity": opacity, "line": edge}
    return go.Scatter(
        x=part["value"].round(4).tolist(),
        y=part["lag"].round(4).tolist(),
        mode="markers",
        marker=marker,
        text=part["name"].tolist(),
        customdata=part["text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def _add_focus(scatter_layout: ScatterLayout, here: pd.DataFrame) -> None:
    if here.empty:
        return
    ring = _dots(here, CLEAR, 1.0, scatter_layout.frame, size=15)
    ring.marker.line = {"width": 2.5, "color": scatter_layout.colours.focus}
    scatter_layout.traces.append(ring)
    x, y = float(here["value"].iloc[0]), float(here["lag"].iloc[0])
    scatter_layout.name_point(x, y, str(here["name"].iloc[0]))
