"""What the silent could change: the mean of those with a value inside all that is possible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import line_count
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame, wrapped

HEADING, TRACK, GAP, BAR = 18.0, 18.0, 6.0, 12.0
"""Depths in pixels of the parts of a row; the first row has twice the gap below it."""

NAME_WIDTH = 36
"""Characters per line of a name, so that a phone holds it beside how many answered."""

BARS = {"light": "#cfd9e2", "dark": "#39495a"}


@dataclass(frozen=True)
class BoundsLabels:
    """The words: the three signs, the axis, and its ticks."""

    range: str
    mean: str
    stratified: str
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
        One row per group, everyone first: ``label``, ``low`` and ``high``, ``mean`` and
        ``stratified`` (NaN: no sign), all in the indicator's unit, each with its ``..._text``
        (``range_text`` for both ends); ``basis_text`` stands at the right.
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
    rows = _placed(groups, key_depth(key))
    pad = 0.02 * (ticks[-1] - ticks[0])
    row_layout = RowLayout(
        frame,
        float(rows["y"].iloc[-1]) + TRACK / 2 + 2,
        (ticks[0] - pad, ticks[-1] + pad),
        ticks,
        [labels.ticks[tick] for tick in ticks],
        axis_title=labels.axis,
    )
    add_key(row_layout, key)
    for row in records(rows):
        name = f"<b>{row.name}</b>" if row.Index == 0 else row.name
        basis = f'<span style="color:{row_layout.colours.muted}">{row.basis_text}</span>'
        row_layout.head(row.y - (TRACK + row.heading) / 2, name, basis)
    _add_marks(row_layout, rows, labels)
    return row_layout.figure()


def _placed(groups: pd.DataFrame, top: float) -> pd.DataFrame:
    names = [wrapped(label, NAME_WIDTH) for label in groups["label"]]
    headings = pd.Series([HEADING * line_count(name) for name in names])
    ends = top + (headings + TRACK + GAP).cumsum()
    ends[1:] += GAP
    rows = groups.reset_index(drop=True)
    return rows.assign(name=names, heading=headings, y=ends - GAP - TRACK / 2)


def _bar_colour(frame: Frame) -> str:
    return BARS["dark" if frame.theme == "dark" else "light"]


def _add_marks(row_layout: RowLayout, rows: pd.DataFrame, labels: BoundsLabels) -> None:
    colours = row_layout.colours
    edge = {"width": 1, "color": colours.edge}
    row_layout.traces.append(
        go.Bar(
            orientation="h",
            base=rows["low"].round(4).tolist(),
            x=(rows["high"] - rows["low"]).round(4).tolist(),
            y=rows["y"].tolist(),
            width=BAR,
            marker={"color": _bar_colour(row_layout.frame), "line": edge},
            text=rows["label"].tolist(),
            textposition="none",
            customdata=rows["range_text"].tolist(),
            hovertemplate=f"<b>%{{text}}</b><br>{labels.range}: %{{customdata}}<extra></extra>",
        )
    )
    paper = colours.background
    diamond = {
        "symbol": "diamond",
        "size": 17,
        "color": paper,
        "line": {"width": 1.8, "color": colours.text},
    }
    dot = {"size": 9, "color": colours.accent, "line": {"width": 1.2, "color": paper}}
    row_layout.traces += [
        _signs(rows, "stratified", labels.stratified, diamond),
        _signs(rows, "mean", labels.mean, dot),
    ]


def _signs(rows: pd.DataFrame, kind: str, name: str, marker: dict[str, object]) -> go.Scatter:
    shown = rows[rows[kind].notna()]
    return go.Scatter(
        x=shown[kind].round(4).tolist(),
        y=shown["y"].tolist(),
        mode="markers",
        marker={"opacity": 1, **marker},
        text=shown["label"].tolist(),
        customdata=shown[f"{kind}_text"].tolist(),
        hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
        cliponaxis=False,
    )
