"""Tables as R reads them: readr's read_csv and read_csv2, and base R's own read.csv2."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget import geography
from ailaget.exports.data_table import DECIMALS, data_table
from ailaget.exports.text.table_csv import chart_csv
from tests.exports.conftest import CHOSEN, Made

CODES = sorted(place.code for place in geography.municipalities())

READERS = {
    (
        "en",
        "read_csv",
    ): "readr::read_csv(file, col_types = readr::cols(.default = readr::col_guess(),"
    " `{code}` = readr::col_character()))",
    ("sv", "read_csv2"): "readr::read_csv2(file, col_types = readr::cols(`{code}` = 'c'))",
    ("sv", "read.csv2"): "read.csv2(file, colClasses = c(`{code}` = 'character'),"
    " check.names = FALSE, fileEncoding = 'UTF-8-BOM')",
    ("en", "read.csv"): "read.csv(file, colClasses = c(`{code}` = 'character'),"
    " check.names = FALSE, fileEncoding = 'UTF-8-BOM')",
}
"""How each is called in its language; a code is text, or it loses its first zero."""

SCRIPT = """
file <- {file}
rows <- suppressMessages({reader})
cat(paste(nrow(rows), ncol(rows), class(rows[["{value}"]]),
          format(sum(rows[["{value}"]], na.rm = TRUE), digits = 15),
          sum(is.na(rows[["{value}"]])), paste(sort(rows[["{code}"]]), collapse = " "), sep = "|"))
"""


@pytest.mark.parametrize(("language", "reader"), READERS)
def test_r_reads_a_row_and_a_number_for_each_municipality(
    made: Made, run_r: Callable[[str], str], tmp_path: Path, language: str, reader: str
) -> None:
    chart, metadata = made("map", replace(CHOSEN, language=language))
    file = tmp_path / "map.csv"
    file.write_bytes(chart_csv(chart, metadata))
    table = data_table(chart, metadata)
    place = next(i for i, column in enumerate(table.columns) if column.kind == "number")
    code, value = table.columns[0].label, table.columns[place].label
    call = READERS[language, reader].format(code=code)
    script = SCRIPT.format(file=json.dumps(str(file)), reader=call, code=code, value=value)
    rows, columns, kind, total, missing, codes = run_r(script).split("|")
    values = [row[place] for row in table.rows if isinstance(row[place], float)]
    assert (int(rows), int(columns)) == (290, len(table.columns) + 1)
    assert codes.split() == CODES
    assert (kind, int(missing)) == ("numeric", 290 - len(values))
    assert float(total) == pytest.approx(sum(values), abs=10**-DECIMALS)
