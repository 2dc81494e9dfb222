"""Maps side by side with one scale: a panel for each time, under one legend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.choropleth import ENTRY, HALFWAY, LEGEND, MapParts, area_layers
from ailaget.charts.geometry import text_width
from ailaget.charts.map_legend import legend_entries
from ailaget.charts.map_views import NARROWEST, geo_of
from ailaget.charts.style import CLEAR, Frame, Palette, Trace, figure_of, layout_of, palette

ASIDE = 0.31
"""The share of the width at the left where the legend stands; `front/map_panels.js` puts it above
the maps where that is too narrow."""

HEAD, BETWEEN, LEGEND_BELOW = 44, 0.015, 12
"""Pixels above a map for its heading, the share of the width between maps, and pixels below a
legend that stands above the maps."""

SIGN = 45
"""Pixels of a legend beside its words: its sign, and the room around it."""

PANEL_HEIGHT = 390
"""Pixels of a map in a picture; `front/map_panels.js` makes it as high as its width lets it be."""


HEADING = "panel"
"""The name of the maps' headings in a figure, whose lines are kept as they are."""


@dataclass(frozen=True, eq=False)
class MapPanel:
    """One of several maps: its parts, of which the legend is that of the first, and its heading."""

    parts: MapParts
    heading: str


def map_panels(panels: Sequence[MapPanel], frame: Frame) -> go.Figure:
    """Return maps beside each other, at least one, all in the classes of the first."""
    colours, first = palette(frame.theme), panels[0].parts
    entries = list(
        legend_entries(
            first.classes, (), colours, first.missing_label, first.outside_label, first.own_label
        )
    )
    traces: list[Trace] = list(entries)
    rows = len(traces)
    geos: dict[str, Any] = {}
    headings = []
    for number, panel in enumerate(panels):
        name = "geo" if number == 0 else f"geo{number + 1}"
        parts = replace(panel.parts, far_east=HALFWAY)
        traces += [{**trace, "geo": name} for trace in area_layers(parts, colours)]
        left, right = _sides(number, len(panels))
        top = 1 - HEAD / (PANEL_HEIGHT + HEAD)
        domain = {"x": [left, right], "y": [0, top]}
        geos[name] = geo_of(panel.parts.close, panel.parts.around, colours) | {"domain": domain}
        if not (panel.parts.close or panel.parts.around):
            geos[name] |= NARROWEST
        headings.append(_heading(panel.heading, (left + right) / 2, colours))
    layout = layout_of(
        frame,
        height=PANEL_HEIGHT + HEAD,
        legend={**LEGEND, "bgcolor": CLEAR},
        # What the legend needs: its depth above the maps, or its width at their left.
        meta={
            "panels": len(panels),
            "head": HEAD,
            "legend": rows * ENTRY + LEGEND_BELOW,
            "aside": SIGN
            + max(text_width(entry["name"], LEGEND["font"]["size"]) for entry in entries),
        },
        **geos,
    )
    layout["height"] += layout["margin"]["t"] + layout["margin"]["b"]
    layout["annotations"] += headings
    return figure_of(traces, layout)


def _sides(number: int, panels: int) -> tuple[float, float]:
    each = (1 - ASIDE) / panels
    left = ASIDE + number * each
    return left + BETWEEN / 2, left + each - BETWEEN / 2


def _heading(text: str, middle: float, colours: Palette) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": middle,
        "y": 1,
        "xanchor": "center",
        "yanchor": "top",
        "align": "center",
        "showarrow": False,
        "borderpad": 0,
        "name": HEADING,
        "font": {"size": 13, "color": colours.text},
    }
