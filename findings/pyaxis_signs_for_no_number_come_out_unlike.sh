#!/usr/bin/env bash
# pyaxis gives the signs of a PX file for "no number" back as different things
#
# One would guess: a PX file's cells ".", "..", "..." and "-" (scb.se, Data in the PX-file) all come out as missing, or each as
#   it is written, so that whoever reads the table can tell them from numbers in one way.
# What happens: "." is an empty text, ".." is NaN, and "..." and "-" are texts with their quotation marks. The column is text.
# Version: pyaxis 0.4.3.
# Source: run as below, one variable of five cells, with the defaults of `pyaxis.parse`.
# Who is hurt: whoever takes figures of official statistics in: a secret and an exact zero are not told apart from the rest.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyaxis==0.4.3" "pandas<3"
cat > "$folder/try.px" <<'PX'
CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
TITLE="Try";
CONTENTS="Try";
UNITS="number";
DECIMALS=0;
STUB="area";
HEADING="year";
VALUES("area")="a","b","c","d","e";
VALUES("year")="2023";
DATA=
1
"."
".."
"..."
"-";
PX
cat > "$folder/try.py" <<'PY'
import sys
from importlib.metadata import version

from pyaxis import pyaxis

table = pyaxis.parse(sys.argv[1], encoding="utf-8")["DATA"]
cells = dict(zip([".", "..", "...", "-"], table["DATA"].tolist()[1:]))
print("pyaxis", version("pyaxis"), cells)
assert len({str(cell) for cell in cells.values()}) > 1
PY
"$folder/venv/bin/python" -W ignore "$folder/try.py" "$folder/try.px"
