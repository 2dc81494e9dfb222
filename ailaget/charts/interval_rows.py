"""A row for each part, group or wave: a dot with its interval, and a line at zero."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import line_count, nice_ticks
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame, scatter, wrapped

HEADS, LINE, ABOVE, TRACK, GAP = 22.0, 16.0, 4.0, 18.0, 8.0
"""Depths in pixels of the columns' heads; of a line of a row's name and the room above it; of its
marks, and the room below them."""

NAME_WIDTH = 36
"""Characters per line of a name: its figures stand beside it, on a phone too."""

SURE, UNSURE = 13, 9
"""Pixels of a dot whose interval leaves zero out, and of one that does not; bold names say it too.
"""

MOST_TICKS = 4

BETWEEN = " · "
"""Between a row's figure and its note, which stand above its marks: a phone has no room beside."""


@dataclass(frozen=True)
class IntervalLabels:
    """Heads of the two columns, the axis' name, and the words of an empty chart."""

    value: str
    note: str
    axis: str
    empty: str


def interval_rows(rows: pd.DataFrame, frame: Frame, labels: IntervalLabels) -> go.Figure:
    """Return a row for each, in the order given.

    Parameters
    ----------
    rows
        ``label``, ``value``, ``low``, ``high`` (NaN: no interval), ``value_text``, ``note_text``,
        ``is_sure`` (whether the interval leaves zero out) and ``hover``.
    """
    known = rows[rows["value"].notna()]
    if known.empty:
        return empty_figure(frame, labels.empty)
    names = known["label"].map(lambda label: wrapped(label, NAME_WIDTH))
    headings = names.map(line_count) * LINE + ABOVE
    bottoms = HEADS + (headings + TRACK + GAP).cumsum()
    placed = known.assign(name=names, heading=headings, y=bottoms - GAP - TRACK / 2)
    ends = pd.concat([placed["value"], placed["low"].dropna(), placed["high"].dropna()])
    ticks = nice_ticks(min(0.0, float(ends.min())), max(0.0, float(ends.max())), MOST_TICKS)
    pad = 0.04 * (ticks[-1] - ticks[0])
    row_layout = RowLayout(
        frame,
        float(bottoms.iloc[-1]),
        (ticks[0] - pad, ticks[-1] + pad),
        ticks,
        axis_title=labels.axis,
        left=EDGE,
        is_ruled=False,
    )
    muted: dict[str, Any] = {"size": 12, "color": row_layout.colours.muted}
    heads = BETWEEN.join(filter(None, (labels.value, labels.note)))
    row_layout.write(1, HEADS / 2, heads, xanchor="right", **muted)
    for row in records(placed):
        top = row.y - TRACK / 2 - row.heading
        name = f"<b>{row.name}</b>" if row.is_sure else row.name
        figures = BETWEEN.join(filter(None, (f"<b>{row.value_text}</b>", row.note_text)))
        row_layout.head(top + row.heading / 2, name, figures)
        track = (row.y - TRACK / 2, row.y + TRACK / 2 + GAP)
        row_layout.rule(track)
        row_layout.line(0, track, width=1.5, color=row_layout.colours.text)
    _add_marks(row_layout, placed)
    return row_layout.figure()


def _add_marks(row_layout: RowLayout, rows: pd.DataFrame) -> None:
    colours, bounded = row_layout.colours, rows[rows["low"].notna() & rows["high"].notna()]
    reach = {
        "array": (bounded["high"] - bounded["value"]).round(4).tolist(),
        "arrayminus": (bounded["value"] - bounded["low"]).round(4).tolist(),
    }
    whisker = {"symmetric": False, "thickness": 2, "width": 5, "color": colours.muted}
    row_layout.traces += [
        scatter(
            x=bounded["value"].round(4).tolist(),
            y=bounded["y"].tolist(),
            mode="markers",
            marker={"size": 1, "color": colours.muted},
            error_x={**whisker, **reach},
            hoverinfo="skip",
        ),
        scatter(
            x=rows["value"].round(4).tolist(),
            y=rows["y"].tolist(),
            mode="markers",
            marker={
                "opacity": 1,
                "color": [colours.accent if sure else colours.context for sure in rows["is_sure"]],
                "size": [SURE if sure else UNSURE for sure in rows["is_sure"]],
            },
            text=rows["hover"].tolist(),
            hovertemplate="%{text}<extra></extra>",
        ),
    ]
