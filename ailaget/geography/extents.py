"""Owns how far areas reach: in degrees, and on the plane of a map that stands upright."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ailaget.geography.shapes import MapLayer, geojson_path

MERIDIAN = 15
"""Sweden's central meridian, as in SWEREF 99 TM: around it the country stands upright."""


BANDS = 25
"""Bands across the country, each some sixty kilometres from south to north."""


@dataclass(frozen=True)
class Extent:
    """What areas reach to, in degrees; and the same on a transverse Mercator plane, in radians."""

    south: float
    north: float
    west: float
    east: float
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Extent") -> bool:
        """Return whether two extents have any place in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    @property
    def on_plane(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top on the plane; a thousandth of a radian is six kilometres."""
        left, bottom, right, top = (
            round(edge, 5) for edge in (self.left, self.bottom, self.right, self.top)
        )
        return left, bottom, right, top


@cache
def extents(layer: MapLayer) -> Mapping[str, Extent]:
    """Return how far each area of a map file reaches, by its code."""
    geojson = json.loads(geojson_path(layer).read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            feature["id"]: extent_of(_points(feature["geometry"]["coordinates"]))
            for feature in geojson["features"]
        }
    )


@cache
def country() -> Extent:
    """Return how far the country reaches."""
    return combined(extents("counties").values())


@cache
def western_coast() -> tuple[float, ...]:
    """Return where land begins in each of `BANDS` bands of the country, from the north down.

    As shares of its width from its left edge, by how far municipalities reach.
    """
    whole, areas = country(), extents("municipalities").values()
    depth = (whole.top - whole.bottom) / BANDS
    begins = []
    for band in range(BANDS):
        top = whole.top - band * depth
        inside = [area.left for area in areas if area.bottom < top and area.top > top - depth]
        begins.append(round((min(inside) - whole.left) / (whole.right - whole.left), 3))
    return tuple(begins)


def combined(several: Iterable[Extent]) -> Extent:
    """Return what some extents, at least one, reach to together."""
    edges = list(several)
    return Extent(
        south=min(edge.south for edge in edges),
        north=max(edge.north for edge in edges),
        west=min(edge.west for edge in edges),
        east=max(edge.east for edge in edges),
        left=min(edge.left for edge in edges),
        bottom=min(edge.bottom for edge in edges),
        right=max(edge.right for edge in edges),
        top=max(edge.top for edge in edges),
    )


def extent_of(points: Iterable[tuple[float, float]]) -> Extent:
    """Return what points, longitude and latitude in degrees, reach to."""
    lon, lat = zip(*points, strict=True)
    x, y = zip(*map(_on_plane, lon, lat), strict=True)
    return Extent(min(lat), max(lat), min(lon), max(lon), min(x), min(y), max(x), max(y))


def _on_plane(lon: float, lat: float) -> tuple[float, float]:
    """Return a place on a sphere's transverse Mercator (Snyder 1987, p. 58), scale 1."""
    across, up = math.radians(lon - MERIDIAN), math.radians(lat)
    x = math.atanh(math.cos(up) * math.sin(across))
    return x, math.atan2(math.tan(up), math.cos(across))


def _points(nested: Any) -> Iterator[tuple[float, float]]:
    if isinstance(nested[0], int | float):
        yield nested[0], nested[1]
        return
    for inside in nested:
        yield from _points(inside)
