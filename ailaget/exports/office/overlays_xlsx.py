"""Lines, intervals and who stands out in a workbook's native chart."""

from typing import Any

from openpyxl.chart import LineChart, Series
from openpyxl.chart.data_source import NumDataSource, NumRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.units import pixels_to_EMU
from pptx.util import Pt

from ailaget.charts.style import LIGHT
from ailaget.exports.office.overlays import STROKE, dash_of, focused, reach_columns, stroke_width
from ailaget.views.base.native import BAR, COLUMNS, OVER_X
from ailaget.views.base.result import Native

INK, FOCUS = LIGHT.text.removeprefix("#"), LIGHT.focus.removeprefix("#")


def add_interval(series: Series, native: Native, key: str, sheet: str) -> None:
    """Draw the intervals of a series as error bars, from the sheet's own columns."""
    places = reach_columns(native, key)
    if places is None:
        return
    last = len(native.table.rows) + 1
    letters = [get_column_letter(place + 1) for place in places]
    below, above = (
        NumDataSource(NumRef(f=f"{quote_sheetname(sheet)}!${letter}$2:${letter}${last}"))
        for letter in letters
    )
    series.errBars = ErrorBars(
        errBarType="both",
        errValType="cust",
        noEndCap=False,
        plus=above,
        minus=below,
        spPr=_ink(pixels_to_EMU(2)),
    )


def draw_lines(chart: Any, native: Native) -> None:
    """Draw the series after the chart's own as lines; over bars, as a stroke across each."""
    series = chart.series[len(native.data) :]
    if native.kind == BAR:
        chart.overlap = 100 if series else chart.overlap
        for each in series:
            _stroke(each, stroke_width(native))
        return
    for number, each in enumerate(series):
        line = LineProperties(w=pixels_to_EMU(2), solidFill=INK, prstDash=dash_of(number))
        each.graphicalProperties = GraphicalProperties(ln=line)
        each.marker, each.smooth = Marker(symbol="none"), False
    if native.kind == COLUMNS and series:
        lines = LineChart()
        lines.series = series
        chart.series = chart.series[: len(native.data)]
        chart += lines


def mark_focus(chart: Any, native: Native) -> None:
    """Give the row that stands out its colour, where colours do not tell the series apart."""
    place = focused(native)
    if place is None:
        return
    number, row = place
    colour = GraphicalProperties(solidFill=FOCUS)
    point = DataPoint(idx=row)
    if native.kind in OVER_X:
        usual = chart.series[number].marker
        point.marker = Marker(symbol=usual.symbol, size=usual.size, spPr=colour)
    else:
        point.graphicalProperties, point.invertIfNegative = colour, False
    chart.series[number].dPt.append(point)


def _stroke(series: Series, width: float) -> None:
    """Draw a bar that is not seen, and at its end an error bar with no length but its end."""
    series.graphicalProperties = GraphicalProperties(noFill=True)
    series.graphicalProperties.line.noFill = True
    series.errBars = ErrorBars(
        errBarType="minus",
        errValType="fixedVal",
        noEndCap=False,
        val=width,
        spPr=_ink(int(Pt(STROKE))),
    )


def _ink(width: int) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(w=width, cap="flat", solidFill=INK))
