"""Tells rows that are no answers, whatever municipality they name: trials, repeated headings."""

from collections.abc import Mapping, Sequence

from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.reading.normalisation import fold
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import answer_words, column_names, fold_header

_QUALTRICS_ID, _PREVIEW_OR_TEST, _MOST_DIGITS = "responseid", 1 | 2, 3
_FEWEST_REPEATED = 2
"""Cells of a row that repeat their headings, from which the row is one of headings."""


def rows_apart(table: RawTable, columns: Columns) -> Mapping[int, str]:
    """Return the rows that are no answers, by index, with the key of the reason.

    A survey tool says in a column of its own that an answer was given on trial. Rows of headings
    stand among the answers where files have been put together.
    """
    asked = [*columns.municipality, *(column.index for column in columns.questions)]
    trial = [i for i, text in enumerate(table.header) if fold_header(text) in column_names().trial]
    trial = [index for index in trial if index not in asked]
    headings = {index: fold(table.header[index]) for index in asked}
    has_bits = any(fold_header(text) == _QUALTRICS_ID for text in table.header)
    reasons: dict[int, str] = {}
    for index, row in enumerate(table.rows):
        if any(_is_trial(row[column], has_bits=has_bits) for column in trial):
            reasons[index] = "trial_answer"
        elif _repeats(row, headings):
            reasons[index] = "repeated_heading"
    return reasons


def _is_trial(cell: str, *, has_bits: bool) -> bool:
    """Whether a cell says so in words, or in the bits that Qualtrics numbers its states by."""
    if has_bits and cell.isdecimal() and len(cell) <= _MOST_DIGITS:
        return bool(int(cell) & _PREVIEW_OR_TEST)
    return fold(cell) in answer_words().trials


def _repeats(row: Sequence[str], headings: Mapping[int, str]) -> bool:
    """Whether a row says again what the columns that are read are called, and nothing else."""
    given = [index for index in headings if row[index].strip()]
    return len(given) >= _FEWEST_REPEATED and all(_is(row[i], headings[i]) for i in given)


def _is(cell: str, folded: str) -> bool:
    # Most cells differ in their first letter: a file can have half a million rows.
    return cell.strip()[:1].casefold() == folded[:1] and fold(cell) == folded
