"""Tables as CSV that Swedish Excel opens right: semicolon, decimal comma, UTF-8 with BOM."""

import csv
import io
from decimal import Decimal

from ailaget.views.result import Cell, Chart, Table

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text cell that begins so would be run as a formula by a spreadsheet."""


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


def chart_csv(chart: Chart) -> bytes:
    """Return a chart's table with what must travel with its numbers."""
    about = [chart.title, f"{chart.unit}. n = {chart.n} / {chart.of}", chart.caveat, chart.source]
    return table_csv(chart.table, about)


def cell_text(cell: Cell) -> str:
    """Return a cell as text: numbers unrounded with decimal comma, texts escaped, missing empty."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_text(cell)
    # By way of Decimal, so that no number is written with an exponent.
    return format(Decimal(repr(cell)), "f").replace(".", ",")


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
