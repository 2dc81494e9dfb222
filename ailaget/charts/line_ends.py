"""Names at the right ends of lines, with their last values, kept apart from each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.geometry import line_count, spread

LABEL_WIDTH = 20
"""Characters per line of a name: a phone then keeps most of its width for the lines."""

BESIDE, LEAD = 18, 2
"""Pixels from the plot to the names, and to the lines that lead to those that are moved."""

END = "line end"
"""What the names are called in a figure."""

LETTERS, LEADING = 13, 1.3
"""Pixels of a name's letters, and of its lines in them, as plotly sets a text."""

LABEL_LINE, LABEL_GAP = LETTERS * LEADING, 6.0
"""Pixels per line of a name, and between names."""


@dataclass(frozen=True)
class LineEnd:
    """What to write at the end of a line: where it ends, the wrapped words, and their colour."""

    value: float
    text: str
    colour: str


def add_line_ends(figure: go.Figure, ends: Sequence[LineEnd], axis: tuple[float, float]) -> None:
    """Write the names right of the plot, moved up or down as little as keeps them apart.

    The figure has its final height and margins; `axis` has the ends of its y axis.
    """
    margin = figure.layout.margin
    depth = figure.layout.height - margin.t - margin.b
    for text in line_end_texts(ends, axis, depth):
        figure.add_annotation(text)


def line_end_texts(
    ends: Sequence[LineEnd], axis: tuple[float, float], depth: float
) -> list[dict[str, Any]]:
    """Return the names as annotations, for so many pixels of a plot from end to end of an axis."""
    wishes = [(axis[1] - end.value) / (axis[1] - axis[0]) * depth for end in ends]
    places = parted(wishes, [end.text for end in ends], depth)
    return [
        {
            "text": end.text,
            "x": 1,
            "xref": "paper",
            "y": end.value,
            "yref": "y",
            "xanchor": "left",
            "yanchor": "middle",
            "align": "left",
            "borderpad": 0,
            "font": {"color": end.colour},
            "name": END,
            **put_beside(place - wish, end.colour),
        }
        for end, wish, place in zip(ends, wishes, places, strict=True)
    ]


def parted(
    wishes: Sequence[float],
    names: Sequence[str],
    depth: float,
    line: float = LABEL_LINE,
    gap: float = LABEL_GAP,
) -> list[float]:
    """Return the middles of names, in pixels down a plot so deep, as near the wishes as keep apart.

    Their order is kept, and no two are nearer than `gap`. They reach a line above the plot and half
    a line below it; names that need more than that go on below.
    """
    sizes = [line * line_count(name) + gap for name in names]
    return spread(wishes, sizes, within=(-line, depth + line / 2))


def depth_for(names: Sequence[str]) -> float:
    """Return the pixels of a plot that has room for so many names at its side."""
    lines = sum(map(line_count, names)) - 3 / 2
    return LABEL_LINE * lines + LABEL_GAP * len(names)


def put_beside(move: float, colour: str, times: float = 1.0) -> dict[str, Any]:
    """Return how far from its line's end a name stands; one that has been moved points at it.

    `move` is in pixels down, on a chart that is so many `times` as large as on a page.
    """
    if abs(move) <= times * LABEL_LINE / 2:
        return {"showarrow": False, "xshift": times * BESIDE, "yshift": round(-move, 1)}
    return {
        "showarrow": True,
        "xshift": times * LEAD,
        "ax": times * (BESIDE - LEAD),
        "ay": round(move, 1),
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": colour,
        "standoff": 0,
    }
