"""The municipalities and counties as areas with their figures: GeoPackage and GeoParquet.

A GeoPackage is in SWEREF 99 TM, as Swedish maps are; GeoParquet is in WGS 84, its own usual one.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyogrio

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.exports.dump.table_files import arrow_table
from ailaget.exports.dump.tables import DumpTable, Field, Value, named, titled
from ailaget.geography import MapLayer

SWEREF_99_TM = 3006
READ_BY_MOST = "1.3"
"""The version of GeoPackage: of a later one the GDAL of today's Debian and QGIS warns."""

A_FIXED_TIME = "1970-01-01T00:00:00.000Z"
"""The time that a GeoPackage says it was written at: the same figures give the same bytes."""

LAYERS: dict[str, MapLayer] = {"kommuner": "municipalities", "lan": "counties"}
"""The layers by their names in the dump, each with its map file."""

ADDITION = "_kartlager"
"""What sets a table with areas apart from the one without."""


def municipality_layer(indicators: DumpTable, answers: DumpTable) -> DumpTable:
    """Return what the municipalities' areas are joined with: indicators, then answers."""
    known = {field.name for field in indicators.fields}
    places = [place for place, field in enumerate(answers.fields) if field.name not in known]
    rows = [
        (*figures, *(given[place] for place in places))
        for figures, given in zip(indicators.rows, answers.rows, strict=True)
    ]
    fields = (*indicators.fields, *(answers.fields[place] for place in places))
    name = f"kommuner{ADDITION}"
    return DumpTable(name, titled("kommuner_kartlager"), fields, rows, ("kommunkod",))


def county_layer(groups: DumpTable) -> DumpTable:
    """Return what the counties' areas are joined with: each indicator, its n, and of how many."""
    return of_groups(groups, "lan", "lan", ("lanskod", "lan"), "lan_kartlager")


def of_groups(
    groups: DumpTable, division: str, name: str, place: tuple[str, str], title: str
) -> DumpTable:
    """Return a row for each group of a division: each indicator, its n, and of how many.

    `place` are the columns of a group's code and name in the layer `name`.
    """
    by_group: dict[str, list[tuple[Value, ...]]] = {}
    for row in groups.rows:
        if row[1] == division:
            by_group.setdefault(str(row[2]), []).append(row)
    at = {field.name: number for number, field in enumerate(groups.fields)}
    rows: list[tuple[Value, ...]] = []
    for code, of_group in by_group.items():
        figures = {row[at["indikator"]]: row for row in of_group}
        first = of_group[0]
        values = [
            figures[key][at[part]] for key in codebook().indicators for part in ("varde", "n")
        ]
        rows.append((first[0], code, first[3], first[at["av"]], *values))
    fields = (named("matomgang"), *map(named, place), named("av", "integer"), *_figures())
    return DumpTable(f"{name}{ADDITION}", titled(title), fields, rows, (place[0],))


def _figures() -> Iterator[Field]:
    for indicator in codebook().indicators.values():
        yield Field(indicator.key, "number", indicator.label)
        yield Field(f"{indicator.key}_n", "integer", named("n").label, is_needed=True)


def shapes_of(layer: str) -> gpd.GeoSeries:
    """Return the areas of a layer by their codes, in WGS 84."""
    return gpd.read_file(geography.geojson_path(LAYERS[layer])).set_index("id").geometry


def with_areas(table: DumpTable, areas: gpd.GeoSeries, code: str) -> gpd.GeoDataFrame:
    """Return a table joined with areas by their codes, which its column `code` has."""
    rows = arrow_table(table).to_pandas(types_mapper=_with_missing)
    return gpd.GeoDataFrame(rows, geometry=areas.loc[rows[code]].to_numpy(), crs=areas.crs)


def _with_missing(arrow: object) -> object:
    """Return whole numbers as pandas has them where some are missing, and anything else as ever."""
    return pd.Int64Dtype() if str(arrow) == "int64" else None


def geoparquet_file(areas: gpd.GeoDataFrame) -> bytes:
    """Return areas as GeoParquet."""
    written = io.BytesIO()
    areas.to_parquet(written, index=False, compression="zstd")
    return written.getvalue()


def geopackage_file(layers: dict[str, gpd.GeoDataFrame]) -> bytes:
    """Return areas as one GeoPackage with a layer each."""
    with TemporaryDirectory() as folder, _at_a_fixed_time():
        path = Path(folder) / "areas.gpkg"
        for name, areas in layers.items():
            pyogrio.write_dataframe(
                areas.to_crs(SWEREF_99_TM), path, name, "GPKG", VERSION=READ_BY_MOST
            )
        return path.read_bytes()


@contextmanager
def _at_a_fixed_time() -> Iterator[None]:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": A_FIXED_TIME})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
