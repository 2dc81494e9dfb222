"""Which area each municipality belongs to: the only one that holds more than half of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import shapely

from ailaget.geography.boundaries.cleaning import MEASURED_IN
from ailaget.geography.shapes import geojson_path

WHOLE = 0.95
"""From this share on all of a municipality is in an area: two maps never agree to the metre."""

HALF = 0.5
"""An area that holds less of a municipality than this does not have it."""


@dataclass(frozen=True)
class Member:
    """A municipality and the area it belongs to, with the share (0 to 1) of it that lies there.

    `area` is None where no area holds more than half, or where several that overlap do. `others`
    are further areas with at least 1 - `WHOLE` of it, and their shares, the largest first.
    """

    municipality: str
    area: str | None
    share: float
    others: tuple[tuple[str, float], ...] = ()

    @property
    def is_split(self) -> bool:
        """Whether a border runs through the municipality, or it lies partly outside all areas."""
        return self.area is not None and (self.share < WHOLE or bool(self.others))


@cache
def _municipalities() -> gpd.GeoSeries:
    shapes = gpd.read_file(geojson_path("municipalities")).set_index("id").geometry
    return shapes.to_crs(MEASURED_IN)


def members(areas: gpd.GeoDataFrame) -> list[Member]:
    """Return the municipalities that any area touches more than by its border, by code.

    `areas` may overlap each other and be in any projection.
    """
    ours, theirs = _municipalities(), areas.to_crs(MEASURED_IN)
    theirs.geometry = shapely.make_valid(theirs.geometry.to_numpy())
    tree = shapely.STRtree(theirs.geometry.to_numpy())
    shares: dict[str, list[tuple[str, float]]] = {}
    first, second = tree.query(ours.to_numpy(), predicate="intersects")
    for at, area in zip(first.tolist(), second.tolist(), strict=True):
        shape = ours.iloc[at]
        inside = shapely.area(shapely.intersection(shape, theirs.geometry.iloc[area])) / shape.area
        shares.setdefault(str(ours.index[at]), []).append((str(theirs.index[area]), inside))
    touched = (_member(code, held) for code, held in sorted(shares.items()))
    return [member for member in touched if member.area or member.others]


def _member(code: str, held: Sequence[tuple[str, float]]) -> Member:
    ordered = sorted(held, key=lambda pair: (-pair[1], pair[0]))
    area, share = ordered[0]
    others = [(name, round(part, 4)) for name, part in ordered if part >= 1 - WHOLE]
    if share <= HALF or (len(ordered) > 1 and ordered[1][1] > HALF):
        return Member(code, None, 0.0, tuple(others))
    return Member(code, area, round(min(share, 1.0), 4), tuple(others[1:]))


def outlines(area_of: dict[str, str]) -> gpd.GeoSeries:
    """Return each area as its whole municipalities, made of their very edges, in degrees."""
    shapes = gpd.read_file(geojson_path("municipalities")).set_index("id").geometry
    inside = shapes[shapes.index.isin(area_of)]
    joined = {
        str(area): shapely.orient_polygons(
            shapely.coverage_union_all(parts.to_numpy()), exterior_cw=True
        )
        for area, parts in inside.groupby(inside.index.map(area_of))
    }
    return gpd.GeoSeries(joined, crs=shapes.crs)
