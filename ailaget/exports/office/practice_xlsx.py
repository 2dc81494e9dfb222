"""Entries of practice as an Excel file to fill in: lists to choose from, and what columns hold."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.exports.office.sheet_pages import fit_heights, set_pages
from ailaget.practice import KINDS, Entry, Rule, row_of, rules_of
from ailaget.practice.words import column_text, option_text
from ailaget.texts import Texts

HEAD = Font(name="Calibri", bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDE, NARROW = 44, 20
LAST_ROW = 1000
"""Rows that get a list to choose from, those not yet written too."""


def practice_xlsx(kind: str, entries: Iterable[Entry], t: Texts) -> bytes:
    """Return a workbook: entries on the first sheet, and each column's rule on the second."""
    book = Workbook()
    sheet, guide = book.active, book.create_sheet(t("practice.sheet_columns"))
    assert isinstance(sheet, Worksheet)
    sheet.title = t(f"practice.kind.{kind}")[:31]
    columns = [(c, rule) for rule in rules_of(KINDS[kind]).values() for c in rule.columns]
    _guide(guide, columns, t)
    for number, (column, rule) in enumerate(columns, start=1):
        head = sheet.cell(1, number, column_text(column, t))
        head.font, head.alignment = HEAD, WRAPPED
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDE if rule.kind == "words" else NARROW
        if rule.kind == "option":
            _list_of(sheet, f"{letter}2:{letter}{LAST_ROW}", guide.title, number, rule)
    for row, entry in enumerate(entries, start=2):
        cells = row_of(entry)
        for number, (column, rule) in enumerate(columns, start=1):
            cell = sheet.cell(row, number)
            # As text whatever it looks like: a code keeps its zero, and nothing is a formula.
            cell.value, cell.data_type = _shown(cells[column], rule, t), "s"
            cell.number_format, cell.alignment = "@", WRAPPED
    sheet.freeze_panes = "B2"
    fit_heights(sheet)
    set_pages(sheet, len(columns), 1)
    written = io.BytesIO()
    book.properties.language = t.tag
    book.save(written)
    return written.getvalue()


FIRST_OPTION = 5
"""The column of the second sheet from which a field's options stand."""


def _guide(guide: Worksheet, columns: list[tuple[str, Rule]], t: Texts) -> None:
    heads = ("column", "key", "required", "kind", "options")
    for number, head in enumerate(heads, start=1):
        guide.cell(1, number, t(f"practice.guide.{head}")).font = HEAD
        guide.column_dimensions[get_column_letter(number)].width = NARROW
    for row, (column, rule) in enumerate(columns, start=2):
        is_required = rule.required and column == rule.columns[0]
        guide.cell(row, 1, column_text(column, t)).alignment = WRAPPED
        guide.cell(row, 2, column).alignment = WRAPPED
        guide.cell(row, 3, t(f"practice.yes_no.{'yes' if is_required else 'no'}"))
        rule_text = t(f"practice.rule.{rule.kind}", most=t.number(rule.longest))
        guide.cell(row, 4, rule_text).alignment = WRAPPED
        for number, option in enumerate(rule.options, start=FIRST_OPTION):
            guide.cell(row, number, option_text(rule, option, t)).alignment = WRAPPED
    fit_heights(guide)
    set_pages(guide, guide.max_column, 1)


def _list_of(sheet: Worksheet, where: str, guide: str, number: int, rule: Rule) -> None:
    """Let cells be chosen among a field's options, which stand in a row of the second sheet."""
    first = get_column_letter(FIRST_OPTION)
    last = get_column_letter(FIRST_OPTION + len(rule.options) - 1)
    row = number + 1
    options = DataValidation("list", f"'{guide}'!${first}${row}:${last}${row}", allow_blank=True)
    sheet.add_data_validation(options)
    options.add(where)


def _shown(cell: str, rule: Rule, t: Texts) -> str:
    if not rule.options or not cell:
        return cell
    return "|".join(option_text(rule, option, t) for option in cell.split("|"))
