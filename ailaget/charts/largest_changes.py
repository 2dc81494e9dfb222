"""Who moved most between two waves: from an open dot to an arrowhead, rises first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.columns import column_sheet, depth_of, with_rows
from ailaget.charts.geometry import nice_ticks
from ailaget.charts.goal_marks import GoalMark, add_goal_marks, reaching
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout, empty_figure, records
from ailaget.charts.style import Frame

HEAD, BETWEEN = 26.0, 10.0
"""Pixels of the line above each part, and between the two."""


@dataclass(frozen=True)
class LargestChangesLabels:
    """The words of the largest_changes: headings of both parts, and the two waves for hovering."""

    up: str
    down: str
    before: str
    after: str
    empty: str
    axis: str = ""


def largest_changes(
    table: pd.DataFrame,
    frame: Frame,
    labels: LargestChangesLabels,
    *,
    axis_range: tuple[float, float] | None = None,
    targets: Sequence[GoalMark] = (),
) -> go.Figure:
    """Return those who rose, largest change first, then those who fell, largest change first.

    Parameters
    ----------
    table
        One row per municipality to show: ``label`` (its name), ``before`` and ``after`` (values in
        the two waves; where either is NaN there is no move and no row), ``before_text``,
        ``after_text``, ``change_text`` (with its sign). Who did not move is not drawn.
    axis_range
        Ends of the axis; without it round numbers around the values.
    targets
        Goals to mark; one not too far off is within the axis.
    """
    change = table["after"] - table["before"]
    parts = {
        labels.up: table.assign(change=change)[change > 0].sort_values(
            "change", ascending=False, kind="stable"
        ),
        labels.down: table.assign(change=change)[change < 0].sort_values("change", kind="stable"),
    }
    placed: list[pd.DataFrame] = []
    heads: list[tuple[str, float]] = []
    bottom = 0.0
    for heading, part in parts.items():
        if part.empty:
            continue
        start = bottom + (BETWEEN if placed else 0.0)
        heads.append((heading, start + HEAD / 2))
        placed.append(with_rows(part, start + HEAD))
        bottom = depth_of(placed[-1])
    if not placed:
        return empty_figure(frame, labels.empty)
    rows = pd.concat(placed, ignore_index=True)
    values = rows[["before", "after"]].to_numpy(dtype=float)
    ends = axis_range or (float(values.min()), float(values.max()))
    return add_goal_marks(
        _drawn(rows, heads, frame, labels, reaching(ends, targets)), frame, targets, "x"
    )


def _drawn(
    rows: pd.DataFrame,
    heads: list[tuple[str, float]],
    frame: Frame,
    labels: LargestChangesLabels,
    ends: tuple[float, float],
) -> go.Figure:
    ticks = nice_ticks(*ends)
    pad = 0.03 * (ticks[-1] - ticks[0])
    row_layout = column_sheet(
        frame,
        rows,
        (ticks[0] - pad, ticks[-1] + pad),
        ("change_text",),
        ticks=ticks,
        axis_title=labels.axis,
    )
    shift = EDGE - row_layout.left
    for heading, y in heads:
        row_layout.clear(y - HEAD / 2, y + HEAD / 2)
        ground = frame.palette.background
        row_layout.write(
            0, y, heading, xshift=shift, size=12, color=frame.palette.muted, bgcolor=ground
        )
    for is_up in (True, False):
        part = rows[(rows["change"] > 0) == is_up]
        if not part.empty:
            _add_part(row_layout, part, is_up, labels)
    return row_layout.figure()


def _add_part(
    row_layout: RowLayout, part: pd.DataFrame, is_up: bool, labels: LargestChangesLabels
) -> None:
    colour = _colour(is_up, row_layout.frame)
    line: dict[str, list[Any]] = {"x": [], "y": []}
    for row in records(part):
        line["x"] += [row.before, row.after, None]
        line["y"] += [row.y, row.y, None]
    style = {"color": colour, "width": 2.5}
    row_layout.traces.append(go.Scatter(**line, mode="lines", line=style, hoverinfo="skip"))
    ring = {"width": 2, "color": colour}
    start = {"symbol": "circle", "size": 9, "color": row_layout.colours.background, "line": ring}
    row_layout.traces.append(_dots(part, "before", labels.before, start))
    # The tip of this symbol is at its point; a triangle's middle would be.
    head = {"symbol": "arrow", "angle": 90 if is_up else -90, "size": 14, "color": colour}
    row_layout.traces.append(_dots(part, "after", labels.after, head))


def _colour(is_up: bool, frame: Frame) -> str:
    return frame.palette.diverging[-1 if is_up else 0]


def _dots(part: pd.DataFrame, kind: str, name: str, marker: dict[str, Any]) -> go.Scatter:
    return go.Scatter(
        x=[round(value, 4) for value in part[kind]],
        y=part["y"].tolist(),
        mode="markers",
        name=name,
        marker={"opacity": 1, **marker},
        text=part["label"].tolist(),
        customdata=(part[f"{kind}_text"] + " (" + part["change_text"] + ")").tolist(),
        hovertemplate=f"<b>%{{text}}</b><br>{name}: %{{customdata}}<extra></extra>",
    )
