"""What the signs of a chart mean, in lines of text whose depth is known on every screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ailaget.charts.geometry import text_width
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout
from ailaget.charts.style import Palette

GLYPHS = {
    "circle": "●",
    "circle-open": "○",
    "diamond": "◆",
    "diamond-open": "◇",
    "square": "■",
    "square-open": "□",
    "triangle-up": "▲",
    "triangle-up-open": "△",
    "triangle-down": "▼",
    "triangle-down-open": "▽",
    "star": "★",
    "cross-thin-open": "+",
    "x-thin-open": "×",
    "line-ns-open": "|",
    "bar": "▭",
    "hatched": "▨",
    "crossed": "▩",
    "dotted": "░",
    "line-solid": "—",
    "line-dot": "···",
}
"""Signs as text, for keys; a plotly legend would not know how high it is on a phone."""

KEY_LINE, SIGN, BELOW = 18, 15, 10
"""Pixels of a line of the key, of its signs, and of the room below the key."""

LINE_WIDTH = 262
"""Pixels of a line of the key: a window is no narrower than 320, its margins included."""

OUTLINE = 0.8
"""Pixels of the line around the sign of a pale fill."""

KEY, BETWEEN = "key", "\u2003"
"""The name of the key's texts in a figure, and what stands between the signs of a line."""


@dataclass(frozen=True)
class KeyEntry:
    """What one sign means: a plotly symbol that has a glyph, its colour, and its words."""

    symbol: str
    colour: str
    words: str


def key_depth(entries: Sequence[KeyEntry]) -> float:
    """Return how many pixels deep `add_key` will be."""
    return KEY_LINE * len(_key_lines(entries)) + BELOW if entries else 0.0


def add_key(row_layout: RowLayout, entries: Sequence[KeyEntry]) -> None:
    """Explain the signs at the top, where the title begins, in lines that any window holds."""
    if entries:
        row_layout.clear(0, key_depth(entries) - BELOW)
    shift = EDGE - row_layout.left
    place: dict[str, Any] = {"xshift": shift} if shift else {}
    for number, text in enumerate(key_texts(entries, row_layout.colours)):
        y = KEY_LINE * (number + 0.5)
        background, colour = row_layout.colours.background, row_layout.colours.muted
        row_layout.write(0, y, text, size=12, bgcolor=background, color=colour, name=KEY, **place)


def key_texts(entries: Sequence[KeyEntry], colours: Palette) -> list[str]:
    """Return what explains the signs, a text for each line."""
    return [
        BETWEEN.join(f"{_sign(entry, colours)}\u00a0{entry.words}" for entry in line)
        for line in _key_lines(entries)
    ]


def _sign(entry: KeyEntry, colours: Palette) -> str:
    style = f"color:{entry.colour};font-size:{SIGN}px"
    if entry.symbol == "square" and colours.is_pale(entry.colour):
        style += f";stroke:{colours.edge};stroke-width:{OUTLINE}px"
    return f'<span style="{style}">{GLYPHS[entry.symbol]}</span>'


def _key_lines(entries: Sequence[KeyEntry]) -> list[list[KeyEntry]]:
    lines: list[list[KeyEntry]] = []
    free = 0.0
    for entry in entries:
        width = text_width(entry.words, 12) + 30
        if not lines or width > free:
            lines.append([])
            free = LINE_WIDTH
        lines[-1].append(entry)
        free -= width
    return lines
