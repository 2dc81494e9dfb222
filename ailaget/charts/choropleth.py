"""The map: one colour per class, a mark where nobody answered, one municipality in focus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.style import Frame, Palette, figure_of, layout_of, palette

SWEDEN = (55.1, 69.2, 10.5, 24.4)
"""South, north, west and east of the national view, in degrees."""

CLOSE_VIEWS: Mapping[str, tuple[float, float, float, float]] = {
    "stockholm": (58.68, 60.05, 17.05, 19.20),
    "goteborg": (57.30, 58.22, 11.35, 12.85),
    "malmo": (55.30, 56.10, 12.40, 14.05),
}
"""The three metropolitan areas, which vanish at national scale."""


CLEAR = "rgba(0,0,0,0)"

Trace = dict[str, Any]
"""A trace as plotly takes it: its type and its attributes."""

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
class MapClass:
    """One class of a map: its colour, and its words in the legend (range and count).

    Without words it is not in the legend: the map then has a key of its own.
    """

    colour: str
    label: str


@dataclass(frozen=True)
class Boundaries:
    """Where the browser fetches shapes from: relative URLs, so that a base path works."""

    areas: str
    counties: str | None = None


def choropleth(
    areas: pd.DataFrame,
    classes: Sequence[MapClass],
    missing_label: str,
    boundaries: Boundaries,
    frame: Frame,
    *,
    view: str = "sweden",
    focus: tuple[str, str] | None = None,
    height: int = 600,
) -> go.Figure:
    """Return a map of classes.

    Parameters
    ----------
    areas
        One row per area: ``area`` (the shape's id), ``map_class`` (position in `classes`, NaN where
        there is no value), ``value_text`` (for hovering), ``lon`` and ``lat`` of its centre.
    classes
        The classes, low to high.
    missing_label
        The legend's words for areas without a value, with their count.
    focus
        Id and name of the area to outline and name, if any.
    """
    return figure_of(
        *map_parts(
            areas,
            classes,
            missing_label,
            boundaries,
            frame,
            view=view,
            focus=focus,
            height=height,
        )
    )


def map_parts(
    areas: pd.DataFrame,
    classes: Sequence[MapClass],
    missing_label: str,
    boundaries: Boundaries,
    frame: Frame,
    *,
    view: str,
    focus: tuple[str, str] | None,
    height: int,
) -> tuple[list[Trace], dict[str, Any]]:
    """Return a map's traces and its layout, for whoever draws more on it; as `choropleth`."""
    colours = palette(frame.theme)
    missing = areas[areas["map_class"].isna()]
    traces = [_areas(areas, classes, boundaries, colours)]
    if boundaries.counties:
        traces.append(_outlines(boundaries, colours.county_border))
    traces.append(_missing_marks(missing, missing_label, colours.missing_mark))
    traces.extend(_legend_entry(map_class) for map_class in classes if map_class.label)
    if focus is not None:
        traces.extend(_focus(areas, focus, boundaries, colours))
    legend = {**LEGEND, "bgcolor": f"{colours.background}d9" if view in CLOSE_VIEWS else CLEAR}
    geo = _geo(view, colours.background)
    # Plain traces in one go: a map is made on each change of the filter, and plotly's own objects,
    # added one after the other, take four times as long.
    return traces, layout_of(frame, height=height, legend=legend, geo=geo)


def _geo(view: str, background: str) -> dict[str, Any]:
    south, north, west, east = CLOSE_VIEWS.get(view, SWEDEN)
    # As SWEREF 99 TM: Sweden stands upright around its central meridian. A close view lies too far
    # from it for plotly to frame, and is small enough for plain Mercator.
    country = {"type": "transverse mercator", "rotation": {"lon": 15}}
    close = {"type": "mercator", "rotation": {"lon": (west + east) / 2}}
    return {
        "visible": False,
        "projection": close if view in CLOSE_VIEWS else country,
        "lataxis": {"range": [south, north]},
        "lonaxis": {"range": [west, east]},
        "bgcolor": background,
        # Room for the legend at the left of the country, on a phone too.
        "domain": {"x": [0 if view in CLOSE_VIEWS else 0.32, 1], "y": [0, 1]},
    }


def _areas(
    areas: pd.DataFrame, classes: Sequence[MapClass], boundaries: Boundaries, colours: Palette
) -> Trace:
    """Draw all areas in one trace, which costs half of two; without a value is class -1."""
    fills = [colours.missing, *(map_class.colour for map_class in classes)]
    scale = [
        [edge, fill]
        for position, fill in enumerate(fills)
        for edge in (position / len(fills), (position + 1) / len(fills))
    ]
    return {
        "type": "choropleth",
        "geojson": boundaries.areas,
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


def _outlines(boundaries: Boundaries, colour: str) -> Trace:
    codes = [f"{number:02d}" for number in (1, *range(3, 11), *range(12, 15), *range(17, 26))]
    return {
        "type": "choropleth",
        "geojson": boundaries.counties,
        "locations": codes,
        "z": [0] * len(codes),
        "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
        "showscale": False,
        "marker": {"line": {"width": 0.7, "color": colour}},
        "hoverinfo": "skip",
    }


def _missing_marks(missing: pd.DataFrame, label: str, colour: str) -> Trace:
    return {
        "type": "scattergeo",
        "lon": missing["lon"].tolist() or [None],
        "lat": missing["lat"].tolist() or [None],
        "mode": "markers",
        "marker": {"symbol": "x-thin", "size": 5, "line": {"width": 1.2, "color": colour}},
        "name": label,
        "hoverinfo": "skip",
        "showlegend": True,
    }


def _legend_entry(map_class: MapClass) -> Trace:
    return {
        "type": "scattergeo",
        "lon": [None],
        "lat": [None],
        "mode": "markers",
        "marker": {"symbol": "square", "size": 14, "color": map_class.colour},
        "name": map_class.label,
        "showlegend": True,
    }


def _focus(
    areas: pd.DataFrame, focus: tuple[str, str], boundaries: Boundaries, colours: Palette
) -> list[Trace]:
    code, name = focus
    halo = ", ".join([f"0 0 3px {colours.background}"] * 4)
    here = areas[areas["area"] == code]
    if here.empty:
        return []
    return [
        {
            "type": "choropleth",
            "geojson": boundaries.areas,
            "locations": [code],
            "z": [0],
            "colorscale": [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
            "showscale": False,
            "marker": {"line": {"width": 2.5, "color": colours.focus}},
            "hoverinfo": "skip",
        },
        {
            "type": "scattergeo",
            "lon": here["lon"].tolist(),
            "lat": here["lat"].tolist(),
            "mode": "text",
            "text": [f"<b>{name}</b>"],
            "textposition": "middle right",
            "textfont": {"size": 13, "color": colours.text, "shadow": halo},
            "hoverinfo": "skip",
            "showlegend": False,
        },
    ]
