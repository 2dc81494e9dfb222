"""One measure between waves, a line for each pair of waves among those that answered both."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.rows import EDGE, empty_figure, records
from ailaget.charts.style import Frame, framed, wrapped

HEIGHT = 400
APART = 0.05
"""How far beside a wave a line begins and ends, so that two lines' whiskers keep apart."""


@dataclass(frozen=True)
class PanelLabels:
    """The words of the axis and of an empty chart; `percent` follows a tick of a share."""

    axis: str
    empty: str
    percent: str = ""


def panel_lines(
    pairs: pd.DataFrame, waves: list[str], frame: Frame, labels: PanelLabels
) -> go.Figure:
    """Return a line per pair of neighbouring waves, whiskers at its ends and its change in words.

    Parameters
    ----------
    pairs
        One row per pair: ``place`` (of its first wave in `waves`), ``before``, ``before_low``,
        ``before_high``, ``after``, ``after_low``, ``after_high`` (NaN: no whisker), ``change_text``
        (written at its middle), ``hover``.
    waves
        The waves' words, in order.
    """
    drawn = pairs[pairs["before"].notna() & pairs["after"].notna()]
    if drawn.empty:
        return empty_figure(frame, labels.empty)
    columns = ["before", "after", "before_low", "after_low", "before_high", "after_high"]
    ticks = nice_ticks(0.0, float(drawn[columns].max(axis=None)))
    figure = go.Figure()
    for pair in records(drawn):
        figure.add_trace(_line(pair, frame))
    _lay_out(figure, frame, labels, waves, ticks)
    for pair in records(drawn):
        figure.add_annotation(
            text=wrapped(pair.change_text, 20),
            x=pair.place + 0.5,
            y=max(pair.before_high, pair.after_high, pair.before, pair.after),
            yanchor="bottom",
            yshift=6,
            showarrow=False,
            font={"size": 12.5, "color": frame.palette.text},
        )
    return figure


def _line(pair: Any, frame: Frame) -> go.Scatter:
    colours = frame.palette
    ends = [(getattr(pair, f"{end}_low"), getattr(pair, end), getattr(pair, f"{end}_high"))
            for end in ("before", "after")]  # fmt: skip
    place = float(pair.place)
    return go.Scatter(
        x=[place + APART, place + 1 - APART],
        y=[round(value, 4) for _, value, _ in ends],
        mode="lines+markers",
        line={"width": 3, "color": colours.accent},
        marker={"size": 10, "color": colours.accent},
        error_y={
            "symmetric": False,
            "array": [None if pd.isna(high) else high - value for _, value, high in ends],
            "arrayminus": [None if pd.isna(low) else value - low for low, value, _ in ends],
            "color": colours.accent,
            "thickness": 1.75,
            "width": 6,
        },
        cliponaxis=False,
        text=[pair.hover] * 2,
        hovertemplate="%{text}<extra></extra>",
    )


def _lay_out(
    figure: go.Figure, frame: Frame, labels: PanelLabels, waves: list[str], ticks: list[float]
) -> None:
    colours = frame.palette
    framed(figure, frame, height=HEIGHT, legend_rows=1, showlegend=False, hovermode="closest")
    figure.layout.annotations[0].xshift = EDGE - 46
    figure.update_layout(margin={"l": 46, "r": 24, "t": figure.layout.margin.t + 24})
    small = {"size": 12, "color": colours.muted}
    figure.update_xaxes(
        range=[-0.12, len(waves) - 0.88],
        tickvals=list(range(len(waves))),
        ticktext=[wrapped(wave, 9) for wave in waves],
        tickangle=0,
        fixedrange=True,
        showgrid=False,
        showline=True,
    )
    figure.update_yaxes(range=[0, ticks[-1] * 1.08], tickvals=ticks, tickfont=small,
                        ticksuffix=labels.percent, fixedrange=True)  # fmt: skip
    figure.add_annotation(text=labels.axis, xref="paper", yref="paper", x=0, y=1, xanchor="left",
                          yanchor="bottom", xshift=EDGE - 46, yshift=8, showarrow=False,
                          font=small)  # fmt: skip
