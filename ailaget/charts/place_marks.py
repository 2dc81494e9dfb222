"""A map of where something is: areas by how many, and a mark on each that has any.

Most municipalities near a city are smaller than a mark: their colour alone would not be seen.
"""

import plotly.graph_objects as go

from ailaget.charts.choropleth import MapParts, map_layers
from ailaget.charts.style import Frame, Palette, Trace, figure_of, palette

MARK, RIM = 8, 1.5
"""Pixels across a mark, and of the line around it."""


def place_marks(parts: MapParts, frame: Frame) -> go.Figure:
    """Return the map; the class of an area without any is the first, and has no mark."""
    traces, layout = map_layers(parts, frame)
    # Names stand on the marks: near a city there are more of these than there is room beside.
    first_name = next((i for i, trace in enumerate(traces) if trace.get("mode") == "text"), None)
    place = len(traces) if first_name is None else first_name
    marks = _marks(parts, palette(frame.theme))
    return figure_of([*traces[:place], marks, *traces[place:]], layout)


def _marks(parts: MapParts, colours: Palette) -> Trace:
    marked = parts.areas[parts.areas["map_class"] > 0]
    line = {"width": RIM, "color": colours.background}
    return {
        "type": "scattergeo",
        "lon": marked["lon"].tolist(),
        "lat": marked["lat"].tolist(),
        "mode": "markers",
        "marker": {"symbol": "circle", "size": MARK, "color": colours.accent, "line": line},
        # The area below says what it is, and is what is clicked.
        "hoverinfo": "skip",
        "showlegend": False,
    }
