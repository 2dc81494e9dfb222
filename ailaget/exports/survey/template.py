"""The survey as an Excel file with lists to choose from; filled in, it comes back as it is."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ailaget.codebook import codebook
from ailaget.exports.office.sheet_pages import fit_heights, set_pages
from ailaget.exports.survey.asked import Asked, Respondents, respondents_of
from ailaget.exports.survey.columns import TemplateColumn, questions_asked, template_columns
from ailaget.exports.survey.filled_in import FilledIn, cell_of
from ailaget.exports.survey.rows import ALL, ONE
from ailaget.store.waves import MUNICIPALITIES
from ailaget.texts import Texts
from ailaget.views.method.codebook import answer_text

HEAD = Font(name="Calibri", size=11, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
EDGE = Border(*(Side("thin", color="FFB8C0C8"),) * 4)
SHADES = ("FFE4EEF5", "FFF3F5F6")
"""Grounds of the headers, which alternate from one area of questions to the next."""

LONGEST_PROMPT = 255
"""Characters that Excel shows beside a cell."""

MOST_EDGED = 1_000
"""Rows whose empty cells are drawn with edges: of thousands of areas they would fill the file."""


def survey_template(
    wave: str | None,
    t: Texts,
    rows: str = ALL,
    filled_in: FilledIn | None = None,
    kind: Asked = MUNICIPALITIES,
) -> bytes:
    """Return the template of a wave, YYYY-MM, or of every question where none is given.

    One that is `filled_in` is a municipality's own, with one row. `kind` says who is asked:
    municipalities, regions, or the areas of a set.
    """
    asked = respondents_of(kind, t.language)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    columns = template_columns(wave, t, asked.book)
    lists = _lists_sheet(book, columns, asked, t)
    rows = ONE if filled_in else rows
    places = _fill_places(sheet, wave, t, rows, lists, asked)
    last = len(asked.codes) + 1 if rows == ALL else 2
    for number, column in enumerate(columns, start=places + 1):
        _head(sheet, number, column)
        _bind(sheet, number, last, column, lists)
        for row in range(2, min(last, MOST_EDGED) + 1):
            sheet.cell(row, number).border = EDGE
        if filled_in:
            given = filled_in.answers.get(column.question)
            sheet.cell(2, number, cell_of(column, given, t)).alignment = WRAPPED
    if filled_in:
        sheet["A2"] = filled_in.name
    sheet.title = t("survey.sheet_answers")
    sheet.row_dimensions[1].height = 105
    sheet.freeze_panes = sheet.cell(2, places + 1)
    set_pages(sheet, places + len(columns), places)
    _guide_sheet(book, wave, t, filled_in, asked)
    book.move_sheet(t("survey.sheet_lists"), 2)
    written = io.BytesIO()
    book.properties.language = t.tag
    book.save(written)
    return written.getvalue()


def template_name(
    wave: str | None,
    t: Texts,
    rows: str = ALL,
    filled_in: FilledIn | None = None,
    kind: Asked = MUNICIPALITIES,
) -> str:
    """Return the template's file name; the wave in it is read when the file comes back."""
    parts = ["ai-laget", t("survey.file_template"), *([wave] if wave else [])]
    if filled_in is None:
        parts.append(respondents_of(kind, t.language).text(f"file_{rows}", t))
    else:
        invented = [t("demo.file")] if filled_in.is_demo and filled_in.answers else []
        parts += [filled_in.code, *invented]
    return f"{'_'.join(parts)}.xlsx"


def _fill_places(
    sheet: Worksheet,
    wave: str | None,
    t: Texts,
    rows: str,
    lists: dict[tuple[str, ...], str],
    asked: Respondents,
) -> int:
    """Write the columns that say who answers, and when; return how many they are."""
    heads = [asked.text(f"column_{part}", t) for part in ("code", "name")]
    heads.append(t("survey.column_wave"))
    cells: list[list[str]] = [[*asked.codes], [*asked.names], [wave or ""] * len(asked.names)]
    if rows == ONE:
        heads, cells = heads[1:], [[""], [wave or ""]]
        _list_of(sheet, "A2", lists[asked.names], asked.text("prompt_place", t))
    if wave is None:
        heads, cells = heads[:-1], cells[:-1]
    for number, (head, column) in enumerate(zip(heads, cells, strict=True), start=1):
        cell = sheet.cell(1, number, head)
        cell.font, cell.alignment = HEAD, WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = 22 if rows == ONE else 14
        for row, text in enumerate(column, start=2):
            written = sheet.cell(row, number, text)
            written.number_format, written.border = "@", EDGE
    return len(heads)


def _head(sheet: Worksheet, number: int, column: TemplateColumn) -> None:
    place = list(codebook().dimensions).index(column.dimension)
    cell = sheet.cell(1, number, column.header)
    cell.font, cell.alignment, cell.border = HEAD, WRAPPED, EDGE
    cell.fill = PatternFill("solid", fgColor=SHADES[place % 2])
    sheet.column_dimensions[get_column_letter(number)].width = 26


def _bind(
    sheet: Worksheet,
    number: int,
    last: int,
    column: TemplateColumn,
    lists: dict[tuple[str, ...], str],
) -> None:
    """Let a column's cells hold only what answers its question."""
    letter = get_column_letter(number)
    where = f"{letter}2:{letter}{last}"
    if not column.is_number:
        _list_of(sheet, where, lists[column.values], column.prompt)
        return
    cell = f"{letter}2"
    whole = f",{cell}=INT({cell})" if column.is_whole else ""
    inside = f"AND(ISNUMBER({cell}),{cell}>={column.low:.15g},{cell}<={column.high:.15g}{whole})"
    rule = DataValidation("custom", f"OR({inside},COUNTIF({lists[column.values]},{cell})>0)")
    _speak(rule, column.prompt)
    rule.add(where)
    sheet.add_data_validation(rule)


def _list_of(sheet: Worksheet, where: str, values: str, prompt: str) -> None:
    rule = DataValidation("list", values)
    _speak(rule, prompt)
    rule.add(where)
    sheet.add_data_validation(rule)


def _speak(rule: DataValidation, prompt: str) -> None:
    rule.allow_blank = True
    rule.showErrorMessage = rule.showInputMessage = True
    cut = prompt if len(prompt) <= LONGEST_PROMPT else f"{prompt[: LONGEST_PROMPT - 2]} …"
    rule.prompt = rule.error = cut


def _lists_sheet(
    book: Workbook, columns: list[TemplateColumn], asked: Respondents, t: Texts
) -> dict[tuple[str, ...], str]:
    """Write each list to choose from once; return where it stands."""
    sheet = book.create_sheet(t("survey.sheet_lists"))
    lists: dict[tuple[str, ...], str] = {}
    for values in dict.fromkeys([asked.names, *(column.values for column in columns)]):
        number = len(lists) + 1
        for row, value in enumerate(values, start=1):
            sheet.cell(row, number, value).number_format = "@"
        letter = get_column_letter(number)
        lists[values] = f"'{sheet.title}'!${letter}$1:${letter}${len(values)}"
    sheet.sheet_state = "hidden"
    return lists


def _guide_sheet(
    book: Workbook, wave: str | None, t: Texts, filled_in: FilledIn | None, asked: Respondents
) -> None:
    """Write how the survey is filled in, and what each question means."""
    sheet = book.create_sheet(t("survey.sheet_guide"), 1)
    sheet.append([t("survey.guide_title")])
    sheet["A1"].font = Font(name="Calibri", size=14, bold=True)
    sheet.append([asked.text("guide_place", t)])
    for step in ("choose", "number", "option", "missing", "return"):
        sheet.append([t(f"survey.guide_{step}")])
    if filled_in and filled_in.wave:
        sheet.append([t("survey.guide_filled_in", wave=t.wave(filled_in.wave))])
        if filled_in.is_demo:
            sheet.append([t("survey.guide_invented")])
    sheet.append([])
    sheet.append([t(f"survey.guide_{c}") for c in ("question", "area", "answer", "key")])
    head = sheet.max_row
    for question in questions_asked(wave, asked.book):
        area = codebook().dimensions[question.dimension].label[t.language]
        answer = answer_text(question, t, asked.book)
        sheet.append([question.wording[t.language], area, answer, question.key])
    for letter, width in zip("ABCD", (62, 24, 62, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = WRAPPED
            cell.font = HEAD if cell.row == head else Font(name="Calibri", size=11)
    fit_heights(sheet)
    set_pages(sheet, 4, 1)
    sheet.print_title_rows = None
