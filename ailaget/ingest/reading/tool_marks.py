"""Marks for a missing answer that one survey tool means otherwise than the others do."""

from dataclasses import replace

from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import fold_header

_QUALTRICS_ID = "responseid"
_PASSED_OVER = frozenset({"-99", "\u221299"})


def with_marks_read(table: RawTable) -> RawTable:
    """Return a table in which what a tool writes for no answer at all is an empty cell.

    Qualtrics can write -99 for a question that was seen and passed over ("Recode seen but
    unanswered questions as -99"); in Crowdtech it is a question that was not shown.
    """
    if all(fold_header(text) != _QUALTRICS_ID for text in table.header):
        return table
    return replace(table, rows=[_without(row) for row in table.rows])


def _without(row: list[str]) -> list[str]:
    if _PASSED_OVER.isdisjoint(row):
        return row
    return ["" if cell in _PASSED_OVER else cell for cell in row]
