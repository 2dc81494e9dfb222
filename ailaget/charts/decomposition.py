"""What part lies between groups: a bar per grouping, its interval, and what chance would give."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.rows import canvas, empty_figure, heading, records
from ailaget.charts.style import Frame

HEADING, BAR, GAP = 24.0, 26.0, 20.0
"""Depths in pixels of the parts of a row."""

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)

@dataclass(frozen=True)
class DecompositionLabels:
    """The words of the parts; `percent` follows a tick's number."""

    between: str
    within: str
    uncertainty: str
    chance: str
    axis: str
    empty: str
    percent: str = "\N{NO-BREAK SPACE}%"


def decomposition(groupings: pd.DataFrame, frame: Frame, labels: DecompositionLabels) -> go.Figure:
    """Return one bar per grouping: the part between its groups, and the rest within them.

    Parameters
    ----------
    groupings
        One row per grouping, top to bottom: ``label`` (with the number of groups), ``share``,
        ``low``, ``high``, ``by_chance`` (0-1; NaN: not drawn), ``share_text``.
    """
    known = groupings[groupings["share"].notna()]
    if known.empty:
        return empty_figure(frame, labels.empty)
    colours = frame.palette
    key = [
        KeyEntry("square", colours.accent, labels.between),
        KeyEntry("square", colours.context, labels.within),
        KeyEntry("line-ns-open", colours.focus, labels.chance),
        KeyEntry("cross-thin-open", colours.text, labels.uncertainty),
    ]
    top, step = key_depth(key), HEADING + BAR + GAP
    figure = canvas(
        frame, top + step * len(known), (0, 1.001), ticks=TICKS, axis_title=labels.axis, right=14
    )
    figure.update_xaxes(ticktext=[f"{100 * tick:g}{labels.percent}" for tick in TICKS])
    add_key(figure, frame, key)
    rows = known.assign(y=[top + step * i + HEADING + BAR / 2 for i in range(len(known))])
    figure.add_trace(_bars(rows, rows["share"], 0.0, colours.accent))
    figure.add_trace(_bars(rows, 1 - rows["share"], rows["share"], colours.missing))
    _add_intervals(figure, rows, frame)
    for row in records(rows):
        heading(figure, frame, row.y - (BAR + HEADING) / 2, row.label, f"<b>{row.share_text}</b>")
        _add_chance(figure, row, frame)
    return figure


def _bars(
    rows: pd.DataFrame, lengths: "pd.Series[float]", base: "pd.Series[float] | float", colour: str
) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=lengths.round(4).tolist(),
        y=rows["y"].tolist(),
        base=base if isinstance(base, float) else base.round(4).tolist(),
        width=BAR,
        marker={"color": colour, "line": {"width": 0}},
        text=rows["label"].tolist(),
        textposition="none",
        customdata=rows["share_text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def _add_intervals(figure: go.Figure, rows: pd.DataFrame, frame: Frame) -> None:
    """Draw each interval as a whisker with a halo, readable on both parts of the bar."""
    colours = frame.palette
    bounded = rows[rows["low"].notna() & rows["high"].notna()]
    for width, colour in ((6, colours.background), (2, colours.text)):
        reach = {"visible": True, "symmetric": False, "thickness": width, "width": 7,
                 "color": colour, "array": (bounded["high"] - bounded["share"]).tolist(),
                 "arrayminus": (bounded["share"] - bounded["low"]).tolist()}  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=bounded["share"].tolist(),
                y=bounded["y"].tolist(),
                mode="markers",
                marker={"size": 1, "color": colour},
                error_x=reach,
                hoverinfo="skip",
            )
        )


def _add_chance(figure: go.Figure, row: Any, frame: Frame) -> None:
    chance = row.by_chance
    if pd.isna(chance):
        return
    top, bottom = row.y - BAR / 2 - 5, row.y + BAR / 2 + 5
    line = {"width": 2.5, "color": frame.palette.focus}
    figure.add_shape(type="line", x0=chance, x1=chance, y0=top, y1=bottom, line=line)
