"""A set of areas of one's own, as tests take it in: two areas, and a border through Alingsås."""

from pathlib import Path

import geopandas as gpd
import shapely

from ailaget import geography
from ailaget.ingest.areas.choosing import AreaChoices

WEST = ("1480", "1481", "1402", "1401", "1407", "1415", "1440")
FEW_OF_THEM = ("1490", "1491")
SPLIT = "1489"
LEVEL = "areas.forbund"
CHOICES = AreaChoices(title="Förbund", source="Källan", licence="CC0 1.0")


def areas_file(folder: Path) -> Path:
    """Two areas: seven municipalities in the west, and two more with 70 % of a third."""
    shapes = gpd.read_file(geography.geojson_path("municipalities")).set_index("id").to_crs(3006)
    whole = shapes.geometry
    west, south, east, north = whole[SPLIT].bounds
    part = shapely.intersection(
        whole[SPLIT], shapely.box(west, south, west + 0.62 * (east - west), north)
    )
    areas = [
        shapely.union_all(whole[list(WEST)].to_numpy()),
        shapely.union_all([*whole[list(FEW_OF_THEM)], part]),
    ]
    path = folder / "forbund.gpkg"
    rows = {"kod": ["V", "F"], "namn": ["Väst", "Få"]}
    gpd.GeoDataFrame(rows, geometry=areas, crs=3006).to_file(path)
    return path
