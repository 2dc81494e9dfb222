#!/usr/bin/env bash
# mapclassify puts a missing value in a class: the lowest, or the highest
#
# One would guess: a unit without a value (NaN) has no class, or is refused: on a map it is grey.
# What happens: among the values that are classified it is in the lowest class (`yb`), and asked for by `find_bin` in the
#   highest. No warning is given.
# Version: mapclassify 2.10.0, numpy 2.2.6, pandas 2.3.3.
# Source: run as below, six values and a missing one in three classes.
# Who is hurt: whoever colours a map by it: a municipality that has not answered looks like one that has nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "mapclassify==2.10.0" "numpy==2.2.6" "pandas==2.3.3"
cat > "$folder/try.py" <<'PY'
import warnings
from importlib.metadata import version

import numpy as np
import mapclassify

warnings.simplefilter("error")
values = np.array([np.nan, 5.0, 15, 25, 35, 45, 55])
classes = mapclassify.UserDefined(values, [20, 40, 60])
own, asked = int(classes.yb[0]), int(classes.find_bin(values)[0])
print("mapclassify", version("mapclassify"), "class of the missing value of 0, 1, 2:", own, "by find_bin:", asked)
assert (own, asked) == (0, 2)
PY
"$folder/venv/bin/python" "$folder/try.py"
