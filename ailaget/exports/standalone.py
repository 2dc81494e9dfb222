"""A figure that needs nothing from anywhere: its shapes inside, its papers below."""

import json
from functools import cache
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.rows import EDGE
from ailaget.charts.style import LIGHT, wrapped
from ailaget.exports.passport import Passport
from ailaget.geography import GEO
from ailaget.geography.shapes import BASE_MAP

WIDTH = 760
"""Pixels of a picture; its text is then of a size to read in a report."""

UNTITLED = 34
"""Pixels above a figure without title: words may stand above its marks."""

LINE, CHARACTERS = 14, 112
"""Height in pixels of a line below the figure, and how many characters it holds."""


def papers_below(figure: go.Figure, papers: Passport) -> dict[str, Any]:
    """Return the figure's JSON with n, selection, data version and link in lines below it."""
    whole: dict[str, Any] = json.loads(figure.to_json())
    layout = whole["layout"]
    margin, height = layout.setdefault("margin", {}), layout.get("height", 450)
    bottom = margin.get("b", 40)
    said = [line for line in papers.footer() if line != papers.source]
    text = "<br>".join(wrapped(line, CHARACTERS) for line in said)
    extra = LINE * (text.count("<br>") + 1) + 6
    margin["b"], layout["height"], layout["width"] = bottom + extra, height + extra, WIDTH
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
    less = max(layout["margin"].get("t", 0) - UNTITLED, 0)
    layout["margin"]["t"] -= less
    layout["height"], layout["width"] = layout["height"] - less, WIDTH
    return {**whole, "layout": {**layout, "title": {"text": ""}}}


def with_shapes(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a figure's JSON with the shapes in the place of the addresses that fetch them."""
    traces = [
        {**trace, "geojson": shapes(trace["geojson"])} if "geojson" in trace else trace
        for trace in whole["data"]
    ]
    return {**whole, "data": traces}


@cache
def shapes(address: str) -> dict[str, Any]:
    """Return the map file that a figure's relative address names."""
    path = GEO / address.rpartition("/")[2]
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def base_map_script() -> str:
    """Return what plotly's script needs before it, so that no map makes it fetch one."""
    topology = json.dumps(json.loads(BASE_MAP.read_text(encoding="utf-8")))
    return f"window.PlotlyGeoAssets = {{topojson: {{world_110m: {topology}}}}};"
