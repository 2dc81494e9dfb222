"""Sheets of a workbook that hold answers too, beside the one that was read: each is named."""

from collections.abc import Sequence

from ailaget.ingest.matching.columns import Headers
from ailaget.ingest.reading.heading import find_heading, is_blank, likeliest_header
from ailaget.ingest.reading.raw_table import RawTable


def unread_sheets(table: RawTable, headers: Headers) -> tuple[str, ...]:
    """Return the names of the sheets that have a survey's headings and answers under them.

    A workbook may have a sheet for each county, or for each person who gathered answers; one is
    read at a time.
    """
    return tuple(name for name, rows in table.others.items() if _has_answers(rows, headers))


def _has_answers(sample: Sequence[Sequence[str]], headers: Headers) -> bool:
    """Whether a sheet's first rows are a survey's, with at least one cell answered."""
    rows = [row for row in sample if not is_blank(row)]
    at, names = likeliest_header(rows, headers.knows)
    if not names:
        return False
    heading = find_heading(rows, at, headers.knows)
    columns = headers.match(heading.texts)
    asked = {column.index for column in columns.questions}
    return columns.is_survey and any(
        cell.strip() for row in rows[heading.end :] for at, cell in enumerate(row) if at in asked
    )
