#!/usr/bin/env bash
# DuckDB's read_csv takes a heading of years for a row, and each year for a value
#
# One would guess: the first line of "kommun;2022;2023" over rows of a name and two numbers is the heading, as in every table
#   that statistical offices give with a column for each year.
# What happens: a first line is taken for a heading only where its types differ from those below. A name over names and years
#   over numbers do not, so columns are called column0 to column2, the years are values of a place called "kommun", and the
#   mean of 10 and 20 is 684. No warning is given. header=true reads it right; so does one more column of numbers under a word.
# Version: duckdb 1.5.6.
# Source: run as below, two rows of two years; duckdb.org/docs, CSV Auto Detection, Header Detection.
# Who is hurt: whoever reads tables with years as columns in one line: sums and means are wrong and the number of rows is plausible.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==1.5.6"
printf 'kommun;2022;2023\nUmeå;10;11\nFalun;20;21\n' > "$folder/years.csv"
cat > "$folder/try.py" <<'PY'
import sys

import duckdb

path = sys.argv[1]
guessed = duckdb.sql(f"from read_csv('{path}')")
mean = duckdb.sql(f"select avg(column1) from read_csv('{path}')").fetchone()[0]
told = duckdb.sql(f"select avg(\"2022\") from read_csv('{path}', header=true)").fetchone()[0]
print("duckdb", duckdb.__version__, guessed.columns, guessed.fetchall())
print("mean of 2022:", mean, "- with header=true:", told)
assert guessed.columns == ["column0", "column1", "column2"]
assert (mean, told) == (684, 15)
PY
"$folder/venv/bin/python" "$folder/try.py" "$folder/years.csv"
