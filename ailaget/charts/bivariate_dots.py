"""Two measures as dots: who has nothing of the one stands in a swarm of its own below the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout, empty_figure
from ailaget.charts.scatter_layout import UPRIGHT, whole_counts
from ailaget.charts.style import CLEAR, Frame
from ailaget.charts.swarm import PACKED_AT, beeswarm_offsets

NAMES, DEPTH, GAP, DOT = 64.0, 230.0, 26.0, 8.0
"""Pixels: the lines of names, the scatter of those who have any, the gap below it, and a dot."""

HALF = 20
"""Characters per line of a quadrant's name, so that two stand side by side on a phone."""

CORNERS = {"high_low": (0, 0), "high_high": (1, 0), "low_low": (0, 1), "low_high": (1, 1)}
"""Of the upward measure and the one to the right: from the left, and whether in the lower part."""


@dataclass(frozen=True)
class DotsLabels:
    """The words: both measures, the quadrants with their counts, and the upward ticks."""

    up: str
    right: str
    quadrants: Mapping[str, str]
    limit: str
    empty: str
    ticks: Mapping[float, str]


def bivariate_dots(
    points: pd.DataFrame,
    frame: Frame,
    labels: DotsLabels,
    *,
    limit: float,
    up_ticks: list[float],
    focus: str | None = None,
) -> go.Figure:
    """Return a dot per municipality: any of the upward measure above, none of it below.

    Parameters
    ----------
    points
        One row per municipality with both: ``municipality``, ``name``, ``right`` (0-100), ``up``
        (0 or more), ``up_class`` and ``right_class`` (0 to 2, their colours), ``text``.
    limit
        The value to the right that parts low from high.
    up_ticks
        Ticks of the upward measure, from 0; `labels.ticks` has their words.
    """
    if points.empty:
        return empty_figure(frame, labels.empty)
    placed = points.assign(y=_any_depth(points["up"], up_ticks[-1]))
    none = placed["up"] == 0
    reach = _swarm(placed, none)
    middle = NAMES + DEPTH + GAP + 18 + reach
    placed.loc[none, "y"] += middle
    ticks = nice_ticks(0, 100)
    left = 12 + max(len(label) for label in labels.ticks.values()) * 7.0
    row_layout = RowLayout(
        frame, middle + reach + 8, (-2, 102), ticks, axis_title=labels.right, left=left
    )
    _add_axis(row_layout, labels, up_ticks, limit, middle)
    placed["size"] = DOT
    row_layout.traces.append(_dots(placed, row_layout))
    _add_names(row_layout, labels, limit)
    here = placed[placed["municipality"] == focus]
    if len(here):
        _add_focus(row_layout, here)
    return row_layout.figure()


def _any_depth(values: "pd.Series[float]", highest: float) -> "pd.Series[float]":
    return (NAMES + DEPTH * (1 - values / highest)).where(values > 0, 0.0)


def _swarm(placed: pd.DataFrame, none: "pd.Series[bool]") -> float:
    """Pack those with nothing, and return how far from its middle their swarm reaches."""
    if not none.any():
        return 0.0
    pixels = placed.loc[none, "right"].to_numpy(dtype=float) / 104 * PACKED_AT
    offsets = beeswarm_offsets(pixels.tolist(), DOT / 2 + 0.4)
    placed.loc[none, "y"] = offsets
    return float(np.abs(offsets).max()) + DOT / 2


def _add_axis(
    row_layout: RowLayout, labels: DotsLabels, up_ticks: list[float], limit: float, middle: float
) -> None:
    muted = row_layout.colours.muted
    for tick in up_ticks:
        y = NAMES + DEPTH * (1 - tick / up_ticks[-1])
        row_layout.shapes.append(_level(y, row_layout.colours.grid))
        if tick:
            row_layout.write(
                0, y, labels.ticks[tick], xanchor="right", xshift=-5, size=12, color=muted
            )
    row_layout.write(0, middle, labels.ticks[0.0], xanchor="right", xshift=-5, size=12, color=muted)
    line = {"width": 1, "color": muted}
    row_layout.shapes.append(
        {
            "type": "line",
            "layer": "below",
            "x0": limit,
            "x1": limit,
            "y0": NAMES - 6,
            "y1": row_layout.depth,
            "line": line,
        }
    )
    place: dict[str, Any] = {"xshift": EDGE - row_layout.left, "name": UPRIGHT}
    row_layout.write(0, 8, labels.up, **place, size=12, color=muted)


def _level(y: float, colour: str) -> dict[str, Any]:
    line = {"width": 1, "color": colour}
    return {
        "type": "line",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "line": line,
    }


def _dots(placed: pd.DataFrame, row_layout: RowLayout) -> go.Scatter:
    classes = zip(placed["up_class"], placed["right_class"], strict=True)
    return go.Scatter(
        x=placed["right"].round(3).tolist(),
        y=placed["y"].round(1).tolist(),
        mode="markers",
        marker={
            "size": DOT,
            "color": [row_layout.colours.bivariate[int(up)][int(right)] for up, right in classes],
            "opacity": 1,
            "line": {"width": 0.8, "color": row_layout.colours.muted},
        },
        text=placed["name"].tolist(),
        customdata=placed["text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _add_names(row_layout: RowLayout, labels: DotsLabels, limit: float) -> None:
    """Write each quadrant's name in its outer corner, and the limit's beside its line."""
    background = row_layout.colours.background
    for key, (right, lower) in CORNERS.items():
        y = NAMES + DEPTH + GAP if lower else NAMES - 26
        side = "right" if right else "left"
        name = f"<b>{whole_counts(labels.quadrants[key], HALF)}</b>"
        place: dict[str, Any] = {"xanchor": side, "align": side, "bgcolor": background}
        row_layout.write(right, y, name, size=12, **place)
    row_layout.write(
        limit,
        NAMES - 6 + 4,
        labels.limit,
        on_plot=True,
        xshift=4,
        size=12,
        color=row_layout.colours.muted,
        bgcolor=background,
    )


def _add_focus(row_layout: RowLayout, here: pd.DataFrame) -> None:
    x, y = float(here["right"].iloc[0]), float(here["y"].iloc[0])
    ring = {
        "size": 15,
        "color": CLEAR,
        "line": {"width": 2.5, "color": row_layout.colours.focus},
    }
    row_layout.traces.append(
        go.Scatter(x=[x], y=[y], mode="markers", marker=ring, hoverinfo="skip")
    )
    is_right = x > sum(row_layout.x_range) / 2
    row_layout.write(
        x,
        y,
        f"<b>{here['name'].iloc[0]}</b>",
        on_plot=True,
        size=13,
        color=row_layout.colours.focus,
        xanchor="right" if is_right else "left",
        xshift=-11 if is_right else 11,
        bgcolor=row_layout.colours.background,
    )
