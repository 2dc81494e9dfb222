"""Turns the accepted rows of a file into answers, and lists the ones that cannot be taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ailaget.codebook import Codebook
from ailaget.ingest.answers import ANSWERED, AnswerReader, NotTaken, Reading
from ailaget.ingest.columns import Columns
from ailaget.ingest.numbers import DecimalMark
from ailaget.ingest.reading import Table
from ailaget.ingest.worksheet import column_letter


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
    respondents: Mapping[str, int],
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[list[Answer], list[UnknownValue]]:
    """Read the answers of each municipality's row (an index into the table).

    `choices` holds, for each question, what a person has confirmed that a text means.
    """
    readers = answer_readers(table, columns, book, choices)
    letters = {key: column_letter(asked[0].index) for key, asked in columns.by_question().items()}
    answers: list[Answer] = []
    unknown: list[UnknownValue] = []
    for code, index in respondents.items():
        row, line = table.rows[index], table.lines[index]
        readings: dict[str, Reading] = {}
        refused: list[NotTaken] = []
        for key, reader in readers.items():
            try:
                readings[key] = reader.read(row)
            except NotTaken as error:
                refused.append(error)
        refused += _too_large_parts(readings, columns, row, book)
        unknown += [UnknownValue(line, e.column, e.cell, e.reason) for e in refused]
        answers += [
            answer
            for key, found in readings.items()
            for answer in _answers(code, key, found, line, f"{letters[key]}{line}")
        ]
    return answers, unknown


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
