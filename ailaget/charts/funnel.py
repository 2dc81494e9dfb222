"""A funnel plot: groups by how many they rest on, between the limits of what chance would give."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.key import KeyEntry
from ailaget.charts.row_layout import empty_figure, records
from ailaget.charts.scatter_layout import ScatterLayout
from ailaget.charts.style import Frame

DOT, OUTSIDE = 9, 12
"""Pixels of a dot inside the limits, and of one outside, which has its name too."""

LIMITS = {"inner": "dot", "outer": "solid"}
"""The dash of each pair of limits, which the key above the plot explains: a curve leaves no place
beside it that is free whatever its data."""


@dataclass(frozen=True)
class FunnelLabels:
    """Names of both axes, of the line of all and the limits, words of an empty chart, a tick's."""

    x: str
    y: str
    everyone: str
    inner: str
    outer: str
    empty: str
    number: Callable[[float], str]


def funnel(
    groups: pd.DataFrame,
    limits: pd.DataFrame,
    frame: Frame,
    labels: FunnelLabels,
    *,
    everyone: float,
    own: str | None = None,
) -> go.Figure:
    """Return a dot per group between the limits; who is outside, or is one's own, is named.

    Parameters
    ----------
    groups
        ``group`` (key), ``label``, ``n``, ``value`` (in the unit of the axis), ``is_outside``,
        ``hover``.
    limits
        A row per size, ascending: ``n``, ``inner_low``, ``inner_high``, ``outer_low``,
        ``outer_high``, in the same unit.
    everyone
        The figure of all.
    """
    if groups.empty:
        return empty_figure(frame, labels.empty)
    reach = [*groups["value"], *limits["inner_low"], *limits["inner_high"]]
    y_ticks = nice_ticks(min(reach), max(reach))
    x_ticks = nice_ticks(0.0, float(groups["n"].max()))
    muted = frame.palette.muted
    layout = ScatterLayout(
        frame,
        x_ticks,
        y_ticks,
        labels.number,
        labels.x,
        labels.y,
        key=[
            KeyEntry(f"line-{dash}", muted, getattr(labels, name)) for name, dash in LIMITS.items()
        ],
    )
    for name, dash in LIMITS.items():
        for end in ("low", "high"):
            column = limits[f"{name}_{end}"].clip(y_ticks[0], y_ticks[-1])
            layout.traces.append(_limit(limits["n"], column, muted, dash))
    layout.shapes.append(
        {
            "type": "line",
            "xref": "paper",
            **{"x0": 0, "x1": 1, "y0": everyone, "y1": everyone},
            "line": {"width": 1.5, "color": layout.colours.text},
            "layer": "below",
        }
    )
    layout.traces.append(_dots(groups, own, layout))
    dots = list(zip(groups["n"], groups["value"], strict=True))
    lines = [
        (float(n), float(end))
        for name in LIMITS
        for side in ("low", "high")
        for n, end in zip(limits["n"], limits[f"{name}_{side}"], strict=True)
    ]
    for row in records(groups[groups["is_outside"] | (groups["group"] == own)]):
        ink = layout.colours.text if row.group == own else layout.colours.accent
        layout.name_point(row.n, row.value, row.label, ink, clear_of=(dots, lines))
    _name_everyone(layout, everyone, labels.everyone)
    return layout.figure()


def _limit(n: "pd.Series[Any]", ends: "pd.Series[float]", colour: str, dash: str) -> go.Scatter:
    return go.Scatter(
        x=n.tolist(),
        y=ends.round(4).tolist(),
        mode="lines",
        line={"color": colour, "width": 1.5, "dash": dash},
        hoverinfo="skip",
    )


def _dots(groups: pd.DataFrame, own: str | None, layout: ScatterLayout) -> go.Scatter:
    colours = layout.colours
    is_own = groups["group"] == own
    inks = [
        colours.text if mine else colours.accent if outside else colours.context
        for mine, outside in zip(is_own, groups["is_outside"], strict=True)
    ]
    return go.Scatter(
        x=groups["n"].tolist(),
        y=groups["value"].round(4).tolist(),
        mode="markers",
        marker={
            "color": inks,
            "size": [OUTSIDE if outside else DOT for outside in groups["is_outside"]],
            "opacity": 1,
            "line": {"width": 1, "color": colours.background},
        },
        text=groups["hover"].tolist(),
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _name_everyone(layout: ScatterLayout, everyone: float, text: str) -> None:
    """Name the line of all above its right end, where few groups are so large."""
    layout.texts.append(
        {
            "text": text,
            "xref": "paper",
            "x": 1,
            "y": min(max(everyone, layout.y_ticks[0]), layout.y_ticks[-1]),
            "xanchor": "right",
            "yanchor": "bottom",
            "yshift": 2,
            "font": {"size": 12, "color": layout.colours.muted},
        }
    )
