"""Who answers otherwise than before on a yes or no: a bar for each way, with the names."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import line_count
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame, wrapped

HEADING, BAR, LINE, GAP = 20.0, 12.0, 16.0, 14.0
"""Depths in pixels of a row's parts: its words, its bar, a line of names, the room below."""

NAMES_WIDTH = 54
"""Characters in a line of names, which a phone holds."""


@dataclass(frozen=True)
class Placed:
    """One row: its depth from the top of the plot, and its names in lines."""

    top: float
    names: str

    @property
    def bar(self) -> float:
        """The middle of its bar."""
        return self.top + HEADING + BAR / 2


def changed_answers(groups: pd.DataFrame, frame: Frame, empty: str) -> go.Figure:
    """Return one bar per way of answering the two times, as long as the municipalities are many.

    Parameters
    ----------
    groups
        One row per way, top to bottom: ``label``, ``n`` (municipalities), ``n_text``, ``names``
        (in words; empty: none are written) and ``is_change`` (emphasised).
    empty
        What is said where nobody has answered both times.
    """
    most = float(groups["n"].max()) if len(groups) else 0.0
    if not most:
        return empty_figure(frame, empty)
    placed, depth = [], 0.0
    for row in records(groups):
        names = wrapped(row.names, NAMES_WIDTH) if row.names else ""
        placed.append(Placed(depth, names))
        depth += HEADING + BAR + GAP + (4 + LINE * line_count(names) if names else 0.0)
    row_layout = RowLayout(frame, depth, (0, most))
    for row, place in zip(records(groups), placed, strict=True):
        row_layout.head(place.top + HEADING / 2, row.label, f"<b>{row.n_text}</b>")
        if place.names:
            row_layout.write(
                0,
                place.top + HEADING + BAR + 4,
                place.names,
                yanchor="top",
                size=12,
                color=frame.palette.muted,
            )
    row_layout.traces.append(_bars(groups, placed, frame))
    return row_layout.figure()


def _bars(groups: pd.DataFrame, placed: list[Placed], frame: Frame) -> go.Bar:
    colours = frame.palette
    return go.Bar(
        orientation="h",
        x=groups["n"].tolist(),
        y=[place.bar for place in placed],
        width=BAR,
        marker={
            "color": [
                colours.accent if is_change else colours.context
                for is_change in groups["is_change"]
            ]
        },
        text=groups["label"].tolist(),
        textposition="none",
        customdata=groups["n_text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )
