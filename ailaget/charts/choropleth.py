"""The map: one colour per class, a mark where nobody answered, one municipality in focus."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.map_legend import LegendGoal, MapClass, legend_entries, legend_rows
from ailaget.charts.map_views import CLOSE_VIEWS, SWEDEN, Bounds, CloseView, framed, geo_of
from ailaget.charts.style import (
    CLEAR,
    Frame,
    Palette,
    Trace,
    figure_of,
    layout_of,
    palette,
    wrapped,
)
from ailaget.geography.extents import MERIDIAN, Extent, country, western_coast

ENTRY, UNDER = 19, 12
"""Pixels of a row of the legend, and of the room between the legend and a close view."""

LARGE, SMALL, THICK, THIN = 5.0, 2.0, 1.2, 0.8
"""Pixels of a mark where nobody answered: its sizes, and the widths of its lines."""

COUNTIES = tuple(f"{n:02d}" for n in (1, *range(3, 11), *range(12, 15), *range(17, 26)))
"""The ids of the counties in their map file."""

OWN_BORDER = 1.4
"""Pixels of an own set's boundaries: seen beside the thin lines between areas."""

COUNTRY, PHONE, KM_PER_DEGREE = 440.0, 190.0, 111.2
"""Pixels from south to north of the country, and of a close view on a phone; and kilometres."""


LEGEND: Mapping[str, Any] = {
    "x": 0,
    "y": 1,
    "xanchor": "left",
    "yanchor": "top",
    "traceorder": "reversed",
    "itemclick": False,
    "itemdoubleclick": False,
    "font": {"size": 12},
    "itemsizing": "constant",
    "tracegroupgap": 0,
}


@dataclass(frozen=True)
class Boundaries:
    """Where the browser fetches shapes from: relative URLs, so that a base path works.

    `own` are boundaries that are drawn as lines above the areas, those of the ids `bounded`.
    """

    areas: str
    counties: str | None = None
    own: str | None = None
    bounded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zoom:
    """What a map shows first: what the areas reach to, and one of them that is chosen, if any."""

    home: Extent
    chosen: Extent | None = None

    def for_page(self) -> dict[str, Any]:
        """Return what `front/map.js` reads: edges on the plane, and where the country begins."""
        edges: dict[str, Any] = {"country": country().on_plane, "west": western_coast()}
        edges["home"] = self.home.on_plane
        return edges | ({"chosen": self.chosen.on_plane} if self.chosen else {})


ACROSS = (-2.1, 3.7)
"""The country's ends in the west and the east on the map, in degrees at the equator."""

FAR_EAST, LETTER = 0.65, 0.035
"""The share of a map's width from which a name is cut at its right, and so stands at the left; and
that which a letter of a long name takes."""

HALFWAY = 0.5
"""Likewise where there is room at neither side, and on a map as narrow as a panel."""

NAME_LINE, NARROW_LETTER, BESIDE = 14, 0.055, 0.2
"""Characters per line of a name that the narrowest window has no room for in one; what a letter of
it takes there; and what lies free beside the country."""


@dataclass(frozen=True, eq=False)
class MapParts:
    """What a map shows.

    Parameters
    ----------
    areas
        One row per area: ``area`` (the shape's id), ``map_class`` (position in `classes`, NaN where
        there is no value), ``value_text`` (for hovering), ``lon`` and ``lat`` of its centre,
        ``area_km2``.
    classes
        The classes, low to high.
    missing_label
        The legend's words for areas without a value, with their count.
    view
        The whole country, or the key of a close view.
    focus
        Id and name of the area to outline and name, if any.
    height
        Of the whole figure, in pixels.
    goals
        Goals to mark among the classes of the legend, the lowest first.
    outside_label
        The legend's words for areas that are not among `areas`, if any are to be told of.
    own_label
        The legend's words for boundaries as they came, where there are such.
    zoom
        What a page's map begins with and goes to; without it a map stands still.
    far_east
        The share of the map's width from which the name in focus stands at the left.
    bounds
        What a map shows that is neither of the country nor a close view: of areas elsewhere.
    """

    areas: pd.DataFrame
    classes: Sequence[MapClass]
    missing_label: str
    boundaries: Boundaries
    view: str = "sweden"
    focus: tuple[str, str] | None = None
    height: int = 560
    goals: Sequence[LegendGoal] = ()
    outside_label: str = ""
    own_label: str = ""
    zoom: Zoom | None = None
    far_east: float = FAR_EAST
    bounds: Bounds | None = None

    @property
    def close(self) -> CloseView | None:
        """The close view, None where the whole country is shown."""
        return CLOSE_VIEWS.get(self.view)

    @property
    def around(self) -> Bounds | None:
        """The part that is shown in no close view; None where it is the whole country."""
        if self.bounds is not None:
            return self.bounds
        return framed(self.zoom.home) if self.zoom and not self.close else None


def choropleth(parts: MapParts, frame: Frame) -> go.Figure:
    """Return a map of classes."""
    return figure_of(*map_layers(parts, frame))


def map_layers(
    parts: MapParts, frame: Frame, *, key: float = 0
) -> tuple[list[Trace], dict[str, Any]]:
    """Return a map's traces and its layout, for whoever draws more on it.

    `key` is the depth in pixels of what shall stand above the legend.
    """
    colours = palette(frame.theme)
    traces = area_layers(parts, colours)
    traces.extend(
        legend_entries(
            parts.classes,
            parts.goals,
            colours,
            parts.missing_label,
            parts.outside_label,
            parts.own_label,
        )
    )
    layout = layout_of(
        frame,
        height=parts.height,
        legend={**LEGEND, "bgcolor": CLEAR},
        geo=geo_of(parts.close, parts.around, colours),
    )
    if parts.zoom is not None:
        layout["meta"] = parts.zoom.for_page()
    plot = parts.height - layout["margin"]["t"] - layout["margin"]["b"]
    layout["legend"]["y"] = 1 - key / plot
    if parts.close is not None:
        # The legend stands in a strip of its own above: whatever the width, it covers nothing.
        layout["geo"]["domain"] = {
            "x": [0, 1],
            "y": [0, 1 - (key + legend_rows(traces) * ENTRY + UNDER) / plot],
        }
    # Plain traces in one go: a map is made on each change of the filter, and plotly's own objects,
    # added one after the other, take four times as long.
    return traces, layout


def area_layers(parts: MapParts, colours: Palette) -> list[Trace]:
    """Return all of a map but its legend: areas, borders, marks, names and what is in focus."""
    traces = [_areas(parts, colours)]
    shapes = parts.boundaries
    if shapes.counties:
        traces.append(_outlines(shapes.counties, COUNTIES, 0.7, colours.county_border))
    if shapes.own:
        traces.append(_outlines(shapes.own, shapes.bounded, OWN_BORDER, colours.text))
    traces.append(_missing_marks(parts, colours.missing_mark))
    if parts.close is not None:
        traces.append(_names(parts, parts.close, colours))
    if parts.focus is not None:
        traces.extend(_focus(parts, parts.focus, colours))
    return traces


def _areas(parts: MapParts, colours: Palette) -> Trace:
    """Draw all areas in one trace, which costs half of two; without a value is class -1."""
    areas, classes = parts.areas, parts.classes
    fills = [colours.missing, *(map_class.colour for map_class in classes)]
    scale = [
        [edge, fill]
        for position, fill in enumerate(fills)
        for edge in (position / len(fills), (position + 1) / len(fills))
    ]
    return {
        "type": "choropleth",
        "geojson": parts.boundaries.areas,
        "locations": areas["area"].tolist(),
        "z": areas["map_class"].fillna(-1).astype(int).tolist(),
        "text": areas["value_text"].tolist(),
        "zmin": -1.5,
        "zmax": len(classes) - 0.5,
        "colorscale": scale,
        "showscale": False,
        "marker": {"line": {"width": 0.4, "color": colours.border}},
        "hovertemplate": "<b>%{properties.name}</b><br>%{text}<extra></extra>",
    }


def _outlines(shapes: str, ids: Sequence[str], width: float, colour: str) -> Trace:
    return {
        "type": "choropleth",
        "geojson": shapes,
        "locations": list(ids),
        "z": [0] * len(ids),
        "colorscale": [[0, CLEAR], [1, CLEAR]],
        "showscale": False,
        "marker": {"line": {"width": width, "color": colour}},
        "hoverinfo": "skip",
    }


def _missing_marks(parts: MapParts, colour: str) -> Trace:
    """Return a cross in each area without a value, smaller where the area is."""
    missing = parts.areas[parts.areas["map_class"].isna()]
    sizes = [round(float(size), 1) for size in _mark_sizes(missing["area_km2"], parts)]
    widths = [THICK if size == LARGE else THIN for size in sizes]
    # A page's map, which zooms, draws them anew by how wide each area is, in kilometres.
    kilometres = {"customdata": [round(float(km), 1) for km in missing["area_km2"] ** 0.5]}
    return {
        **(kilometres if parts.zoom else {}),
        "type": "scattergeo",
        "lon": missing["lon"].tolist(),
        "lat": missing["lat"].tolist(),
        "mode": "markers",
        "marker": {"symbol": "x-thin", "size": sizes, "line": {"width": widths, "color": colour}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _mark_sizes(km2: "pd.Series[float]", parts: MapParts) -> "pd.Series[float]":
    """Return the sizes of marks, in pixels: at most half as wide as the areas are, on a phone."""
    south, north = SWEDEN[:2]
    if parts.close is not None:
        south, north = parts.close.south, parts.close.north
    elif parts.around is not None:
        south, north = parts.around[:2]
    pixels_per_km = (PHONE if parts.close else COUNTRY) / ((north - south) * KM_PER_DEGREE)
    return (km2**0.5 * pixels_per_km / 2).clip(SMALL, LARGE)


def _names(parts: MapParts, close: CloseView, colours: Palette) -> Trace:
    """Write a few names to find one's way by; the one in focus has its own."""
    areas, code = parts.areas, parts.focus[0] if parts.focus else None
    shown = areas[areas["area"].isin(close.named) & (areas["area"] != code)]
    names = [close.named[area] for area in shown["area"]]
    # Above the centre, where a mark may stand.
    return _text(shown, names, "top center", 12, colours)


def _text(
    areas: pd.DataFrame, labels: Sequence[str], place: str, size: int, colours: Palette
) -> Trace:
    halo = ", ".join([f"0 0 3px {colours.background}"] * 4)
    return {
        "type": "scattergeo",
        "lon": areas["lon"].tolist(),
        "lat": areas["lat"].tolist(),
        "mode": "text",
        "text": list(labels),
        "textposition": place,
        "textfont": {"size": size, "color": colours.text, "shadow": halo},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _across(parts: MapParts, here: pd.DataFrame) -> float:
    """Return how far east on the map an area is, as a share of the map's width."""
    lon, lat = (float(here[key].iloc[0]) for key in ("lon", "lat"))
    if parts.close is not None:
        west, east = parts.close.west, parts.close.east
    elif parts.around is not None:
        _, _, west, east = parts.around
    else:
        # Farther north a degree is shorter: what is east on the map is not what is by degrees.
        lon, west, east = math.cos(math.radians(lat)) * (lon - MERIDIAN), *ACROSS
    return (lon - west) / (east - west)


def _beside(parts: MapParts, here: pd.DataFrame, name: str) -> tuple[str, str]:
    """Return on which side of an area its name has room, far to the east it would be cut; and it.

    A long one that has room at neither side stands in lines at the wider.
    """
    share = _across(parts, here)
    is_cut = share > min(parts.far_east, 1 - LETTER * len(name))
    side = "left" if is_cut and share > min(parts.far_east, HALFWAY) else "right"
    room = BESIDE + (share if side == "left" else 1 - share)
    has_room = NARROW_LETTER * len(name) <= room
    return side, name if has_room else wrapped(name, NAME_LINE)


def _focus(parts: MapParts, focus: tuple[str, str], colours: Palette) -> list[Trace]:
    code, name = focus
    here = parts.areas[parts.areas["area"] == code]
    if here.empty:
        return []
    side, label = _beside(parts, here, name)
    return [
        {
            "type": "choropleth",
            "geojson": parts.boundaries.areas,
            "locations": [code],
            "z": [0],
            "colorscale": [[0, CLEAR], [1, CLEAR]],
            "showscale": False,
            "marker": {"line": {"width": 2.5, "color": colours.focus}},
            "hoverinfo": "skip",
        },
        _text(here, [f"<b>{label}</b>"], f"middle {side}", 13, colours),
    ]
