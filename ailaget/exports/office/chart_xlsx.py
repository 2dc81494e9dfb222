"""A chart or a table as an Excel workbook: data, its plain chart, its metadata and the method."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.exports.data_table import data_table
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.native_xlsx import ACROSS_CM, add_native_chart
from ailaget.exports.office.number_formats import number_format, series_format
from ailaget.exports.office.sheet_pages import LINE, lay_across, lines_of, set_high, set_pages
from ailaget.views.base.cells import RIGHT, clean, heads_rows
from ailaget.views.base.formulas import DANGEROUS
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Cell as Value
from ailaget.views.base.result import Column, Exhibit, Table

BOLD, HEADING = Font(name="Calibri", bold=True), Font(name="Calibri", bold=True, size=14)
WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
INDENTED = Alignment(horizontal="left", indent=1)
WRAPPED_INDENTED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
TO_THE_RIGHT = Alignment(horizontal="right")
WRAPPED_RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
NARROWEST, WIDEST, PROSE = 11, 45, 90
"""Widths of a column, in characters."""

WIDER = 1.2
"""How much wider a header's bold letters are than a figure, which widths are counted in."""

MOST_HEADS = 3
"""Columns that are seen beside all others, and printed on each page, at most."""


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
        set_pages(chart_sheet, len(native.table.columns), _heads(native.table), ACROSS_CM)
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

    A header stands as its cells do, a text longer than its column is broken, and what follows
    numbers stands clear of them.
    """
    lines = [1] * (1 + len(table.rows))
    follows_numbers = False
    for number, column in enumerate(table.columns, start=1):
        head = put(sheet, 1, number, column.label)
        cells = [row[number - 1] for row in table.rows]
        is_right = column.kind in RIGHT or _has_numbers_alone(cells)
        is_beside = follows_numbers and not is_right
        head.font = BOLD
        head.alignment = WRAPPED_RIGHT if is_right else WRAPPED_INDENTED if is_beside else WRAPPED
        width = _width(column, cells)
        lines[0] = max(lines[0], lines_of(column.label, width / WIDER))
        for place, cell in enumerate(cells, start=2):
            written = put(sheet, place, number, cell)
            if isinstance(cell, int | float):
                written.number_format = number_format(column, metadata.language)
            elif cell is not None and is_right:
                written.alignment = TO_THE_RIGHT
            elif cell is not None and is_beside:
                written.alignment = INDENTED
            if isinstance(cell, str) and len(cell) > width:
                written.alignment = WRAPPED_INDENTED if is_beside else WRAPPED
                lines[place - 1] = max(lines[place - 1], lines_of(cell, width))
        follows_numbers = is_right or any(isinstance(cell, int | float) for cell in cells)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for place, count in enumerate(lines, start=1):
        if count > 1:
            set_high(sheet, place, count)
    sheet.freeze_panes = sheet.cell(2, _heads(table) + 1)
    set_pages(sheet, len(table.columns), _heads(table))


def _has_numbers_alone(cells: Sequence[Value]) -> bool:
    kinds = {type(cell) for cell in cells if cell is not None}
    return bool(kinds) and kinds <= {int, float}


def _heads(table: Table) -> int:
    """Return how many columns name a table's rows: all to the last that heads them, else one."""
    heads = [place for place, is_head in enumerate(heads_rows(table), start=1) if is_head]
    return heads[-1] if heads and heads[-1] <= MOST_HEADS else 1


def _width(column: Column, cells: Sequence[Value]) -> float:
    """Return a column's width in characters: no word of its header is broken."""
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    word = max(map(len, column.label.split()), default=0)
    return min(max(longest + 1, NARROWEST, len(column.label) // 2 + 4, WIDER * word + 2), WIDEST)


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
    lay_across(sheet)
