"""Turns the accepted rows of a file into answers, and lists the ones that cannot be taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ailaget.codebook import Codebook
from ailaget.ingest.answers import ANSWERED, AnswerReader, NotTaken, Reading
from ailaget.ingest.columns import Columns, QuestionColumn
from ailaget.ingest.folding import tidy
from ailaget.ingest.numbers import DecimalMark
from ailaget.ingest.reading import Table
from ailaget.ingest.repeats import RowsDisagree, combine
from ailaget.ingest.worksheet import column_letter
from ailaget.store.decisions import HOLD_BACK


@dataclass(frozen=True)
class Answer:
    """One answer; several for a multi-choice question, one per chosen option.

    `value` is the number or the code of the choice, `choice` the key of an option; both are None
    unless `status` is ``"answered"``. `line` is where the row starts in the file, and `cell` where
    the answer stands, as a spreadsheet names it: ``C14``.
    """

    municipality: str
    question: str
    value: float | None
    choice: str | None
    status: str
    line: int
    cell: str = field(default="", compare=False)


@dataclass(frozen=True)
class UnknownValue:
    """An answer that is not taken: where it stands, what it says and why."""

    line: int
    column: str
    value: str
    reason: str

    def report(self) -> dict[str, Any]:
        """Return the value as the load report lists it."""
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
        }


def read_responses(
    table: Table,
    columns: Columns,
    book: Codebook,
    respondents: Mapping[str, Sequence[int]],
    choices: Mapping[str, Mapping[str, str]] | None = None,
    rule: str = HOLD_BACK,
) -> tuple[list[Answer], list[UnknownValue]]:
    """Read the answers of each municipality's row, or rows made one (indices into the table).

    `choices` holds, for each question, what a person has confirmed that a text means; `rule` is
    how several rows are made one.
    """
    readers = answer_readers(table, columns, book, choices)
    letters = {key: column_letter(asked[0].index) for key, asked in columns.by_question().items()}
    answers: list[Answer] = []
    unknown: list[UnknownValue] = []
    for code, indices in respondents.items():
        row, line = table.rows[indices[0]], table.lines[indices[0]]
        readings: dict[str, Reading] = {}
        refused: list[NotTaken] = []
        for key, reader in readers.items():
            try:
                found = [reader.read(table.rows[index]) for index in indices]
                one = len(found) == 1
                readings[key] = found[0] if one else combine(book.questions[key], found, rule)
            except NotTaken as error:
                refused.append(error)
            except RowsDisagree:
                refused.append(_disagreement(table, columns.by_question()[key], indices))
        refused += _too_large_parts(readings, columns, row, book)
        unknown += [UnknownValue(line, e.column, e.cell, e.reason) for e in refused]
        answers += [
            answer
            for key, found in readings.items()
            for answer in _answers(code, key, found, line, f"{letters[key]}{line}")
        ]
    return answers, unknown


def _disagreement(
    table: Table, asked: Sequence[QuestionColumn], indices: Sequence[int]
) -> NotTaken:
    """Tell of rows whose answers cannot be made one, with what each of them says."""
    rows = (table.rows[index] for index in indices)
    said = [", ".join(filter(None, (tidy(row[c.index]) for c in asked))) for row in rows]
    return NotTaken(asked[0].header, " / ".join(said), "rows_disagree")


def answer_readers(
    table: Table,
    columns: Columns,
    book: Codebook,
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, AnswerReader]:
    """Return a reader for each question that the file has."""
    decimal = DecimalMark(table.decimal, table.decimal_is_certain)
    return {
        key: AnswerReader(book.questions[key], asked, decimal, (choices or {}).get(key))
        for key, asked in columns.by_question().items()
    }


def _too_large_parts(
    readings: dict[str, Reading], columns: Columns, row: list[str], book: Codebook
) -> list[NotTaken]:
    """Take out the answers larger than another question's, which they cannot be."""
    refused = []
    for key in list(readings):
        limit = readings.get(book.questions[key].at_most or "")
        value = readings[key].value
        if limit is None or limit.value is None or value is None or value <= limit.value:
            continue
        column = columns.by_question()[key][0]
        refused.append(NotTaken(column.header, row[column.index], "exceeds_other_question"))
        del readings[key]
    return refused


def _answers(code: str, question: str, found: Reading, line: int, cell: str) -> Iterable[Answer]:
    if found.status == ANSWERED and found.options:
        for option in found.options:
            yield Answer(code, question, None, option, ANSWERED, line, cell)
    else:
        yield Answer(code, question, found.value, None, found.status, line, cell)
