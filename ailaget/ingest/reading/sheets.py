"""Chooses the sheet of an Excel file that holds the survey, and reads its rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import islice

from ailaget.ingest.reading.heading import Known, likeliest_header
from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.ingest.reading.workbook import ExcelFile, Sheet
from ailaget.ingest.reading.worksheet import SheetRow

_SAMPLED_ROWS = 100

Sample = Sequence[Sequence[str]]
"""The cells of a sheet's first rows."""


@dataclass(frozen=True)
class OpenedSheet:
    """The chosen sheet's rows, its name, and the names of all sheets in the file's order.

    `others` are the first rows of the sheets that were not chosen.
    """

    rows: Iterator[SheetRow]
    name: str
    names: tuple[str, ...]
    others: Mapping[str, Sample]


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
    samples: dict[str, Sample] = {}
    for sheet in book.sheets:
        # Where a sheet is asked for, another that cannot be read is no reason to refuse the file.
        with suppress(LoadRefused) if asked else nullcontext():
            rows = islice(book.rows(sheet, most_columns), _SAMPLED_ROWS)
            samples[sheet.name] = [row.cells for row in rows]
    chosen = asked[0] if asked else _likeliest(book.sheets, samples, known)
    others = {name: rows for name, rows in samples.items() if name != chosen.name}
    return OpenedSheet(book.rows(chosen, most_columns), chosen.name, names, others)


def _likeliest(sheets: Sequence[Sheet], samples: Mapping[str, Sample], known: Known) -> Sheet:
    scored = []
    for position, sheet in enumerate(sheets):
        rows = samples[sheet.name]
        _, names = likeliest_header(rows, known)
        scored.append((names > 0, sheet.is_visible, names, bool(rows), -position, sheet))
    return max(scored, key=lambda entry: entry[:5])[5]
