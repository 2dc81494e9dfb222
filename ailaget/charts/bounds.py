"""What the silent could change: the mean of those who answered inside all that is possible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.columns import column_sheet
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.parts import in_parts
from ailaget.charts.rows import Sheet, empty_figure
from ailaget.charts.style import Frame

BAR, HEADS = 11.0, 22.0
"""Depths in pixels of a bar, and of the line with the columns' headings."""


@dataclass(frozen=True)
class BoundsLabels:
    """The words: the three signs, the two columns, the axis, and its ticks."""

    range: str
    mean: str
    stratified: str
    rate: str
    respondents: str
    axis: str
    ticks: Mapping[float, str]
    empty: str


def bounds_chart(
    groups: pd.DataFrame, frame: Frame, labels: BoundsLabels, *, ticks: Sequence[float]
) -> go.Figure:
    """Return a bar per group from the least to the most possible, with what is known on it.

    Parameters
    ----------
    groups
        One row per group, top to bottom: ``part`` (all, groups), ``label``, ``low`` and ``high``,
        ``mean`` and ``stratified`` (NaN: no sign), all in the indicator's unit, each with its
        ``..._text`` (``range_text`` for both ends); ``rate_text`` and ``n_text``.
    ticks
        The axis' ticks, in the indicator's unit.
    """
    if groups.empty:
        return empty_figure(frame, labels.empty)
    key = [
        KeyEntry("square", _bar_colour(frame), labels.range),
        KeyEntry("circle", frame.palette.accent, labels.mean),
        KeyEntry("diamond-open", frame.palette.text, labels.stratified),
    ]
    rows, _ = in_parts(groups, {"all": "", "groups": ""}, key_depth(key) + HEADS)
    rows["is_own"] = rows["part"] == "all"
    pad = 0.02 * (ticks[-1] - ticks[0])
    sheet = column_sheet(
        frame,
        rows,
        (ticks[0] - pad, ticks[-1] + pad),
        ("rate_text", "n_text"),
        heads=(labels.rate, labels.respondents),
        ticks=ticks,
        axis_title=labels.axis,
    )
    sheet.tick_texts = [labels.ticks[tick] for tick in ticks]
    add_key(sheet, key)
    _add_bars(sheet, rows, labels)
    paper, ink = sheet.colours.background, sheet.colours.text
    stratified = {
        "symbol": "diamond",
        "size": 12,
        "color": paper,
        "line": {"width": 1.8, "color": ink},
    }
    mean = {"size": 10, "color": sheet.colours.accent, "line": {"width": 1.2, "color": paper}}
    sheet.traces += [
        _signs(rows, "stratified", labels.stratified, stratified),
        _signs(rows, "mean", labels.mean, mean),
    ]
    return sheet.figure()


def _bar_colour(frame: Frame) -> str:
    return "#39495a" if frame.theme == "dark" else "#cfd9e2"


def _add_bars(sheet: Sheet, rows: pd.DataFrame, labels: BoundsLabels) -> None:
    sheet.traces.append(
        go.Bar(
            orientation="h",
            base=rows["low"].round(4).tolist(),
            x=(rows["high"] - rows["low"]).round(4).tolist(),
            y=rows["y"].tolist(),
            width=BAR,
            marker={
                "color": _bar_colour(sheet.frame),
                "line": {"width": 0.75, "color": sheet.colours.context},
            },
            text=rows["label"].tolist(),
            textposition="none",
            customdata=rows["range_text"].tolist(),
            hovertemplate=f"<b>%{{text}}</b><br>{labels.range}: %{{customdata}}<extra></extra>",
        )
    )


def _signs(rows: pd.DataFrame, kind: str, words: str, marker: dict[str, object]) -> go.Scatter:
    shown = rows[rows[kind].notna()]
    return go.Scatter(
        x=shown[kind].round(4).tolist(),
        y=shown["y"].tolist(),
        mode="markers",
        marker={"opacity": 1, **marker},
        text=shown["label"].tolist(),
        customdata=shown[f"{kind}_text"].tolist(),
        hovertemplate=f"<b>%{{text}}</b><br>{words}: %{{customdata}}<extra></extra>",
        cliponaxis=False,
    )
