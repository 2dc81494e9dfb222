"""Groups by how far they are from the whole, now and in the wave before; who is sure stands out."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.columns import LINE, column_sheet, depth_of, head_of, with_rows
from ailaget.charts.geometry import NARROW, anchor, nice_ticks, text_width
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

HEAD = 22.0
"""Depth in pixels of the columns' headings."""

SURE, UNSURE, BEFORE = 13, 9, 8
"""Pixels of a dot: a difference that is sure, one that may be chance, and that of the wave before;
size and bold names say it too, for those who do not see the inks apart."""

MOST_TICKS = 4

NAME_WIDTH = 19
"""Characters per line of a name: there are two columns of numbers to have room for on a phone."""


@dataclass(frozen=True)
class DeviationLabels:
    """Heads of the columns, what the marks mean, the zero line's name, words of an empty chart.

    `before` is empty where there is no wave before.
    """

    deviation: str
    respondents: str
    sure: str
    unsure: str
    before: str
    everyone: str
    axis: str
    empty: str


def deviations(groups: pd.DataFrame, frame: Frame, labels: DeviationLabels) -> go.Figure:
    """Return a row per group, in the order given.

    Parameters
    ----------
    groups
        ``label``, ``deviation`` (in the measure's unit; NaN: too few to say), ``before`` (the same
        in the wave before; NaN: not known), ``is_sure``, ``deviation_text`` (where NaN: the words
        that say why), ``n_text``, ``hover``.
    """
    known = groups[groups["deviation"].notna()]
    if known.empty:
        return empty_figure(frame, labels.empty)
    entries = _entries(frame, labels)
    top = key_depth(entries)
    shown = groups["deviation_text"].where(groups["deviation"].notna(), "")
    rows = with_rows(groups.assign(shown=shown, is_own=groups["is_sure"]), top + HEAD, NAME_WIDTH)
    values = [0.0, *known["deviation"].round(4), *known["before"].dropna().round(4)]
    ticks = nice_ticks(min(values), max(values), MOST_TICKS)
    pad = 0.04 * (ticks[-1] - ticks[0])
    x_range = (ticks[0] - pad, ticks[-1] + pad)
    row_layout = column_sheet(
        frame,
        rows,
        x_range,
        ("shown", "n_text"),
        heads=(labels.deviation, labels.respondents),
        ticks=ticks,
        axis_title=labels.axis,
    )
    add_key(row_layout, entries)
    _add_everyone(row_layout, rows, x_range, labels.everyone)
    _add_marks(row_layout, rows[rows["deviation"].notna()])
    for row in records(rows[rows["deviation"].isna()]):
        row_layout.write(
            0,
            row.y,
            row.deviation_text,
            size=12,
            color=frame.palette.muted,
            bgcolor=frame.palette.background,
        )
    return row_layout.figure()


def _entries(frame: Frame, labels: DeviationLabels) -> list[KeyEntry]:
    colours = frame.palette
    entries = [
        KeyEntry("circle", colours.accent, labels.sure),
        KeyEntry("circle", colours.context, labels.unsure),
    ]
    if labels.before:
        entries.append(KeyEntry("circle-open", colours.muted, labels.before))
    return entries


def _add_everyone(
    row_layout: RowLayout, rows: pd.DataFrame, x_range: tuple[float, float], name: str
) -> None:
    """Draw the line that all are compared with, and name it above."""
    row_layout.line(
        0, (head_of(rows) + LINE / 2, depth_of(rows)), width=1.5, color=row_layout.colours.text
    )
    share = -x_range[0] / (x_range[1] - x_range[0])
    room = NARROW - row_layout.left - row_layout.right
    side = anchor(share, text_width(name, 12), room)
    row_layout.write(
        0,
        head_of(rows),
        name,
        on_plot=True,
        xanchor=side,
        size=12,
        bgcolor=row_layout.colours.background,
    )


def _add_marks(row_layout: RowLayout, rows: pd.DataFrame) -> None:
    """Draw a ring at what was, a line from it, and a dot at what is, each with what it is."""
    colours = row_layout.colours
    moved = rows[rows["before"].notna()]
    line: dict[str, list[Any]] = {"x": [], "y": []}
    for row in records(moved):
        line["x"] += [round(row.before, 4), round(row.deviation, 4), None]
        line["y"] += [row.y, row.y, None]
    ring = {"width": 1.5, "color": colours.muted}
    inks = [colours.accent if is_sure else colours.context for is_sure in rows["is_sure"]]
    row_layout.traces += [
        go.Scatter(**line, mode="lines", line=ring, hoverinfo="skip"),
        _dots(moved, "before", {"size": BEFORE, "color": colours.background, "line": ring}),
        _dots(
            rows,
            "deviation",
            {"color": inks, "size": [SURE if is_sure else UNSURE for is_sure in rows["is_sure"]]},
        ),
    ]


def _dots(rows: pd.DataFrame, column: str, marker: dict[str, Any]) -> go.Scatter:
    return go.Scatter(
        x=rows[column].round(4).tolist(),
        y=rows["y"].tolist(),
        mode="markers",
        marker={"opacity": 1, **marker},
        text=rows["hover"].tolist(),
        hovertemplate="%{text}<extra></extra>",
    )
