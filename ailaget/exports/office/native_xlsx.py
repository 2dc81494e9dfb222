"""The plain counterpart of a chart as Excel draws it, beside its figures."""

from math import ceil, floor, log10
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.charts.style import LIGHT
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.number_formats import across_format, axis_format
from ailaget.exports.office.overlays import (
    ALL,
    across_words,
    ends_of_axis,
    has_legend,
    has_overlays,
    line_words,
)
from ailaget.exports.office.overlays_xlsx import add_interval, draw_lines, mark_focus
from ailaget.views.base.cells import clean
from ailaget.views.base.native import BAR, COLUMNS, CURVE, LINE, OVER_X, RANGE, SCATTER, SWARM
from ailaget.views.base.result import Native, Table

COLOURS = (LIGHT.accent, LIGHT.context, "#c77d12", "#1f8a78", "#8f55ab", LIGHT.muted)
"""Of the series in order, unless one has its own; their names stand in the legend."""

DOTS, ROWS = (8, 5, 11), (0.4, 2.6)
"""Sizes of a swarm's dots, the last those of its figures; the ends of the axis of its rows."""

NEAR_ALL = 75
"""Per cent: from where on Excel's own would go beyond it."""

ROW_CM, LEAST_CM, MOST_CM = 0.6, 9.0, 26.0
"""Height of a bar with its gap, and of the shortest and the tallest chart."""

ACROSS_CM = 22
"""Width of a chart."""


def add_native_chart(sheet: Worksheet, native: Native, metadata: ExportMetadata, form: str) -> None:
    """Draw the table that stands at the sheet's first cell; `form` is how its values are shown."""
    table = native.table
    last, series = len(table.rows) + 1, len(native.data)
    is_over_x = native.kind in OVER_X
    chart = ScatterChart() if is_over_x else LineChart() if native.kind == LINE else BarChart()
    categories = Reference(sheet, min_col=1, min_row=2, max_row=last)
    for number in range(2, series + len(native.lines) + 2):
        values = Reference(sheet, min_col=number, min_row=1, max_row=last)
        data_series = (
            Series(values, categories, title_from_data=True)
            if is_over_x
            else Series(values, title_from_data=True)
        )
        if number - 2 < series:
            _colour(data_series, native, number - 2)
            add_interval(data_series, native, native.data[number - 2].key, sheet.title)
        chart.series.append(data_series)
    if not is_over_x:
        chart.set_categories(categories)
    mark_focus(chart, native)
    above = (metadata.marked_title(), metadata.attribution, line_words(native, metadata.t))
    chart.title = _title([clean(line) for line in above if line])
    chart.x_axis.delete = chart.y_axis.delete = False
    if has_legend(native):
        chart.legend.position = "b"
    else:
        chart.legend = None
    _name_axes(chart, native, metadata, form)
    chart.width = ACROSS_CM
    chart.height = min(max(LEAST_CM, 4 + ROW_CM * series * len(table.rows)), MOST_CM)
    chart.height = 11 if is_over_x or native.kind in {LINE, COLUMNS} else chart.height
    draw_lines(chart, native)
    sheet.add_chart(chart, _Described(chart, len(table.columns) + 1, clean(metadata.alt)))


class _Described(OneCellAnchor):  # type: ignore[misc]
    """Where a chart stands, from a column on, and what it shows in words for who hears it.

    openpyxl makes the frame that has those words when it writes the file, without a place for them.
    """

    __elements__ = OneCellAnchor.__elements__

    def __init__(self, chart: ChartBase, column: int, words: str) -> None:
        size = XDRPositiveSize2D(cm_to_EMU(chart.width), cm_to_EMU(chart.height))
        super().__init__(AnchorMarker(col=column, row=1), size)
        self.words = words

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "graphicFrame" and value is not None:
            value.nvGraphicFramePr.cNvPr.descr = self.words
        super().__setattr__(name, value)


def _title(lines: list[str]) -> Title:
    """Return what a copy of the chart takes along: its title, and smaller what comes below it."""
    paragraphs = []
    for number, line in enumerate(lines):
        letters = CharacterProperties(sz=900 if number else 1200, b=not number)
        properties = ParagraphProperties(defRPr=letters)
        paragraphs.append(Paragraph(pPr=properties, r=[RegularTextRun(rPr=letters, t=line)]))
    return Title(tx=Text(rich=RichText(p=paragraphs)), overlay=False)


def colour_of(native: Native, number: int) -> str:
    """Return the colour of a series by its number, from 0."""
    own = native.colours[number] if number < len(native.colours) else None
    if own is None and native.kind == BAR and has_overlays(native) and len(native.data) == 1:
        return LIGHT.context  # what is drawn over it stands out from a pale bar
    return own or COLOURS[number % len(COLOURS)]


def column_letter(number: int) -> str:
    """Return the letter of the column that has the figures of a series, from 0."""
    return str(get_column_letter(number + 2))


def begins_at_zero(native: Native) -> bool:
    """Return whether an axis of bars must be told to: else small differences are drawn as large."""
    values = [
        cell for row in native.table.rows for cell in row[1:] if isinstance(cell, int | float)
    ]
    return native.kind in (BAR, COLUMNS, RANGE) and min(values, default=0) >= 0


def ends_at_all(native: Native) -> bool:
    """Return whether an axis of shares must be told to end at 100 per cent: else it goes beyond.

    That is where the highest share comes near it; below, Excel's own end is at most that far.
    """
    table = native.table
    if any(column.kind != "percent" for column in table.columns[1:]):
        return False
    rows = [[cell for cell in row[1:] if isinstance(cell, int | float)] for row in table.rows]
    # The parts of a range stand on each other.
    tops = [sum(row) if native.kind == RANGE else max(row) for row in rows if row]
    # Of ranges that have been rounded, the sum is rounded too.
    return NEAR_ALL < round(max(tops, default=0), 6) <= ALL


def tenfolds(table: Table) -> tuple[int, int]:
    """Return the powers of ten that hold every number of the first column between them."""
    numbers = [row[0] for row in table.rows if isinstance(row[0], int | float)]
    low = 10 ** floor(log10(min(numbers)))
    return low, max(10 ** ceil(log10(max(numbers))), 10 * low)


def _colour(series: Series, native: Native, number: int) -> None:
    colour = colour_of(native, number).removeprefix("#")
    if native.kind == CURVE:
        series.smooth, series.marker.symbol = False, "none"
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.dashStyle = "dash" if number else "solid"
        return
    if native.kind == RANGE and number == 0:
        series.graphicalProperties.noFill = series.graphicalProperties.line.noFill = True
        return
    if native.kind in (SCATTER, SWARM):
        is_figure = native.kind == SWARM and number == len(DOTS) - 1
        series.marker.symbol = "diamond" if is_figure else "circle"
        series.marker.size = DOTS[number] if native.kind == SWARM else 5
        series.marker.graphicalProperties.solidFill = colour
        series.marker.graphicalProperties.line.solidFill = colour
        # LibreOffice rounds every line of a chart whose first series does not say that it is none.
        series.graphicalProperties.line.noFill, series.smooth = True, False
        return
    if native.kind == LINE:
        series.smooth = False
        series.marker.symbol = "circle"
        series.marker.graphicalProperties.solidFill = colour
    else:
        series.graphicalProperties.solidFill = colour
        series.invertIfNegative = False
    series.graphicalProperties.line.solidFill = colour


def _name_axes(chart: BarChart, native: Native, metadata: ExportMetadata, form: str) -> None:
    language = metadata.language
    chart.y_axis.number_format = axis_format(native, language)
    chart.y_axis.majorGridlines = None
    names = [column.label for column in (native.table.columns[0], *native.data)]
    if native.kind in OVER_X:
        _name_numbers(chart, native, language)
        return
    chart.y_axis.title = f"{metadata.unit}. {names[-1]}" if native.kind == RANGE else metadata.unit
    if begins_at_zero(native):
        chart.y_axis.scaling.min = 0
    if ends_at_all(native):
        chart.y_axis.scaling.max = ALL
    if (ends := ends_of_axis(native)) is not None:
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = ends
    if native.kind == COLUMNS:
        chart.x_axis.title = names[0]
        chart.gapWidth, chart.overlap = 0, 100
        return
    if native.kind != LINE:
        _lay_bars(chart, native, form)
    chart.layout = Layout(ManualLayout(x=0.28, y=0.14, w=0.68, h=0.7))


def _name_numbers(chart: ScatterChart, native: Native, language: str) -> None:
    """Name both axes of a chart over x, and give them the ends that they need."""
    chart.style, chart.scatterStyle = 13, "lineMarker"
    columns = (native.table.columns[0], native.data[0])
    chart.x_axis.title, chart.y_axis.title = across_words(native), columns[1].label
    chart.x_axis.number_format = across_format(native, language)
    chart.x_axis.majorGridlines = None
    if native.is_log:
        scaling = chart.x_axis.scaling
        scaling.logBase, (scaling.min, scaling.max) = 10, tenfolds(native.table)
    if ends_at_all(native):
        chart.y_axis.scaling.max = ALL
    if native.kind == CURVE:
        for axis in (chart.x_axis, chart.y_axis):
            axis.scaling.min, axis.scaling.max = 0, 100
    elif native.kind == SWARM:
        # How high a dot stands says only whose it is: nothing is read off that axis.
        chart.y_axis.title, chart.y_axis.delete = None, True
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = ROWS


def _lay_bars(chart: BarChart, native: Native, form: str) -> None:
    """Put the first row at the top, and the value at each bar where there is one for a row."""
    if native.kind == RANGE:
        chart.grouping, chart.overlap = "stacked", 100
    chart.type, chart.gapWidth = "bar", 60
    # Excel draws bars from the bottom up; the first row belongs at the top.
    chart.x_axis.scaling.orientation, chart.x_axis.tickLblPos = "maxMin", "low"
    chart.x_axis.tickLblSkip, chart.y_axis.crosses = 1, "max"
    if len(native.data) > 1:
        return
    others = dict.fromkeys(("showSerName", "showCatName", "showLegendKey"), False)
    labels = DataLabelList(showVal=True, numFmt=form, **others)
    if has_overlays(native):
        labels.position = "inBase"
        labels.spPr = GraphicalProperties(solidFill="FFFFFF")
    chart.series[0].dLbls = labels
