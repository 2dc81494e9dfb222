"""Dots with a smooth or straight line through them and its band, and one of the dots by name."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import text_width
from ailaget.charts.rows import EDGE, empty_figure
from ailaget.charts.style import Frame, framed, wrapped

HEIGHT = 460


@dataclass(frozen=True)
class GradientLabels:
    """The words of the axes, and what is said where there is nothing to draw."""

    x: str
    y: str
    empty: str


@dataclass(frozen=True)
class Axis:
    """An axis' ticks with their words; `is_log` spaces equal ratios equally."""

    ticks: Sequence[float]
    words: Sequence[str]
    is_log: bool = False


def gradient(
    dots: pd.DataFrame,
    line: pd.DataFrame,
    frame: Frame,
    labels: GradientLabels,
    x_axis: Axis,
    y_axis: Axis,
    *,
    focus: str | None = None,
    has_zero_line: bool = False,
) -> go.Figure:
    """Return a dot per municipality and a line with its band through them.

    Parameters
    ----------
    dots
        One row per municipality: ``municipality`` (code), ``name``, ``x``, ``y``, and ``text`` (for
        hovering).
    line
        ``x``, ``y``, ``low``, ``high`` (NaN: no band there), in order of x; empty for none.
    x_axis, y_axis
        The y axis runs from its first tick to its last.
    focus
        Code of the municipality to highlight and name.
    has_zero_line
        Whether y = 0 is drawn, where it means no change.
    """
    if dots.empty:
        return empty_figure(frame, labels.empty)
    figure = go.Figure()
    figure.add_trace(_dots(dots, frame))
    _add_line(figure, line, frame)
    _lay_out(figure, frame, labels, x_axis, y_axis)
    if has_zero_line:
        rule = {"width": 1.5, "color": frame.palette.muted}
        figure.add_hline(y=0, line=rule, layer="below")
    _add_focus(figure, dots[dots["municipality"] == focus], frame, x_axis)
    return figure


def _dots(dots: pd.DataFrame, frame: Frame) -> go.Scatter:
    return go.Scatter(
        x=dots["x"].tolist(),
        y=dots["y"].round(3).tolist(),
        mode="markers",
        marker={
            "color": frame.palette.accent,
            "size": 8,
            "opacity": 0.6,
            "line": {"width": 0.6, "color": frame.palette.background},
        },
        cliponaxis=False,
        text=dots["name"].tolist(),
        customdata=dots["text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def _add_line(figure: go.Figure, line: pd.DataFrame, frame: Frame) -> None:
    colours = frame.palette
    banded = line[line["low"].notna() & line["high"].notna()] if len(line) else line
    if len(banded):
        x = [*banded["x"], *reversed(banded["x"].tolist())]
        y = [*banded["low"].round(3), *reversed(banded["high"].round(3).tolist())]
        band = go.Scatter(x=x, y=y, fill="toself", fillcolor=colours.context, opacity=0.35,
                          mode="lines", line={"width": 0}, hoverinfo="skip")  # fmt: skip
        figure.add_trace(band)
    if len(line):
        figure.add_trace(
            go.Scatter(
                x=line["x"].tolist(),
                y=line["y"].round(3).tolist(),
                mode="lines",
                line={"width": 3, "color": colours.text},
                hoverinfo="skip",
            )
        )


def _lay_out(
    figure: go.Figure, frame: Frame, labels: GradientLabels, x_axis: Axis, y_axis: Axis
) -> None:
    colours = frame.palette
    framed(figure, frame, height=HEIGHT, legend_rows=2, showlegend=False, hovermode="closest")
    left = 14 + max(text_width(word, 12) for word in y_axis.words)
    figure.layout.annotations[0].xshift = EDGE - left
    figure.update_layout(margin={"l": left, "r": 16, "t": figure.layout.margin.t + 24})
    small = {"size": 12, "color": colours.muted}
    both = {"tickfont": small, "fixedrange": True, "tickangle": 0}
    figure.update_xaxes(
        type="log" if x_axis.is_log else "linear",
        tickvals=list(x_axis.ticks),
        ticktext=list(x_axis.words),
        showline=True,
        title={"text": wrapped(labels.x, 50), "standoff": 4, "font": small},
        **both,
    )
    ends = [y_axis.ticks[0], y_axis.ticks[-1]]
    figure.update_yaxes(range=ends, tickvals=list(y_axis.ticks), ticktext=list(y_axis.words),
                        **both)  # fmt: skip
    figure.add_annotation(
        text=labels.y,
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        xshift=EDGE - left,
        yshift=8,
        showarrow=False,
        font=small,
    )


def _add_focus(figure: go.Figure, chosen: pd.DataFrame, frame: Frame, x_axis: Axis) -> None:
    if chosen.empty:
        return
    colours = frame.palette
    name, x, y = str(chosen["name"].iloc[0]), chosen["x"].iloc[0], chosen["y"].iloc[0]
    ends = x_axis.ticks[0], x_axis.ticks[-1]
    side = "left" if (x * x < ends[0] * ends[1] if x_axis.is_log else 2 * x < sum(ends)) else "right"
    mark = {"symbol": "diamond", "size": 14, "color": colours.focus,
            "line": {"width": 1.5, "color": colours.background}}  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=[x],
            y=[round(y, 3)],
            mode="markers+text",
            marker=mark,
            text=[f"<b>{name}</b>"],
            textposition="middle right" if side == "left" else "middle left",
            textfont={"size": 13, "color": colours.focus,
                      "shadow": ", ".join([f"0 0 3px {colours.background}"] * 4)},
            customdata=chosen["text"].tolist(),
            hovertemplate=f"<b>{name}</b><br>%{{customdata}}<extra></extra>",
        )
    )  # fmt: skip
