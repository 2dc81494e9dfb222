"""Two things at once: nine colours for two measures, on a map with a key of its own and as dots."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.choropleth import MapParts, map_layers
from ailaget.charts.map_legend import MapClass
from ailaget.charts.style import Frame, figure_of, ink_on

CELL, LEFT, TOP = 30, 34, 46
"""Pixels of a square of the key, and of the words beside and above the squares."""

DEPTH = TOP + 3 * CELL + 44
"""Pixels of the key and what parts it from the legend; `front/map_key.js` lays it out on a page."""


@dataclass(frozen=True)
class BivariateLabels:
    """The words of the key: both measures, and their classes low to high."""

    up: str
    right: str
    up_classes: Sequence[str]
    right_classes: Sequence[str]


def bivariate_map(parts: MapParts, frame: Frame, labels: BivariateLabels) -> go.Figure:
    """Return a map of nine classes, with the square key in its upper left corner.

    The areas of `parts` have ``up`` and ``right`` (0 to 2; NaN: no value), of which its classes are
    made here.
    """
    classes = [MapClass(colour, "") for row in frame.palette.bivariate for colour in row]
    classed = parts.areas.assign(map_class=parts.areas["up"] * 3 + parts.areas["right"])
    traces, layout = map_layers(replace(parts, areas=classed, classes=classes), frame, key=DEPTH)
    known = classed[classed["map_class"].notna()]
    counts = Counter(zip(known["up"].astype(int), known["right"].astype(int), strict=True))
    shapes, texts = _key(frame, labels, counts)
    layout["shapes"] = [*layout.get("shapes", ()), *shapes]
    if parts.zoom is not None:
        layout["meta"]["key"] = DEPTH
    layout["annotations"] += texts
    return figure_of(traces, layout)


def _key(
    frame: Frame, labels: BivariateLabels, counts: Mapping[tuple[int, int], int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the key's squares and words, in pixels from the plot's upper left corner."""
    muted = frame.palette.muted
    shapes: list[dict[str, Any]] = []
    texts = [_text(0, 20, labels.up, muted), _text(LEFT, TOP + 3 * CELL + 28, labels.right, muted)]
    for up in range(3):
        y = TOP + (2 - up) * CELL
        texts.append(_text(LEFT - 5, y + CELL / 2, labels.up_classes[up], muted, xanchor="right"))
        for right in range(3):
            x = LEFT + right * CELL
            colour = frame.palette.bivariate[up][right]
            shapes.append(_square(x, y, colour, frame.palette.rim(colour)))
            count = str(counts.get((up, right), 0))
            ink = ink_on(colour)
            texts.append(_text(x + CELL / 2, y + CELL / 2, count, ink, xanchor="center"))
    for right, label in enumerate(labels.right_classes):
        middle = LEFT + right * CELL + CELL / 2
        texts.append(_text(middle, TOP + 3 * CELL + 10, label, muted, xanchor="center"))
    return shapes, texts


def _square(x: float, y: float, colour: str, edge: str) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
        "x0": x,
        "x1": x + CELL,
        "y0": -y,
        "y1": -(y + CELL),
        "fillcolor": colour,
        "line": {"width": 1, "color": edge},
    }


def _text(
    x: float, y: float, text: str, colour: str, *, xanchor: str = "left", size: float = 12
) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xshift": x,
        "yshift": -y,
        "xanchor": xanchor,
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": colour},
    }
