"""What follows from areas' shapes: size, centre, neighbours, and how far centres are apart."""

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod

from ailaget.geography.boundaries.cleaning import WGS_84
from ailaget.geography.shapes import Centre

DECIMALS = 4
"""Of a centre's degrees, as those of the municipalities."""


@dataclass(frozen=True)
class Border:
    """Two areas that touch: along a `line` or at a `point`, and kilometres between centres."""

    area: str
    neighbour: str
    contact: str
    km: float


def centres(areas: gpd.GeoDataFrame) -> dict[str, Centre]:
    """Return each area's size, and the point of its largest part farthest from its border.

    `areas` are in metres, in an equal-area projection.
    """
    points = []
    for shape in areas.geometry:
        largest = max(shapely.get_parts(shape), key=shapely.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=largest.area**0.5 / 100)
        points.append(shapely.get_point(circle, 0))
    degrees = gpd.GeoSeries(points, areas.index, crs=areas.crs).to_crs(WGS_84)
    return {
        str(code): Centre(round(point.x, DECIMALS), round(point.y, DECIMALS), round(km2, 3))
        for code, point, km2 in zip(areas.index, degrees, areas.area / 1e6, strict=True)
    }


def borders(areas: gpd.GeoDataFrame, middles: dict[str, Centre]) -> Iterator[Border]:
    """Yield each pair of areas that touch or overlap, once, in the order of their codes."""
    shapes, codes = areas.geometry.to_numpy(), [str(code) for code in areas.index]
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = sorted((i, j) for i, j in zip(first.tolist(), second.tolist(), strict=True) if i < j)
    for i, j in pairs:
        is_line = shapely.length(shapely.intersection(shapes[i], shapes[j])) > 0
        km = kilometres(middles[codes[i]], middles[codes[j]])
        yield Border(codes[i], codes[j], "line" if is_line else "point", round(km, 1))


def kilometres(one: Centre, other: Centre) -> float:
    """Return the shortest way between two centres along the earth (WGS 84)."""
    _, _, metres = Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)
    return float(np.asarray(metres)) / 1000
