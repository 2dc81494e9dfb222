#!/usr/bin/env bash
# scipy.optimize.milp writes to standard output though disp is off
#
# One would guess: with options={"disp": False}, which is also the default, a solver says nothing; a program that prints JSON
#   or CSV prints that alone.
# What happens: for some ordinary problems HiGHS itself writes a line, the name of a function of its own, to standard
#   output, before what the program prints. It comes from C++: redirecting sys.stdout in Python does not catch it.
# Version: scipy 1.17.1 with numpy 2.4.1.
# Source: run as below, a knapsack of twenty items solved to the end (mip_rel_gap 0).
# Who is hurt: command lines whose output is read by another program, and pages or logs that collect it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "scipy==1.17.1" "numpy==2.4.1"
cat > "$folder/knapsack.py" <<'PY'
import contextlib
import io
import json

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

draw = np.random.default_rng(11)
weights = draw.integers(1_000, 100_000, 20).astype(float)
values = weights + draw.integers(0, 200, 20)
with contextlib.redirect_stdout(io.StringIO()):
    solved = milp(
        -values,
        integrality=np.ones(20),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(weights, -np.inf, weights.sum() // 2),
        options={"disp": False, "mip_rel_gap": 0.0},
    )
print(json.dumps({"best": round(-solved.fun)}))
PY
"$folder/venv/bin/python" -c 'import scipy; print("scipy", scipy.__version__)'
echo "standard output of a program that prints one line of JSON:"
"$folder/venv/bin/python" "$folder/knapsack.py" 2>"$folder/err" | tee "$folder/out"
lines=$(wc -l < "$folder/out")
echo "lines: $lines, of them JSON: $(grep -c '^{' "$folder/out")"
[ "$lines" -gt 1 ]
