"""The Lorenz curve: how much of the whole the lower part holds, against an even spread."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import line_count
from ailaget.charts.rows import EDGE, empty_figure
from ailaget.charts.style import Frame, framed, wrapped

HEIGHT = 470
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
TENTH = 0.9
"""Where the top tenth begins."""

WORDS = 22
"""Characters per line of a text in the plot, so that a phone holds it beside the curve."""

LEAST_NAMED = 0.15
"""A shorter stretch of zeros has no room for words."""


@dataclass(frozen=True)
class LorenzLabels:
    """The words of the curve; `percent` follows a tick's number."""

    x: str
    y: str
    even: str
    zero: str
    top: str
    empty: str
    percent: str = "\N{NO-BREAK SPACE}%"


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
    colours = frame.palette
    figure = go.Figure()
    figure.add_trace(_line([0, 1], [0, 1], colours.muted, dash="dash", width=1.5))
    curve = _line(points["unit_share"].round(5), points["value_share"].round(5), colours.accent)
    curve.update(
        fill="tonexty",
        fillcolor=colours.missing,
        text=points["text"].tolist(),
        hoverinfo="text",
        hovertemplate="%{text}<extra></extra>",
    )
    figure.add_trace(curve)
    _lay_out(figure, frame, labels)
    _write(figure, 0.44, 0.47, wrapped(labels.even, WORDS), colours.muted, xanchor="right",
           yanchor="bottom")  # fmt: skip
    _add_top(figure, frame, labels.top, 1 - top)
    if zero >= LEAST_NAMED:
        _add_zero(figure, frame, labels.zero, zero)
    return figure


def _line(
    x: "list[float] | pd.Series[float]",
    y: "list[float] | pd.Series[float]",
    colour: str,
    *,
    dash: str = "solid",
    width: float = 2.5,
) -> go.Scatter:
    return go.Scatter(
        x=list(x),
        y=list(y),
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _lay_out(figure: go.Figure, frame: Frame, labels: LorenzLabels) -> None:
    colours = frame.palette
    framed(figure, frame, height=HEIGHT, legend_rows=2, showlegend=False, hovermode="closest")
    figure.layout.annotations[0].xshift = EDGE - 46
    figure.update_layout(margin={"l": 46, "r": 14, "t": figure.layout.margin.t + 24})
    axis = {
        "range": [0, 1],
        "tickvals": list(TICKS),
        "ticktext": [f"{100 * tick:g}{labels.percent}" for tick in TICKS],
        "tickfont": {"size": 12, "color": colours.muted},
        "fixedrange": True,
    }
    title = {"text": wrapped(labels.x, 48), "standoff": 4,
             "font": {"size": 12, "color": colours.muted}}  # fmt: skip
    figure.update_xaxes(axis | {"showline": True, "title": title})
    figure.update_yaxes(axis)
    _write(figure, 0, 1, labels.y, colours.muted, xref="paper", yref="paper", xanchor="left",
           yanchor="bottom", xshift=EDGE - 46, yshift=8)  # fmt: skip


def _add_top(figure: go.Figure, frame: Frame, words: str, below: float) -> None:
    """Mark what the top tenth holds: from the curve at nine tenths up to the whole."""
    colours = frame.palette
    line = {"color": colours.focus, "width": 3}
    figure.add_shape(type="line", x0=TENTH, x1=TENTH, y0=below, y1=1, line=line)
    text = wrapped(words, WORDS)
    high = max(min((1 + below) / 2, 0.8), 0.09 * line_count(text))
    _write(figure, TENTH, high, f"<b>{text}</b>", colours.focus, xanchor="right",
           yanchor="middle", xshift=-7, align="right", bgcolor=colours.missing)  # fmt: skip


def _add_zero(figure: go.Figure, frame: Frame, words: str, zero: float) -> None:
    """Name the flat part of the curve, where nobody has anything."""
    colours = frame.palette
    line = {"color": colours.text, "width": 4}
    figure.add_shape(type="line", x0=0, x1=zero, y0=0, y1=0, line=line)
    text = wrapped(words, WORDS)
    _write(figure, zero / 2, 0, f"<b>{text}</b>", colours.text, xanchor="center",
           yanchor="bottom", yshift=5, align="center")  # fmt: skip


def _write(
    figure: go.Figure, x: float, y: float, text: str, colour: str, **place: str | float
) -> None:
    size = {"size": 12.5, "color": colour}
    figure.add_annotation(x=x, y=y, text=text, showarrow=False, font=size, **place)
