"""Writes the rows of a survey file again, each on the line where it stood."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.ingest.reading.cell_escapes import escaped
from ailaget.ingest.reading.worksheet import SheetRow

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LONG_AGO = datetime(2000, 1, 1)


def text_file(rows: Sequence[SheetRow], before: Sequence[SheetRow], delimiter: str) -> bytes:
    """Return rows as delimited text in UTF-8.

    A cell that took several lines `before` takes as many, so that what follows stays where it was.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row, written in zip(rows, before, strict=True):
        writer.writerow(map(_as_tall, row.cells, written.cells))
    return out.getvalue().encode("utf-8-sig")


def workbook_file(sheets: Mapping[str, Sequence[SheetRow]]) -> bytes:
    """Return sheets as an Excel file in which every cell is a text."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        _fill(sheet, rows)
    book.properties.creator, book.properties.created = None, _LONG_AGO
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[SheetRow]) -> None:
    for row in rows:
        for column, text in enumerate(row.cells, start=1):
            if text:
                cell = sheet.cell(row.line, column, escaped(text))
                # Else what begins with "=" would be a formula.
                cell.data_type = "s"


def _as_tall(text: str, before: str) -> str:
    """Return a text with the line breaks that it lacks."""
    breaks = len(_LINE_BREAK.findall(before)) - len(_LINE_BREAK.findall(text))
    return text + "\n" * breaks
