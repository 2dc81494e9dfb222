#!/usr/bin/env bash
# frictionless takes numbers with a decimal comma for places on the globe
#
# One would guess: a column of "12,5" and "100,5" is described as text, or as number with decimalChar ","; `frictionless
#   describe` finds the semicolon between the columns by itself.
# What happens: the column is a geopoint, and each row is read as a longitude and a latitude: [12, 5]. The description is valid,
#   the file validates against it, and nothing is said. One value that is no place, 200,5 or 13,95, and the column is text.
# Version: frictionless 5.21.0.
# Source: run as below, two rows; frictionless tries the types of Table Schema in its own order, and geopoint's default form
#   is "lon, lat".
# Who is hurt: whoever describes CSV from a country with decimal commas: the schema that goes with the data says that shares
#   are coordinates, and who reads the data by it gets pairs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "frictionless==5.21.0"
printf 'kommun;andel\nUmeå;12,5\nFalun;100,5\n' > "$folder/shares.csv"
cd "$folder"
cat > try.py <<'PY'
from importlib.metadata import version

from frictionless import Resource, describe, validate

described = describe("shares.csv")
types = {field.name: field.type for field in described.schema.fields}
rows = [row.to_dict() for row in Resource("shares.csv", schema=described.schema).read_rows()]
is_valid = validate(described).valid
print("frictionless", version("frictionless"), types, rows, "valid:", is_valid)
assert types["andel"] == "geopoint"
assert [list(row["andel"]) for row in rows] == [[12, 5], [100, 5]]
PY
venv/bin/python -W ignore try.py
