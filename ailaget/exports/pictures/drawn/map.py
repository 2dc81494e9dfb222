"""A map of a figure, by matplotlib: our own shapes, upright around Sweden's central meridian."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from ailaget.charts.map_legend import USUAL
from ailaget.exports.pictures.drawn.colours import colour_of
from ailaget.exports.pictures.drawn.marks import draw_points, numbers

ROOM = 0.02
"""Share of the map's height left free around it."""


def draw_map(axes: Axes, whole: Mapping[str, Any]) -> None:
    """Draw areas, marks and names, and the legend in words beside its signs."""
    geo = whole["layout"]["geo"]
    middle = geo.get("projection", {}).get("rotation", {}).get("lon", 15)
    axes.set_axis_off()
    inside = _inner(axes, geo)
    _frame(inside, geo, middle)
    for trace in whole["data"]:
        if trace["type"] == "choropleth":
            _draw_areas(inside, trace, middle)
            continue
        x, y = project(numbers(trace["lon"]), numbers(trace["lat"]), middle)
        if "lines" in trace["mode"]:
            inside.plot(x, y, color=trace["line"]["color"], linewidth=trace["line"]["width"])
        if "markers" in trace["mode"]:
            draw_points(inside, x, y, trace.get("marker", {}))
        if "text" in trace["mode"]:
            _write_names(inside, x, y, trace)
    _draw_legend(axes, whole)


def project(lon: np.ndarray, lat: np.ndarray, middle: float) -> tuple[np.ndarray, np.ndarray]:
    """Return degrees as places on a sphere's transverse Mercator around a meridian."""
    across, up = np.radians(lon - middle), np.radians(lat)
    return np.arctanh(np.cos(up) * np.sin(across)), np.arctan2(np.tan(up), np.cos(across))


def _inner(axes: Axes, geo: Mapping[str, Any]) -> Axes:
    domain = geo.get("domain", {})
    (left, right), (low, high) = domain.get("x", [0, 1]), domain.get("y", [0, 1])
    inside = axes.inset_axes((left, low, right - left, high - low))
    inside.set_axis_off()
    inside.set_aspect("equal")
    return inside


def _frame(inside: Axes, geo: Mapping[str, Any], middle: float) -> None:
    (south, north), (west, east) = geo["lataxis"]["range"], geo["lonaxis"]["range"]
    edges = [
        project(np.array([lon]), np.array([lat]), middle)
        for lon in (west, middle, east)
        for lat in (south, north)
    ]
    x, y = ([float(edge[i][0]) for edge in edges] for i in (0, 1))
    room = ROOM * (max(y) - min(y))
    inside.set_xlim(min(x) - room, max(x) + room)
    inside.set_ylim(min(y) - room, max(y) + room)


def _draw_areas(inside: Axes, trace: Mapping[str, Any], middle: float) -> None:
    colours = dict(zip(trace["locations"], _colours(trace), strict=True))
    line = trace.get("marker", {}).get("line", {})
    paths, fills = [], []
    for feature in trace["geojson"]["features"]:
        code = feature.get("id", feature["properties"].get("code"))
        if code in colours:
            paths.append(_path(feature["geometry"], middle))
            fills.append(colours[code])
    inside.add_collection(
        PathCollection(
            paths,
            facecolors=fills,
            edgecolors=line.get("color", "white"),
            linewidths=line.get("width", 0.5),
        )
    )


def _colours(trace: Mapping[str, Any]) -> Iterable[Any]:
    """Return each area's colour from the scale, whose steps are sharp."""
    low = trace.get("zmin", 0)
    high = trace.get("zmax", max(trace["z"]) + 1)
    scale = trace["colorscale"]
    for value in trace["z"]:
        share = (value - low) / ((high - low) or 1)
        yield colour_of(next(colour for edge, colour in reversed(scale) if edge <= share + 1e-9))


def _path(geometry: Mapping[str, Any], middle: float) -> Path:
    is_one = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if is_one else geometry["coordinates"]
    rings = []
    for ring in (ring for polygon in polygons for ring in polygon):
        points = np.array(ring, dtype=float)
        rings.append(
            Path(np.column_stack(project(points[:, 0], points[:, 1], middle)), closed=True)
        )
    return Path.make_compound_path(*rings)


def _write_names(inside: Axes, x: np.ndarray, y: np.ndarray, trace: Mapping[str, Any]) -> None:
    font = trace.get("textfont", {})
    for across, up, text in zip(x, y, trace["text"], strict=True):
        bare = str(text).replace("<b>", "").replace("</b>", "").replace("$", r"\$")
        inside.annotate(
            bare,
            (across, up),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=font.get("size", 13),
            fontweight="bold",
            color=font.get("color", "black"),
            path_effects=[withStroke(linewidth=3, foreground="white")],
            zorder=5,
        )


def _draw_legend(axes: Axes, whole: Mapping[str, Any]) -> None:
    shown = [t for t in whole["data"] if t.get("showlegend") and t.get("name")]
    shown.sort(key=lambda trace: trace.get("legendrank", USUAL))
    if whole["layout"].get("showlegend") is False or not shown:
        return
    legend = whole["layout"].get("legend", {})
    if "reversed" in legend.get("traceorder", ""):
        shown = shown[::-1]
    size = axes.get_window_extent()
    top = float(legend.get("y", 1))
    row = 0
    for trace in shown:
        lines = str(trace["name"]).replace("<br>", "\n").replace("$", r"\$")
        middle = row + lines.count("\n") / 2
        y = np.array([top - (middle * 20 + 12) / size.height])
        row += 1 + lines.count("\n")
        x = np.array([float(legend.get("x", 0)) + 12 / size.width])
        before = len(axes.lines)
        marker = dict(trace["marker"])
        marker["size"] = min(max(float(np.max(marker.get("size", 12))), 9), 14)
        draw_points(axes, x, y, marker, clip=False)
        for line in axes.lines[before:]:
            line.set_transform(axes.transAxes)
        axes.text(
            float(x[0]) + 16 / size.width,
            float(y[0]),
            lines,
            va="center",
            color="#1b2530",
            transform=axes.transAxes,
            fontsize=legend["font"]["size"],
        )
