#!/usr/bin/env bash
# shapely.coverage_simplify leaves a border as it is, whatever the tolerance, where the two sides do not have the same corners
#
# One would guess: two valid neighbours of which one has every other corner of the other are simplified to the tolerance, or
#   refused, or warned of; at a tolerance of ten kilometres hardly a corner is left.
# What happens: one corner of 308 goes, at ten kilometres, and nothing is said. The same two areas with the same corners on both
#   sides go from some 400 corners to fewer than twenty. Only coverage_is_valid tells, and it must be asked for.
# Version: shapely 2.2.0 with GEOS 3.14.1.
# Source: run as below. Boundaries that two authorities have drawn, or that were simplified one by one before, are like this.
# Who is hurt: maps that stay as heavy as they were: whoever lowers the tolerance until it fits waits for nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "shapely==2.2.0" "numpy==2.4.6"
cat > "$folder/border.py" <<'PY'
import sys

import numpy as np
import shapely
from shapely.geometry import Polygon

print("shapely", shapely.__version__, "GEOS", shapely.geos_version_string)
north = np.linspace(0, 10_000, 201)
east = 10_000 + np.random.default_rng(1).normal(0, 100, 201)
border = list(zip(east.tolist(), north.tolist()))
west_side = Polygon([(0, 0), *border, (0, 10_000)])


def corners_left(corners_of_east, tolerance):
    east_side = Polygon([(20_000, 0), (20_000, 10_000), *reversed(corners_of_east)])
    areas = [west_side, east_side]
    assert shapely.is_valid(areas).all()
    before = int(shapely.get_num_coordinates(areas).sum())
    after = int(shapely.get_num_coordinates(shapely.coverage_simplify(areas, tolerance)).sum())
    print(f"  tolerance {tolerance:>6} m: {before} corners, after {after}; "
          f"a valid coverage: {bool(shapely.coverage_is_valid(areas))}")
    return before, after


print("the same corners on both sides:")
same = corners_left(border, 10_000)
print("every other corner on one side:")
other = [corners_left(border[::2], tolerance) for tolerance in (100, 1_000, 10_000)]
sys.exit(not (same[1] < 20 and all(after >= before - 1 for before, after in other)))
PY
"$folder/venv/bin/python" "$folder/border.py"
