"""A map of who belongs together: fills that part neighbours, and a line from each to its centre."""

from collections.abc import Sequence
from typing import TypeAlias

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.choropleth import LARGE, THIN, MapParts, map_layers
from ailaget.charts.style import Frame, Trace, figure_of, palette

Point: TypeAlias = tuple[float | None, float | None]
"""Longitude and latitude; both None where a line is broken off."""

FILLS = ("#c9dcec", "#f0dcae", "#d3e6c8", "#e3d3ea", "#f2cfc0", "#bfdcd8")
FILLS_DARK = ("#2f4f6b", "#6b5527", "#3d5f3a", "#5a4568", "#6e4438", "#2a5b58")
"""Fills of groups, of which neighbours get different ones; they are no order and say nothing else:
the lines say who belongs where."""

CENTRE, LINE = 5, 1.4
"""Pixels of the dot at a group's centre, and of a line to it."""


def fills(theme: str) -> tuple[str, ...]:
    """Return the fills of groups in a theme."""
    return FILLS_DARK if theme == "dark" else FILLS


def member_map(
    parts: MapParts, links: pd.DataFrame, unknown: Sequence[str], frame: Frame
) -> go.Figure:
    """Return a map of groups whose members are joined to a centre.

    Parameters
    ----------
    parts
        The areas with their fills as classes; all of them have one.
    links
        One row per member: ``area`` and, of its centre, ``to``; the centre itself has both alike.
    unknown
        Areas with a cross: of them is not known what the map is about.
    """
    colours = palette(frame.theme)
    traces, layout = map_layers(parts, frame)
    points = dict(
        zip(
            parts.areas["area"],
            zip(parts.areas["lon"], parts.areas["lat"], strict=True),
            strict=True,
        )
    )
    pairs = [
        (area, centre)
        for area, centre in zip(links["area"], links["to"], strict=True)
        if area in points and centre in points
    ]
    ends: list[Point] = []
    for area, centre in pairs:
        if area != centre:
            ends += [points[area], points[centre], (None, None)]
    line = {"width": LINE, "color": colours.text}
    dot = {"symbol": "circle", "size": CENTRE, "color": colours.text}
    cross = {
        "symbol": "x-thin",
        "size": LARGE,
        "line": {"width": THIN, "color": colours.text},
    }
    centres = [points[centre] for centre in dict.fromkeys(centre for _, centre in pairs)]
    return figure_of(
        [
            *traces,
            _quiet(ends, {"mode": "lines", "line": line}),
            _quiet(centres, {"mode": "markers", "marker": dot}),
            _quiet(
                [points[area] for area in unknown if area in points],
                {"mode": "markers", "marker": cross},
            ),
        ],
        layout,
    )


def _quiet(points: Sequence[Point], looks: Trace) -> Trace:
    """Return a trace that says nothing when it is pointed at: the areas under it do."""
    return {
        "type": "scattergeo",
        "lon": [lon for lon, _ in points],
        "lat": [lat for _, lat in points],
        "hoverinfo": "skip",
        "showlegend": False,
        **looks,
    }
