"""Maps in pictures: framed on the places that they are about, with words of a size to read."""

import json
import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from ailaget.charts.map_views import WHOLE_COUNTRY
from ailaget.store.maps import map_file
from ailaget.store.workspace import workspace

WIDTH = 760
"""Pixels of a picture; its text is then of a size to read in a report."""

MAP_WIDTH, MAP_DEPTH = 520, 640
"""Pixels of a map of the whole country, and of its plot: Sweden fills it beside its legend."""

SHALLOWEST = 360
"""Pixels of the plot of a map that is framed on places: its legend stands beside it."""

AFAR, AFAR_WIDTH, AFAR_START = 17, 640, 0.42
"""Size of a legend's words on a slide, the picture's width with them, where its map begins."""


def size_of(layout: Mapping[str, Any]) -> tuple[int, int]:
    """Return a picture's width, and the depth of its plot: 0 is the figure's own."""
    geo = layout.get("geo", {})
    if "geo2" in layout:  # several maps beside each other
        return WIDTH, 0
    if _is_country(geo):
        return MAP_WIDTH, MAP_DEPTH
    start = geo.get("domain", {}).get("x", [0])[0]
    if not start:
        return WIDTH, 0
    (south, north), (west, east) = geo["lataxis"]["range"], geo["lonaxis"]["range"]
    wide = (east - west) * math.cos(math.radians((south + north) / 2))
    depth = (1 - start) * WIDTH * (north - south) / wide
    return WIDTH, int(min(max(depth, SHALLOWEST), MAP_DEPTH))


def read_afar(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a map with the words of its legend as large as a slide needs; else as it was.

    Several maps beside each other share the picture's width, and have no room to give.
    """
    layout = whole["layout"]
    if "geo" not in layout or "legend" not in layout or "geo2" in layout:
        return whole
    legend = {**layout["legend"], "font": {**layout["legend"]["font"], "size": AFAR}}
    layout = {**layout, "legend": legend}
    domain = layout["geo"]["domain"]
    if domain["x"][0]:  # the legend stands beside the map, not on it
        layout["geo"] = {**layout["geo"], "domain": {**domain, "x": [AFAR_START, 1]}}
    if _is_country(layout["geo"]):
        layout["width"] = AFAR_WIDTH
    return {**whole, "layout": layout}


@cache
def shapes(address: str) -> dict[str, Any]:
    """Return the map file that a figure's relative address names, kept or of today."""
    path = map_file(workspace(), address.rpartition("/")[2])
    if path is None:
        raise FileNotFoundError(address)
    geojson: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return geojson


def _is_country(geo: Mapping[str, Any]) -> bool:
    south, north = geo.get("lataxis", {}).get("range", (0, 0))
    return bool(north - south >= WHOLE_COUNTRY)
