"""Makes one answer of several rows from the same municipality, by the rule chosen for the wave."""

from collections.abc import Sequence
from functools import partial
from itertools import chain

from ailaget.codebook import Question
from ailaget.ingest.checking.answers import ANSWERED, UNANSWERED, Reading
from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.time_columns import TimeColumns
from ailaget.ingest.reading.normalisation import fold, tidy
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import answer_words
from ailaget.store.decisions import MEAN, SUM

NEARLY_ALL = 0.8
"""A row is complete that answers four fifths of what the municipality's fullest row does."""

COUNTED = ("decimal", "integer")
"""Kinds of number whose parts add up to the whole; per cent do not."""


class RowsDisagree(ValueError):
    """The rows' answers to a question cannot be made into one."""


def latest_complete(
    table: RawTable, columns: Columns, times: TimeColumns, rows: Sequence[int]
) -> int:
    """Return the latest row that is complete, among rows (indices) of one municipality.

    Rows that the survey tool has no time of completion for are not complete where others have one.
    The order of the file says nothing: some tools write the newest answer first. Raises NotOrdered.
    """
    finished = times.finished(rows)
    answers = {row: _answered(table, columns, row) for row in finished}
    fullest = max(answers.values())
    complete = [row for row in finished if answers[row] >= NEARLY_ALL * fullest]
    return times.latest(complete, partial(all_alike, table, columns))


def all_alike(table: RawTable, columns: Columns, rows: Sequence[int]) -> bool:
    """Whether rows give the very same answers, whatever their other columns say."""
    asked = [column.index for column in columns.questions]
    first, *others = ([table.rows[row][index] for index in asked] for row in rows)
    alike = list(map(tidy, first))
    return all(cells == first or list(map(tidy, cells)) == alike for cells in others)


def _answered(table: RawTable, columns: Columns, row: int) -> int:
    statuses = answer_words().missing
    cells = (table.rows[row][column.index] for column in columns.questions)
    return sum(statuses.get(fold(cell)) != UNANSWERED for cell in cells)


def combine(question: Question, readings: Sequence[Reading], rule: str) -> Reading:
    """Return one answer for several rows' answers to one question; raises RowsDisagree.

    Mean and sum are taken of numbers; a sum only of counts (full-time equivalents, cases, kronor)
    and only where every row gives one, since a part is not the whole. Options are gathered. For
    everything else the rows that answer must say the same.
    """
    given = [reading for reading in readings if reading.status == ANSWERED]
    if not given:
        statuses = {reading.status for reading in readings}
        return Reading(statuses.pop() if len(statuses) == 1 else _weakest(statuses))
    are_alike = all(reading == given[0] for reading in given)
    if are_alike and not (rule == SUM and question.kind in COUNTED):
        return given[0]
    if question.is_multi:
        return _gathered(question, given)
    if question.is_number and rule == MEAN:
        return Reading(ANSWERED, value=sum(r.value or 0 for r in given) / len(given))
    applicable = [reading for reading in readings if reading.status != "not_applicable"]
    if question.kind in COUNTED and len(given) == len(applicable):
        return Reading(ANSWERED, value=sum(reading.value or 0 for reading in given))
    raise RowsDisagree


def _weakest(statuses: set[str]) -> str:
    return "dont_know" if "dont_know" in statuses else UNANSWERED


def _gathered(question: Question, given: Sequence[Reading]) -> Reading:
    chosen = set(chain.from_iterable(reading.options for reading in given))
    exclusive = {choice.key for choice in question.choices if choice.exclusive}
    kept = chosen - exclusive or chosen
    too_many = question.max_choices is not None and len(kept) > question.max_choices
    if too_many or len(kept & exclusive) > 1:
        raise RowsDisagree
    in_order = tuple(choice.key for choice in question.choices if choice.key in kept)
    return Reading(ANSWERED, options=in_order)
