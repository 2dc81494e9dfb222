#!/usr/bin/env bash
# DuckDB's median of 0.1 and 0.2 is 0.1
#
# One would guess: median and quantile_cont lie between two values where the rank does, as avg does, as they themselves do of
#   whole numbers, and as the name (continuous) says.
# What happens: of a column of DECIMAL the result has as many places as the column, and what does not fit is cut off, not
#   rounded: the median of 0.1 and 0.2 is 0.1, of -0.1 and -0.2 it is -0.2, and the mean of the same is 0.15. The upper tenth
#   of 1.2, 1.3 and 1.7 is 1.6 where it is 1.62. Of the same numbers as DOUBLE, all are right. A number with a point that
#   stands in SQL is a DECIMAL; so is one that somebody has kept exact, as in Parquet from a database.
# Version: duckdb 1.5.6.
# Source: run as below, each quantile of the same numbers as DECIMAL and as DOUBLE.
# Who is hurt: whoever asks for the median of figures with one decimal (posts, scores, shares) in a group with an even number:
#   it is up to a whole last place too low, and never too high, so that groups that are compared differ by their numbers' type.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==1.5.6"
cat > "$folder/try.py" <<'PY'
import duckdb


def of(quantile: str, numbers: str, kind: str) -> float:
    rows = duckdb.sql(f"select {quantile} from (select unnest([{numbers}])::{kind} as x)").fetchall()
    return round(float(rows[0][0]), 9)


asked = (
    ("median(x)", "0.1, 0.2"),
    ("median(x)", "-0.1, -0.2"),
    ("quantile_cont(x, 0.9)", "1.2, 1.3, 1.7"),
)
print("duckdb", duckdb.__version__)
seen = []
for quantile, numbers in asked:
    as_decimals, as_doubles = (of(quantile, numbers, kind) for kind in ("decimal(4, 1)", "double"))
    print(f"{quantile} of {numbers}: as decimals {as_decimals}, as doubles {as_doubles}")
    seen.append((as_decimals, as_doubles))
assert seen == [(0.1, 0.15), (-0.2, -0.15), (1.6, 1.62)]
assert of("avg(x)", "0.1, 0.2", "decimal(4, 1)") == 0.15
written = duckdb.sql("select typeof(median(x)), median(x)::double from (values (0.1), (0.2)) as t(x)")
kind, median = written.fetchall()[0]
print(f"written in SQL: {kind} {median}")
assert (kind, median) == ("DECIMAL(2,1)", 0.1)
PY
"$folder/venv/bin/python" "$folder/try.py"
