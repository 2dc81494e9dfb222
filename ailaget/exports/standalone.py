"""A figure that needs nothing from anywhere: its shapes inside, its papers below."""

import json
from functools import cache
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.rows import EDGE
from ailaget.charts.style import LIGHT, wrapped
from ailaget.exports.passport import Passport
from ailaget.geography.shapes import BASE_MAP
from ailaget.store.maps import map_file
from ailaget.store.workspace import workspace

WIDTH = 760
"""Pixels of a picture; its text is then of a size to read in a report."""

MAP_WIDTH, MAP_DEPTH = 520, 640
"""Pixels of a map of the whole country, and of its plot: Sweden fills it beside its legend."""

WHOLE_COUNTRY = 8
"""Degrees of latitude: a map of more of them shows the country."""

UNTITLED = 34
"""Pixels above a figure without title: words may stand above its marks."""

LINE, CHARACTERS = 14, 112
"""Height in pixels of a line below the figure, and how many characters it holds."""


def papers_below(figure: go.Figure, papers: Passport) -> dict[str, Any]:
    """Return the figure's JSON with n, selection, data version and link in lines below it."""
    whole: dict[str, Any] = json.loads(figure.to_json())
    layout = whole["layout"]
    _give_proportions(layout)
    margin, height = layout["margin"], layout["height"]
    bottom = margin.get("b", 40)
    said = [line for line in papers.footer() if line != papers.source]
    holds = CHARACTERS * layout["width"] // WIDTH
    text = "<br>".join(wrapped(line, holds) for line in said)
    extra = LINE * (text.count("<br>") + 1) + 6
    margin["b"], layout["height"] = bottom + extra, height + extra
    layout.setdefault("annotations", []).append(
        {
            "text": text, "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left",
            "yanchor": "top", "xshift": EDGE - margin.get("l", 8), "yshift": -bottom,
            "showarrow": False, "align": "left", "font": {"size": 10.5, "color": LIGHT.muted},
        }
    )  # fmt: skip
    return whole


def without_title(figure: go.Figure) -> dict[str, Any]:
    """Return the figure's JSON without title, and without the room that it took."""
    whole: dict[str, Any] = json.loads(figure.to_json())
    layout = whole["layout"]
    _give_proportions(layout)
    less = max(layout["margin"].get("t", 0) - UNTITLED, 0)
    layout["margin"]["t"] -= less
    layout["height"] -= less
    return {**whole, "layout": {**layout, "title": {"text": ""}}}


def _give_proportions(layout: dict[str, Any]) -> None:
    """Set a picture's width; a map of the country gets the proportions of Sweden and its legend."""
    margin = layout.setdefault("margin", {})
    height = layout.setdefault("height", 450)
    south, north = layout.get("geo", {}).get("lataxis", {}).get("range", (0, 0))
    if north - south < WHOLE_COUNTRY:
        layout["width"] = WIDTH
        return
    plot = height - margin.get("t", 0) - margin.get("b", 0)
    layout["width"], layout["height"] = MAP_WIDTH, height + MAP_DEPTH - plot
    legend = layout.get("legend", {})
    if "y" in legend:
        legend["y"] = 1 - (1 - legend["y"]) * plot / MAP_DEPTH


def with_shapes(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a figure's JSON with the shapes in the place of the addresses that fetch them."""
    traces = [
        {**trace, "geojson": shapes(trace["geojson"])} if "geojson" in trace else trace
        for trace in whole["data"]
    ]
    return {**whole, "data": traces}


@cache
def shapes(address: str) -> dict[str, Any]:
    """Return the map file that a figure's relative address names, kept or of today."""
    path = map_file(workspace(), address.rpartition("/")[2])
    if path is None:
        raise FileNotFoundError(address)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def base_map_script() -> str:
    """Return what plotly's script needs before it, so that no map makes it fetch one."""
    topology = json.dumps(json.loads(BASE_MAP.read_text(encoding="utf-8")))
    return f"window.PlotlyGeoAssets = {{topojson: {{world_110m: {topology}}}}};"
