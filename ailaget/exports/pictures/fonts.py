"""The fonts of pictures: widths in figures are reckoned in a narrow one, which not all have."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.font_manager import get_font_names

from ailaget.exports.pictures.own_font import NAME, own_font

NAMES = ("Source Sans 3", "Source Sans Pro", "Segoe UI", "Arial", "Liberation Sans")
LAST, NARROWER = "DejaVu Sans", 0.89
"""What every machine has in the end, and how much smaller it is set, being so much wider."""

FONT = re.compile(r"font$")


@cache
def fonts_here() -> tuple[str, ...]:
    """Return the fonts that this machine has of those that the pages ask for, best first."""
    return (NAME, LAST) if borrowed() else (*_installed(), LAST)


@cache
def borrowed() -> Path | None:
    """Return where the pages' own font lies, where the machine has none of those asked for."""
    return None if _installed() else own_font()


@cache
def _installed() -> tuple[str, ...]:
    here = set(get_font_names())
    return tuple(name for name in NAMES if name in here)


def fitted(part: Any, *, is_font: bool = False) -> Any:
    """Return a figure's JSON with its letters in sizes that the fonts of this machine bear."""
    if fonts_here() != (LAST,):
        return part
    if isinstance(part, list):
        return [fitted(each) if isinstance(each, dict) else each for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value * NARROWER
        if is_font and key == "size" and isinstance(value, int | float)
        else fitted(value, is_font=bool(FONT.search(key)))
        if key != "geojson"
        else value
        for key, value in part.items()
    }


if __name__ == "__main__":
    fonts_here()
