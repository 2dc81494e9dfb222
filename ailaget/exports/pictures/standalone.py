"""A figure that needs nothing from anywhere: its shapes inside, its metadata below."""

import json
from functools import cache
from typing import Any

from ailaget.charts.plot_layout import EDGE
from ailaget.charts.style import LIGHT, wrapped
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.pictures.maps import WIDTH, shapes, size_of
from ailaget.geography.shapes import BASE_MAP

SMALLEST = 12
"""Pixels of the smallest letters: 7 points where a picture is 16 cm wide on paper."""

UNTITLED = 34
"""Pixels above a figure without title: words may stand above its marks."""

LINE, CHARACTERS = 16, 98
"""Height in pixels of a line below the figure, and how many characters it holds."""


def metadata_below(whole: dict[str, Any], metadata: ExportMetadata) -> dict[str, Any]:
    """Return a figure's JSON with n, selection, data version and link in lines below it."""
    layout = whole["layout"]
    _give_proportions(layout)
    margin, height = layout["margin"], layout["height"]
    bottom = margin.get("b", 40)
    lines = [line for line in metadata.footer() if line != metadata.attribution]
    if metadata.low_response:
        lines.insert(0, metadata.low_response)
    holds = CHARACTERS * layout["width"] // WIDTH
    text = "<br>".join(wrapped(line, holds) for line in lines)
    extra = LINE * (text.count("<br>") + 1) + 6
    margin["b"], layout["height"] = bottom + extra, height + extra
    layout.setdefault("annotations", []).append(
        {
            "text": text,
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 0,
            "xanchor": "left",
            "yanchor": "top",
            "xshift": EDGE - margin.get("l", 8),
            "yshift": -bottom,
            "showarrow": False,
            "align": "left",
            "font": {"size": SMALLEST, "color": LIGHT.muted},
        }
    )
    return whole


def without_title(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a figure's JSON without title, and without the room that it took."""
    layout = whole["layout"]
    _give_proportions(layout)
    less = max(layout["margin"].get("t", 0) - UNTITLED, 0)
    layout["margin"]["t"] -= less
    layout["height"] -= less
    return {**whole, "layout": {**layout, "title": {"text": ""}}}


def _give_proportions(layout: dict[str, Any]) -> None:
    """Set a picture's width; a map that is not close gets the proportions of what it shows."""
    margin = layout.setdefault("margin", {})
    height = layout.setdefault("height", 450)
    width, depth = size_of(layout)
    layout["width"] = width
    if not depth:
        return
    plot = height - margin.get("t", 0) - margin.get("b", 0)
    layout["height"] = height + depth - plot
    legend = layout.get("legend", {})
    if "y" in legend:
        legend["y"] = 1 - (1 - legend["y"]) * plot / depth


def with_shapes(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a figure's JSON with the shapes in the place of the addresses that fetch them."""
    traces = [
        {**trace, "geojson": shapes(trace["geojson"])} if "geojson" in trace else trace
        for trace in whole["data"]
    ]
    return {**whole, "data": traces}


@cache
def base_map_script() -> str:
    """Return what plotly's script needs before it, so that no map makes it fetch one."""
    topology = json.dumps(json.loads(BASE_MAP.read_text(encoding="utf-8")))
    return f"window.PlotlyGeoAssets = {{topojson: {{world_110m: {topology}}}}};"


def legible(part: Any, *, is_font: bool = False) -> Any:
    """Return a figure's JSON without letters too small to read on paper."""
    if isinstance(part, list):
        return [legible(each) if isinstance(each, dict) else each for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: max(value, SMALLEST)
        if is_font and key == "size" and isinstance(value, int | float)
        else value
        if key == "geojson"
        else legible(value, is_font=key.endswith("font"))
        for key, value in part.items()
    }
