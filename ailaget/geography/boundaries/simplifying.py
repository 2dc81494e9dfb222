"""Draws areas with fewer corners: neighbours keep the border that they share."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

MOST_CORNERS = 40_000
"""Corners of a map that a browser draws and recolours at once."""

FINEST, COARSEST = 25.0, 25_600.0
"""Metres: the least detail that is left out first, and the largest that ever is."""


@dataclass(frozen=True)
class Simplified:
    """Areas to be drawn, in metres, and how they came about.

    `tolerance` is the size in metres of the detail left out, 0 where nothing was. `is_coverage`
    says that borders are shared; else `disputed` are the codes of areas that overlap another or do
    not meet it, and each was simplified by itself.
    """

    areas: gpd.GeoDataFrame
    tolerance: float
    is_coverage: bool
    disputed: tuple[str, ...]


def simplified(areas: gpd.GeoDataFrame, most: int = MOST_CORNERS) -> Simplified:
    """Return areas, in metres, with at most so many corners where that can be had.

    Where all areas share their borders (a valid coverage) the borders are simplified once for both
    sides. Else GEOS would leave those that do not match as they are, without a word, so that each
    area goes by itself.
    """
    shapes = areas.geometry.to_numpy()
    is_coverage = bool(shapely.coverage_is_valid(shapes))
    tolerance, simpler = 0.0, shapes
    while corners(simpler) > most and tolerance < COARSEST:
        tolerance = max(2 * tolerance, FINEST)
        simpler = _with_less(shapes, tolerance, is_coverage=is_coverage)
    return Simplified(
        areas.set_geometry(gpd.GeoSeries(simpler, areas.index, crs=areas.crs)),
        tolerance,
        is_coverage,
        () if is_coverage else _disputed(areas),
    )


def corners(shapes: object) -> int:
    """Return how many corners shapes have together."""
    return int(np.sum(shapely.get_num_coordinates(shapes)))


def _with_less(shapes: np.ndarray, tolerance: float, *, is_coverage: bool) -> np.ndarray:
    if is_coverage:
        return np.asarray(shapely.coverage_simplify(shapes, tolerance))
    alone = shapely.simplify(shapes, tolerance, preserve_topology=True)
    return np.where(shapely.is_empty(alone), shapes, alone)


def _disputed(areas: gpd.GeoDataFrame) -> tuple[str, ...]:
    edges = shapely.coverage_invalid_edges(areas.geometry.to_numpy())
    return tuple(str(code) for code in areas.index[~shapely.is_empty(edges)])
