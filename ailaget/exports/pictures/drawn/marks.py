"""Bars, lines and points of a figure, by matplotlib."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from ailaget.exports.pictures.drawn.colours import colour_of

LINES: Mapping[str, Any] = {
    "dash": (0, (6, 4)),
    "dot": (0, (1.5, 2.5)),
    "dashdot": (0, (6, 3, 1.5, 3)),
    "longdash": (0, (10, 4)),
    "longdashdot": (0, (10, 3, 1.5, 3)),
}
"""Plotly's dashes in points: drawn, then left out."""

SYMBOLS = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "star": "*",
    "cross-thin": "+",
    "x-thin": "x",
    "line-ns": "|",
    "cross": "P",
    "x": "X",
    "square-x": "s",
    "line-ew": "_",
    "hexagon": "h",
    "pentagon": "p",
    "triangle-left": "<",
    "triangle-right": ">",
}


HEAD = (np.sin(np.pi / 2.5), np.cos(np.pi / 2.5))
"""An arrowhead's length and half its width, in its size."""


def many(value: Any, count: int) -> list[Any]:
    """Return a value for each mark, whether it is said once or for each."""
    return list(value) if isinstance(value, list | tuple) else [value] * count


def numbers(values: Sequence[Any]) -> np.ndarray:
    """Return values as numbers; None is NaN, which no mark is drawn for."""
    return np.array([np.nan if value is None else float(value) for value in values])


def draw_bar(axes: Axes, trace: Mapping[str, Any], stacked: dict[Any, float]) -> None:
    """Draw bars; those that follow others on the same row begin where they end if `stacked`."""
    is_flat = trace.get("orientation") == "h"
    along, at = (trace["x"], trace["y"]) if is_flat else (trace["y"], trace["x"])
    lengths, places = numbers(along), list(at)
    base = numbers(many(trace.get("base", 0), len(lengths)))
    base = base + np.array([stacked.get(place, 0.0) for place in places])
    for place, length in zip(places, lengths, strict=True):
        stacked[place] = stacked.get(place, 0.0) + float(np.nan_to_num(length))
    marker = trace.get("marker", {})
    edge = marker.get("line", {})
    draw = axes.barh if is_flat else axes.bar
    start = "left" if is_flat else "bottom"
    bars = draw(
        places,
        lengths,
        many(trace.get("width", 0.8), len(lengths)),
        **{start: base},
        color=marker.get("color"),
        alpha=marker.get("opacity"),
        zorder=2,
        edgecolor=edge.get("color", "none"),
        linewidth=edge.get("width", 0),
    )
    if trace.get("textposition") == "inside":
        font = trace.get("textfont", {})
        texts = [str(text).replace("$", r"\$") for text in many(trace["text"], len(lengths))]
        axes.bar_label(
            bars,
            texts,
            label_type="center",
            fontsize=font.get("size", 12),
            color=font.get("color", "#1b2530"),
        )


def draw_scatter(axes: Axes, trace: Mapping[str, Any]) -> None:
    """Draw a trace of points, lines or both, with its errors and filling."""
    x, y = numbers(trace.get("x", [])), numbers(trace.get("y", []))
    mode, line = trace.get("mode", "markers"), trace.get("line", {})
    clip = trace.get("cliponaxis", True)
    alpha = trace.get("opacity")
    if trace.get("fill") == "toself":
        axes.fill(x, y, facecolor=trace["fillcolor"], edgecolor="none", alpha=alpha, zorder=1)
    if "lines" in mode and line.get("width", 2):
        steps = "steps-post" if line.get("shape") == "hv" else "default"
        axes.plot(
            x,
            y,
            color=line.get("color"),
            linewidth=line.get("width", 2),
            alpha=alpha,
            linestyle=LINES.get(line.get("dash", "solid"), "-"),
            zorder=2,
            clip_on=clip,
            solid_capstyle="butt",
            drawstyle=steps,
        )
    for name in ("error_x", "error_y"):
        if name in trace:
            _draw_error(axes, x, y, name, trace[name])
    if "markers" in mode:
        draw_points(axes, x, y, trace.get("marker", {}), clip=clip)


def draw_points(
    axes: Axes, x: np.ndarray, y: np.ndarray, marker: Mapping[str, Any], *, clip: bool = True
) -> None:
    """Draw points, each with its own symbol, size and colours where they differ."""
    count, edge = len(x), marker.get("line", {})
    if marker.get("symbol") == "arrow":
        _draw_arrows(axes, (x, y), marker, clip=clip)
        return
    attributes = (
        marker.get("symbol", "circle"),
        marker.get("color", "#1b2530"),
        marker.get("size", 6),
        edge.get("color", "none"),
        edge.get("width", 0),
        marker.get("opacity", 1),
    )
    each = list(zip(*(many(attribute, count) for attribute in attributes), strict=True))
    for kind in dict.fromkeys(each):
        symbol, colour, size, edge_colour, edge_width, opacity = kind
        here = [place for place, point in enumerate(each) if point == kind]
        shape = SYMBOLS.get(str(symbol).removesuffix("-open"), "o")
        is_open = str(symbol).endswith("-open") or "thin" in str(symbol)
        ring = colour if is_open and "thin" not in str(symbol) else edge_colour
        ring = colour if ring == "none" and is_open else ring
        axes.plot(
            x[here],
            y[here],
            linestyle="none",
            marker=shape,
            markersize=size * (0.72 if shape == "D" else 0.9),
            markerfacecolor="none" if is_open else colour_of(colour),
            markeredgecolor=ring,
            markeredgewidth=edge_width or (1.2 if is_open else 0),
            alpha=opacity,
            zorder=3,
            clip_on=clip,
        )
        if symbol == "square-x":
            axes.plot(
                x[here],
                y[here],
                linestyle="none",
                marker="x",
                markersize=size * 0.7,
                color=edge_colour,
                zorder=3,
                clip_on=clip,
            )


def _draw_arrows(
    axes: Axes, points: tuple[np.ndarray, np.ndarray], marker: Mapping[str, Any], *, clip: bool
) -> None:
    """Draw arrowheads as plotly does: their tips at the points, turned clockwise from upward."""
    turned, (length, half) = np.radians(marker.get("angle", 0)), HEAD
    turn = np.array([[np.cos(turned), np.sin(turned)], [-np.sin(turned), np.cos(turned)]])
    corners = np.array([[0, 0], [-half, -length], [half, -length]]) @ turn.T
    # A marker's farthest corner stands half its size from the point, along either axis.
    size = 2 * np.abs(corners).max() * marker["size"]
    axes.plot(
        *points,
        linestyle="none",
        marker=corners.tolist(),
        markersize=size,
        clip_on=clip,
        color=marker["color"],
        markeredgewidth=0,
        zorder=3,
    )


def _draw_error(
    axes: Axes, x: np.ndarray, y: np.ndarray, name: str, error: Mapping[str, Any]
) -> None:
    high = numbers(error["array"])
    spans = np.vstack([numbers(error.get("arrayminus", error["array"])), high])
    across, up = (spans, None) if name == "error_x" else (None, spans)
    axes.errorbar(
        x,
        y,
        xerr=across,
        yerr=up,
        fmt="none",
        ecolor=error.get("color"),
        elinewidth=error.get("thickness", 2),
        capsize=error.get("width", 0) / 2,
        zorder=2,
    )
