#!/usr/bin/env bash
# pyjstat writes JSON-stat whose values are those of other categories where a row of the table is lacking
#
# One would guess: a table of area, year and value becomes a JSON-stat dataset in which each value stands at the position of
#   its categories, and a combination without a row is null (json-stat.org/format: value).
# What happens: values are written in the order of the rows, as many as there are rows. One combination without a row makes
#   `value` one shorter than the product of `size`, and every value after the hole is that of the category before. No error.
# Version: pyjstat 2.4.0, pandas 2.
# Source: run as below, two areas and two years with one of the four rows lacking.
# Who is hurt: whoever passes statistics of municipalities on; most tables of them have holes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyjstat==2.4.0" "pandas<3"
cat > "$folder/try.py" <<'PY'
import json
from importlib.metadata import version

import pandas as pd
from pyjstat import pyjstat

rows = [("A", "2022", 1.0), ("B", "2022", 3.0), ("B", "2023", 4.0)]
table = pd.DataFrame(rows, columns=["area", "year", "value"])
dataset = json.loads(pyjstat.Dataset.read(table).write())
print("pyjstat", version("pyjstat"), "size", dataset["size"], "value", dataset["value"])
second = dataset["value"][1]  # of A in 2023, which the table does not have
print("A in 2023 is", second, "where nothing is known of it")
assert dataset["size"] == [2, 2] and second == 3.0
PY
"$folder/venv/bin/python" -W ignore "$folder/try.py"
