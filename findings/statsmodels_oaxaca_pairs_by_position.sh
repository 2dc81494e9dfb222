#!/usr/bin/env bash
# statsmodels' OaxacaBlinder pairs outcome and conditions by position, whatever their index
#
# One would guess: a Series and a DataFrame with the same index in another order are paired by the index, or refused, as the
#   other models of statsmodels refuse them ("The indices for endog and exog are not aligned").
# What happens: they are paired row by row. The gap and its parts are those of other units, and no warning is given.
# Version: statsmodels 0.14.5, pandas 2.3.3.
# Source: run as below, the same outcome in its own order and in another; OLS beside it.
# Who is hurt: whoever splits a gap by figures from two files: a table sorted otherwise gives another gap.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "statsmodels==0.14.5" "numpy==2.2.6" "pandas==2.3.3" "scipy==1.15.3"
cat > "$folder/try.py" <<'PY'
import warnings
from importlib.metadata import version

import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.oaxaca import OaxacaBlinder

warnings.simplefilter("error")
units = list("abcdefgh")
conditions = pd.DataFrame({"large": [0, 0, 0, 0, 1, 1, 1, 1], "x": [1.0, 2, 4, 3, 5, 8, 7, 6]}, units)
outcome = pd.Series([1.0, 3, 4, 2, 9, 12, 10, 11], units)
gaps = [
    float(OaxacaBlinder(y, conditions, "large").two_fold().params[-1])
    for y in (outcome, outcome[list("aebfcgdh")])
]
try:
    sm.OLS(outcome[list("aebfcgdh")], conditions)
    ols = "takes it"
except ValueError as error:
    ols = str(error)
print("statsmodels", version("statsmodels"), "gap in order and in another order:", [round(gap, 6) for gap in gaps])
print("OLS:", ols)
assert abs(gaps[0] - gaps[1]) > 1
assert "not aligned" in ols
PY
"$folder/venv/bin/python" "$folder/try.py"
