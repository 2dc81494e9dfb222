"""Tables as CSV that Swedish Excel opens right: semicolon, decimal comma, UTF-8 with BOM."""

import csv
import io

from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.text.csv_cells import cell_text, safe_text
from ailaget.views.base.result import Exhibit, Table


def table_csv(table: Table, metadata: list[str]) -> bytes:
    """Return a table as CSV; `metadata` lines (title, source, n) follow after a blank line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_text(column.label) for column in table.columns])
    for row in table.rows:
        writer.writerow([cell_text(cell) for cell in row])
    writer.writerow([])
    writer.writerows([[safe_text(line)] for line in metadata])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def chart_csv(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return the table of a chart, or one without, and below it what must travel with it."""
    about = [f"{label}: {metadata.t.plain(value)}" for label, value in metadata.lines()]
    return table_csv(exhibit.table, about)
