#!/usr/bin/env bash
# DuckDB makes 63 of the text 62.5, and 62 of the number
#
# One would guess: a number becomes one and the same whole number, in whatever type of column it stood, and the same as round()
#   makes of it.
# What happens: to INTEGER, a DECIMAL and a text go half away from zero, a DOUBLE and a FLOAT half to even: '62.5' and 62.5 as
#   written in SQL are 63, the same as a DOUBLE is 62, and round() of that DOUBLE is 63. So a column of whole numbers hangs on
#   whether read_csv had been told to read all as text or had guessed, and 0.5 full-time equivalents are one or none.
# Version: duckdb 1.5.6.
# Source: run as below: one file, read with types guessed and with all as text. github.com/duckdb/duckdb issues 3515, 14461.
# Who is hurt: whoever casts to whole numbers to group, to join or to show, and changes how a file is read: halves move, in one
#   direction for all even numbers, without a word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==1.5.6"
printf 'kommun;varde\nFalun;0.5\nMora;2.5\nUmeå;62.5\n' > "$folder/figures.csv"
cat > "$folder/try.py" <<'PY'
import sys

import duckdb

file = f"{sys.argv[1]}/figures.csv"


def whole(value: str, how: str = "") -> list[int]:
    rows = duckdb.sql(f"select {value} from read_csv('{file}'{how})").fetchall()
    return [int(row[0]) for row in rows]


seen = {
    "text": whole("varde::integer", ", all_varchar=true"),
    "decimal": whole("varde::integer", ", types={'varde': 'decimal(4, 1)'}"),
    "double (guessed)": whole("varde::integer"),
    "round of double": whole("round(varde)"),
}
print("duckdb", duckdb.__version__)
for kind, numbers in seen.items():
    print(f"{kind}: {numbers}")
assert seen["text"] == seen["decimal"] == seen["round of double"] == [1, 3, 63]
assert seen["double (guessed)"] == [0, 2, 62]
PY
"$folder/venv/bin/python" "$folder/try.py" "$folder"
