"""Where texts stand: widths and distances, in pixels, without drawing anything."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NARROW = 334.0
"""The narrowest plot in pixels, on a phone; labels that keep apart there do so everywhere."""

CHARACTER, BOLD_CHARACTER = 0.5, 0.58
"""The mean width of a character, in heights of its font; in bold as wide as the widest font's."""

TAG = re.compile(r"<[^>]+>")


def text_width(text: str, size: float = 13) -> float:
    """Return about how many pixels wide the longest line of a text is, bold within ``<b>``."""
    widest, is_bold = 0.0, False
    for line in text.split("<br>"):
        width = 0.0
        for part in re.split(r"(</?b>)", line):
            is_bold = part == "<b>" or (is_bold and part != "</b>")
            width += len(TAG.sub("", part)) * (BOLD_CHARACTER if is_bold else CHARACTER)
        widest = max(widest, width)
    return widest * size


def line_count(text: str) -> int:
    """Return how many lines a text has."""
    return text.count("<br>") + 1


def anchor(share: float, width: float, plot: float = NARROW) -> str:
    """Return how to anchor text of so many pixels at a share of the plot, so that it stays in."""
    if share * plot < width / 2:
        return "left"
    return "right" if (1 - share) * plot < width / 2 else "center"


def spread(
    positions: Sequence[float],
    sizes: Sequence[float],
    within: tuple[float, float] = (-np.inf, np.inf),
) -> list[float]:
    """Return centres as near the positions as possible that let labels of such sizes not overlap.

    The order is kept; the sum of squared moves is the least possible (pool adjacent violators).
    Labels that have no room between the ends of `within` go beyond its second.
    """
    order = np.argsort(positions, kind="stable")
    half = np.asarray(sizes, dtype=float)[order] / 2
    steps = np.concatenate([[0.0], np.cumsum(half[:-1] + half[1:])]) if len(half) else half
    blocks: list[tuple[float, int]] = []
    for wish in np.asarray(positions, dtype=float)[order] - steps:
        mean, count = float(wish), 1
        while blocks and blocks[-1][0] > mean:
            other, others = blocks.pop()
            mean = (mean * count + other * others) / (count + others)
            count += others
        blocks.append((mean, count))
    free = np.repeat([mean for mean, _ in blocks], [count for _, count in blocks])
    if len(free):
        free = np.minimum(free, within[1] - half[-1] - steps[-1])
        free = np.maximum(free, within[0] + half[0])
    result = np.empty(len(order))
    result[order] = free + steps
    return [float(value) for value in result]


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round numbers from at or below `low` to at or above `high`, two to so many.

    Where the ends are equal, the numbers reach as far above them as they are from 0, or to 1.
    """
    if low == high:
        high = low + (abs(low) or 1.0)
    span = high - low
    power = 10.0 ** np.floor(np.log10(span / most))
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50):
        step = factor * power
        first, last = np.floor(low / step), np.ceil(high / step)
        if last - first + 1 <= most:
            break
    ticks: NDArray[np.float64] = np.arange(first, last + 1) * step
    return [float(round(tick, 10)) for tick in ticks]
