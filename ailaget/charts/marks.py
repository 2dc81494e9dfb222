"""What stands for whom: one symbol, ink and dash for each kind of place, on every chart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ailaget.charts.key import KeyEntry
from ailaget.charts.style import LIGHT, Frame, Palette

Kind = Literal["municipality", "county", "skr_group", "sweden", "rest"]
"""The chosen municipality, an area that it lies in or that is chosen, the country, and the rest."""


@dataclass(frozen=True)
class Mark:
    """A plotly symbol, the field of a palette that inks it, and the dash of its line.

    `fill` is the colour of its bars on light paper, where nothing but colour tells them apart.
    """

    symbol: str
    ink: Literal["focus", "accent", "text"]
    dash: str
    fill: str

    def colour(self, palette: Palette) -> str:
        """Return the ink in a theme."""
        return str(getattr(palette, self.ink))


MARKS: dict[Kind, Mark] = {
    "municipality": Mark("circle", "focus", "solid", LIGHT.focus),
    "county": Mark("triangle-down", "accent", "dash", LIGHT.accent),
    # Open, hence paler where it is a bar.
    "skr_group": Mark("triangle-up-open", "accent", "dot", "#86b4d3"),
    "sweden": Mark("line-ns-open", "text", "longdash", LIGHT.text),
    "rest": Mark("diamond-open", "text", "dash", LIGHT.text),
}
"""Rust is the chosen municipality alone; blue an area; dark the country, whole or its rest."""

AROUND: Mapping[str, Kind] = {
    "own": "municipality",
    "county": "county",
    "skr_group": "skr_group",
    "sweden": "sweden",
}
"""Whose mark the columns of a table about one municipality have."""

OPEN_LINE = 1.8
"""Width in pixels of the line of an open symbol."""


def sign(kind: Kind, frame: Frame, size: float) -> dict[str, Any]:
    """Return a marker of so many pixels; lines do not shine through an open one."""
    mark, paper = MARKS[kind], frame.palette.background
    ink = mark.colour(frame.palette)
    if mark.symbol.startswith("line-"):
        return {
            "symbol": mark.symbol,
            "size": size,
            "color": ink,
            "line": {"width": OPEN_LINE, "color": ink},
        }
    if mark.symbol.endswith("-open"):
        return {
            "symbol": mark.symbol.removesuffix("-open"),
            "size": size,
            "color": paper,
            "line": {"width": OPEN_LINE, "color": ink},
        }
    return {"symbol": mark.symbol, "size": size, "color": ink, "line": {"width": 1, "color": paper}}


def entry(kind: Kind, frame: Frame, label: str) -> KeyEntry:
    """Return what explains a kind's mark in the key of a chart."""
    return KeyEntry(MARKS[kind].symbol, MARKS[kind].colour(frame.palette), label)
