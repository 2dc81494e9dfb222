"""The numbers along an axis of Excel's and PowerPoint's charts differ, whatever they are of."""

import io
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation

from ailaget.exports.metadata import ExportMetadata
from ailaget.exports.office.chart_pptx import chart_pptx
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.office.number_formats import decimals_needed
from ailaget.views.base.native import SCATTER
from ailaget.views.base.result import Chart, Column, Native, Table
from tests.exports.conftest import Made


@pytest.mark.parametrize(
    ("numbers", "decimals"),
    [
        ((0, 47.0), 0),
        ((0.2, 1.9), 1),
        ((0.02, 0.09), 2),
        ((-3.0, -0.5), 1),
        ((40.2, 41.1), 2),  # begins at 40
        ((30.0, 60.0, None, "–"), 0),
        ((), 2),
    ],
)
def test_an_axis_has_the_decimals_that_its_numbers_need(
    numbers: tuple[float, ...], decimals: int
) -> None:
    assert decimals_needed(numbers) == decimals


@pytest.mark.parametrize(
    ("x", "is_log", "form"),
    [
        ((0.2, 30.0, 6_000.0), True, "#,##0.0"),
        ((2_600.0, 1_000_000.0), True, "#,##0"),
        ((0.03, 0.09), False, "#,##0.00"),
        ((4.0, 61.0), False, "#,##0"),
    ],
)
def test_both_axes_of_dots_have_them_in_excel_and_powerpoint(
    made: Made, x: tuple[float, ...], is_log: bool, form: str
) -> None:
    chart, metadata = made("explanations_scatter")
    columns = (
        Column("name", "Kommun", "name"),
        Column("x", "X", "number"),
        Column("y", "Y", "number"),
    )
    rows = [("Kalix", each, 1.0 * number) for number, each in enumerate(x, start=1)]
    own = replace(chart, native=Native(SCATTER, Table(columns, rows), is_log=is_log))
    for across, up in (_in_excel(own, metadata), _in_powerpoint(own, metadata)):
        assert across == form
        assert up == "#,##0.0"


def _in_excel(chart: Chart, metadata: ExportMetadata) -> tuple[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(chart_xlsx(chart, metadata)))
    (drawn,) = book[metadata.t("xlsx.chart")]._charts
    return drawn.x_axis.numFmt.formatCode, drawn.y_axis.numFmt.formatCode


def _in_powerpoint(chart: Chart, metadata: ExportMetadata) -> tuple[str, str]:
    (slide,) = Presentation(io.BytesIO(chart_pptx(chart, metadata))).slides
    (drawn,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    axes = (drawn.category_axis, drawn.value_axis)
    return tuple(axis.tick_labels.number_format for axis in axes)
