"""A table as a file is read by pandas, DuckDB and LibreOffice with no line to pass over."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from ailaget import geography
from ailaget.exports.data_table import DECIMALS, data_table
from ailaget.exports.formats import FIXED
from ailaget.exports.metadata import export_metadata
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.text.components_csv import components_csv
from ailaget.exports.text.indicator_csv import indicator_csv
from ailaget.exports.text.table_csv import chart_csv, metadata_csv
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES
from ailaget.views.base.result import Table
from ailaget.views.catalogue import CHARTS, table_of
from tests.exports.conftest import CHOSEN, LINK, Made, Office
from tests.served import get

MARKS = {"sv": (";", ","), "en": (",", ".")}
OF_ALL = ("map", "bivariate_map", "clusters", "moran", "map_waves", "region_spread")
CODES = {place.code for place in geography.municipalities()}

both_languages = pytest.mark.parametrize("language", LANGUAGES)


@both_languages
@pytest.mark.parametrize("key", OF_ALL)
def test_pandas_reads_a_row_for_each_municipality(made: Made, key: str, language: str) -> None:
    chart, metadata = made(key, replace(CHOSEN, language=language))
    delimiter, decimal = MARKS[language]
    code = metadata.t("data_table.code")
    rows = pd.read_csv(
        io.BytesIO(chart_csv(chart, metadata)), sep=delimiter, decimal=decimal, dtype={code: str}
    )
    assert rows.columns[0] == code
    assert set(rows[code]) == CODES and len(rows) == 290
    told = data_table(chart, metadata)
    for place, column in enumerate(told.columns):
        if column.kind == "number":
            assert rows[column.label].dtype.kind == "f"
            wanted = pd.Series([row[place] for row in told.rows], dtype=float)
            pd.testing.assert_series_equal(rows[column.label], wanted, check_names=False)
    assert set(rows[metadata.t("data_table.source")]) == {metadata.attribution.partition(": ")[2]}


@both_languages
def test_the_code_has_one_name_also_where_the_page_shows_it(
    demo_database: Database, language: str
) -> None:
    selection = replace(CHOSEN, language=language)
    exhibit = table_of("overview_silent", demo_database, selection)
    assert exhibit is not None
    metadata = export_metadata(exhibit, selection, "build", LINK)
    rows = pd.read_excel(io.BytesIO(chart_xlsx(exhibit, metadata)), dtype=str)
    assert list(rows.columns).count(metadata.t("data_table.code")) == 1
    assert set(rows[metadata.t("data_table.code")]) <= CODES


@pytest.mark.parametrize("key", CHARTS)
def test_what_is_reckoned_has_four_decimals_at_most(made: Made, key: str) -> None:
    chart, metadata = made(key)
    for row in data_table(chart, metadata).rows:
        for cell in row:
            assert not isinstance(cell, float) or cell == round(cell, DECIMALS)


def test_what_was_answered_is_given_as_it_was(made: Made) -> None:
    chart, metadata = made("map", replace(CHOSEN, indicator="ai_fte"))
    answered = [(0.123456789, *row[3:]) for row in chart.table.rows[:1]]
    first = chart.table.rows[0]
    rows = [(*first[:2], *answered[0]), *chart.table.rows[1:]]
    table = data_table(replace(chart, table=replace(chart.table, rows=rows)), metadata)
    assert 0.123456789 in table.rows[0]


@both_languages
def test_duckdb_reads_the_same_sum(made: Made, tmp_path: Path, language: str) -> None:
    chart, metadata = made("map", replace(CHOSEN, language=language))
    file = tmp_path / "map.csv"
    file.write_bytes(chart_csv(chart, metadata))
    delimiter, decimal = MARKS[language]
    name = data_table(chart, metadata).columns[3].label
    total, rows = duckdb.execute(
        f'select sum("{name}"), count(*) from read_csv(?, header = true, delim = ?,'
        " decimal_separator = ?)",
        [str(file), delimiter, decimal],
    ).fetchall()[0]
    assert rows == 290
    assert total == pytest.approx(sum(row[2] for row in chart.table.rows if row[2] is not None))


@both_languages
def test_libreoffice_keeps_a_codes_zero_and_the_metadata_apart(
    made: Made, opened_by_office: Office, language: str
) -> None:
    chart, metadata = made("map", replace(CHOSEN, language=language))
    opened = opened_by_office({"map.xlsx": chart_xlsx(chart, metadata)}, "ods")
    again = opened_by_office({"map.ods": opened["map.ods"]}, "xlsx")["map.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(again))
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert head[0] == metadata.t("data_table.code")
    assert {row[0] for row in rows} == CODES
    assert metadata.t("xlsx.metadata") in book.sheetnames


@pytest.mark.parametrize("indicator", ["maturity", "ai_fte_per_100k", "has_full_time_ai"])
def test_a_column_says_its_measure_and_unit(made: Made, indicator: str) -> None:
    chart, metadata = made("map", replace(CHOSEN, indicator=indicator))
    names = [column.label for column in data_table(chart, metadata).columns]
    assert names[3:5] == [
        {
            "maturity": "AI-mognad (Index 0–100)",
            "ai_fte_per_100k": "AI-årsarbetskrafter per 100 000 invånare",
            "has_full_time_ai": "Egen heltidstjänst för AI (Ja eller nej)",
        }[indicator],
        "Anmärkning",
    ]


@pytest.mark.parametrize("key", CHARTS)
@both_languages
def test_no_two_columns_have_the_same_name(made: Made, key: str, language: str) -> None:
    chart, metadata = made(key, replace(CHOSEN, language=language))
    names = [column.label for column in data_table(chart, metadata).columns]
    assert len(set(names)) == len(names)
    delimiter, _ = MARKS[language]
    rows = list(csv.reader(io.StringIO(chart_csv(chart, metadata).decode()), delimiter=delimiter))
    assert {len(row) for row in rows} == {len(names) + 1}


@pytest.mark.parametrize("key", ["map", "map_waves", "region_spread", "bivariate_map", "moran"])
def test_what_is_missing_says_why_beside_where_it_would_stand(made: Made, key: str) -> None:
    chart, metadata = made(key)
    table = data_table(chart, metadata)
    reasons = {
        place
        for place, column in enumerate(table.columns)
        if column.kind == "number" and column.key not in ("p", "q")
    }
    for row in table.rows:
        for place in reasons:
            if row[place] is None:
                assert any(isinstance(cell, str) and cell for cell in row[place + 1 :])


@both_languages
def test_the_metadata_are_a_table_beside_it(made: Made, language: str) -> None:
    chart, metadata = made("map", replace(CHOSEN, language=language))
    delimiter, _ = MARKS[language]
    rows = pd.read_csv(io.BytesIO(metadata_csv(chart, metadata)), sep=delimiter, dtype=str)
    assert rows.shape[1] == 2
    about = dict(zip(rows.iloc[:, 0], rows.iloc[:, 1], strict=True))
    assert about[metadata.t("metadata.n")] == str(chart.n)
    assert about[metadata.t("metadata.demo")] == metadata.demo


def test_the_fixed_format_of_the_command_line_is_a_link_away(
    demo_database: Database, demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    answer = get(f"/export/map.{FIXED}?wave=2026-10&indicator=ai_fte&county=17")
    chosen = replace(CHOSEN, indicator="ai_fte")
    text = answer.content.decode("utf-8-sig")
    head, *rows = indicator_csv(demo_database, chosen).decode("utf-8-sig").splitlines()
    assert text.splitlines()[0] == head
    assert len(text.splitlines()) == 1 + len(rows) == 291
    assert "ai-laget_ai_fte_2026-10" in answer.headers["content-disposition"]
    assert get(f"/export/size_gap.{FIXED}").status == 404
    assert get(f"/export/regions_map.{FIXED}").status == 404  # it is of municipalities


@both_languages
@pytest.mark.parametrize("columns", ["none", "all"])
def test_a_file_of_nothing_says_why(made: Made, language: str, columns: str) -> None:
    chart, metadata = made("map", replace(CHOSEN, language=language))
    kept = chart.table.columns if columns == "all" else ()
    empty = replace(chart, table=Table(kept, ()), native=None)
    metadata = replace(metadata, headline="Ingen har svarat.")
    for make in (chart_csv, components_csv):
        text = make(empty, metadata).decode("utf-8-sig")
        assert text.splitlines()[1].startswith("Ingen har svarat.")
    sheet = openpyxl.load_workbook(io.BytesIO(chart_xlsx(empty, metadata))).worksheets[0]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [("Ingen har svarat.",)]


@both_languages
def test_a_frozen_table_says_when_it_was_frozen(made: Made, language: str) -> None:
    chart, metadata = made("map", replace(CHOSEN, language=language))
    frozen = replace(metadata, frozen="3 november 2026")
    *_, line = chart_csv(chart, frozen).decode("utf-8-sig").splitlines()
    assert metadata.t("metadata.frozen_on", day="3 november 2026") in line
