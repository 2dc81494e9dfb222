"""A yes/no measure by group: the share of yes as a bar on a track that is all who answered."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.rows import canvas, empty_figure, heading, records
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
    figure = canvas(frame, tops[-1] + step, (0, 1))
    add_key(figure, frame, key)
    for top, row in zip(tops, records(groups), strict=True):
        is_missing = pd.isna(row.share)
        value = row.share_text if is_missing else f"<b>{row.share_text}</b>"
        heading(figure, frame, top + HEADING / 2, row.label, value)
    placed = groups.assign(y=[top + HEADING + BAR / 2 for top in tops])
    placed["colour"] = [colours.accent, *[colours.context] * (len(groups) - 1)]
    valued = placed[placed["share"].notna()]
    figure.add_trace(_bar(valued, valued["share"], "share_text", labels.yes))
    figure.data[0].marker.color = valued["colour"].tolist()
    figure.add_trace(_bar(valued, 1 - valued["share"], "rest_text", labels.no))
    line = {"width": 0.75, "color": colours.context}
    figure.data[1].marker.update(color=colours.missing, line=line)
    figure.update_layout(barmode="stack")
    for row in records(placed[placed["share"].isna()]):
        _add_missing(figure, frame, row.y)
    if reference is not None:
        _add_reference(figure, frame, reference, placed["y"])
    return figure


def _bar(rows: pd.DataFrame, shares: "pd.Series[float]", words: str, name: str) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[round(share, 4) for share in shares],
        y=rows["y"].tolist(),
        width=BAR,
        name=name,
        text=rows["label"].tolist(),
        textposition="none",
        customdata=rows[words].tolist(),
        hovertemplate=f"%{{text}}<br><b>{name}</b>: %{{customdata}}<extra></extra>",
    )


def _add_missing(figure: go.Figure, frame: Frame, y: float) -> None:
    """Draw an empty dotted track, which is not a bar of zero."""
    line = {"width": 1, "dash": "dot", "color": frame.palette.missing_mark}
    figure.add_shape(type="rect", x0=0, x1=1, y0=y - BAR / 2, y1=y + BAR / 2, line=line)


def _add_reference(figure: go.Figure, frame: Frame, share: float, rows: "pd.Series[float]") -> None:
    colours = frame.palette
    for y in rows:
        ends = {"x0": share, "x1": share, "y0": y - BAR / 2 - 4, "y1": y + BAR / 2 + 4}
        figure.add_shape(type="line", **ends, line={"width": 5, "color": colours.background})
        figure.add_shape(type="line", **ends, line={"width": 2, "color": colours.text})
