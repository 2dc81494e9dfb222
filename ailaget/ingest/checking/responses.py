"""Turns the accepted rows of a file into answers, and lists the ones that cannot be taken."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ailaget.codebook import Codebook
from ailaget.ingest.checking.answers import ANSWERED, AnswerReader, NotTaken, Reading
from ailaget.ingest.checking.checks import doubts
from ailaget.ingest.checking.repeats import RowsDisagree, combine
from ailaget.ingest.matching.columns import Columns, QuestionColumn
from ailaget.ingest.matching.number_meanings import CODEBOOK, UNCLEAR, told_meaning
from ailaget.ingest.reading.normalisation import tidy
from ailaget.ingest.reading.numbers import DecimalMark
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.worksheet import cell_address
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
class Finding:
    """An answer that is not taken, or is taken with a mark: where it stands, what it says and why.

    `before` is what the answer was in the wave before, where the finding is about that.
    """

    line: int
    column: str
    value: str
    reason: str
    cell: str = ""
    municipality: str = ""
    question: str = ""
    before: float | None = None

    def report(self) -> dict[str, Any]:
        """Return the finding as the load report lists it."""
        return asdict(self)


@dataclass(frozen=True)
class Responses:
    """What accepted rows answer, the answers that are not taken, and those taken with a mark."""

    answers: list[Answer]
    unknown: list[Finding]
    warnings: list[Finding]


def read_responses(
    table: RawTable,
    columns: Columns,
    book: Codebook,
    respondents: Mapping[str, Sequence[int]],
    choices: Mapping[str, Mapping[str, str]] | None = None,
    rule: str = HOLD_BACK,
    *,
    meanings: Mapping[str, str] | None = None,
    asked_numbers: Collection[str] = (),
) -> Responses:
    """Read the answers of each municipality's row, or rows made one (indices into the table).

    `choices` holds, for each question, what a person has confirmed that a text means, and
    `meanings` what bare numbers do; `rule` is how several rows are made one. Of the questions in
    `asked_numbers` nothing is taken: it is not known what their numbers mean.
    """
    asked = columns.by_question()
    readers = {
        key: reader
        for key, reader in answer_readers(table, columns, book, choices, meanings).items()
        if key not in asked_numbers
    }
    responses = Responses([], [], [])
    for code, indices in respondents.items():
        where = _Row(table, code, indices)
        responses.unknown.extend(_waiting(where, asked, asked_numbers))
        readings: dict[str, Reading] = {}
        for key, reader in readers.items():
            try:
                given = [reader.read(table.rows[index]) for index in indices]
                is_single = len(given) == 1
                readings[key] = given[0] if is_single else combine(book.questions[key], given, rule)
            except NotTaken as error:
                blamed = next(c for c in asked[key] if c.header == error.column)
                responses.unknown.append(where.finding(blamed, error.reason, error.cell))
            except RowsDisagree:
                responses.unknown.append(where.finding(asked[key][0], "rows_disagree"))
        for doubt in doubts(readings, code, book):
            if doubt.question in readings:
                listed = responses.unknown if doubt.is_error else responses.warnings
                listed.append(where.finding(asked[doubt.question][0], doubt.reason))
            if doubt.is_error:
                readings.pop(doubt.question, None)
        for key, reading in readings.items():
            cell = where.cell(asked[key][0])
            responses.answers.extend(_answers(code, key, reading, where.line, cell))
    return responses


@dataclass(frozen=True)
class _Row:
    """A municipality's row, or rows that are made one, of which the first tells where."""

    table: RawTable
    municipality: str
    indices: Sequence[int]

    @property
    def line(self) -> int:
        return self.table.lines[self.indices[0]]

    def cell(self, column: QuestionColumn) -> str:
        return cell_address(column.index, self.line)

    def finding(self, column: QuestionColumn, reason: str, value: str | None = None) -> Finding:
        """Tell of a column's cell, with what it says in each row."""
        cells = (tidy(self.table.rows[index][column.index]) for index in self.indices)
        return Finding(
            line=self.line,
            column=column.header,
            value=" / ".join(cells) if value is None else value,
            reason=reason,
            cell=self.cell(column),
            municipality=self.municipality,
            question=column.question,
        )


def answer_readers(
    table: RawTable,
    columns: Columns,
    book: Codebook,
    choices: Mapping[str, Mapping[str, str]] | None = None,
    meanings: Mapping[str, str] | None = None,
) -> dict[str, AnswerReader]:
    """Return a reader for each question that the file has."""
    decimal = DecimalMark(table.decimal, table.decimal_is_certain)
    decided = meanings or {}
    return {
        key: AnswerReader(
            book.questions[key],
            asked,
            decimal,
            (choices or {}).get(key),
            decided.get(key) or told_meaning(book.questions[key], asked, table) or CODEBOOK,
        )
        for key, asked in columns.by_question().items()
    }


def _waiting(
    where: _Row, asked: Mapping[str, Sequence[QuestionColumn]], questions: Collection[str]
) -> Iterable[Finding]:
    """Yield an answer for each question that waits, where the municipality gave one."""
    for key in questions:
        given = [
            column
            for column in asked[key]
            if any(where.table.rows[index][column.index].strip() for index in where.indices)
        ]
        if given:
            yield where.finding(given[0], UNCLEAR)


def _answers(code: str, question: str, reading: Reading, line: int, cell: str) -> Iterable[Answer]:
    if reading.status == ANSWERED and reading.options:
        for option in reading.options:
            yield Answer(code, question, None, option, ANSWERED, line, cell)
    else:
        yield Answer(code, question, reading.value, None, reading.status, line, cell)
