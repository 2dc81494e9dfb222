"""Colours as a figure writes them, as matplotlib takes them."""

import re

from matplotlib.colors import to_rgba

RGBA = re.compile(r"rgba\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*([\d.]+)\s*\)")


def colour_of(css: str) -> tuple[float, float, float, float]:
    """Return red, green, blue and opacity, each 0 to 1; raises ValueError for what is no colour."""
    if (match := RGBA.fullmatch(css)) is None:
        return to_rgba(css)
    red, green, blue, opacity = map(float, match.groups())
    return red / 255, green / 255, blue / 255, opacity
