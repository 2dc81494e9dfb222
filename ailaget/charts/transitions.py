"""From which level to which: a table of counts, coloured by who climbed and who fell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.geometry import line_count
from ailaget.charts.key import KeyEntry, add_key, key_depth
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout, empty_figure
from ailaget.charts.style import Frame, ink_on, wrapped

CELL, WAVE, HEAD = 50.0, 24.0, 14.0
"""Pixels of a cell's height, and of the heads above: the waves, and a line of a level."""

LEFT = 108.0
"""Pixels for the levels' names at the left."""

ACROSS, DOWN = 7, 15
"""Characters per line of a level's name, above a column and beside a row.

On a phone a column is 45 pixels wide, and names above two must not run into one.
"""

FALL, CLIMB = (1, 0), (3, 4)
"""Where a move of one step, and of more, stands on the diverging scale."""


@dataclass(frozen=True)
class TransitionLabels:
    """The words of the two waves, of the kinds of move, and of an empty table.

    `fell` and `climbed` are those of one level, and of two or more.
    """

    before: str
    after: str
    fell: tuple[str, str]
    stayed: str
    climbed: tuple[str, str]
    empty: str


def transition_table(
    counts: pd.DataFrame,
    names: pd.DataFrame,
    levels: Sequence[str],
    frame: Frame,
    labels: TransitionLabels,
) -> go.Figure:
    """Return a table of counts: from the level at the left to the level above.

    Parameters
    ----------
    counts
        Rows from, columns to, both lowest first: numbers of municipalities.
    names
        The same shape: who they are, for hovering.
    levels
        The levels' words, lowest first.
    """
    if not int(counts.to_numpy().sum()):
        return empty_figure(frame, labels.empty)
    key = _key(counts.to_numpy(), frame, labels)
    heads = [wrapped(level, ACROSS) for level in levels]
    depth = HEAD * max(map(line_count, heads)) + 6
    top, size = key_depth(key) + WAVE + depth, len(levels)
    row_layout = RowLayout(frame, top + CELL * size, (-0.5, size - 0.5), left=LEFT, right=4)
    add_key(row_layout, key)
    for line in row_layout.texts:
        line["xshift"] = EDGE - LEFT
    _add_heads(row_layout, levels, labels, (top - depth, top))
    cells = [(start, end) for start in range(size) for end in range(size)]
    array = counts.to_numpy()
    count = {cell: int(array[cell]) for cell in cells}
    for start, end in cells:
        _add_cell(row_layout, (end, top + CELL * (start + 0.5)), count[start, end], end - start)
    taken = [cell for cell in cells if count[cell]]
    row_layout.traces.append(
        go.Scatter(
            x=[end for _, end in taken],
            y=[top + CELL * (start + 0.5) for start, _ in taken],
            mode="markers",
            marker={"symbol": "square", "size": 40, "opacity": 0},
            text=[f"{levels[start]} → {levels[end]}: {count[start, end]}" for start, end in taken],
            customdata=[wrapped(str(names.iloc[cell]), 60) for cell in taken],
            hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>",
        )
    )
    return row_layout.figure()


def _key(counts: np.ndarray, frame: Frame, labels: TransitionLabels) -> list[KeyEntry]:
    """Return what the colours of the moves that there are mean, from the longest fall up."""
    steps = {int(end - start) for start, end in np.argwhere(counts)}
    moves = [
        (min(steps) < -1, frame.palette.diverging[FALL[1]], labels.fell[1]),
        (-1 in steps, frame.palette.diverging[FALL[0]], labels.fell[0]),
        (0 in steps, frame.palette.context, labels.stayed),
        (1 in steps, frame.palette.diverging[CLIMB[0]], labels.climbed[0]),
        (max(steps) > 1, frame.palette.diverging[CLIMB[1]], labels.climbed[1]),
    ]
    return [KeyEntry("square", colour, label) for is_there, colour, label in moves if is_there]


def _add_heads(
    row_layout: RowLayout,
    levels: Sequence[str],
    labels: TransitionLabels,
    ends: tuple[float, float],
) -> None:
    """Write the waves above the levels, which stand between two depths, and at the left."""
    start, top = ends
    y = start - WAVE / 2
    row_layout.write(0, y, labels.before, xshift=EDGE - LEFT, weight=600, size=12.5)
    row_layout.write(0.5, y, labels.after, xanchor="center", weight=600, size=12.5)
    middle: dict[str, Any] = {"xanchor": "center", "align": "center"}
    for place, level in enumerate(levels):
        across, beside = wrapped(level, ACROSS), wrapped(level, DOWN)
        row_layout.write(place, (start + top) / 2, across, on_plot=True, size=12, **middle)
        row_layout.write(0, top + CELL * (place + 0.5), beside, xshift=EDGE - LEFT, size=12.5)


def _add_cell(row_layout: RowLayout, place: tuple[int, float], count: int, steps: int) -> None:
    colours, (x, y) = row_layout.colours, place
    far = min(abs(steps), 2) - 1
    moved = (CLIMB if steps > 0 else FALL)[far]
    colour = colours.diverging[moved] if steps else colours.context
    corners = {"x0": x - 0.48, "x1": x + 0.48, "y0": y - CELL / 2 + 1.5, "y1": y + CELL / 2 - 1.5}
    fill = colour if count else colours.missing
    row_layout.shapes.append(
        {"type": "rect", "line": {"width": 0}, "fillcolor": fill, "layer": "below", **corners}
    )
    if count:
        row_layout.write(
            x,
            y,
            f"{count}",
            on_plot=True,
            xanchor="center",
            size=16,
            color=ink_on(colour),
            weight=600,
        )
