"""Names at the right ends of lines, with their last values, kept apart from each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from ailaget.charts.geometry import line_count, spread

LABEL_WIDTH = 20
"""Characters per line of a name: a phone then keeps most of its width for the lines."""

LABEL_LINE, LABEL_GAP = 16.0, 4.0
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
    wishes = [(axis[1] - end.value) / (axis[1] - axis[0]) * depth for end in ends]
    sizes = [LABEL_LINE * line_count(end.text) + LABEL_GAP for end in ends]
    places = spread(wishes, sizes, within=(-LABEL_LINE, depth + LABEL_LINE / 2))
    for end, wish, place in zip(ends, wishes, places, strict=True):
        figure.add_annotation(
            text=end.text,
            x=1,
            xref="paper",
            y=end.value,
            yref="y",
            yshift=round(wish - place, 1),
            xshift=8,
            xanchor="left",
            align="left",
            showarrow=False,
            font={"color": end.colour},
        )
