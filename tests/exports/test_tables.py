"""Tables that no chart has: each on a page has its files, and each file its metadata."""

import csv
import io
import re
from dataclasses import replace
from functools import cache

import pytest
from openpyxl import load_workbook

from ailaget.codebook import codebook
from ailaget.exports.data_table import data_table
from ailaget.exports.formats import FORMATS, OF_ENTRIES, WITHOUT_FIGURE
from ailaget.exports.makers import MAKERS, TABLE_MAKERS
from ailaget.exports.metadata import ExportMetadata, export_metadata
from ailaget.exports.office.chart_xlsx import chart_xlsx
from ailaget.exports.office.entries_docx import HEADINGS, OVERVIEW
from ailaget.exports.text.chart_html import FRAMES, chart_html
from ailaget.exports.text.table_csv import chart_csv, metadata_csv
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES
from ailaget.ui.permalinks import address_of
from ailaget.views.base.result import Column, Exhibit, Table
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS, TABLE_ENTRIES, table_of
from ailaget.views.entries.single import KEYS as SINGLE_ENTRIES
from ailaget.views.method.exhibits import PARTS, table_key
from ailaget.views.method.response import answers_view
from tests.exports.conftest import CHOSEN, LINK, PLANTED
from tests.served import get

METHOD = (
    *(f"method_answers_{name}" for name in ("waves", "county", "skr_group", "size_class")),
    *(f"method_survey_{name}" for name in codebook().dimensions),
    *(
        f"method_numbers_{name}"
        for name in ("indicators", "levels", "missing", "protected", "measurement", "skr_groups")
    ),
    *(f"method_sources_{name}" for name in ("references", "ai_act", "known", "benchmarks")),
    "method_demo_targets",
)
KEYS = (*TABLE_ENTRIES, *METHOD)
WARMLAND = replace(CHOSEN, county=("17",))

both_languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def taken(
    database: Database, key: str, selection: Selection = CHOSEN
) -> tuple[Exhibit, ExportMetadata]:
    if kind := SINGLE_ENTRIES.get(key):
        selection = replace(selection, entry=database.entries(kind)[0].id)
    exhibit = table_of(key, database, selection)
    assert exhibit is not None
    return exhibit, export_metadata(exhibit, selection, database.build, LINK)


@pytest.mark.parametrize("key", KEYS)
@both_languages
def test_a_table_is_a_workbook_with_its_papers(
    demo_database: Database, key: str, language: str
) -> None:
    exhibit, metadata = taken(demo_database, key, replace(CHOSEN, language=language))
    book, t = load_workbook(io.BytesIO(chart_xlsx(exhibit, metadata))), metadata.t
    assert book.sheetnames == [t("xlsx.data"), t("xlsx.metadata"), t("xlsx.method")]
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    told = data_table(exhibit, metadata)
    assert list(head) == [column.label for column in told.columns]
    wanted = [[None if cell == "" else cell for cell in row] for row in told.rows]
    assert [[None if cell == "" else cell for cell in row] for row in rows] == wanted
    said = dict(metadata.lines())
    for label in ("title", "wave", "source", "day", "build", "permalink"):
        assert said[t(f"metadata.{label}")], label
    mark = f"_{t('demo.file')}" if exhibit.of_answers else ""
    assert re.fullmatch(rf"ai-laget(_[a-z0-9-]+)+_2026-10{mark}", metadata.stem)


def test_every_table_of_the_method_page_is_here(demo_database: Database) -> None:
    answers = answers_view(demo_database, CHOSEN)
    assert answers is not None
    sections = {part: view(demo_database, CHOSEN) for part, view in PARTS.items()}
    sections["answers"] = (
        answers.waves,
        answers.by_county,
        answers.by_skr_group,
        answers.by_size_class,
    )
    assert {
        table_key(part, section)
        for part, all_ in sections.items()
        for section in all_
        if section.table is not None
    } == set(METHOD)


def test_no_two_tables_have_the_same_file_name(demo_database: Database) -> None:
    stems = [taken(demo_database, key)[1].stem for key in KEYS]
    assert len(set(stems)) == len(KEYS)


def test_numbers_are_numbers_in_a_table_of_response(demo_database: Database) -> None:
    exhibit, metadata = taken(demo_database, "method_answers_county")
    sheet = load_workbook(io.BytesIO(chart_xlsx(exhibit, metadata))).worksheets[0]
    shares = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert {type(cell.value) for cell in shares} <= {float, int}
    assert {cell.number_format for cell in shares} == {'0"\xa0"%'}


def test_a_table_for_excel_is_read_as_swedish_excel_reads_it(demo_database: Database) -> None:
    exhibit, metadata = taken(demo_database, "method_answers_county")
    file = chart_csv(exhibit, metadata)
    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))
    first = exhibit.table.rows[0]
    assert rows[1][:3] == [str(cell) for cell in first[:3]]
    assert float(rows[1][3].replace(",", ".")) == first[3]
    assert {row[-1] for row in rows[1:]} == {metadata.attribution.partition(": ")[2]}
    about = metadata_csv(exhibit, metadata).decode()
    assert LINK in about
    assert metadata.demo in about


def test_the_response_rates_follow_the_filter_and_the_waves_do_not(demo_database: Database) -> None:
    rates, metadata = taken(demo_database, "method_answers_size_class", WARMLAND)
    assert (rates.of, metadata.of) == (16, 16)
    assert metadata.filter == "Län: Värmlands län"
    assert "varmland" in metadata.stem
    waves, metadata = taken(demo_database, "method_answers_waves", WARMLAND)
    assert waves.n is None and metadata.t("metadata.n") not in dict(metadata.lines())
    assert metadata.filter == "Hela landet"
    assert metadata.demo
    assert {row[4] for row in waves.table.rows} == {290}


def test_what_nobody_has_answered_is_neither_invented_nor_filtered(demo_database: Database) -> None:
    for key in ("method_sources_references", "method_survey_staffing", "method_numbers_levels"):
        _, metadata = taken(demo_database, key, WARMLAND)
        assert (metadata.demo, metadata.filter) == ("", "")
        assert "demo" not in metadata.attribution


def test_what_is_not_on_the_page_has_no_file(demo_database: Database) -> None:
    real = replace(CHOSEN, is_demo=False)
    assert table_of("method_demo_targets", demo_database, real) is None
    nobody = replace(CHOSEN, county=("17",), skr_group=("A1",))
    assert table_of("method_answers_county", demo_database, nobody) is None
    for key in ("municipality_ranks", "municipality_files", "municipality_cells"):
        assert table_of(key, demo_database, replace(CHOSEN, municipality=None)) is None


@pytest.mark.parametrize("key", ["method", "method_", "method_x_y", "method_answers_", "region_x"])
def test_an_unknown_table_is_none(demo_database: Database, key: str) -> None:
    assert table_of(key, demo_database, CHOSEN) is None


def test_no_cell_of_a_protected_question_is_told(demo_database: Database) -> None:
    exhibit, _ = taken(demo_database, "municipality_cells")
    told = {str(row[0]) for row in exhibit.table.rows}
    questions = codebook().questions.values()
    assert told
    assert told.isdisjoint({one.wording["sv"] for one in questions if not one.is_open})


def test_no_text_of_a_table_is_run(demo_database: Database) -> None:
    exhibit, metadata = taken(demo_database, "municipality_files")
    columns = tuple(Column(f"c{place}", text) for place, text in enumerate(PLANTED))
    planted = replace(exhibit, table=Table(columns, [PLANTED]), title=PLANTED[0])
    metadata = replace(metadata, title=PLANTED[0], headline=PLANTED[1], caveat=PLANTED[3])
    book = load_workbook(io.BytesIO(chart_xlsx(planted, metadata)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    told = csv.reader(
        io.StringIO(chart_csv(planted, metadata).decode("utf-8-sig"), newline=""), delimiter=";"
    )
    assert [
        cell for row in told for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))
    ] == []
    shown = chart_html(planted, metadata).decode()
    assert FRAMES in shown
    assert "<script" not in shown.replace(FRAMES, "")


def test_a_link_gives_a_table_in_each_of_its_formats(
    demo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AILAGET_VAR", str(demo_workspace.root))
    for ending in FORMATS:
        answer = get(f"/export/method_numbers_levels.{ending}?lang=en")
        assert answer.status == (200 if ending in WITHOUT_FIGURE else 404)
    page = get("/export/method_numbers_levels.html?lang=en").content.decode()
    (key,) = set(re.findall(r"/v/([\w-]+)", page))
    address = str(address_of(key))
    assert address.startswith("metod?lang=en") and "method=numbers" in address
    assert get("/export/method_answers_county.csv?wave=2019-04").status == 404


def test_no_table_has_the_key_of_a_chart() -> None:
    assert set(KEYS).isdisjoint(CHARTS)


def test_every_format_has_somebody_who_makes_it() -> None:
    assert set(MAKERS) == set(FORMATS)
    assert set(TABLE_MAKERS) == set(WITHOUT_FIGURE)
    assert set(OVERVIEW) == set(HEADINGS) == set(OF_ENTRIES)
