"""A half is shown rounded away from zero, alike on the page and in every file."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from ailaget.api.figures import group_values
from ailaget.api.records import Level
from ailaget.codebook import codebook
from ailaget.exports.data_table import DECIMALS, data_table
from ailaget.exports.dump.indicators import figure_of
from ailaget.exports.makers import MAKERS
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.text.table_csv import chart_csv
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import texts
from ailaget.views.base.cells import cell_text
from ailaget.views.base.frozen import freeze, thaw
from ailaget.views.base.native import BAR, native
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.selection import Selection, group_value
from ailaget.views.catalogue import CHARTS
from tests.exports.conftest import LINK, Office
from tests.views.small_waves import LOW, NOW, VARMLAND, SmallWave

EVERYWHERE: dict[str, list[str]] = {"counties": [], "skr_groups": [], "size_classes": []}
T = texts("sv")

PARTS = (1, 1, 3, 4)
"""Twelfths of an index of three questions: their mean is 18.75, and two of them are thirds."""


@pytest.fixture(scope="module")
def halves(
    empty_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """Return a survey in which the mean of a county, and of all, is 18.75."""
    answers = {
        code: {**LOW, "data_kvalitet": 1 + PARTS[place % len(PARTS)]}
        for place, code in enumerate(VARMLAND)
    }
    place = SmallWave(answers).opened(empty_workspace, tmp_path_factory.mktemp("halves"))
    database = open_database(place)
    yield database
    database.close()


@pytest.fixture(scope="module")
def made(halves: Database) -> Callable[[str], tuple[Chart, ExportMetadata]]:
    selection = Selection(NOW, False, indicator="maturity_data", region="17", today="2026-11-01")

    def make(key: str) -> tuple[Chart, ExportMetadata]:
        chart = CHARTS[key](halves, selection)
        return chart, export_metadata(chart, selection, halves.build, LINK)

    return make


Make = Callable[[str], tuple[Chart, ExportMetadata]]


def rows_of_varmland(rows: Iterator[list[str]] | list[list[str]]) -> list[list[str]]:
    return [row for row in rows if any("Värmlands län" in cell for cell in row)]


def test_a_sentence_a_card_a_cell_and_a_chart_show_the_same_half(made: Make) -> None:
    silent, _ = made("silent")
    assert "18,8" in silent.headline and "18,8" in silent.alt
    ranking, _ = made("region_ranking")
    row = next(row for row in ranking.table.rows if "Värmlands län" in row)
    cells = [cell_text(*pair, T) for pair in zip(row, ranking.table.columns, strict=True)]
    assert cells.count("18,8") == 3
    # Labels and what is shown under the pointer are texts: none is left to plotly's own rounding.
    drawn = json.dumps(json.loads(ranking.figure_json), ensure_ascii=False)
    assert "18,8" in drawn and "18,7" not in drawn


def test_every_file_shows_the_same_half(made: Make, opened_by_office: Office) -> None:
    chart, metadata = made("region_ranking")
    (row,) = rows_of_varmland(
        list(csv.reader(io.StringIO(chart_csv(chart, metadata).decode("utf-8-sig")), delimiter=";"))
    )
    assert row.count("18,75") == 3
    workbook = MAKERS["xlsx"](chart, metadata)
    # As they are displayed, one sheet after the other.
    kind = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,-1"
    displayed = opened_by_office({"ranking.xlsx": workbook}, kind)
    sheets = [
        rows_of_varmland(list(csv.reader(io.StringIO(data.decode()), delimiter=";")))
        for data in displayed.values()
    ]
    # The table; the chart's figures with the line of all; what must be known of them.
    assert sorted(row.count("18.8") for sheet in sheets for row in sheet[:1]) == [0, 2, 3]
    native_sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[1]
    assert 18.75 in [cell.value for line in native_sheet.iter_rows() for cell in line]
    slides = Presentation(io.BytesIO(MAKERS["pptx"](chart, metadata)))
    plots = [s.chart.plots[0] for s in slides.slides[0].shapes if s.has_chart]
    assert any(18.75 in each.values for plot in plots for each in plot.series)
    document = Document(io.BytesIO(MAKERS["docx"](chart, metadata)))
    texts_of = [
        cell.text for table in document.tables for line in table.rows for cell in line.cells
    ]
    assert texts_of.count("18,8") >= 3 and "18,7" not in texts_of


def test_programs_are_given_the_half_itself(halves: Database) -> None:
    rows = halves.query("indicator_values", wave=NOW, indicator="maturity_data", **EVERYWHERE)
    assert group_value(rows) == 18.75
    assert figure_of(rows, codebook().indicator("maturity_data"))[0] == 18.75
    given = group_values(halves, [NOW], ["maturity_data"], [Level.country, Level.county])
    assert {each.value for each in given if each.n} == {18.75}


def test_a_difference_of_halves_is_a_half() -> None:
    columns = (Column("name", "", "name"), Column("change", "", "number", 1))
    table = Table(columns, [("Kil", 42.15 - 42.0), ("Grums", 60.8 - 60.85)])
    assert [T.number(row[1], 1) for row in table.rows] == ["0,2", "−0,1"]
    assert [row[1] for row in native(BAR, table).table.rows] == [0.15, -0.05]


def test_few_decimals_in_a_file_make_no_half_of_what_is_none(made: Make) -> None:
    chart, metadata = made("region_ranking")
    columns = (Column("name", "", "name"), Column("x", "", "number", 1), Column("y", "", "share"))
    rows = [("a", 18.74996, 0.124996), ("b", -18.74996, 0.125), ("c", 18.74, 0.12504)]
    kept = data_table(replace(chart, table=Table(columns, rows)), metadata).rows
    for row, few in zip(rows, kept, strict=True):
        for cell, short, column in zip(row, few, columns, strict=True):
            assert cell_text(short, column, T) == cell_text(cell, column, T)
            assert isinstance(short, str) or short == round(short, DECIMALS)


def test_what_was_frozen_with_nine_decimals_shows_what_it_showed(made: Make) -> None:
    chart, _ = made("region_ranking")
    columns = (Column("name", "", "name"), Column("gap", "", "number", 1))
    table = Table(columns, [("a", 42.1499999997), ("b", 18.7499999999966)])
    again = thaw(freeze(replace(chart, table=table)))
    shown = [cell_text(row[1], column, T) for row in again.table.rows for column in columns[1:]]
    assert shown == ["42,1", "18,7"]
