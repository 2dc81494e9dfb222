"""Dots by a context figure, as large as the municipality, in its group's sign, with a trend."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.gradient import MARGIN, add_line
from ailaget.charts.key import KeyEntry
from ailaget.charts.row_layout import empty_figure, records
from ailaget.charts.scatter_layout import ScatterLayout
from ailaget.charts.style import (
    CLEAR,
    MAIN_GROUP_SYMBOLS,
    MAIN_GROUPS,
    Frame,
    Trace,
    scatter,
    wrapped,
)

SMALLEST, LARGEST = 6.0, 26.0
"""Pixels across a dot: of the smallest municipality and of the largest; area follows size."""

TITLE_WIDTH = 52
"""Characters per line of the axis' name."""


@dataclass(frozen=True)
class ScatterLabels:
    """The words of the axes and of the groups; `number` writes a tick of y, `x_number` one of x."""

    x: str
    y: str
    groups: Mapping[str, str]
    empty: str
    number: Callable[[float], str]
    x_number: Callable[[float], str]


def context_scatter(
    dots: pd.DataFrame,
    line: pd.DataFrame,
    frame: Frame,
    labels: ScatterLabels,
    *,
    x_ticks: Sequence[float] | None = None,
    focus: str | None = None,
    named: Sequence[str] = (),
) -> go.Figure:
    """Return a dot per municipality and a line with its band through them.

    Parameters
    ----------
    dots
        One row per municipality: ``municipality`` (code), ``name``, ``x``, ``y``, ``text`` (for
        hovering), ``size`` (inhabitants) and ``group`` (A, B or C).
    line
        ``x``, ``y``, ``low``, ``high`` in order of x; empty for none.
    x_ticks
        Ticks that reach round all dots; round numbers when not given.
    focus, named
        Code of the municipality to highlight and name, and of others to name.
    """
    if dots.empty:
        return empty_figure(frame, labels.empty)
    colours = frame.palette
    ticks = list(x_ticks or nice_ticks(float(dots["x"].min()), float(dots["x"].max())))
    heights = pd.concat([dots["y"], line["y"]])
    shown = [group for group in MAIN_GROUPS if (dots["group"] == group).any()]
    layout = ScatterLayout(
        frame,
        ticks,
        nice_ticks(min(0.0, float(heights.min())), float(heights.max())),
        labels.number,
        wrapped(labels.x, TITLE_WIDTH),
        labels.y,
        right=MARGIN,
        x_texts=[labels.x_number(tick) for tick in ticks],
        key=[
            KeyEntry(MAIN_GROUP_SYMBOLS[group], MAIN_GROUPS[group], labels.groups[group])
            for group in shown
        ],
    )
    # The largest first: a small dot is not hidden by a large one.
    ordered = dots.assign(across=_across(dots["size"])).sort_values("size", ascending=False)
    layout.traces += [_dots(ordered[ordered["group"] == group], group, frame) for group in shown]
    add_line(layout, line)
    for row in records(ordered[ordered["municipality"].isin([*named, focus])]):
        ink = colours.focus if row.municipality == focus else colours.text
        layout.traces.append(_ring(row.x, row.y, row.across, ink))
        layout.name_point(row.x, row.y, row.name, ink)
    return layout.figure()


def _across(size: "pd.Series[float]") -> "pd.Series[float]":
    """Return each dot's pixels across, so that its area follows the size."""
    root = size.astype(float) ** 0.5
    return SMALLEST + (LARGEST - SMALLEST) * root / float(root.max())


def _dots(dots: pd.DataFrame, group: str, frame: Frame) -> Trace:
    return scatter(
        x=dots["x"].round(4).tolist(),
        y=dots["y"].round(4).tolist(),
        mode="markers",
        marker={
            "symbol": MAIN_GROUP_SYMBOLS[group],
            "color": MAIN_GROUPS[group],
            "size": dots["across"].round(1).tolist(),
            "opacity": 0.7,
            "line": {"width": 0.6, "color": frame.palette.background},
        },
        cliponaxis=False,
        text=dots["name"].tolist(),
        customdata=dots["text"].tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def _ring(x: float, y: float, across: float, ink: str) -> Trace:
    marker = {"size": across + 5, "color": CLEAR, "line": {"width": 2.5, "color": ink}}
    return scatter(x=[x], y=[y], mode="markers", marker=marker, hoverinfo="skip", cliponaxis=False)
