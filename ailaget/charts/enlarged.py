"""A chart for the projector: the same marks, with every text large enough for the back row."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from ailaget.charts.enlarged_map import fill_width
from ailaget.charts.enlarged_names import PLAIN, whole, widened
from ailaget.charts.geometry import line_count, spread, text_width
from ailaget.charts.goal_marks import LABEL_LINE, NAME
from ailaget.charts.key import BETWEEN, KEY, KEY_LINE
from ailaget.charts.line_ends import END, LABEL_GAP, LEADING, LETTERS, parted, put_beside
from ailaget.charts.scatter_layout import UPRIGHT
from ailaget.charts.style import CLEAR

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

LINE = 1.1
"""The height of a line of text, in sizes of its font."""

CORNERS = ("x0", "x1", "y0", "y1")
"""Fields of a shape that is measured in pixels."""

SOURCE_LINE = 15
"""Pixels of the margin for each line of the source, which stands outside the figure here."""

KEY_HEIGHT = 38
"""Pixels of a line of the key above the plot."""

CLOSE = 20
"""Pixels on the page between a mark and its name, for a name without a ground of its own."""

TITLE, TITLE_LINE, SUBTITLE_LINE = 62, 23, 15
"""Pixels of the margin for title and subtitle, which stand outside as well."""


def enlarged(figure: go.Figure, width: float, height: float) -> dict[str, Any]:
    """Return a figure's data and layout for so many pixels, without title and source.

    Texts are `FACTOR` times as large, and never under `SMALLEST`; the plot takes the room that is
    left, so that rows move together in a tall chart rather than become small. The key stands above
    the plot in as few lines as the width holds, and names that a phone breaks are whole.
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
    sides = {"l": ROOM * (margin.l or 0), "r": ROOM * (margin.r or 0)}
    signs = [note for note in notes if note.get("name") == KEY]
    # The room that the key has on the page where it stands above the plot.
    above += KEY_LINE * sum(note.get("yref") == "paper" for note in signs)
    notes = [note for note in notes if note.get("name") != KEY]
    sides = widened(notes, sides, width)
    key = _key_above(signs, sides, width, _above(notes))
    layout["annotations"] = [*key, *(whole(note, sides, width) for note in notes)]
    key_lines = sum(note["text"].count("<br>") + 1 for note in key)
    layout["margin"] = {
        **sides,
        "t": FACTOR * max((margin.t or 0) - above, 0) + 12 + KEY_HEIGHT * key_lines,
        "b": FACTOR * max((margin.b or 0) - SOURCE_LINE * lines, 0),
    }
    layout["width"], layout["height"] = width, height
    _make_room(figure, layout)
    _put_side_by_side(layout)
    _part_line_ends(layout)
    fill_width(parts)
    return {"data": parts["data"], "layout": layout}


def is_tall(figure: go.Figure) -> bool:
    """Return whether a figure has so many rows that it needs all the room that there is."""
    return (figure.layout.height or 0) > TALL


def subtitle_of(figure: go.Figure) -> str:
    """Return a figure's subtitle in one line: unit, wave and n."""
    return str(figure.layout.title.subtitle.text or "").replace("<br>", " ")


def _key_above(
    notes: Sequence[Mapping[str, Any]], sides: Mapping[str, float], width: float, above: float
) -> list[dict[str, Any]]:
    """Return the key as one text so far above the plot, in as few lines as there is room for."""
    if not notes:
        return []
    signs = [sign for note in notes for sign in note["text"].split(BETWEEN)]
    size, lines, free = notes[0]["font"]["size"], [""], width
    for sign in signs:
        needed = text_width(sign, size) + 2 * size
        if needed > free and lines[-1]:
            lines, free = [*lines, ""], width
        lines[-1] += (BETWEEN if lines[-1] else "") + sign
        free -= needed
    place = {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "align": "left",
        "xshift": 4 - sides["l"],
        "yshift": 10 + above,
        "yanchor": "bottom",
    }
    return [{**place, "text": "<br>".join(lines), "showarrow": False, "font": notes[0]["font"]}]


def _above(notes: Sequence[Mapping[str, Any]]) -> float:
    """Return how many pixels the words of goals, and the upright axis' name, take above."""
    ends = [
        note["yshift"] + FACTOR * LABEL_LINE * line_count(note["text"])
        for note in notes
        if note.get("name") in (NAME, UPRIGHT) and note.get("yref") == "paper"
    ]
    return max(ends, default=0.0)


def _make_room(figure: go.Figure, layout: dict[str, Any]) -> None:
    """Let the rows have the room where the key stood, and a legend its distance from the top."""
    notes = figure.layout.annotations
    depths = [note.y for note in notes if note.name == KEY and note.yref != "paper"]
    if depths:
        layout["yaxis"]["range"] = [layout["yaxis"]["range"][0], max(depths) + KEY_LINE / 2]
    legend, margin = layout.get("legend", {}), figure.layout.margin
    if "geo" in layout and legend.get("y", 1) < 1:
        before = figure.layout.height - margin.t - margin.b
        after = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        legend["y"] = 1 - FACTOR * before / after * (1 - legend["y"])


def _part_line_ends(layout: dict[str, Any]) -> None:
    """Keep the names at the ends of lines apart here too: the plot has not grown as they have."""
    ends = [note for note in layout["annotations"] if note.get("name") == END]
    if not ends:
        return
    margin, (bottom, top) = layout["margin"], layout["yaxis"]["range"]
    plot = layout["height"] - margin["t"] - margin["b"]
    wishes = [(top - note["y"]) / (top - bottom) * plot for note in ends]
    line, names = LEADING * _text(LETTERS), [note["text"] for note in ends]
    places = parted(wishes, names, plot, line, FACTOR * LABEL_GAP)
    for note, wish, place in zip(ends, wishes, places, strict=True):
        note.update({"yshift": 0} | put_beside(place - wish, note["font"]["color"], FACTOR))


def _put_side_by_side(layout: dict[str, Any]) -> None:
    """Let the names of one row share a line where their lanes have become too low for them.

    Those in the lowest line keep beside the next row's name and value where that is too near.
    """
    margin, rows = layout["margin"], defaultdict(list)
    for note in layout["annotations"]:
        if note.get("ayref") == "y":
            rows[note["y"]].append(note)
    if not rows:
        return
    (left, right), (bottom, top) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    across = layout["width"] - margin["l"] - margin["r"]
    scale = (layout["height"] - margin["t"] - margin["b"]) / (bottom - top)
    for names in rows.values():
        tails = sorted({note["ay"] for note in names})
        nearest = min(tails, key=lambda tail: abs(tail - names[0]["y"]))
        is_low = min(np.diff(tails), default=np.inf) * scale < SMALLEST
        heads = _heads_at(layout["annotations"], nearest if is_low else tails[-1], scale)
        if not is_low and not heads:
            continue
        lane = names if is_low else [note for note in names if note["ay"] == tails[-1]]
        places = [(note["x"] - left) / (right - left) * across for note in lane]
        sizes = [_room(note) for note in lane]
        begins = max((_room(head) for head in heads if not head["x"]), default=-margin["l"])
        ends = across - max((_room(head) for head in heads if head["x"]), default=-margin["r"])
        free = spread(places, sizes, within=(begins, ends))
        for note, before, after in zip(lane, places, free, strict=True):
            tail = nearest if is_low else note["ay"]
            note |= {"ay": tail, "ax": round(after - before, 1), "xanchor": "center"}
            # Its ground would hide a sign that stands there.
            note["bgcolor"] = CLEAR


def _heads_at(notes: Sequence[dict[str, Any]], depth: float, scale: float) -> list[dict[str, Any]]:
    """Return the names and values of rows on which a name at a depth would stand."""
    return [
        note
        for note in notes
        if (note.get("xref"), note.get("yref"), note.get("ayref")) == (None, None, None)
        and abs((note["y"] - depth) * scale - note.get("yshift", 0)) < LINE * _size(note)
    ]


def _room(note: Mapping[str, Any]) -> float:
    """Return the pixels that a text takes in its line, with those that part it from the next."""
    return text_width(note["text"], _size(note)) + SMALLEST


def _size(note: Mapping[str, Any]) -> float:
    return float(note.get("font", {}).get("size", PLAIN))


def _breaks(text: str | None) -> int:
    return (text or "").count("<br>")


def _grown(node: Any, name: str) -> Any:
    """Return a part of a figure with its sizes in pixels made larger."""
    if isinstance(node, Mapping):
        if node.get("ayref") == "y":  # a place on the axis, not pixels
            grown = {**_grown({**node, "ayref": ""}, name), "ay": node["ay"], "ayref": "y"}
            # The ground of a name close to its mark would hide the mark.
            return grown | {"bgcolor": CLEAR} if abs(node["ay"] - node["y"]) < CLOSE else grown
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
        return [FACTOR * size for size in value] if is_each else FACTOR * value
    if key in PIXELS and isinstance(value, int | float) and (key != "width" or parent == "line"):
        return FACTOR * value
    return _grown(value, key)


def _text(size: Any) -> float:
    return max(SMALLEST, round(FACTOR * float(size), 1))
