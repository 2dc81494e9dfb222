"""Maps in pictures: framed on the places that they are about, with words of a size to read."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ailaget.store.maps import map_file
from ailaget.store.workspace import workspace
from ailaget.views.base.result import Chart

WIDTH = 760
"""Pixels of a picture; its text is then of a size to read in a report."""

MAP_WIDTH, MAP_DEPTH = 520, 640
"""Pixels of a map of the whole country, and of its plot: Sweden fills it beside its legend."""

WHOLE_COUNTRY = 8
"""Degrees of latitude: a map of more of them shows the country."""

CLOSEST, EDGE = 0.5, 0.06
"""Least height of a map in degrees of latitude; room around its places, as a share of it."""

SHALLOWEST = 360
"""Pixels of the plot of a map that is framed on places: its legend stands beside it."""

AFAR, AFAR_WIDTH, AFAR_START = 17, 640, 0.42
"""Size of a legend's words on a slide, the picture's width with them, where its map begins."""

Bounds = tuple[float, float, float, float]
"""South, north, west and east, in degrees."""


def around(whole: dict[str, Any], chart: Chart) -> dict[str, Any]:
    """Return a map of municipalities framed on those in its filter, where they lie together.

    Any other figure is as it was.
    """
    geo = whole["layout"].get("geo", {})
    if chart.key != "map" or not chart.table.codes or not _is_country(geo):
        return whole
    bounds = bounds_of(whole["data"][0]["geojson"], chart.table.codes)
    if bounds is None or bounds[1] - bounds[0] >= WHOLE_COUNTRY:
        return whole
    south, north, west, east = bounds
    room = max(EDGE * (north - south), (CLOSEST - (north - south)) / 2)
    geo = {
        **geo,
        # As the close views: plotly cannot frame a transverse map so far from its meridian.
        "projection": {"type": "mercator", "rotation": {"lon": (west + east) / 2}},
        "lataxis": {"range": [south - room, north + room]},
        "lonaxis": {"range": [west - 2 * room, east + 2 * room]},
    }
    return {**whole, "layout": {**whole["layout"], "geo": geo}}


def size_of(layout: Mapping[str, Any]) -> tuple[int, int]:
    """Return a picture's width, and the depth of its plot: 0 is the figure's own."""
    geo = layout.get("geo", {})
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
    """Return a map with the words of its legend as large as a slide needs; else as it was."""
    layout = whole["layout"]
    if "geo" not in layout or "legend" not in layout:
        return whole
    legend = {**layout["legend"], "font": {**layout["legend"]["font"], "size": AFAR}}
    layout = {**layout, "legend": legend}
    domain = layout["geo"]["domain"]
    if domain["x"][0]:  # the legend stands beside the map, not on it
        layout["geo"] = {**layout["geo"], "domain": {**domain, "x": [AFAR_START, 1]}}
    if _is_country(layout["geo"]):
        layout["width"] = AFAR_WIDTH
    return {**whole, "layout": layout}


def bounds_of(address: str, codes: Iterable[str]) -> Bounds | None:
    """Return what areas of a map file reach to; None where it has none of them."""
    known = _bounds(address)
    areas = [known[code] for code in codes if code in known]
    if not areas:
        return None
    south, north, west, east = zip(*areas, strict=True)
    return min(south), max(north), min(west), max(east)


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


@cache
def _bounds(address: str) -> Mapping[str, Bounds]:
    bounds = {}
    for feature in shapes(address)["features"]:
        points = list(_points(feature["geometry"]["coordinates"]))
        lon, lat = zip(*points, strict=True)
        code = str(feature.get("id", feature["properties"].get("code")))
        bounds[code] = (min(lat), max(lat), min(lon), max(lon))
    return bounds


def _points(nested: Any) -> Iterator[tuple[float, float]]:
    if isinstance(nested[0], int | float):
        yield nested[0], nested[1]
        return
    for inside in nested:
        yield from _points(inside)
