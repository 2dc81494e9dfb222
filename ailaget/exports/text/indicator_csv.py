"""One indicator for every municipality as CSV: the fixed format that other programs read."""

import csv
import io

import pandas as pd

from ailaget.exports.text.csv_cells import BOM, cell_text
from ailaget.views.base.formulas import safe_text
from ailaget.views.base.selection import Selection, Source, indicator_of, unit_text

HEADER = (
    "kommunkod",
    "kommun",
    "lan",
    "skr_grupp",
    "matomgang",
    "indikator",
    "varde",
    "enhet",
    "status",
    "kalla",
)
STATUS = {
    "ok": "ok",
    "dont_know": "vet_ej",
    "not_applicable": "ej_aktuellt",
    "unanswered": "ej_besvarad",
    "nonresponse": "bortfall",
    "protected": "skyddad",
}


def indicator_csv(source: Source, selection: Selection) -> bytes:
    """Return the chosen indicator in the chosen wave; raises UnknownKey.

    Semicolon, decimal comma, UTF-8 with BOM, CRLF; one row for each of the 290 municipalities;
    `varde` is unrounded and empty unless `status` is ok.
    """
    indicator = indicator_of(selection)
    rows = source.query("indicator_export", wave=selection.wave, indicator=indicator.key)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    unit, line = unit_text(selection.t, indicator), selection.source_line()
    named = ["municipality", "name", "county_name", "skr_group", "wave", "indicator"]
    for row in rows.to_dict("records"):
        value = None if pd.isna(row["value"]) else float(row["value"])
        writer.writerow(
            [
                *(safe_text(str(row[column])) for column in named),
                cell_text(value),
                safe_text(unit),
                STATUS[row["status"]],
                safe_text(line),
            ]
        )
    return BOM + out.getvalue().encode("utf-8")
