"""Mends areas' shapes, and says of how many it mended what: nothing is left out in silence."""

from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
import shapely

MEASURED_IN = 3035
"""An equal-area projection of Europe (ETRS89 / LAEA): areas and overlaps are counted in it."""

MEASURED_ELSEWHERE = 6933
"""An equal-area projection of the world (EASE-Grid 2.0), for what lies outside Europe."""

EUROPE = (-35.6, 24.6, 44.9, 84.8)
"""West, south, east and north of where the first of them holds, in degrees."""

WGS_84 = 4326


@dataclass(frozen=True)
class Mended:
    """Areas by code with ``name`` and ``geometry``, and what was mended on the way.

    `invalid` shapes crossed themselves, `with_height` had a third coordinate, `joined` areas stood
    in several rows, and `empty` and `without_area` are codes of areas that have nothing to draw.
    """

    areas: gpd.GeoDataFrame
    invalid: int = 0
    with_height: int = 0
    joined: int = 0
    empty: tuple[str, ...] = ()
    without_area: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        """Return what was mended, how many of each; only what there was any of."""
        counts = {
            "invalid": self.invalid,
            "with_height": self.with_height,
            "joined": self.joined,
            "empty": len(self.empty),
            "without_area": len(self.without_area),
        }
        return {what: n for what, n in counts.items() if n}


def mended(frame: gpd.GeoDataFrame) -> Mended:
    """Return the areas of rows with ``code``, ``name`` and ``geometry``, one row for each code.

    A row of several parts is one area; so are several rows of one code. A shape that crosses itself
    becomes the areas that it encloses. Lines and points have no area.
    """
    shapes = frame.geometry.to_numpy()
    is_empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    empty = _codes(frame[is_empty], but=frame[~is_empty])
    kept = frame[~is_empty]
    shapes = kept.geometry.to_numpy()
    with_height, flat = int(shapely.has_z(shapes).sum()), shapely.force_2d(shapes)
    is_invalid = ~shapely.is_valid(flat)
    flat[is_invalid] = shapely.make_valid(flat[is_invalid])
    surfaces = [_surface(shape) for shape in flat]
    has_area = ~shapely.is_empty(surfaces)
    without_area = _codes(kept[~has_area], but=kept[has_area])
    kept = kept.assign(geometry=surfaces)[has_area]
    rows_of = kept.groupby("code", sort=True)
    joined = int((rows_of.size() > 1).sum())
    return Mended(
        gpd.GeoDataFrame(
            {
                "name": rows_of["name"].first(),
                "geometry": [_together(rows.geometry) for _, rows in rows_of],
            },
            geometry="geometry",
            crs=frame.crs,
        ),
        int(is_invalid.sum()),
        with_height,
        joined,
        empty,
        without_area,
    )


def _codes(rows: pd.DataFrame, but: pd.DataFrame) -> tuple[str, ...]:
    """Return the codes of rows that have no other row with something to draw."""
    return tuple(sorted(set(rows["code"]) - set(but["code"])))


def _surface(shape: shapely.Geometry) -> shapely.Geometry:
    """Return what of a shape has an area: a mended one may have lines beside its areas."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shape)
    surfaces = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(surfaces) if surfaces else shapely.Polygon()


def _together(shapes: gpd.GeoSeries) -> shapely.Geometry:
    """Return rows of one code as one shape; parts that overlap are counted once."""
    return shapes.iloc[0] if len(shapes) == 1 else shapely.union_all(shapes.to_numpy())


def measured(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return areas in metres, in a projection in which each area has the size that it has."""
    west, south, east, north = areas.to_crs(WGS_84).total_bounds
    is_european = (
        EUROPE[0] <= west and EUROPE[1] <= south and east <= EUROPE[2] and north <= EUROPE[3]
    )
    moved = areas.to_crs(MEASURED_IN if is_european else MEASURED_ELSEWHERE)
    # What is valid in one projection may fold over itself by a hair in another.
    moved.geometry = [
        shape if shape.is_valid else _surface(shapely.make_valid(shape)) for shape in moved.geometry
    ]
    return moved
