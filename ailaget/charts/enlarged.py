"""A chart for the projector: the same marks, with every text large enough for the back row."""

import json
import re
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

WIDTH, HEIGHT = 1920, 1080
"""Pixels of the screen that a presentation is laid out for; it is scaled to any other."""

SMALLEST = 28.0
"""Pixels of the smallest text on that screen."""

FACTOR = 2.2
"""How much larger everything is than on the page."""

ROOM = 2.4
"""How much wider the margins at the sides are, as small texts grow more than the rest."""

PIXELS = ("xshift", "yshift", "ax", "ay", "standoff", "borderpad", "ticklen", "width")
"""Fields in pixels, wherever they stand; `width` only in a line."""

TALL = 600
"""Pixels: a figure that is taller on the page has many rows."""

CORNERS = ("x0", "x1", "y0", "y1")
"""Fields of a shape that is measured in pixels."""

SOURCE_LINE = 15
"""Pixels of the margin for each line of the source, which stands outside the figure here."""

TITLE, TITLE_LINE, SUBTITLE_LINE = 62, 23, 15
"""Pixels of the margin for title and subtitle, which stand outside as well."""


def enlarged(figure: go.Figure, width: float, height: float) -> dict[str, Any]:
    """Return a figure's data and layout for so many pixels, without title and source.

    Texts are `FACTOR` times as large, and never under `SMALLEST`; the plot takes the room that is
    left, so that rows move together in a tall chart rather than become small.
    """
    parts: dict[str, Any] = _grown(json.loads(figure.to_json()), "")
    layout = parts["layout"]
    margin, title = figure.layout.margin, figure.layout.title
    layout.pop("title", None)
    notes = list(layout.get("annotations", ()))
    lines = 0
    if notes:
        lines = str(notes.pop(0)["text"]).count("<br>") + 1
    above = TITLE + TITLE_LINE * _breaks(title.text) + SUBTITLE_LINE * _breaks(title.subtitle.text)
    layout["annotations"] = notes
    layout["margin"] = {
        "l": ROOM * (margin.l or 0),
        "r": ROOM * (margin.r or 0),
        "t": FACTOR * max((margin.t or 0) - above, 0) + 12,
        "b": FACTOR * max((margin.b or 0) - SOURCE_LINE * lines, 0),
    }
    layout["width"], layout["height"] = width, height
    return {"data": parts["data"], "layout": layout}


def is_tall(figure: go.Figure) -> bool:
    """Return whether a figure has so many rows that it needs all the room that there is."""
    return (figure.layout.height or 0) > TALL


def subtitle_of(figure: go.Figure) -> str:
    """Return a figure's subtitle in one line: unit, wave and n."""
    return str(figure.layout.title.subtitle.text or "").replace("<br>", " ")


def _breaks(text: str | None) -> int:
    return (text or "").count("<br>")


def _grown(node: Any, name: str) -> Any:
    """Return a part of a figure with its sizes in pixels made larger."""
    if isinstance(node, Mapping):
        if node.get("xsizemode") == "pixel":
            return {**node, **{key: FACTOR * node[key] for key in CORNERS if key in node}}
        return {key: _grown_field(key, value, name) for key, value in node.items()}
    if isinstance(node, list):
        return [_grown(part, name) for part in node]
    if isinstance(node, str) and "font-size" in node:
        return re.sub(r"font-size:\s*([\d.]+)px", lambda m: f"font-size:{_text(m[1])}px", node)
    return node


def _grown_field(key: str, value: Any, parent: str) -> Any:
    if key == "size" and parent.endswith("font"):
        return _text(value)
    if key == "size" and parent == "marker":
        is_each = isinstance(value, list)
        return [FACTOR * one for one in value] if is_each else FACTOR * value
    if key in PIXELS and isinstance(value, int | float) and (key != "width" or parent == "line"):
        return FACTOR * value
    return _grown(value, key)


def _text(size: Any) -> float:
    return max(SMALLEST, round(FACTOR * float(size), 1))
