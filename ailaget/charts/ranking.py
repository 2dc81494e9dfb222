"""Groups in order of one indicator: bars, values and n beside them, hidden groups as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.columns import column_sheet, depth_of, head_of, with_rows
from ailaget.charts.geometry import NARROW, anchor, nice_ticks, text_width
from ailaget.charts.goal_marks import GoalMark, add_goal_marks, reaching
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

FIGURES = ("value", "beside", "beside_low", "beside_high")
"""Columns of what is drawn of a group."""

BAR = 14.0
HEAD = 22.0
"""Depths in pixels of a bar, and of the line above the first row."""


@dataclass(frozen=True)
class RankingLabels:
    """The words of a ranking: heads of the columns, and the national value with its name.

    `beside` names another figure that stands beside each group's own, if any does.
    """

    value: str
    respondents: str
    empty: str
    reference: str = ""
    axis: str = ""
    beside: str = ""


def ranking(
    groups: pd.DataFrame,
    frame: Frame,
    labels: RankingLabels,
    *,
    reference: float | None = None,
    own: str | None = None,
    axis_range: tuple[float, float] | None = None,
    targets: Sequence[GoalMark] = (),
    has_order: bool = False,
) -> go.Figure:
    """Return groups sorted from the highest value; those without one come last, in words.

    Parameters
    ----------
    groups
        One row per group: ``group`` (key), ``label``, ``value`` (indicator's unit; NaN: hidden or
        unknown), ``value_text`` (where NaN: the words that say why), ``n_text`` ("39/49"); where
        another figure stands beside, also ``beside`` and the ends of its interval,
        ``beside_low`` and ``beside_high`` (NaN: none), and ``beside_text``.
    reference
        The country's value, drawn as a line and named by ``labels.reference``.
    own
        Key of the group to emphasise.
    axis_range
        Ends of the axis; without it from 0 (or the lowest) to the highest.
    targets
        Goals to mark, in the values' unit; one not too far off is within the axis.
    has_order
        Whether the groups have an order of their own, such as size, in which they then stay.
    """
    if groups.empty:
        return empty_figure(frame, labels.empty)
    if not has_order:
        groups = groups.sort_values("value", ascending=False, kind="stable", na_position="last")
    ordered = groups.assign(is_own=groups["group"] == own)
    is_hidden = ordered["value"].isna()
    ordered["shown"] = ordered["value_text"].where(~is_hidden, "")
    rows = with_rows(ordered, HEAD)
    far = pd.concat([rows[each] for each in FIGURES if each in rows])
    low, high = axis_range or reaching(_ends(far, reference), targets)
    heads = (labels.value, labels.respondents)
    row_layout = column_sheet(frame, rows, (low, high), ("shown", "n_text"), heads=heads)
    row_layout.traces.append(_bars(rows[~is_hidden], low, own, frame))
    if labels.beside:
        row_layout.traces.extend(_beside(rows[~is_hidden], labels.beside, frame))
    for row in records(rows[is_hidden]):
        row_layout.write(0, row.y, row.value_text, size=12, color=frame.palette.muted)
    if reference is not None:
        share = (reference - low) / (high - low)
        # Goals are dashed; the country's own value is then dotted, so that they are told apart.
        dash = "dot" if targets else "dash"
        _add_reference(row_layout, rows, (reference, share), labels.reference, dash)
    return add_goal_marks(row_layout.figure(), frame, targets, "x")


def _ends(values: "pd.Series[float]", reference: float | None) -> tuple[float, float]:
    known = [*values.dropna(), *([] if reference is None else [reference])]
    ticks = nice_ticks(min([0.0, *known]), max([0.0, *known]) or 1.0)
    return ticks[0], max([*known, ticks[0] + (ticks[-1] - ticks[0]) * 0.05])


def _bars(rows: pd.DataFrame, low: float, own: str | None, frame: Frame) -> go.Bar:
    colours = frame.palette
    plain = colours.accent if own is None else colours.context
    return go.Bar(
        orientation="h",
        base=low,
        x=[round(value - low, 4) for value in rows["value"]],
        y=rows["y"].tolist(),
        width=BAR,
        marker={"color": [colours.accent if is_own else plain for is_own in rows["is_own"]]},
        text=rows["label"].tolist(),
        textposition="none",
        customdata=(rows["value_text"] + " (" + rows["n_text"] + ")").tolist(),
        hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
    )


def _beside(rows: pd.DataFrame, name: str, frame: Frame) -> list[go.Scatter]:
    """Return the marks of what stands beside: where it lies, and how far its interval reaches."""
    known = rows[rows["beside"].notna()]
    bounded = known[known["beside_low"].notna() & known["beside_high"].notna()]
    whisker: dict[str, Any] = {"x": [], "y": []}
    for row in records(bounded):
        whisker["x"] += [row.beside_low, row.beside_high, None]
        whisker["y"] += [row.y, row.y, None]
    line = {"color": frame.palette.text, "width": 2}
    return [
        go.Scatter(**whisker, mode="lines", line=line, hoverinfo="skip"),
        go.Scatter(
            x=known["beside"].round(4).tolist(),
            y=known["y"].tolist(),
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": "diamond",
                "size": 9,
                "color": frame.palette.background,
                "line": {"width": 2, "color": frame.palette.text},
            },
            text=known["label"].tolist(),
            customdata=known["beside_text"].tolist(),
            hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
        ),
    ]


def _add_reference(
    row_layout: RowLayout, rows: pd.DataFrame, place: tuple[float, float], label: str, dash: str
) -> None:
    value, share = place
    last = rows[rows["value"].notna()]
    bottom = depth_of(last) if len(last) else depth_of(rows)
    row_layout.line(value, (HEAD - 3, bottom), width=1.5, dash=dash, color=row_layout.colours.text)
    width, room = text_width(label, 12), NARROW - row_layout.left - row_layout.right
    # To its right are the heads of the columns; to its left, above the names, nothing.
    side = anchor(share, width, room) if (1 - share) * room >= width / 2 else "right"
    ground = row_layout.colours.background  # a goal's line goes behind the words
    row_layout.write(
        value, head_of(rows), label, on_plot=True, xanchor=side, size=12, bgcolor=ground
    )
