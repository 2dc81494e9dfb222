#!/usr/bin/env bash
# pyogrio and geopandas leave a GeoJSON's own ids out where they are numbers, and keep them where they are texts
#
# One would guess: the `id` of a feature, which RFC 7946 lets be a number or a text, is read the same way either way.
# What happens: ids that are texts become a column `id`. Ids that are numbers are in no column, and the index counts from 0:
#   two municipalities 1480 and 180 come out as 0 and 1, without a word. With fid_as_index=True they are the index. A feature
#   with an `id` of its own and a property `id` has only the property.
# Version: pyogrio 0.13.0 (GDAL 3.12.4) with geopandas 1.2.0.
# Source: run as below, two squares; seen where boundaries are joined with figures by their codes.
# Who is hurt: whoever joins by the index or by the order of rows, since the index looks like ids; codes are simply gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyogrio==0.13.0" "geopandas==1.2.0" "shapely==2.2.0"
cat > "$folder/ids.py" <<'PY'
import json
import sys
from pathlib import Path

import geopandas
import pyogrio
from shapely.geometry import box, mapping

path = Path(sys.argv[1]) / "areas.geojson"
print("pyogrio", pyogrio.__version__, "GDAL", pyogrio.__gdal_version__)


def read(ids, of_property=None):
    features = [
        {"type": "Feature", "id": each, "properties": {"name": f"n{each}", **({"id": of_property + place} if of_property else {})},
         "geometry": mapping(box(place, 57, place + 1, 58))}
        for place, each in enumerate(ids)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return geopandas.read_file(path)


texts, numbers = read(["1480", "180"]), read([1480, 180])
print("ids as texts:   columns", list(texts.columns), "index", list(texts.index))
print("ids as numbers: columns", list(numbers.columns), "index", list(numbers.index))
asked = pyogrio.read_dataframe(path, fid_as_index=True)
print("ids as numbers, fid_as_index=True: index", list(asked.index))
both = read(["1480", "180"], of_property=7)
print("ids as texts and a property id: ", list(both["id"]))
is_so = (
    list(texts["id"]) == ["1480", "180"]
    and "id" not in numbers.columns
    and list(numbers.index) == [0, 1]
    and list(asked.index) == [1480, 180]
    and list(both["id"]) == [7, 8]
)
sys.exit(not is_so)
PY
"$folder/venv/bin/python" "$folder/ids.py" "$folder"
