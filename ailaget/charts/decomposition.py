"""What part lies between groups: a bar per grouping, its interval, and what chance would give."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

HEADING, BAR, GAP = 24.0, 26.0, 20.0
"""Depths in pixels of the parts of a row."""

LEFT, RIGHT = 14.0, 18.0
"""Margins in pixels: half of the words of the outer ticks."""

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class DecompositionLabels:
    """The words of the parts; `percent` writes a share."""

    between: str
    within: str
    uncertainty: str
    chance: str
    axis: str
    empty: str
    percent: Callable[[float], str]


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
        KeyEntry("square-open", colours.edge, labels.within),
        KeyEntry("line-ns-open", colours.text, labels.chance),
        KeyEntry("cross-thin-open", colours.text, labels.uncertainty),
    ]
    top, step = key_depth(key), HEADING + BAR + GAP
    ticks = [labels.percent(tick) for tick in TICKS]
    depth = top + step * len(known)
    row_layout = RowLayout(
        frame, depth, (0, 1.001), TICKS, ticks, axis_title=labels.axis, left=LEFT, right=RIGHT
    )
    add_key(row_layout, key)
    rows = known.assign(y=[top + step * i + HEADING + BAR / 2 for i in range(len(known))])
    whole = pd.Series(1.0, index=rows.index)
    row_layout.traces += [
        _bars(rows, whole, colours.missing, edge=colours.edge),
        _bars(rows, rows["share"], colours.accent),
        *_intervals(rows, frame),
    ]
    row_layout.layout["barmode"] = "overlay"
    for row in records(rows):
        row_layout.head(row.y - (BAR + HEADING) / 2, row.label, f"<b>{row.share_text}</b>")
        if pd.notna(row.by_chance):
            ends = (row.y - BAR / 2 - 5, row.y + BAR / 2 + 5)
            row_layout.line(row.by_chance, ends, width=6, color=colours.background)
            row_layout.line(row.by_chance, ends, width=3, color=colours.text)
    at_left = {"xshift": EDGE - LEFT}
    row_layout.texts = [at_left | text if text["x"] == 0 else text for text in row_layout.texts]
    return row_layout.figure()


def _bars(rows: pd.DataFrame, lengths: "pd.Series[float]", colour: str, edge: str = "") -> go.Bar:
    line = {"width": 0.75, "color": edge} if edge else {"width": 0}
    return go.Bar(
        orientation="h",
        x=lengths.round(4).tolist(),
        y=rows["y"].tolist(),
        width=BAR,
        marker={"color": colour, "line": line},
        text=rows["label"].tolist(),
        textposition="none",
        customdata=rows["share_text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def _intervals(rows: pd.DataFrame, frame: Frame) -> list[go.Scatter]:
    """Return each interval as a whisker with a halo, readable on both parts of the bar."""
    bounded = rows[rows["low"].notna() & rows["high"].notna()]
    return [
        go.Scatter(
            x=bounded["share"].tolist(),
            y=bounded["y"].tolist(),
            mode="markers",
            marker={"size": 1, "color": colour},
            error_x={
                "symmetric": False,
                "array": (bounded["high"] - bounded["share"]).tolist(),
                "arrayminus": (bounded["share"] - bounded["low"]).tolist(),
                "thickness": width,
                "width": 7,
                "color": colour,
            },
            hoverinfo="skip",
        )
        for width, colour in ((5, frame.palette.background), (2, frame.palette.text))
    ]
