#!/usr/bin/env bash
# DuckDB's read_csv makes a whole file one column where its last line names the source
#
# One would guess: a table of three columns with "Källa: SCB" below it has three columns, and the last line is padded, refused
#   or left out; or the file is refused.
# What happens: the delimiter is guessed to be a comma, which no line has and which so parts every line alike. The file is one
#   column called "kommun;antal;andel", every row one text, and nothing is said. With delim=';' it is an error; with
#   null_padding=true alone there are three columns, and the last line is a row.
# Version: duckdb 1.5.6.
# Source: run as below, two rows and a line of source, as PxWeb, Kolada and Excel users write it.
# Who is hurt: scripts that read many files with the defaults and count rows: the rows are there, the columns are not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==1.5.6"
printf 'kommun;antal;andel\nUmeå;10;1.5\nFalun;20;2.5\n' > "$folder/plain.csv"
{ cat "$folder/plain.csv"; printf 'Källa: SCB\n'; } > "$folder/source.csv"
cat > "$folder/try.py" <<'PY'
import sys

import duckdb

plain, source = (duckdb.sql(f"from read_csv('{sys.argv[1]}/{name}.csv')") for name in ("plain", "source"))
print("duckdb", duckdb.__version__, "without the last line:", plain.columns, "- with it:", source.columns)
try:
    duckdb.sql(f"from read_csv('{sys.argv[1]}/source.csv', delim=';')").fetchall()
except duckdb.InvalidInputException as error:
    print("with delim=';':", str(error).splitlines()[0])
assert plain.columns == ["kommun", "antal", "andel"]
assert source.columns == ["kommun;antal;andel"]
PY
"$folder/venv/bin/python" "$folder/try.py" "$folder"
