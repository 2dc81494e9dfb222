"""Areas of a made-up country that answer for themselves, as tests take them in."""

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
from shapely import box

from ailaget.ingest.areas.choosing import OWN, AreaChoices

KEY = "nordmark"
NAMES = {
    "0301": "Ulvsund",
    "0302": "Grånes",
    "0303": "Nordvika",
    "0304": "Sørholt",
    "0305": "Åslia",
    "0306": "Bjørkefjell",
}
WEST, SOUTH, SIDE = 4.0, 51.0, 0.4
"""Where the first square lies, outside Sweden, and how wide each is, in degrees."""

CHOICES = AreaChoices(title="Nordmark", source="Påhittad", licence="CC0 1.0", answers=OWN)
WAVE = f"2026-11-{KEY}"


def answering_file(
    folder: Path, codes: Sequence[str] = tuple(NAMES), **columns: Sequence[object]
) -> Path:
    """Squares side by side in two rows: the municipalities of a country that is not."""
    shapes = [
        box(west, south, west + SIDE, south + SIDE)
        for place in range(len(codes))
        for west, south in [(WEST + SIDE * (place % 3), SOUTH + SIDE * (place // 3))]
    ]
    path = folder / "nordmark.gpkg"
    rows = {"kod": list(codes), "namn": [NAMES.get(code, code) for code in codes], **columns}
    gpd.GeoDataFrame(rows, geometry=shapes, crs=4326).to_file(path)
    return path
