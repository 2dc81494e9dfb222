"""A yes/no measure by group: the share of yes as a bar on a track that is all who answered."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

HEADING, BAR, GAP = 20.0, 16.0, 12.0
"""Depths in pixels of the parts of a row."""


@dataclass(frozen=True)
class ShareLabels:
    """The words of a share bar; `reference` explains the mark of the reference value, with it."""

    yes: str
    no: str
    empty: str
    reference: str = ""


def share_bars(
    groups: pd.DataFrame, frame: Frame, labels: ShareLabels, *, reference: float | None = None
) -> go.Figure:
    """Return one bar per group.

    Parameters
    ----------
    groups
        One row per group, top to bottom: ``group``, ``label`` (with n), ``share`` (0-1; NaN: no
        bar), ``share_text`` (where the share is NaN, the words that say why), ``rest_text`` (the
        share of no). The first is emphasised.
    reference
        A share (0-1) to mark in every row, such as the country's.
    """
    if groups.empty:
        return empty_figure(frame, labels.empty)
    colours = frame.palette
    step = HEADING + BAR + GAP
    key = (
        [KeyEntry("line-ns-open", colours.text, labels.reference)] if reference is not None else []
    )
    tops = [key_depth(key) + step * place for place in range(len(groups))]
    row_layout = RowLayout(frame, tops[-1] + step, (0, 1))
    add_key(row_layout, key)
    for top, row in zip(tops, records(groups), strict=True):
        is_missing = pd.isna(row.share)
        value = row.share_text if is_missing else f"<b>{row.share_text}</b>"
        row_layout.head(top + HEADING / 2, row.label, value)
    y = [top + HEADING + BAR / 2 for top in tops]
    colour = [colours.accent, *[colours.context] * (len(groups) - 1)]
    placed = groups.assign(y=y, colour=colour)
    valued = placed[placed["share"].notna()]
    marker = {"color": valued["colour"].tolist()}
    row_layout.traces.append(_bar(valued, valued["share"], "share_text", labels.yes, marker))
    rest = {"color": colours.missing, "line": {"width": 0.75, "color": colours.edge}}
    row_layout.traces.append(_bar(valued, 1 - valued["share"], "rest_text", labels.no, rest))
    row_layout.layout["barmode"] = "stack"
    for row in records(placed):
        if pd.isna(row.share):
            _add_missing(row_layout, row.y)
        if reference is not None:
            ends = (row.y - BAR / 2 - 4, row.y + BAR / 2 + 4)
            row_layout.line(reference, ends, width=5, color=colours.background)
            row_layout.line(reference, ends, width=2, color=colours.text)
    return row_layout.figure()


def _bar(
    rows: pd.DataFrame,
    shares: "pd.Series[float]",
    text_column: str,
    name: str,
    marker: dict[str, Any],
) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[round(share, 4) for share in shares],
        y=rows["y"].tolist(),
        width=BAR,
        name=name,
        marker=marker,
        text=rows["label"].tolist(),
        textposition="none",
        customdata=rows[text_column].tolist(),
        hovertemplate=f"%{{text}}<br><b>{name}</b>: %{{customdata}}<extra></extra>",
    )


def _add_missing(row_layout: RowLayout, y: float) -> None:
    """Draw an empty dotted track, which is not a bar of zero."""
    ends = {"x0": 0, "x1": 1, "y0": y - BAR / 2, "y1": y + BAR / 2}
    line = {"width": 1, "dash": "dot", "color": row_layout.colours.missing_mark}
    row_layout.shapes.append({"type": "rect", **ends, "line": line})
