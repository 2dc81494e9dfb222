#!/usr/bin/env bash
# geopandas appends to a file in its system of coordinates without converting, or looking
#
# One would guess: `to_file(mode="a")` of a frame in WGS 84 to a GeoPackage in SWEREF 99 TM is converted, or refused: both say
#   which system of coordinates they are in.
# What happens: the numbers are written as they are, and read back as metres: the place is near the equator, off Africa.
# Version: geopandas 1.1.1 with pyogrio 0.11.1.
# Source: run as below, one point in each system.
# Who is hurt: whoever collects areas from several files in one: some lie where nobody looks, and joins by place lose them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "geopandas==1.1.1" "pyogrio==0.11.1" "shapely==2.1.2" "pyproj==3.7.1" "numpy==2.2.6" "pandas==2.3.3"
cat > "$folder/try.py" <<'PY'
import sys
from importlib.metadata import version

import geopandas as gpd
from shapely import Point

path = f"{sys.argv[1]}/areas.gpkg"
first = gpd.GeoDataFrame({"name": ["Falun"]}, geometry=[Point(15.63, 60.61)], crs=4326).to_crs(3006)
second = gpd.GeoDataFrame({"name": ["Mora"]}, geometry=[Point(14.54, 61.01)], crs=4326)
first.to_file(path)
second.to_file(path, mode="a")
place = gpd.read_file(path).to_crs(4326).geometry.iloc[1]
print("geopandas", version("geopandas"), f"Mora is at {place.y:.2f} north, {place.x:.2f} east; written was 61.01, 14.54")
assert abs(place.y) < 1
PY
"$folder/venv/bin/python" -W ignore::DeprecationWarning "$folder/try.py" "$folder"
