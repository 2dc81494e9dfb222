"""Rows laid out in pixels: headings stand above their marks, so that long names fit a phone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from ailaget.charts.style import Frame, framed

NARROW = 334.0
"""The narrowest plot in pixels, on a phone; labels that keep apart there do so everywhere."""

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
}
"""Signs as text, for keys; a plotly legend would not know how high it is on a phone."""

KEY_LINE, SIGN = 18, 15
EDGE, RIGHT = 2, 8
CHARACTER = 0.5
"""The mean width of a character, in heights of its font."""


def canvas(
    frame: Frame,
    depth: float,
    x_range: tuple[float, float],
    *,
    ticks: Sequence[float] = (),
    axis_title: str = "",
    left: float = EDGE,
    right: float = RIGHT,
    legend_rows: float = 0,
) -> go.Figure:
    """Return a framed figure whose plot is so many pixels deep, with y in pixels from its top.

    `left` and `right` are margins in pixels. Without `ticks` the x axis is not drawn.
    """
    colours = frame.palette
    figure = go.Figure()
    below = 22 * (bool(axis_title) + legend_rows)
    framed(figure, frame, height=400, hovermode="closest", showlegend=False)
    if not ticks:
        below -= 14
    figure.layout.annotations[0].update(
        xshift=EDGE - left, yshift=figure.layout.annotations[0].yshift - below
    )
    margin = figure.layout.margin
    margin.update(l=left, r=right, b=margin.b + below)
    figure.layout.height = round(depth + margin.t + margin.b)
    # What all texts in the plot share is said once: it is half of a figure's size otherwise.
    figure.layout.template = {"layout": {"annotationdefaults": WRITING}}
    figure.update_yaxes(range=[depth, 0], visible=False, fixedrange=True)
    figure.update_xaxes(
        range=list(x_range),
        fixedrange=True,
        visible=bool(ticks),
        tickvals=list(ticks),
        tickfont={"size": 12, "color": colours.muted},
        showline=False,
        ticks="",
        title={"text": axis_title, "standoff": 3, "font": {"size": 12, "color": colours.muted}},
    )
    return figure


def empty_figure(frame: Frame, text: str, height: int = 240) -> go.Figure:
    """Return a figure that says in words why there is nothing to draw."""
    figure = canvas(frame, height - 100, (0, 1))
    write(figure, 0.5, (height - 100) / 2, text, xanchor="center", color=frame.palette.muted)
    return figure


def write(
    figure: go.Figure, x: float, y: float, text: str, *, on_plot: bool = False, **style: Any
) -> None:
    """Write text: `x` is a share of the plot's width, or a value where `on_plot`; `y` in pixels.

    `style` takes any field of an annotation, and the font's color, size and weight.
    """
    font = {key: style.pop(key) for key in ("color", "size", "weight") if key in style}
    if font:
        style["font"] = font
    if on_plot:
        style["xref"] = "x"
    figure.add_annotation(text=text, x=x, y=y, **style)


def heading(figure: go.Figure, frame: Frame, y: float, text: str, value: str = "") -> None:
    """Write a row's name at the left edge, and its value, where given, at the right."""
    write(figure, 0, y, text, bgcolor=frame.palette.background)
    if value:
        write(figure, 1, y, value, xanchor="right", bgcolor=frame.palette.background)


WRITING: dict[str, Any] = {
    "xref": "paper",
    "yref": "y",
    "xanchor": "left",
    "yanchor": "middle",
    "align": "left",
    "showarrow": False,
    "borderpad": 0,
}


@dataclass(frozen=True)
class KeyEntry:
    """What one sign means: a plotly symbol that has a glyph, its colour, and its words."""

    symbol: str
    colour: str
    words: str


def key_depth(entries: Sequence[KeyEntry]) -> float:
    """Return how many pixels deep `add_key` will be."""
    return KEY_LINE * len(_key_lines(entries)) + 10 if entries else 0.0


def add_key(figure: go.Figure, frame: Frame, entries: Sequence[KeyEntry]) -> None:
    """Explain the signs at the top of the plot, in lines that a phone holds."""
    for number, line in enumerate(_key_lines(entries)):
        words = "\u2003".join(
            f'<span style="color:{e.colour};font-size:{SIGN}px">{GLYPHS[e.symbol]}</span>'
            f"\u00a0{e.words}"
            for e in line
        )
        y = KEY_LINE * (number + 0.5)
        style = {"bgcolor": frame.palette.background, "color": frame.palette.muted}
        write(figure, 0, y, words, size=12, **style)


def _key_lines(entries: Sequence[KeyEntry]) -> list[list[KeyEntry]]:
    lines: list[list[KeyEntry]] = []
    free = 0.0
    for entry in entries:
        width = text_width(entry.words, 12) + 30
        if not lines or width > free:
            lines.append([])
            free = NARROW + 20
        lines[-1].append(entry)
        free -= width
    return lines


def text_width(text: str, size: float = 13) -> float:
    """Return about how many pixels wide the longest line of a text is."""
    lines = re.split(r"<br>", text)
    return max(len(re.sub(r"<[^>]+>", "", line)) for line in lines) * size * CHARACTER


def line_count(text: str) -> int:
    """Return how many lines a text has."""
    return text.count("<br>") + 1


def anchor(share: float, width: float, plot: float = NARROW) -> str:
    """Return how to anchor text of so many pixels at a share of the plot, so that it stays in."""
    if share * plot < width / 2:
        return "left"
    return "right" if (1 - share) * plot < width / 2 else "center"


def spread(positions: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Return centres as near the positions as possible that let labels of such sizes not overlap.

    The order is kept; the sum of squared moves is the least possible (pool adjacent violators).
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
    placed = np.repeat([mean for mean, _ in blocks], [count for _, count in blocks]) + steps
    result = np.empty(len(order))
    result[order] = placed
    return [float(value) for value in result]


def lanes(spans: Sequence[tuple[float, float]], gap: float = 6) -> list[int]:
    """Return the first lane in which each span (start, end) stands free of those before it."""
    ends: list[list[tuple[float, float]]] = []
    chosen = []
    for start, end in spans:
        free = (
            i
            for i, lane in enumerate(ends)
            if all(start > e + gap or end < s - gap for s, e in lane)
        )
        lane = next(free, len(ends))
        if lane == len(ends):
            ends.append([])
        ends[lane].append((start, end))
        chosen.append(lane)
    return chosen


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round numbers from at or below `low` to at or above `high`, at most so many."""
    span = high - low or abs(high) or 1.0
    power = 10.0 ** np.floor(np.log10(span / most))
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50):
        step = factor * power
        first, last = np.floor(low / step), np.ceil(high / step)
        if last - first + 1 <= most:
            break
    ticks: NDArray[np.float64] = np.arange(first, last + 1) * step
    return [float(round(tick, 10)) for tick in ticks]
