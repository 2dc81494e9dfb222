#!/usr/bin/env bash
# pandas.read_excel makes text cells numbers: the code "0114" is 114, unless some other cell has a letter
#
# One would guess: a workbook says of each cell whether it is a text or a number, so a cell of text, "0114", stays the text that
#   its author made it, and only CSV, which has no types, can lose a leading zero.
# What happens: columns of text are parsed as CSV is, and where every cell looks like a number they become int64: 114. The same
#   column with "Riket" in one more row stays text with its zeros. No warning is given; dtype=str keeps it.
# Version: pandas 3.1.1 with openpyxl 3.1.5.
# Source: run as below, two codes as cells of text, with and without a third row.
# Who is hurt: whoever joins by codes of municipalities or counties: those of the counties 01 to 09 lose their zero, and
#   whether they do depends on a row of totals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "pandas==3.1.1" "openpyxl==3.1.5"
cat > "$folder/try.py" <<'PY'
import sys
from importlib.metadata import version

import openpyxl
import pandas as pd

path = f"{sys.argv[1]}/codes.xlsx"
read = []
for codes in (["0114", "0115"], ["0114", "0115", "Riket"]):
    book = openpyxl.Workbook()
    for code in ["kod", *codes]:
        book.active.append([code])
    book.save(path)
    assert openpyxl.load_workbook(path).active["A2"].data_type == "s"  # a text, in the file itself
    read.append(pd.read_excel(path)["kod"].tolist())
print("pandas", version("pandas"), "openpyxl", version("openpyxl"), read)
assert read == [[114, 115], ["0114", "0115", "Riket"]]
PY
"$folder/venv/bin/python" "$folder/try.py" "$folder"
