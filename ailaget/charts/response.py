"""How many answered: a bar per group on a track that is all who were asked."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.columns import column_sheet, with_rows
from ailaget.charts.rows import empty_figure
from ailaget.charts.style import Frame

BAR, HEAD = 14.0, 22.0
"""Depths in pixels of a bar, and of the line above the first row."""


@dataclass(frozen=True)
class ResponseLabels:
    """The words of the response: heads of the columns, and what the rest of a track is."""

    rate: str
    respondents: str
    no_response: str
    empty: str


def response(
    groups: pd.DataFrame, frame: Frame, labels: ResponseLabels, *, own: str | None = None
) -> go.Figure:
    """Return the response rate per group, in the table's order.

    Parameters
    ----------
    groups
        One row per group, top to bottom: ``group`` (key), ``label``, ``rate`` (0-1; NaN: nobody was
        asked, no bar), ``rate_text``, ``n_text`` ("39 of 49") and ``missing_text`` (who is missing,
        in words or as a number, for hovering over the rest of the track).
    own
        Key of the group to emphasise.
    """
    if groups.empty:
        return empty_figure(frame, labels.empty)
    colours = frame.palette
    rows = with_rows(groups.assign(is_own=groups["group"] == own), HEAD)
    heads = (labels.rate, labels.respondents)
    sheet = column_sheet(frame, rows, (0, 1), ("rate_text", "n_text"), heads=heads)
    asked = rows[rows["rate"].notna()]
    plain = colours.accent if own is None else colours.context
    marker = {"color": [colours.accent if is_own else plain for is_own in asked["is_own"]]}
    sheet.traces.append(_bar(asked, asked["rate"], "n_text", labels.respondents, marker))
    rest = {"color": colours.missing, "line": {"width": 0.75, "color": colours.context}}
    sheet.traces.append(_bar(asked, 1 - asked["rate"], "missing_text", labels.no_response, rest))
    sheet.layout["barmode"] = "stack"
    return sheet.figure()


def _bar(
    rows: pd.DataFrame,
    shares: "pd.Series[float]",
    words: str,
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
        customdata=rows[words].tolist(),
        hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
    )
