#!/usr/bin/env bash
# pandas' Arrow-backed text makes small frames twice as slow to look into as Python-backed text
#
# One would guess: pandas keeps text in Arrow's arrays where pyarrow is installed because that is the faster way, so that
#   installing pyarrow, for whatever reason, costs a program nothing.
# What happens: on some hundred rows every take, loop and map over a column of text goes through pyarrow's kernels or makes
#   each Python text anew, and takes about twice the processor time of the same code with
#   pd.set_option("mode.string_storage", "python"). The values and the dtype's name (str) are the same.
# Version: pandas 3.1.1, pyarrow 26.0.1.
# Source: run as below: the same three operations on 290 rows, by either storage, best of five. The release notes speak of
#   speed on large data.
# Who is hurt: dashboards and services that work out many small frames; a whole page of ours took half as much time again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1
cat > "$folder/measure.py" <<'PY'
import sys
from time import process_time

import pandas as pd

ROWS, TIMES = 290, 300
names = [f"Municipality {number}" for number in range(ROWS)]


def work(frame):
    kept = frame[frame["value"] > 50]
    lengths = [len(name) for name in frame["name"]]
    words = frame["name"].map({name: name.upper() for name in names})
    return len(kept), sum(lengths), list(words)


def seconds(storage):
    pd.set_option("mode.string_storage", storage)
    frame = pd.DataFrame({"name": names, "county": names[::-1], "value": range(ROWS)})
    assert str(frame["name"].dtype) == "str" and frame["name"].dtype.storage == storage
    took = []
    for _ in range(5):
        begun = process_time()
        for _ in range(TIMES):
            result = work(frame)
        took.append(process_time() - begun)
    return min(took) / TIMES, result


arrow, one = seconds("pyarrow")
python, other = seconds("python")
print(f"pandas {pd.__version__}: Arrow {1e6 * arrow:.0f} µs, Python {1e6 * python:.0f} µs, ratio {arrow / python:.1f}")
sys.exit(not (one == other and arrow > 1.5 * python))
PY
"$folder/venv/bin/python" "$folder/measure.py"
