"""Which part of Sweden a map shows: the whole country, or one of three metropolitan areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ailaget.charts.style import Palette
from ailaget.geography.extents import MERIDIAN, Extent, extent_of

Bounds = tuple[float, float, float, float]
"""South, north, west and east, in degrees."""

WHOLE_COUNTRY = 8
"""Degrees of latitude: a map of more of them shows the country."""

CLOSEST, EDGE = 0.5, 0.06
"""Least height of a map in degrees of latitude; room around its places, as a share of it."""

FARTHEST = 85.0
"""Degrees from the equator to where a plain Mercator map ends."""

SWEDEN: Bounds = (55.38, 69.1, 10.9, 24.2)
"""South, north, west and east of the national view, in degrees.

Plotly frames the corners of these. So framed, the country has two pixels to spare at either end.
"""


NARROWEST: Mapping[str, Any] = {
    "lonaxis": {"range": [11.35, 21.75]},
    "center": {"lon": 15.87, "lat": 62.25},
}
"""Where the map is to be no wider than the country: its south-east corner, which plotly frames, is
then as far east on the plane as its north is. The centre is of the plane as well, in angles."""


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

    @property
    def extent(self) -> Extent:
        """What the view reaches to."""
        return extent_of(
            (lon, lat) for lon in (self.west, self.east) for lat in (self.south, self.north)
        )


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


def framed(extent: Extent) -> Bounds | None:
    """Return the part of the country around areas, with room; None where they lie far apart."""
    if extent.north - extent.south >= WHOLE_COUNTRY:
        return None
    return around(extent.south, extent.north, extent.west, extent.east)


def around(south: float, north: float, west: float, east: float) -> Bounds:
    """Return what a map shows of areas that reach so far, with room; Mercator has no poles."""
    height = north - south
    room = max(EDGE * height, (CLOSEST - height) / 2)
    low, high = max(south - room, -FARTHEST), min(north + room, FARTHEST)
    return low, high, west - 2 * room, east + 2 * room


def geo_of(close: CloseView | None, around: Bounds | None, colours: Palette) -> dict[str, Any]:
    """Return where plotly draws a map's shapes, and how: a close view, a part, or the country."""
    geo: dict[str, Any] = {"visible": False, "bgcolor": colours.background}
    if close is None:
        # Room for the legend at the left of the country, on a phone too.
        return geo | {**_part(around), "domain": {"x": [0.32, 1], "y": [0, 1]}}
    bounds = close.south, close.north, close.west, close.east
    # Its edge is drawn: what is cut off is seen to be cut.
    frame = {"showframe": True, "framecolor": colours.context, "framewidth": 1}
    return geo | _part(bounds) | frame


def _part(bounds: Bounds | None) -> dict[str, Any]:
    south, north, west, east = bounds or SWEDEN
    if bounds is None:
        # As SWEREF 99 TM: Sweden stands upright around its central meridian.
        projection = {"type": "transverse mercator", "rotation": {"lon": MERIDIAN}}
    else:
        # A part lies too far from the country's meridian for plotly to frame, and is small enough
        # for plain Mercator.
        projection = {"type": "mercator", "rotation": {"lon": (west + east) / 2}}
    return {
        "projection": projection,
        "lataxis": {"range": [south, north]},
        "lonaxis": {"range": [west, east]},
    }
