"""Chooses the sheet of an Excel file that holds the survey, and reads its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ailaget.ingest.reading.heading import Known, likeliest_header
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.workbook import ExcelFile, Sheet
from ailaget.ingest.reading.worksheet import SheetRow

_SAMPLED_ROWS = 100


@dataclass(frozen=True)
class OpenedSheet:
    """The chosen sheet's rows, its name, and the names of all sheets in the file's order."""

    rows: Iterator[SheetRow]
    name: str
    names: tuple[str, ...]


def open_sheet(data: bytes, known: Known, most_columns: int, wanted: str | None) -> OpenedSheet:
    """Open the sheet that is asked for, else the one with most known headers.

    Where none has any, it is the first that holds something. A sheet that is hidden in Excel is
    taken only if it alone has known headers. Raises LoadRefused.
    """
    book = ExcelFile(data)
    names = tuple(sheet.name for sheet in book.sheets)
    if wanted is not None and wanted not in names:
        raise LoadRefused("unknown_sheet", sheet=wanted, sheets=", ".join(names))
    asked = [sheet for sheet in book.sheets if sheet.name == wanted]
    chosen = asked[0] if asked else _likeliest(book, known, most_columns)
    return OpenedSheet(book.rows(chosen, most_columns), chosen.name, names)


def _likeliest(book: ExcelFile, known: Known, most_columns: int) -> Sheet:
    scored = []
    for position, sheet in enumerate(book.sheets):
        rows: Sequence[Sequence[str]] = [
            row.cells for row in islice(book.rows(sheet, most_columns), _SAMPLED_ROWS)
        ]
        _, names = likeliest_header(rows, known)
        scored.append((names > 0, sheet.is_visible, names, bool(rows), -position, sheet))
    return max(scored, key=lambda entry: entry[:5])[5]
