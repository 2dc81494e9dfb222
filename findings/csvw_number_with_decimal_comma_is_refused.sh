#!/usr/bin/env bash
# csvw refuses a number with a decimal comma though its metadata says decimalChar ","
#
# One would guess: CSV on the Web lets the format of any numeric datatype name its decimalChar (Model for
#   Tabular Data and Metadata on the Web, 6.4.2), so that "12,5" is 12.5 whether the column is a number, a double or a decimal.
# What happens: csvw honours decimalChar of a decimal alone. Of number, double and float it passes the format over and says
#   that "12,5" is no float; csvwvalidate then prints FAIL for a file and metadata that are right.
# Version: csvw 4.1.1.
# Source: run as below, one column of two numbers.
# Who is hurt: whoever publishes CSV from a country with decimal commas; the way round is decimal instead of number.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "csvw==4.1.1"
cd "$folder"
printf 'value\n12,5\n3,25\n' > data.csv
for datatype in number double decimal; do
    cat > "$datatype.json" <<JSON
{
  "@context": "http://www.w3.org/ns/csvw",
  "url": "data.csv",
  "dialect": {"delimiter": ";"},
  "tableSchema": {"columns": [
    {"name": "value", "titles": "value", "datatype": {"base": "$datatype", "format": {"decimalChar": ","}}}
  ]}
}
JSON
    verdict=$("$folder/venv/bin/csvwvalidate" "$datatype.json" 2>/dev/null || true)
    printf '%s: %s\n' "$datatype" "$verdict" | tee -a verdicts
done
"$folder/venv/bin/python" -c 'from importlib.metadata import version; print("csvw", version("csvw"))'
grep -q '^number: .*FAIL' verdicts && grep -q '^double: .*FAIL' verdicts && grep -q '^decimal: .*OK' verdicts
