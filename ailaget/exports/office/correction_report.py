"""What has to be put right in a received file, as an Excel file to send back to who sent it."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.codebook import codebook
from ailaget.exports.office.sheet_pages import fit_heights, lay_across
from ailaget.texts import Texts, texts
from ailaget.views.base.formulas import safe_text
from ailaget.views.method.codebook import answer_text
from ailaget.views.upload.findings import SILENT, finding_words, names_in, values

HEADS = ("severity", "sheet", "cell", "municipality", "question", "written", "wrong", "do")
WIDTHS = (16, 16, 9, 22, 44, 26, 48, 60)
PLAIN, BOLD = Font(name="Calibri", size=11), Font(name="Calibri", size=11, bold=True)
MOST_FINDINGS = 20_000

Report = Mapping[str, Any]
"""A load report; see `Loaded.report`."""


def correction_report(report: Report) -> bytes:
    """Return the findings of a load report, one row each with its cell's address; in Swedish."""
    t = texts("sv")
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = t("correction.sheet_title")
    findings = [
        *_rows(report, t),
        *_values(report, "unknown_values", t),
        *_values(report, "warnings", t),
    ]
    counts = {
        severity: sum(row[0] == t(f"correction.{severity}") for row in findings)
        for severity in ("error", "warning")
    }
    _write(
        sheet,
        [t("correction.title", file=report["file"])],
        Font(name="Calibri", size=14, bold=True),
    )
    _write(sheet, [t("correction.summary", errors=counts["error"], warnings=counts["warning"])])
    _write(sheet, [t("correction.how")])
    _write(sheet, [])
    _write(sheet, [t(f"correction.{head}") for head in HEADS], BOLD)
    head = sheet.max_row
    for row in findings[:MOST_FINDINGS]:
        _write(sheet, row, wrapped=True)
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[place]].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:H{max(sheet.max_row, head)}"
    fit_heights(sheet)
    lay_across(sheet)
    sheet.print_title_rows = f"{head}:{head}"
    written = io.BytesIO()
    book.properties.language = t.tag
    book.save(written)
    return written.getvalue()


def correction_name(report: Report) -> str:
    """Return the report's file name."""
    return f"ai-laget_{texts('sv')('correction.file')}_{report['wave']}.xlsx"


def _write(
    sheet: Worksheet, row: Iterable[str], font: Font = PLAIN, *, wrapped: bool = False
) -> None:
    cells = [safe_text(text) for text in row]
    sheet.append(cells)
    for cell in sheet[sheet.max_row][: len(cells)]:
        cell.font, cell.number_format = font, "@"
        cell.alignment = Alignment(wrap_text=wrapped, vertical="top")


def _rows(report: Report, t: Texts) -> Iterable[list[str]]:
    """Yield the rows that were held back."""
    for row in (row for row in report["held_back"] if row["reason"] != SILENT):
        names = [suggestion["name"] for suggestion in row["suggestions"]]
        do = t("correction.do_row_suggested", names=t.listing(names)) if names else ""
        yield [
            t("correction.error"),
            *_where(report, row, t),
            row["municipality_text"],
            t("correction.whole_row"),
            row["municipality_text"],
            t(f"reasons.{row['reason']}"),
            do or t("correction.do_row"),
        ]


def _values(report: Report, kind: str, t: Texts) -> Iterable[list[str]]:
    """Yield the answers that were not taken, or taken with a mark."""
    names = names_in(report)
    is_error = kind == "unknown_values"
    for value in values(report, kind):
        question = codebook().questions.get(value.get("question") or "")
        expected = answer_text(question, t) if question else ""
        yield [
            t("correction.error" if is_error else "correction.warning"),
            *_where(report, value, t),
            names.get(value.get("municipality", ""), ""),
            question.wording["sv"] if question else value["column"],
            value["value"],
            finding_words(value, t),
            t("correction.do_value" if is_error else "correction.do_check", expected=expected),
        ]


def _where(report: Report, finding: Mapping[str, Any], t: Texts) -> tuple[str, str]:
    sheet = report.get("sheet") or t("correction.no_sheet")
    return sheet, finding.get("cell") or t("correction.line", line=finding["line"])
