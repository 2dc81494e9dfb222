"""Lines and intervals of a slide's native chart, which python-pptx has no words for."""

from collections.abc import Iterator
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from ailaget.charts.style import LIGHT
from ailaget.exports.office.native_xlsx import column_letter
from ailaget.exports.office.overlays import STROKE, dash_of, reach_columns, stroke_width
from ailaget.views.base.native import BAR, COLUMNS
from ailaget.views.base.result import Cell, Native

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
BEFORE_DATA = "c:cat | c:xVal | c:val"
INK = LIGHT.text.removeprefix("#")


def add_interval(series: Any, native: Native, key: str) -> None:
    """Draw the intervals of a series as error bars, which find their numbers in the workbook."""
    places = reach_columns(native, key)
    if places is None:
        return
    below, above = (_numbers(native, place) for place in places)
    _add_error_bars(
        series._element,
        f'<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{above}</c:plus><c:minus>{below}</c:minus>{_ink(1.25)}",
    )


def draw_lines(chart: Any, native: Native) -> None:
    """Draw the series after the chart's own as lines; over bars, as a stroke across each."""
    every = list(chart.plots[0].series)
    series = every[len(native.data) :]
    if native.kind == BAR:
        if series:
            chart.plots[0].overlap = 100
        for each in series:
            _stroke(each, stroke_width(native))
        return
    for number, each in enumerate(series):
        each.format.line.width = Pt(1.5)
        _dash(each, dash_of(number))
    if native.kind == COLUMNS and series:
        _as_lines(chart, [each._element for each in series])


def _stroke(series: Any, width: float) -> None:
    """Draw a bar that is not seen, and at its end an error bar too short to be more than its end.

    Neither PowerPoint nor LibreOffice draws a line across bars that lie.
    """
    series.format.fill.background()
    series.invert_if_negative = False
    _add_error_bars(
        series._element,
        '<c:errBarType val="minus"/><c:errValType val="fixedVal"/><c:noEndCap val="0"/>'
        f'<c:val val="{width:g}"/>{_ink(STROKE)}',
    )


def _dash(series: Any, dash: str) -> None:
    series.smooth = False
    properties = series._element.get_or_add_spPr()
    for old in properties.xpath("a:ln"):
        properties.remove(old)
    properties.append(
        parse_xml(
            f'<a:ln {NAMESPACES} w="19050"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill>'
            f'<a:prstDash val="{dash}"/></a:ln>'
        )
    )
    if not series._element.xpath("c:marker"):
        marker = parse_xml(f'<c:marker {NAMESPACES}><c:symbol val="none"/></c:marker>')
        properties.addnext(marker)


def _as_lines(chart: Any, series: list[Any]) -> None:
    """Move series of columns to lines along the same axes."""
    (columns,) = chart._chartSpace.xpath("c:chart/c:plotArea/c:barChart")
    lines = parse_xml(
        f'<c:lineChart {NAMESPACES}><c:grouping val="standard"/><c:varyColors val="0"/>'
        "</c:lineChart>"
    )
    for each in series:
        for only_bars in each.xpath("c:invertIfNegative"):
            each.remove(only_bars)
        lines.append(each)
        each.append(each.makeelement(qn("c:smooth"), {"val": "0"}))
    lines.append(lines.makeelement(qn("c:marker"), {"val": "1"}))
    for axis in columns.xpath("c:axId"):
        lines.append(lines.makeelement(qn("c:axId"), {"val": axis.get("val")}))
    columns.addnext(lines)


def _add_error_bars(series: Any, content: str) -> None:
    data = series.xpath(BEFORE_DATA)[0]
    data.addprevious(parse_xml(f"<c:errBars {NAMESPACES}>{content}</c:errBars>"))


def _ink(points: float) -> str:
    return (
        f'<c:spPr><a:ln w="{int(Pt(points))}" cap="flat"><a:solidFill><a:srgbClr val="{INK}"/>'
        "</a:solidFill></a:ln></c:spPr>"
    )


def _numbers(native: Native, place: int) -> str:
    """Return a column of the workbook, as a chart refers to it and keeps its numbers."""
    letter, rows = column_letter(place - 1), native.table.rows
    cells = "".join(_points(row[place] for row in rows))
    return (
        f"<c:numRef><c:f>Sheet1!${letter}$2:${letter}${len(rows) + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(rows)}"/>{cells}'
        "</c:numCache></c:numRef>"
    )


def _points(cells: Iterator[Cell]) -> Iterator[str]:
    for number, cell in enumerate(cells):
        if cell is not None:
            yield f'<c:pt idx="{number}"><c:v>{cell}</c:v></c:pt>'
