"""From which level to which: a table of counts, coloured by who climbed and who fell."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.rows import canvas, empty_figure, write
from ailaget.charts.style import DIVERGING, Frame, wrapped

CELL, HEAD, EDGE_WORDS = 52.0, 56.0, 11
"""Pixels of a cell's height and of the heads above; characters per line of a level's name."""

LEFT = 108.0
"""Pixels for the levels' names at the left."""

INK = {True: "#ffffff", False: "#1b2530"}
FALL, CLIMB = (DIVERGING[1], DIVERGING[0]), (DIVERGING[3], DIVERGING[4])
"""One step, and two or more."""


@dataclass(frozen=True)
class TransitionLabels:
    """The words of the two sides, of the three kinds of move, and of an empty table."""

    before: str
    after: str
    fell: str
    stayed: str
    climbed: str
    empty: str


def transition_table(
    counts: pd.DataFrame, levels: Sequence[str], names: pd.DataFrame, frame: Frame,
    labels: TransitionLabels,
) -> go.Figure:  # fmt: skip
    """Return a table of counts: from the level at the left to the level above.

    Parameters
    ----------
    counts
        Rows from, columns to, both lowest first: numbers of municipalities.
    levels
        The levels' words, lowest first.
    names
        The same shape: who they are, for hovering.
    """
    size = len(levels)
    if not size or not int(counts.to_numpy().sum()):
        return empty_figure(frame, labels.empty)
    top = HEAD + 44
    figure = canvas(frame, top + CELL * size, (-0.5, size - 0.5), left=LEFT, right=4)
    _add_heads(figure, frame, levels, labels, top)
    hover: dict[str, list[object]] = {"x": [], "y": [], "text": [], "customdata": []}
    for start in range(size):
        for end in range(size):
            count = int(counts.iat[start, end])
            y = top + CELL * (start + 0.5)
            _add_cell(figure, frame, (end, y), count, end - start)
            if count:
                hover["x"].append(end)
                hover["y"].append(y)
                hover["text"].append(f"{levels[start]} → {levels[end]}: {count}")
                hover["customdata"].append(wrapped(str(names.iat[start, end]), 50))
    marker = {"symbol": "square", "size": 40, "color": "rgba(0,0,0,0)"}
    figure.add_trace(
        go.Scatter(mode="markers", marker=marker, **hover,
                   hovertemplate="<b>%{text}</b><br>%{customdata}<extra></extra>")
    )  # fmt: skip
    return figure


def _add_heads(
    figure: go.Figure, frame: Frame, levels: Sequence[str], labels: TransitionLabels, top: float
) -> None:
    colours = frame.palette
    key = "\u2003".join(
        f'<span style="color:{colour}">■</span>\u00a0{words}'
        for colour, words in (
            (FALL[0], labels.fell), (colours.context, labels.stayed), (CLIMB[0], labels.climbed),
        )
    )  # fmt: skip
    write(figure, 0, 9, key, size=12, color=colours.muted, xshift=2 - LEFT)
    write(figure, 0.5, 32, f"<b>{labels.after}</b>", xanchor="center", size=12)
    write(figure, 0, 32, f"<b>{labels.before}</b>", xshift=2 - LEFT, size=12)
    for place, level in enumerate(levels):
        write(figure, place, top - 27, wrapped(level, EDGE_WORDS), on_plot=True, size=11.5,
              xanchor="center", align="center")  # fmt: skip
        write(figure, 0, top + CELL * (place + 0.5), wrapped(level, 15), size=12.5,
              xshift=2 - LEFT)  # fmt: skip


def _add_cell(
    figure: go.Figure, frame: Frame, place: tuple[int, float], count: int, steps: int
) -> None:
    colours, (x, y) = frame.palette, place
    colour, ink = colours.missing, colours.text
    if count and steps:
        far = min(abs(steps), 2) - 1
        colour, ink = (CLIMB if steps > 0 else FALL)[far], INK[bool(far)]
    elif count:
        colour, ink = colours.context, INK[False]
    figure.add_shape(
        type="rect",
        x0=x - 0.48,
        x1=x + 0.48,
        y0=y - CELL / 2 + 1.5,
        y1=y + CELL / 2 - 1.5,
        line={"width": 0},
        fillcolor=colour if count else "rgba(0,0,0,0)",
    )
    text = f"<b>{count}</b>" if count else "·"
    write(figure, x, y, text, on_plot=True, xanchor="center", size=16,
          color=ink if count else colours.muted)  # fmt: skip
