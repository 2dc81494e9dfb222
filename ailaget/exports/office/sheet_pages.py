"""How a workbook's sheets come out of a printer: across A4, in letters that can be read."""

from copy import copy
from textwrap import wrap

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

A4 = "9"
"""Excel's number of the paper."""

BESIDE, ABOVE = 0.4, 0.5
"""Margins in inches."""

ACROSS, CHARACTER, CM = 784.0, 7.0, 28.35
"""Points: what the paper holds beside each other; a character of a column's width, which is 5.25
in Excel's own font and most in a program that has a wider one in its place; and a centimetre."""

LEAST, BROKEN = 64, 75
"""Per cent of 11 points: 7, the least that is read in print, and 8, which a table has that goes on
over several pages across."""

LINE, HIGHEST = 15.0, 405.0
"""Heights of a line of text, and of a row at most, in points; readers other than Excel do not find
them by themselves."""


def set_pages(sheet: Worksheet, columns: int, heads: int, chart_cm: float = 0.0) -> None:
    """Let a table of so many columns be printed, its header and what names its rows on each page.

    `heads` is how many columns name the rows. The sheet is made as small as its width asks for, but
    no smaller than can be read: then it goes on over several pages across, and a chart of so many
    centimetres beside the table begins a new one.
    """
    lay_across(sheet)
    sheet.print_title_rows = "1:1"
    letters = [get_column_letter(number) for number in range(1, columns + 1)]
    characters = sum(sheet.column_dimensions[letter].width for letter in letters)
    if (characters * CHARACTER + chart_cm * CM) * LEAST <= ACROSS * 100:
        return
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.scale, sheet.page_setup.pageOrder = BROKEN, "overThenDown"
    if chart_cm:
        sheet.col_breaks.append(Break(columns))
    else:
        sheet.print_title_cols = f"A:{get_column_letter(heads)}"


def lay_across(sheet: Worksheet) -> None:
    """Let a sheet be printed with its long side across, as wide as one page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=BESIDE, right=BESIDE, top=ABOVE, bottom=ABOVE)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def fit_heights(sheet: Worksheet) -> None:
    """Make each row as high as its longest text that is broken in its column."""
    for row in sheet.iter_rows():
        lines = max(
            (
                lines_of(str(cell.value), sheet.column_dimensions[cell.column_letter].width)
                for cell in row
                if cell.alignment.wrap_text and cell.value is not None
            ),
            default=1,
        )
        if lines > 1:
            set_high(sheet, row[0].row, lines)


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text is broken into in a column of a width, in characters."""
    return sum(max(len(wrap(part, max(int(width) - 1, 1))), 1) for part in text.split("\n"))


def set_high(sheet: Worksheet, row: int, lines: int) -> None:
    """Make a row as high as its longest text; what else is in it stands at its top."""
    sheet.row_dimensions[row].height = min(LINE * lines, HIGHEST)
    for cell in sheet[row]:
        aligned = copy(cell.alignment)
        aligned.vertical = "top"
        cell.alignment = aligned
