"""The plain counterpart of a chart as Excel draws it, beside its figures."""

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.charts.style import LIGHT
from ailaget.exports.passport import Passport
from ailaget.views.plots import LINE, SCATTER, Plot
from ailaget.views.result import Table

COLOURS = (LIGHT.accent, LIGHT.context, "#c77d12", "#1f8a78", "#8f55ab", LIGHT.focus)
"""Of the series in order; their names stand in the legend."""

ROW_CM, LEAST_CM, MOST_CM = 0.6, 9.0, 26.0
"""Height of a bar with its gap, and of the shortest and the tallest chart."""


def add_native_chart(
    sheet: Worksheet, plot: Plot, table: Table, papers: Passport, form: str
) -> None:
    """Draw the table that stands at the sheet's first cell; `form` is how its values are shown."""
    last, series = len(table.rows) + 1, len(table.columns) - 1
    chart = {LINE: LineChart, SCATTER: ScatterChart}.get(plot.kind, BarChart)()
    categories = Reference(sheet, min_col=1, min_row=2, max_row=last)
    for number in range(2, series + 2):
        values = Reference(sheet, min_col=number, min_row=1, max_row=last)
        one = (
            Series(values, categories, title_from_data=True)
            if plot.kind == SCATTER
            else Series(values, title_from_data=True)
        )
        _colour(one, plot, COLOURS[(number - 2) % len(COLOURS)].removeprefix("#"))
        chart.series.append(one)
    if plot.kind != SCATTER:
        chart.set_categories(categories)
    chart.title = papers.marked_title()
    chart.title.overlay = False
    chart.x_axis.delete = chart.y_axis.delete = False
    if series > 1:
        chart.legend.position = "b"
    else:
        chart.legend = None
    _name_axes(chart, plot, table, papers, form)
    chart.width = 22
    chart.height = min(max(LEAST_CM, 4 + ROW_CM * series * len(table.rows)), MOST_CM)
    chart.height = 11 if plot.kind in {LINE, SCATTER} else chart.height
    sheet.add_chart(chart, f"{get_column_letter(series + 3)}2")


def _colour(series: Series, plot: Plot, colour: str) -> None:
    if plot.kind == SCATTER:
        series.marker.symbol, series.marker.size = "circle", 5
        series.marker.graphicalProperties.solidFill = colour
        series.marker.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.noFill = True
        return
    if plot.kind == LINE:
        series.smooth = False
        series.marker.symbol = "circle"
        series.marker.graphicalProperties.solidFill = colour
    else:
        series.graphicalProperties.solidFill = colour
        series.invertIfNegative = False
    series.graphicalProperties.line.solidFill = colour


def _name_axes(chart: BarChart, plot: Plot, table: Table, papers: Passport, form: str) -> None:
    chart.y_axis.number_format, chart.y_axis.majorGridlines = form, None
    if plot.kind == SCATTER:
        chart.style, chart.scatterStyle = 13, "lineMarker"
        chart.x_axis.title, chart.y_axis.title = (column.label for column in table.columns)
        chart.x_axis.number_format, chart.x_axis.majorGridlines = "#,##0", None
        return
    chart.y_axis.title = papers.unit
    if plot.kind != LINE:
        chart.type, chart.gapWidth = "bar", 60
        # Excel draws bars from the bottom up; the first row belongs at the top.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.tickLblSkip, chart.y_axis.crosses = 1, "max"
        if len(table.columns) == 2:  # noqa: PLR2004 - one series has room for its values
            others = dict.fromkeys(("showSerName", "showCatName", "showLegendKey"), False)
            chart.dataLabels = DataLabelList(showVal=True, numFmt=form, **others)
    chart.layout = Layout(ManualLayout(x=0.28, y=0.14, w=0.68, h=0.7))
