"""The words of a chart for the projector: broken for a phone on the page, whole here if can be."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ailaget.charts.geometry import line_count, text_width
from ailaget.charts.map_panels import HEADING
from ailaget.charts.scatter_layout import UPRIGHT
from ailaget.charts.style import wrapped

Note = dict[str, Any]
"""An annotation of a figure."""

PLAIN = 28.6
"""Pixels of a text that says nothing of its size."""

BESIDE = 0.36
"""The part of the width that names beside their rows may take: longer ones are broken."""

ABOVE = 0.6
"""The part of the plot's width that a name above its row may take."""

HEAD = 0.16
"""The part of the width that the head of a column may take."""


def widened(notes: Sequence[Note], sides: Mapping[str, float], width: float) -> dict[str, float]:
    """Return the margins at the sides with room at the left for the names beside rows."""
    needed = max((_width(note) for note in notes if _is_beside(note)), default=0.0)
    return {**sides, "l": max(sides["l"], min(needed, BESIDE * width))}


def whole(note: Note, sides: Mapping[str, float], width: float) -> Note:
    """Return a row's name or a column's head in as few lines as there is room for."""
    plot = width - sides["l"] - sides["r"]
    if note.get("name") == HEADING:
        return note
    if _is_beside(note):
        return {**_within(note, sides["l"] - _size(note)), "xshift": -sides["l"]}
    if _is_row_name(note):
        return _within(note, ABOVE * plot)
    is_head = note.get("xanchor") == "center" and line_count(str(note["text"])) > 1
    return _within(note, HEAD * plot) if is_head else note


def _within(note: Note, room: float) -> Note:
    """Return a note with its text broken anew, in lines of at most so many pixels, if it can be."""
    is_bold = str(note["text"]).startswith("<b>")
    text = re.sub(r"</?b>", "", str(note["text"])) if is_bold else str(note["text"])
    whole_text = text.replace("<br>", " ")
    characters = len(whole_text)
    while characters > 1:
        broken = wrapped(whole_text, characters)
        broken = f"<b>{broken}</b>" if is_bold else broken
        if text_width(broken, _size(note)) <= room:
            return {**note, "text": broken}
        characters = max(len(line) for line in wrapped(whole_text, characters).split("<br>")) - 1
    return note


def _width(note: Note) -> float:
    return text_width(str(note["text"]).replace("<br>", " "), _size(note)) + _size(note)


def _size(note: Note) -> float:
    return float(note.get("font", {}).get("size", PLAIN))


def _is_row_name(note: Note) -> bool:
    where = note.get("x"), note.get("yref", "y"), note.get("xref", "paper")
    return where == (0, "y", "paper") and note.get("xanchor", "left") == "left"


def _is_beside(note: Note) -> bool:
    # What stands above a plot or a panel begins where names do too, and takes no room beside it.
    is_on_row = note.get("yanchor", "middle") == "middle" and note.get("name") != UPRIGHT
    return _is_row_name(note) and is_on_row and note.get("xshift", 0) < 0
