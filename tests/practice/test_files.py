"""Files of entries go out and come back as they were; what is wrong is told by line."""

import csv
import io

import pytest
from openpyxl import load_workbook

from ailaget.exports.office.practice_xlsx import practice_xlsx
from ailaget.exports.text.practice_csv import practice_csv
from ailaget.ingest.practice_file import NotEntries, read_practice_file
from ailaget.practice import KINDS, check_row, entry_of, row_of, shipped
from ailaget.texts import LANGUAGES, texts

each_kind = pytest.mark.parametrize("kind", KINDS)


def entries_in(kind: str, data: bytes) -> tuple[object, ...]:
    rows = read_practice_file(kind, data).rows
    assert [check_row(kind, row) for _, row in rows] == [[]] * len(rows)
    return tuple(entry_of(kind, row) for _, row in rows)


@each_kind
def test_a_csv_comes_back_as_it_was(kind: str) -> None:
    assert entries_in(kind, practice_csv(kind, shipped(kind))) == shipped(kind)


@each_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_comes_back_as_it_was(kind: str, language: str) -> None:
    assert entries_in(kind, practice_xlsx(kind, shipped(kind), texts(language))) == shipped(kind)


def test_no_cell_runs_as_a_formula_and_its_text_is_kept() -> None:
    row = {**row_of(shipped("tasks")[0]), "task_sv": "=1+1", "may_sv": "-5 grader"}
    entry = entry_of("tasks", row)
    data = practice_csv("tasks", [entry])
    (line,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    assert (line["task_sv"], line["may_sv"]) == ("'=1+1", "'-5 grader")
    sheet = load_workbook(io.BytesIO(practice_xlsx("tasks", [entry], texts("sv")))).worksheets[0]
    assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}
    assert entries_in("tasks", data) == (entry,)


def test_headers_and_options_may_be_words_and_others_are_named() -> None:
    t = texts("sv")
    data = practice_xlsx("courses", shipped("courses")[:1], t)
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "Nyckel"
    assert "Grund" in [cell.value for cell in sheet[2]]
    sheet.cell(1, sheet.max_column + 1, "Vår anteckning")
    written = io.BytesIO()
    book.save(written)
    assert read_practice_file("courses", written.getvalue()).ignored == ("Vår anteckning",)


def test_a_file_without_a_required_column_is_refused_by_name() -> None:
    data = practice_csv("tasks", shipped("tasks")).replace(b";never_sv;", b";annat;")
    with pytest.raises(NotEntries) as error:
        read_practice_file("tasks", data)
    assert error.value.params["missing"] == "never_sv"
    assert "annat" in str(error.value.params["found"])


def test_lines_are_those_of_the_file() -> None:
    data = practice_csv("tasks", shipped("tasks")[:3])
    assert [line for line, _ in read_practice_file("tasks", data).rows] == [2, 3, 4]
