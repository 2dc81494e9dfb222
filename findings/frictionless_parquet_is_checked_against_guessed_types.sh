#!/usr/bin/env bash
# frictionless finds faults in a Parquet file by types that it guesses, and no bytes in it
#
# One would guess: Parquet has its own types, so a column of doubles is a column of numbers; and the size and hash that a data
#   package states of a file are compared with the file.
# What happens: the types are guessed anew from the first hundred rows. A column of doubles that begins with whole numbers is
#   "integer", and its first 0.5 is a type error. Stated bytes and hash are compared with None, and never agree. The
#   same resource with "type": "file" is valid.
# Version: frictionless 5.21.0 with pandas 3.1.1 and pyarrow 26.0.1.
# Source: run as below, 101 rows in one column.
# Who is hurt: whoever puts Parquet into a data package, and whoever takes "invalid" for the file's fault.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "frictionless==5.21.0" "pandas==3.1.1" "pyarrow==26.0.1"
cd "$folder"
cat > package.py <<'PY'
import hashlib
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from frictionless import Package

print("frictionless", version("frictionless"))
pq.write_table(pa.table({"value": pa.array([1.0] * 100 + [0.5], pa.float64())}), "data.parquet")
print("the file's own type:", pq.read_schema("data.parquet").field("value").type)
content = Path("data.parquet").read_bytes()
sums = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def faults(**stated: object) -> list[str]:
    resource = {"name": "data", "path": "data.parquet", "format": "parquet", **stated}
    report = Package.from_descriptor({"resources": [resource]}).validate()
    return [f"{kind}: {note}" for kind, note in report.flatten(["type", "note"])]


guessed, summed, as_file = faults(), faults(**sums), faults(type="file", **sums)
print("as it is:", guessed)
print("with its size and hash:", summed)
print('with its size and hash, and "type": "file":', as_file)
is_guessed = any("integer" in fault for fault in guessed)
is_without_bytes = any("None" in fault for fault in summed)
raise SystemExit(not (is_guessed and is_without_bytes and not as_file))
PY
"$folder/venv/bin/python" package.py
