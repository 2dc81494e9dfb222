#!/usr/bin/env bash
# DuckDB's read_csv makes a column of the letter T (for total) true
#
# One would guess: a column with the code T in each row is text, as a column with T, K and M is; Kolada and many others code
#   "total" so, and a file of the totals alone has no other code.
# What happens: T and F, and yes and no, are read as BOOLEAN where a column has nothing else. The code comes out as true, and
#   where the column is written again it says true. One row with K, and it is text. types={'kon': 'VARCHAR'} or
#   all_varchar=true keeps it.
# Version: duckdb 1.5.6.
# Source: run as below, the same two rows with T and T, and with T and K.
# Who is hurt: whoever reads files with codes of one letter: the type of a column hangs on which groups were chosen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==1.5.6"
printf 'kommun;kon;varde\nUmeå;T;11\nFalun;T;21\n' > "$folder/totals.csv"
printf 'kommun;kon;varde\nUmeå;T;11\nFalun;K;21\n' > "$folder/mixed.csv"
cat > "$folder/try.py" <<'PY'
import sys

import duckdb

read = {
    name: duckdb.sql(f"select kon, typeof(kon) from read_csv('{sys.argv[1]}/{name}.csv')").fetchall()
    for name in ("totals", "mixed")
}
print("duckdb", duckdb.__version__, read)
assert read["totals"] == [(True, "BOOLEAN")] * 2
assert read["mixed"] == [("T", "VARCHAR"), ("K", "VARCHAR")]
PY
"$folder/venv/bin/python" "$folder/try.py" "$folder"
