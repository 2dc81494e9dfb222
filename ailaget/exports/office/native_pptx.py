"""The plain counterpart of a chart as PowerPoint draws it: native, its figures to be edited."""

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.enum.chart import XL_TICK_MARK as MARKS
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from ailaget.charts.style import LIGHT
from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.chart_xlsx import figures_xlsx
from ailaget.exports.office.native_xlsx import (
    DOTS,
    ROWS,
    begins_at_zero,
    colour_of,
    column_letter,
    ends_at_all,
    tenfolds,
)
from ailaget.exports.office.number_formats import across_format, axis_format, series_format
from ailaget.exports.office.overlays import (
    ALL,
    across_words,
    ends_of_axis,
    focused,
    has_legend,
    has_overlays,
    line_words,
    lines_of,
)
from ailaget.exports.office.overlays_pptx import NAMESPACES, add_interval, draw_lines
from ailaget.exports.office.slide import Box, describe, rgb
from ailaget.views.base.cells import clean
from ailaget.views.base.native import (
    BAR,
    COLUMNS,
    CURVE,
    LINE,
    OVER_X,
    RANGE,
    SCATTER,
    SWARM,
)
from ailaget.views.base.result import Native

KINDS = {
    BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    CURVE: XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
    LINE: XL_CHART_TYPE.LINE_MARKERS,
    RANGE: XL_CHART_TYPE.BAR_STACKED,
    SCATTER: XL_CHART_TYPE.XY_SCATTER,
    SWARM: XL_CHART_TYPE.XY_SCATTER,
}

SMALL = 8
"""Points of the names of many bars, so that each has room for its own."""

CROWDED = 14
"""Bars; with more of them their names and values are set smaller."""


def add_native(slide: Any, native: Native, metadata: ExportMetadata, body: Box) -> None:
    """Draw a native chart on a slide, in a place."""
    table = native.table
    series_columns = [*native.data, *lines_of(native)]
    frame = slide.shapes.add_chart(KINDS[native.kind], *body, _chart_data(native, metadata))
    # The workbook inside is ours: python-pptx's own takes a text that begins with = for a formula.
    frame.chart.part.chart_workbook.update_from_xlsx_blob(figures_xlsx(table, metadata))
    describe(frame, metadata.alt)
    chart = frame.chart
    _clear_ground(chart)
    chart.font.size, chart.font.color.rgb = Pt(12), rgb(LIGHT.text)
    _title(chart, native, metadata)
    chart.has_legend = has_legend(native)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _name_axes(chart, native, metadata)
    for number, series in enumerate(chart.plots[0].series):
        if native.kind in OVER_X:
            _point_at_columns(series, number, len(table.rows))
        if number < len(native.data):
            _colour(series, native, number)
            add_interval(series, native, series_columns[number].key)
    _mark_focus(chart, native)
    draw_lines(chart, native)
    if native.kind in (BAR, RANGE):
        _lay_bars(chart, native, metadata)
    elif native.kind == COLUMNS:
        chart.plots[0].gap_width, chart.plots[0].overlap = 0, 100


def _clear_ground(chart: Any) -> None:
    """Let what lies behind a chart be seen through it, which python-pptx has no word for."""
    (drawing,) = chart._chartSpace.xpath("c:chart")
    ground = drawing.makeelement(qn("c:spPr"), {})
    ground.append(ground.makeelement(qn("a:noFill"), {}))
    drawing.addnext(ground)


def _title(chart: Any, native: Native, metadata: ExportMetadata) -> None:
    """Write what a copy of the chart must take along inside its frame: title, mark and source.

    Lines that no legend names are named there too.
    """
    chart.has_title = True
    title = chart.chart_title
    title.include_in_layout = False
    heading = title.text_frame.paragraphs[0]
    heading.text, heading.font.size, heading.font.bold = (
        clean(metadata.marked_title()),
        Pt(12),
        True,
    )
    heading.font.color.rgb = rgb(LIGHT.text)
    for line in (metadata.attribution, line_words(native, metadata.t)):
        if line:
            paragraph = title.text_frame.add_paragraph()
            paragraph.text, paragraph.font.size, paragraph.font.bold = clean(line), Pt(9), False
            paragraph.font.color.rgb = rgb(LIGHT.text)


def _mark_focus(chart: Any, native: Native) -> None:
    """Give the row that stands out its colour, where colours do not tell the series apart."""
    place = focused(native)
    if place is None:
        return
    number, row = place
    point = chart.plots[0].series[number].points[row]
    part = point.marker if native.kind in (SCATTER, SWARM) else point
    part.format.fill.solid()
    part.format.fill.fore_color.rgb = rgb(LIGHT.focus)


def _name_axes(chart: Any, native: Native, metadata: ExportMetadata) -> None:
    values, categories, table = chart.value_axis, chart.category_axis, native.table
    values.has_major_gridlines = categories.has_major_gridlines = False
    values.has_title = True
    names = [clean(column.label) for column in (table.columns[0], *native.data)]
    unit = f"{metadata.unit}. {names[-1]}" if native.kind == RANGE else metadata.unit
    values.axis_title.text_frame.text = clean(unit)
    values.tick_labels.number_format = axis_format(native, metadata.language)
    values.tick_labels.number_format_is_linked = False
    if native.kind in (SCATTER, CURVE):
        values.axis_title.text_frame.text = names[1]
    if native.kind in (*OVER_X, COLUMNS):
        categories.has_title = True
        categories.axis_title.text_frame.text = clean(across_words(native))
    categories.tick_label_position = TICKS.LOW
    if native.kind in OVER_X:
        categories.tick_labels.number_format = across_format(native, metadata.language)
        categories.tick_labels.number_format_is_linked = False
    if native.is_log:
        categories.minimum_scale, categories.maximum_scale = tenfolds(table)
        _scale_by_tenfolds(categories)
    if native.kind == COLUMNS:
        categories.tick_label_position, categories.major_tick_mark = TICKS.NONE, MARKS.NONE
    elif native.kind == CURVE:
        for axis in (values, categories):
            axis.minimum_scale, axis.maximum_scale = 0, 100
    elif native.kind == SWARM:
        # How high a dot stands says only whose it is: nothing is read off that axis.
        values.has_title = values.visible = False
        values.minimum_scale, values.maximum_scale = ROWS
    if begins_at_zero(native):
        values.minimum_scale = 0
    if ends_at_all(native):
        values.maximum_scale = ALL
    if (ends := ends_of_axis(native)) is not None:
        values.minimum_scale, values.maximum_scale = ends


def _scale_by_tenfolds(axis: Any) -> None:
    """Give an axis a logarithmic scale, which python-pptx has no word for; it must come first."""
    (scaling,) = axis._element.xpath("c:scaling")
    scaling.insert(0, scaling.makeelement(qn("c:logBase"), {"val": "10"}))


def _chart_data(native: Native, metadata: ExportMetadata) -> Any:
    table = native.table
    form = series_format(native, metadata.language)
    columns = [*native.data, *lines_of(native)]
    if native.kind in OVER_X:
        data = XyChartData(number_format=form)
        for number, column in enumerate(columns, start=1):
            series = data.add_series(clean(column.label))
            for row in table.rows:
                series.add_data_point(row[0], row[number])
        return data
    data = CategoryChartData(number_format=form)
    data.categories = [clean(str(row[0])) for row in table.rows]
    for number, column in enumerate(columns, start=1):
        data.add_series(clean(column.label), [row[number] for row in table.rows])
    return data


def _point_at_columns(series: Any, number: int, rows: int) -> None:
    """Let a series over x find its numbers in our workbook: x in the first column, then each y."""
    letter = column_letter(number)
    for part, place in (
        ("tx", f"${letter}$1"),
        ("xVal", f"$A$2:$A${rows + 1}"),
        ("yVal", f"${letter}$2:${letter}${rows + 1}"),
    ):
        (reference,) = series._element.xpath(f"c:{part}//c:f")
        reference.text = f"Sheet1!{place}"


def _colour(series: Any, native: Native, number: int) -> None:
    colour = rgb(colour_of(native, number))
    if native.kind in (SCATTER, SWARM):
        series.format.line.fill.background()
        _mark(series, colour, DOTS[number] if native.kind == SWARM else 6)
        if native.kind == SWARM and number == len(DOTS) - 1:
            series.marker.style = XL_MARKER_STYLE.DIAMOND
    elif native.kind in (LINE, CURVE):
        series.smooth = False
        series.format.line.color.rgb = colour
        if native.kind == LINE:
            _mark(series, colour)
        elif number:
            series.format.line.dash_style = MSO_LINE.DASH
    else:
        series.invert_if_negative = False
        if native.kind == RANGE and number == 0:
            series.format.fill.background()
            return
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour


def _mark(series: Any, colour: RGBColor, size: int | None = None) -> None:
    if size is not None:
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, size
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour


def _name_each(axis: Any) -> None:
    """Let every bar have its name, where a program would leave out every other one.

    LibreOffice does not go by the number of names to skip, but leaves none out that lies flat.
    """
    (after,) = axis._element.xpath("c:noMultiLvlLbl")
    after.addprevious(after.makeelement(qn("c:tickLblSkip"), {"val": "1"}))
    (letters,) = axis._element.xpath("c:txPr/a:bodyPr")
    letters.set("rot", "0")


def _lay_bars(chart: Any, native: Native, metadata: ExportMetadata) -> None:
    """Put the first row at the top, and the value at each bar where there is room."""
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_label_position = TICKS.HIGH
    bars, table = chart.plots[0], native.table
    bars.gap_width = 50
    cells = len(table.rows) * len(native.data)
    size = Pt(SMALL if cells > CROWDED else 12)
    chart.category_axis.tick_labels.font.size = size
    _name_each(chart.category_axis)
    if native.kind == RANGE:
        return
    # Bars in groups are thin: a value at each would cover the next one's.
    is_grouped = len(native.data) > 1
    is_crowded = cells > (CROWDED if is_grouped else 2 * CROWDED)
    for number, series in enumerate(list(bars.series)[: len(native.data)]):
        is_own = is_grouped and colour_of(native, number) == LIGHT.focus
        if is_crowded and not is_own:
            continue
        labels = series.data_labels
        labels.show_value, labels.font.size = True, size
        labels.number_format = series_format(native, metadata.language)
        labels.number_format_is_linked = False
        _place_labels(labels, native)


def _place_labels(labels: Any, native: Native) -> None:
    """Put the values at the bars' ends or, where something is drawn there, where they begin."""
    if not has_overlays(native):
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        return
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    paper = parse_xml(
        f'<c:spPr {NAMESPACES}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    )
    labels._element.xpath("c:txPr")[0].addprevious(paper)
