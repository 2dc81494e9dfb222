"""Which part of Sweden a map shows: the whole country, or one of three metropolitan areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ailaget.charts.style import Palette

SWEDEN = (55.38, 69.1, 10.9, 24.2)
"""South, north, west and east of the national view, in degrees.

Plotly frames the corners of these. So framed, the country has two pixels to spare at either end.
"""


@dataclass(frozen=True)
class CloseView:
    """A part of the country: its edges in degrees, and the municipalities named in it, by code.

    Every one is 1.8 times as wide as high on the map, so that it fills a page as well as a phone.
    """

    south: float
    north: float
    west: float
    east: float
    named: Mapping[str, str]


CLOSE_VIEWS: Mapping[str, CloseView] = {
    "stockholm": CloseView(
        58.78,
        59.82,
        15.75,
        19.42,
        {"0180": "Stockholm", "0181": "Södertälje", "0484": "Eskilstuna"},
    ),
    "goteborg": CloseView(
        57.36, 58.14, 11.15, 13.78, {"1480": "Göteborg", "1490": "Borås", "1384": "Kungsbacka"}
    ),
    "malmo": CloseView(
        55.32, 56.18, 12.05, 14.80, {"1280": "Malmö", "1281": "Lund", "1283": "Helsingborg"}
    ),
}
"""The three metropolitan areas, which vanish at national scale."""


def geo_of(close: CloseView | None, colours: Palette) -> dict[str, Any]:
    """Return where plotly draws a map's shapes, and how: the whole country without a close view."""
    geo: dict[str, Any] = {"visible": False, "bgcolor": colours.background}
    if close is None:
        south, north, west, east = SWEDEN
        return geo | {
            # As SWEREF 99 TM: Sweden stands upright around its central meridian.
            "projection": {"type": "transverse mercator", "rotation": {"lon": 15}},
            "lataxis": {"range": [south, north]},
            "lonaxis": {"range": [west, east]},
            # Room for the legend at the left of the country, on a phone too.
            "domain": {"x": [0.32, 1], "y": [0, 1]},
        }
    return geo | {
        # A close view lies too far from the country's meridian for plotly to frame, and is small
        # enough for plain Mercator. Its edge is drawn: what is cut off is seen to be cut.
        "projection": {"type": "mercator", "rotation": {"lon": (close.west + close.east) / 2}},
        "lataxis": {"range": [close.south, close.north]},
        "lonaxis": {"range": [close.west, close.east]},
        "showframe": True,
        "framecolor": colours.context,
        "framewidth": 1,
    }
