"""A chart or a table as an Excel workbook: data, its plain chart, its metadata and the method."""

import io
from collections.abc import Sequence
from copy import copy
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.exports.data_table import data_table
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.native_xlsx import add_native_chart
from ailaget.exports.office.number_formats import number_format, series_format
from ailaget.views.base.cells import clean
from ailaget.views.base.formulas import DANGEROUS
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Cell as Value
from ailaget.views.base.result import Column, Exhibit, Table

BOLD, HEADING = Font(name="Calibri", bold=True), Font(name="Calibri", bold=True, size=14)
WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
INDENTED = Alignment(horizontal="left", indent=1)
WRAPPED_INDENTED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
NARROWEST, WIDEST, PROSE = 11, 45, 90
"""Widths of a column, in characters."""

WIDER = 1.2
"""How much wider a header's bold letters are than a figure, which widths are counted in."""

LINE, HIGHEST = 15.0, 405.0
"""Heights of a line of text, and of a row at most, in points; readers other than Excel do not find
them by themselves."""


def chart_xlsx(exhibit: Exhibit, metadata: ExportMetadata) -> bytes:
    """Return the workbook; numbers are numbers, texts never formulas, missing cells empty."""
    t, book = metadata.t, Workbook()
    data = book.active
    assert isinstance(data, Worksheet)
    data.title = t("xlsx.data")
    write_table(data, data_table(exhibit, metadata), metadata)
    if (native := drawable(exhibit)) is not None:
        chart_sheet = book.create_sheet(t("xlsx.chart"))
        write_table(chart_sheet, native.table, metadata)
        form = series_format(native, metadata.language)
        add_native_chart(chart_sheet, native, metadata, form)
    _write_pairs(book.create_sheet(t("xlsx.metadata")), [*metadata.lines()], metadata.title)
    _write_pairs(book.create_sheet(t("xlsx.method")), [*metadata.method], t("xlsx.method"))
    book.properties.title, book.properties.creator = clean(metadata.title), "AI-läget"
    book.properties.description, book.properties.language = clean(metadata.attribution), t.tag
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def figures_xlsx(table: Table, metadata: ExportMetadata) -> bytes:
    """Return a workbook of one table, laid out and named as a slide's chart finds its figures."""
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.title = "Sheet1"
    write_table(book.active, table, metadata)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_table(sheet: Worksheet, table: Table, metadata: ExportMetadata) -> None:
    """Write a table from the first cell on, its header frozen; a table without columns is empty.

    A text longer than its column is broken, and what follows numbers stands clear of them.
    """
    lines = [1] * (1 + len(table.rows))
    follows_numbers = False
    for number, column in enumerate(table.columns, start=1):
        head = put(sheet, 1, number, column.label)
        head.font, head.alignment = BOLD, WRAPPED
        cells = [row[number - 1] for row in table.rows]
        width = _width(column, cells)
        lines[0] = max(lines[0], _lines(column.label, width / WIDER))
        for place, cell in enumerate(cells, start=2):
            written = put(sheet, place, number, cell)
            if isinstance(cell, int | float):
                written.number_format = number_format(column, metadata.language)
            elif cell is not None and follows_numbers:
                written.alignment = INDENTED
            if isinstance(cell, str) and len(cell) > width:
                written.alignment = WRAPPED_INDENTED if follows_numbers else WRAPPED
                lines[place - 1] = max(lines[place - 1], _lines(cell, width))
        follows_numbers = any(isinstance(cell, int | float) for cell in cells)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for place, count in enumerate(lines, start=1):
        if count > 1:
            _set_high(sheet, place, count)
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _width(column: Column, cells: Sequence[Value]) -> float:
    """Return a column's width in characters: no word of its header is broken."""
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    word = max(map(len, column.label.split()), default=0)
    return min(max(longest + 1, NARROWEST, len(column.label) // 2 + 4, WIDER * word + 2), WIDEST)


def _lines(text: str, width: float) -> int:
    """Return the lines that a text is broken into in a column of a width."""
    return sum(max(len(wrap(part, max(int(width) - 1, 1))), 1) for part in text.split("\n"))


def _set_high(sheet: Worksheet, row: int, lines: int) -> None:
    """Make a row as high as its longest text; what else is in it stands at its top."""
    sheet.row_dimensions[row].height = min(LINE * lines, HIGHEST)
    for cell in sheet[row]:
        aligned = copy(cell.alignment)
        aligned.vertical = "top"
        cell.alignment = aligned


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write one value; a text stays a text whatever it begins with, also when it is edited."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        text = clean(value)
        cell.value, cell.data_type = text, "s"
        cell.quotePrefix = text.startswith(DANGEROUS)
    else:
        cell.value = value
    return cell


def _write_pairs(sheet: Worksheet, pairs: list[tuple[str, Value]], heading: str) -> None:
    """Write a heading and below it labels with their values, wrapped to be read and printed."""
    put(sheet, 1, 1, heading).font = HEADING
    for row, (label, value) in enumerate(pairs, start=3):
        put(sheet, row, 1, label).font = BOLD
        put(sheet, row, 2, value)
        for column in (1, 2):
            sheet.cell(row, column).alignment = WRAPPED
        lines = sum(-(-max(len(line), 1) // (PROSE - 8)) for line in str(value).split("\n"))
        sheet.row_dimensions[row].height = LINE * lines
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, PROSE
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
