"""Dots with a smooth or straight line through them and its band, and one of the dots by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.row_layout import empty_figure
from ailaget.charts.scatter_layout import ScatterLayout
from ailaget.charts.style import CLEAR, Frame, Trace, scatter, wrapped

MARGIN = 30
"""Pixels right of the plot: half of the widest tick's words, which plotly else leaves out."""


@dataclass(frozen=True)
class GradientLabels:
    """The words of the axes; `number` writes a tick of y, `x_number` one of x."""

    x: str
    y: str
    empty: str
    number: Callable[[float], str]
    x_number: Callable[[float], str]


def gradient(
    dots: pd.DataFrame,
    line: pd.DataFrame,
    frame: Frame,
    labels: GradientLabels,
    *,
    x_ticks: Sequence[float] | None = None,
    focus: str | None = None,
    has_zero_line: bool = False,
) -> go.Figure:
    """Return a dot per municipality and a line with its band through them.

    Parameters
    ----------
    dots
        One row per municipality: ``municipality`` (code), ``name``, ``x``, ``y`` and ``text`` (for
        hovering).
    line
        ``x``, ``y``, ``low``, ``high`` (NaN: no band there), in order of x; empty for none.
    x_ticks
        Ticks that reach round all dots; round numbers from zero or the lowest when not given.
    focus
        Code of the municipality to highlight and name.
    has_zero_line
        Whether y = 0 is drawn, where it means no change.
    """
    if dots.empty:
        return empty_figure(frame, labels.empty)
    ticks = list(x_ticks or _ticks(dots["x"]))
    heights = pd.concat([dots["y"], line["high"].dropna(), line["y"]])
    x_title = wrapped(labels.x, 52)
    x_texts = [labels.x_number(tick) for tick in ticks]
    scatter_layout = ScatterLayout(
        frame,
        ticks,
        _ticks(heights),
        labels.number,
        x_title,
        labels.y,
        right=MARGIN,
        x_texts=x_texts,
    )
    scatter_layout.traces.append(_dots(dots, scatter_layout.colours.accent, scatter_layout))
    add_line(scatter_layout, line)
    if has_zero_line:
        rule = {"width": 1.5, "color": scatter_layout.colours.text}
        across = {"xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0}
        scatter_layout.shapes.append({"type": "line", "line": rule, "layer": "below", **across})
    here = dots[dots["municipality"] == focus]
    if len(here):
        ring = _dots(here, CLEAR, scatter_layout)
        edge = {"width": 2.5, "color": scatter_layout.colours.focus}
        ring["marker"] |= {"size": 15, "opacity": 1, "line": edge}
        scatter_layout.traces.append(ring)
        at = float(here["x"].iloc[0]), float(here["y"].iloc[0])
        scatter_layout.name_point(*at, str(here["name"].iloc[0]))
    return scatter_layout.figure()


def _ticks(values: "pd.Series[float]") -> list[float]:
    return nice_ticks(min(0.0, float(values.min())), float(values.max()))


def _dots(dots: pd.DataFrame, colour: str, scatter_layout: ScatterLayout) -> Trace:
    edge = {"width": 0.6, "color": scatter_layout.colours.background}
    return scatter(
        x=dots["x"].round(4).tolist(),
        y=dots["y"].round(4).tolist(),
        mode="markers",
        marker={"color": colour, "size": 8, "opacity": 0.6, "line": edge},
        cliponaxis=False,
        text=dots["name"].tolist(),
        customdata=dots["text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def add_line(scatter_layout: ScatterLayout, line: pd.DataFrame) -> None:
    """Draw a line, and its band where it has one; ``x``, ``y``, ``low``, ``high`` in order of x."""
    banded = line[line["low"].notna() & line["high"].notna()]
    if len(banded):
        scatter_layout.traces.append(
            scatter(
                x=[*banded["x"].round(4), *reversed(banded["x"].round(4).tolist())],
                y=[*banded["low"].round(4), *reversed(banded["high"].round(4).tolist())],
                fill="toself",
                fillcolor=scatter_layout.colours.context,
                opacity=0.4,
                mode="lines",
                line={"width": 0},
                hoverinfo="skip",
            )
        )
    if len(line):
        scatter_layout.traces.append(
            scatter(
                x=line["x"].round(4).tolist(),
                y=line["y"].round(4).tolist(),
                mode="lines",
                line={"width": 3, "color": scatter_layout.colours.text},
                hoverinfo="skip",
            )
        )
