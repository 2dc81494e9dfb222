"""The report to send back: every finding with its cell, what was written, and what to do."""

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ailaget.__main__ import main
from ailaget.exports.office.correction_report import HEADS, correction_name, correction_report
from ailaget.texts import texts

REPORT: dict[str, Any] = {
    "file": "enkät_2027-03.xlsx",
    "wave": "2027-03",
    "sheet": "Svar",
    "held_back": [
        {
            "line": 4,
            "cell": "A4",
            "municipality_text": "Habbo",
            "reason": "unknown_municipality",
            "suggestions": [
                {"municipality": "0643", "name": "Habo"},
                {"municipality": "0305", "name": "Håbo"},
            ],
        },
        {"line": 9, "municipality_text": "Riket", "reason": "total_row", "suggestions": []},
    ],
    "unknown_values": [
        {
            "line": 2,
            "cell": "C2",
            "column": "ai_strategi",
            "value": "=1+1",
            "reason": "unknown_choice",
            "municipality": "0114",
            "question": "ai_strategi",
        },
    ],
    "warnings": [
        {
            "line": 3,
            "cell": "D3",
            "column": "fte_ai_total",
            "value": "+99",
            "reason": "out_of_range",
            "municipality": "0115",
            "question": "fte_ai_total",
        },
    ],
}


def rows(report: dict[str, Any]) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(correction_report(report))).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def found(report: dict[str, Any]) -> list[dict[str, Any]]:
    said = rows(report)
    heads = tuple(texts("sv")(f"correction.{head}") for head in HEADS)
    at = said.index(heads)
    return [dict(zip(HEADS, row, strict=True)) for row in said[at + 1 :]]


def test_every_finding_has_its_sheet_cell_and_what_to_do() -> None:
    findings = found(REPORT)
    assert [(f["sheet"], f["cell"]) for f in findings] == [
        ("Svar", "A4"),
        ("Svar", "Rad 9"),
        ("Svar", "C2"),
        ("Svar", "D3"),
    ]
    assert [f["severity"] for f in findings] == ["Fel", "Fel", "Fel", "Varning"]
    assert "Habo och Håbo" in findings[0]["do"]
    assert findings[2]["municipality"] == "Upplands Väsby"
    assert findings[2]["question"].startswith("Har kommunen en AI-strategi")
    assert "Beslutat/infört" in findings[2]["do"]
    assert all(finding["wrong"] and finding["do"] for finding in findings)


def test_nothing_that_somebody_wrote_is_run_as_a_formula() -> None:
    findings = found(REPORT)
    assert findings[2]["written"] == "'=1+1"
    assert findings[3]["written"] == "'+99"
    book = load_workbook(io.BytesIO(correction_report({**REPORT, "file": "=cmd|' /C calc'!A0"})))
    kinds = {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_it_counts_errors_and_warnings() -> None:
    assert texts("sv")("correction.summary", errors=3, warnings=1) in {r[0] for r in rows(REPORT)}


def test_a_file_without_faults_gives_a_report_without_rows() -> None:
    clean = {**REPORT, "held_back": [], "unknown_values": [], "warnings": []}
    assert found(clean) == []


def test_its_name_says_what_it_is() -> None:
    assert correction_name(REPORT) == "ai-laget_att-ratta_2027-03.xlsx"


def test_a_report_from_csv_says_line_where_there_is_no_cell() -> None:
    report = {**REPORT, "sheet": None, "warnings": []}
    assert found(report)[1]["sheet"] == texts("sv")("correction.no_sheet")


def test_a_change_says_what_was_answered_last_time() -> None:
    leap = {
        "line": 3,
        "cell": "D3",
        "column": "uc_bred",
        "value": "99",
        "reason": "large_change",
        "municipality": "0115",
        "question": "uc_bred",
        "before": 2.5,
    }
    (finding,) = found({**REPORT, "held_back": [], "unknown_values": [], "warnings": [leap]})
    assert finding["wrong"].endswith("Förra gången: 2,50.")


def test_rows_without_answers_are_nothing_to_correct() -> None:
    silent = {"line": 5, "municipality_text": "Habo", "reason": "no_answers", "suggestions": []}
    clean = {**REPORT, "held_back": [silent], "unknown_values": [], "warnings": []}
    assert found(clean) == []


def test_the_command_line_writes_it_where_the_name_is_that_of_a_workbook(tmp_path: Path) -> None:
    survey, report = tmp_path / "a_2027-03.csv", tmp_path / "rapport.xlsx"
    survey.write_text("kommunkod;ai_strategi\n0114;77\n", encoding="utf-8")
    assert main(["load", str(survey), "--dry-run", "--report", str(report)]) == 3
    rows = load_workbook(report).worksheets[0].iter_rows(values_only=True)
    assert any(row[2] == "B2" and row[5] == "77" for row in rows)
