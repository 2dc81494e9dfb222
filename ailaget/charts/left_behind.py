"""Who is left behind: before and now on one line, the best neighbour, and both limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.columns import LINE, column_sheet
from ailaget.charts.geometry import NARROW, anchor, nice_ticks, text_width
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.parts import in_parts, write_heads
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

LIMIT_LINE = 17.0
"""Depth in pixels of the words above a limit."""


@dataclass(frozen=True)
class LeftBehindLabels:
    """The words: the three signs, both limits, the column of ranks, and the parts' headings."""

    before: str
    now: str
    neighbour: str
    limit: str
    level: str
    rank: str
    parts: Mapping[str, str]
    empty: str
    axis: str


def left_behind_chart(
    municipalities: pd.DataFrame,
    frame: Frame,
    labels: LeftBehindLabels,
    *,
    limit: float,
    level: float,
) -> go.Figure:
    """Return a row per municipality under each part's heading.

    Parameters
    ----------
    municipalities
        One row per municipality, in the order of the parts: ``part`` (a key of `labels.parts`),
        ``label``, ``before``, ``value``, ``neighbour`` (the best neighbour's value; NaN: no sign)
        each with its ``..._text``, and ``rank_text``.
    limit
        The highest value that counts as low.
    level
        The value from which a neighbour is one to learn from.
    """
    if municipalities.empty:
        return empty_figure(frame, labels.empty)
    key = _key(municipalities, frame, labels)
    top = key_depth(key) + 2 * LIMIT_LINE
    rows, heads = in_parts(municipalities, labels.parts, top)
    ticks = nice_ticks(0, max(level, limit, *rows[["before", "value", "neighbour"]].max().dropna()))
    pad = 0.02 * ticks[-1]
    ends = (-pad, ticks[-1] + pad)
    row_layout = column_sheet(
        frame, rows, ends, ("rank_text",), ticks=ticks, axis_title=labels.axis
    )
    _add_limits(row_layout, labels, [(limit, labels.limit), (level, labels.level)], key_depth(key))
    add_key(row_layout, key)
    write_heads(row_layout, heads, labels.rank)
    _add_marks(row_layout, rows, labels)
    return row_layout.figure()


def _key(municipalities: pd.DataFrame, frame: Frame, labels: LeftBehindLabels) -> list[KeyEntry]:
    """Return the signs that are drawn: nobody has a value before the first wave."""
    signs = {
        "before": KeyEntry("circle-open", frame.palette.muted, labels.before),
        "value": KeyEntry("circle", frame.palette.accent, labels.now),
        "neighbour": KeyEntry("diamond-open", frame.palette.text, labels.neighbour),
    }
    return [sign for kind, sign in signs.items() if municipalities[kind].notna().any()]


def _add_limits(
    row_layout: RowLayout, labels: LeftBehindLabels, limits: list[tuple[float, str]], top: float
) -> None:
    """Draw both limits, each with its words in a line of its own above the rows."""
    room = NARROW - row_layout.left - row_layout.right
    low, high = row_layout.x_range
    for lane, (value, label) in enumerate(limits):
        y = top + LIMIT_LINE * (lane + 0.5)
        row_layout.line(
            value,
            (y + LINE / 2, row_layout.depth),
            width=1.5,
            dash="dash",
            color=row_layout.colours.muted,
        )
        side = anchor((value - low) / (high - low), text_width(label, 12), room)
        row_layout.write(
            value,
            y,
            label,
            on_plot=True,
            xanchor=side,
            size=12,
            color=row_layout.colours.muted,
            bgcolor=row_layout.colours.background,
        )


def _add_marks(row_layout: RowLayout, rows: pd.DataFrame, labels: LeftBehindLabels) -> None:
    colours = row_layout.colours
    moved: dict[str, list[Any]] = {"x": [], "y": []}
    for row in records(rows[rows["before"].notna()]):
        moved["x"] += [row.before, row.value, None]
        moved["y"] += [row.y, row.y, None]
    line = {"color": colours.muted, "width": 2}
    row_layout.traces.append(go.Scatter(**moved, mode="lines", line=line, hoverinfo="skip"))
    paper = colours.background
    signs = {
        "neighbour": ("diamond", 10, paper, colours.text, labels.neighbour),
        "before": ("circle", 9, paper, colours.muted, labels.before),
        "value": ("circle", 12, colours.accent, colours.background, labels.now),
    }
    for kind, (symbol, size, fill, edge, name) in signs.items():
        shown = rows[rows[kind].notna()]
        row_layout.traces.append(
            go.Scatter(
                x=shown[kind].round(4).tolist(),
                y=shown["y"].tolist(),
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": fill,
                    "opacity": 1,
                    "line": {"width": 1.8, "color": edge},
                },
                text=shown["label"].tolist(),
                customdata=shown[f"{kind}_text"].tolist(),
                hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
                cliponaxis=False,
            )
        )
