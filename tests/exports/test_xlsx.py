"""Workbooks: read back by openpyxl and by LibreOffice, numbers as numbers, texts never run."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.xml.constants import SHEET_DRAWING_NS
from pypdfium2 import PdfDocument
from pypdfium2 import raw as pdfium

from ailaget.charts.marks import MARKS, Kind
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.office.chart_xlsx import WIDEST, chart_xlsx, number_format
from ailaget.exports.office.practice_xlsx import practice_xlsx
from ailaget.exports.survey.template import survey_template
from ailaget.practice import shipped
from ailaget.store.database import Database
from ailaget.texts import texts
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Chart, Column
from ailaget.views.catalogue import CHARTS, table_of
from tests.exports.conftest import CHOSEN, LINK, Made, Office, once

workbook = once(chart_xlsx)


def read(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_chart_is_a_workbook_with_data_papers_and_method(
    made: Made, key: str, language: str
) -> None:
    chart, metadata = made(key, replace(CHOSEN, language=language))
    book, t = read(workbook(chart, metadata)), metadata.t
    native = drawable(chart)
    drawn = [t("xlsx.chart")] * (native is not None)
    assert book.sheetnames == [t("xlsx.data"), *drawn, t("xlsx.metadata"), t("xlsx.method")]
    assert book.properties.language == {"sv": "sv-SE", "en": "en-GB"}[language]
    data = book[t("xlsx.data")]
    assert data.max_row == len(chart.table.rows) + 1
    said = {
        row[0]: row[1] for row in book[t("xlsx.metadata")].iter_rows(min_row=3, values_only=True)
    }
    assert said == dict(metadata.lines())
    assert (book[t("xlsx.method")].max_row > 5) == chart.of_answers
    if native is not None:
        (in_book,) = book[t("xlsx.chart")]._charts
        series = [one for part in in_book._charts for one in part.series]
        assert len(series) == len(native.data) + len(native.lines)


def test_numbers_are_numbers_with_their_decimals_and_missing_is_empty(made: Made) -> None:
    chart, metadata = made("map")
    sheet = read(workbook(chart, metadata)).worksheets[0]
    values = [row[3] for row in sheet.iter_rows(min_row=2)]
    kinds = {type(cell.value) for cell in values}
    assert kinds <= {float, int, type(None)} and type(None) in kinds
    assert {cell.number_format for cell in values if cell.value is not None} == {"#,##0.0"}


@pytest.mark.parametrize(
    ("kind", "decimals", "sv", "en"),
    [
        ("share", 0, '0"\xa0"%', "0%"),
        ("integer", 0, "#,##0", "#,##0"),
        ("number", 2, "#,##0.00", "#,##0.00"),
    ],
)
def test_a_number_is_shown_as_its_language_writes_it(
    kind: str, decimals: int, sv: str, en: str
) -> None:
    column = Column("x", "X", kind, decimals)
    assert (number_format(column, "sv"), number_format(column, "en")) == (sv, en)


def test_no_text_is_a_formula(planted: tuple[Chart, ExportMetadata]) -> None:
    cells = [
        cell
        for sheet in read(workbook(*planted))
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    begun = [cell for cell in cells if cell.value[:1] in set("=+-@\t")]
    assert len(begun) > 20
    assert all(cell.quotePrefix for cell in begun)


def test_libreoffice_opens_every_workbook_and_runs_nothing(
    made: Made, planted: tuple[Chart, ExportMetadata], opened_by_office: Office
) -> None:
    files = {f"{key}.xlsx": workbook(*made(key)) for key in CHARTS}
    files["planted.xlsx"] = workbook(*planted)
    kind = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1"
    opened = opened_by_office(files, kind)
    assert len(opened) == len(files)
    for name, data in opened.items():
        rows = list(csv.reader(io.StringIO(data.decode()), delimiter=";"))
        key = name.partition("-")[0].removesuffix(".csv")
        if key != "planted":
            assert len(rows) == len(made(key)[0].table.rows) + 1, name
            continue
        first = {row[0] for row in rows[1:]}
        assert {"=1+1", "+46", "-1", "@SUM(1)"} <= first
        assert "2" not in first


@pytest.mark.parametrize("key", ["region_ranking", "inequality_spread", "map"])
def test_a_drawn_chart_says_in_words_what_it_shows(made: Made, key: str) -> None:
    """Where OOXML has them: LibreOffice has no place for the words of a chart, and drops them."""
    chart, metadata = made(key)
    with ZipFile(io.BytesIO(workbook(chart, metadata))) as file:
        drawings = [name for name in file.namelist() if name.startswith("xl/drawings/drawing")]
        frames = [
            frame
            for name in drawings
            for frame in ET.fromstring(file.read(name)).iter(f"{{{SHEET_DRAWING_NS}}}cNvPr")
        ]
    assert len(frames) == (drawable(chart) is not None)
    assert [frame.get("descr") for frame in frames] == [metadata.alt] * len(frames)


def test_a_number_among_words_is_a_number(made: Made) -> None:
    sheet = read(workbook(*made("municipality_answers"))).worksheets[0]
    assert [sheet.cell(2, column).value for column in (3, 4, 5)] == [0.25, 0.25, 0.25]


@pytest.mark.parametrize(
    ("key", "marks"),
    [
        ("municipality_trend", ["municipality", "county", "skr_group", "sweden"]),
        ("municipality_comparison", ["municipality", None, "county", "skr_group", "sweden"]),
        ("region_trend", ["county", "rest"]),
        ("region_answers", ["county", "rest"]),
    ],
)
def test_a_place_has_the_colour_of_its_mark(made: Made, key: str, marks: list[Kind | None]) -> None:
    chart, metadata = made(key)
    t = metadata.t
    (native,) = read(workbook(chart, metadata))[t("xlsx.chart")]._charts
    drawn = [one.graphicalProperties for one in native.series]
    found = [one.line.solidFill.srgbClr for one in drawn]
    assert len(set(found)) == len(found)
    for colour, kind in zip(found, marks, strict=True):
        if kind:
            assert f"#{colour}" == MARKS[kind].fill
        else:
            assert f"#{colour}" not in {mark.fill for mark in MARKS.values()}


def test_no_word_of_a_header_and_no_long_text_is_cut_in_libreoffice(
    demo_database: Database, opened_by_office: Office
) -> None:
    """A column is as wide as the longest word above it, and a row as high as its longest text."""
    books = {}
    for key in ("collaboration_outside", "courses"):
        exhibit = table_of(key, demo_database, CHOSEN)
        assert exhibit is not None
        metadata = export_metadata(exhibit, CHOSEN, "build", LINK)
        books[f"{key}.xlsx"] = chart_xlsx(exhibit, metadata)
    printed = opened_by_office(books, "pdf")
    page = PdfDocument(printed["collaboration_outside.pdf"])[0]
    assert "kommunkod" in page.get_textpage().get_text_range()
    saved = read(opened_by_office(books, "xlsx:Calc MS Excel 2007 XML")["courses.xlsx"])
    sheet = saved.worksheets[0]
    texts = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "s"]
    long = [cell for cell in texts if len(cell.value) > WIDEST]
    assert len(long) > 5
    for cell in long:
        assert cell.alignment.wrap_text
        assert sheet.row_dimensions[cell.row].height >= 15 * len(cell.value) / WIDEST - 1


def test_a_text_stands_clear_of_the_number_before_it(made: Made) -> None:
    """A short one, and one that is broken."""
    for key in ("map", "left_behind"):
        sheet = read(workbook(*made(key))).worksheets[0]
        beside = [
            cell
            for row in sheet.iter_rows(min_row=2)
            for before, cell in pairwise(row)
            if isinstance(before.value, int | float) and isinstance(cell.value, str)
        ]
        assert beside and {cell.alignment.indent for cell in beside} == {1}


@pytest.mark.parametrize("key", ["map", "region_ranking", "municipality_comparison"])
def test_a_header_stands_as_the_cells_below_it(made: Made, key: str) -> None:
    chart, metadata = made(key)
    book = read(workbook(chart, metadata))
    for sheet in book.worksheets[: 1 + (drawable(chart) is not None)]:
        sides = {}
        for head, *below in sheet.iter_cols():
            told = [cell for cell in below if cell.value is not None]
            is_right = bool(told) and all(
                isinstance(cell.value, int | float) or cell.alignment.horizontal == "right"
                for cell in told
            )
            sides[head.value] = (is_right, head.alignment.horizontal == "right")
        assert set(sides.values()) == {(True, True), (False, False)}, sides


def test_no_broken_text_is_hidden_by_the_row_below_it() -> None:
    """Other programs than Excel make no row higher than the file says."""
    books = (
        practice_xlsx("tasks", shipped("tasks"), texts("sv")),
        survey_template("2027-03", texts("sv")),
    )
    for sheet in (sheet for book in books for sheet in read(book).worksheets[:2]):
        broken = [
            (cell, cell.column_letter)
            for row in sheet.iter_rows(max_row=40)
            for cell in row
            if isinstance(cell.value, str) and cell.alignment.wrap_text
        ]
        assert broken
        for cell, column in broken:
            lines = len(cell.value) / sheet.column_dimensions[column].width
            height = sheet.row_dimensions[cell.row].height or 15
            assert height >= min(15 * lines, 405) - 15, cell.value


def letters(pdf: bytes) -> Iterator[float]:
    """Yield the size in points of each letter, as it is printed."""
    for page in PdfDocument(pdf):
        text, matrix = page.get_textpage(), pdfium.FS_MATRIX()
        for place in range(text.count_chars()):
            if chr(pdfium.FPDFText_GetUnicode(text, place)).isspace():
                continue  # where a line ends
            pdfium.FPDFText_GetMatrix(text, place, matrix)
            yield pdfium.FPDFText_GetFontSize(text, place) * matrix.d


def test_a_wide_table_is_printed_in_letters_that_can_be_read(
    made: Made, demo_database: Database, opened_by_office: Office
) -> None:
    """It goes on over pages that each have the header and what names the rows."""
    books = {}
    for key in ("courses", "examples"):
        exhibit = table_of(key, demo_database, CHOSEN)
        assert exhibit is not None
        metadata = export_metadata(exhibit, CHOSEN, "build", LINK)
        books[f"{key}.xlsx"] = chart_xlsx(exhibit, metadata)
    for key in ("region_ranking", "collaboration_groups", "collaboration_network"):
        books[f"{key}.xlsx"] = workbook(*made(key))
    books["entries.xlsx"] = practice_xlsx("courses", shipped("courses"), texts("sv"))
    books["survey.xlsx"] = survey_template("2027-03", texts("sv"))
    printed = opened_by_office(books, "pdf")
    for name, pdf in printed.items():
        assert min(letters(pdf)) >= 6.9, name
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(printed["courses.pdf"])]
    of_table = pages[:-2]  # the last two are of metadata and method
    assert len(of_table) > 3
    assert all(page.startswith("Namn") and "Elements of AI" in page for page in of_table)
