"""Reads what a municipality's cells answer to one question, and checks it against the codebook."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ailaget.codebook import Question
from ailaget.ingest.matching.choices import CodedScale, NotChoice, OptionScale, choice_texts
from ailaget.ingest.matching.columns import QuestionColumn
from ailaget.ingest.matching.number_meanings import (
    CODEBOOK,
    FRACTION,
    ONE_IS_NO,
    ONE_IS_YES,
    coded_numbers,
    has_percent_sign,
)
from ailaget.ingest.reading.cell_lists import list_items
from ailaget.ingest.reading.normalisation import fold, tidy
from ailaget.ingest.reading.numbers import DecimalMark, NotNumber, parse_number
from ailaget.ingest.reading.words import answer_words

_DECIMALS_OF_ONE = re.compile(r"(?<=^[012])[.,]0+$")
_DECIMALS_OF_PERCENT = 10
_LABEL_NUMBER = re.compile(r"[0-9]+[=.:)-]*([^\W\d].+)")

_CHOSEN_NUMBER = {ONE_IS_YES: "1", ONE_IS_NO: "2"}

ANSWERED, UNANSWERED = "answered", "unanswered"


@dataclass(frozen=True)
class Reading:
    """What some cells answer: a number, or the keys of chosen options; none unless answered."""

    status: str
    value: float | None = None
    options: tuple[str, ...] = ()


class NotTaken(ValueError):
    """An answer that cannot be read, the column and cell to blame, and the reason's key."""

    def __init__(self, column: str, cell: str, reason: str) -> None:
        self.column, self.cell, self.reason = column, cell, reason
        super().__init__(f"{column}: {cell}: {reason}")


class AnswerReader:
    """Reads one question's answers in one file.

    `confirmed` holds what a person has said that texts mean, and `meaning` what bare numbers do.
    """

    def __init__(
        self,
        question: Question,
        columns: Sequence[QuestionColumn],
        decimal: DecimalMark,
        confirmed: Mapping[str, str] | None = None,
        meaning: str = CODEBOOK,
    ) -> None:
        decided = {fold(text): target for text, target in (confirmed or {}).items()}
        self._confirmed = decided
        self._question = question
        self._decimal = decimal
        self._whole = [column for column in columns if column.option is None]
        self._options = [column for column in columns if column.option is not None]
        self._meaning = meaning
        is_own = meaning == CODEBOOK
        self._coded = CodedScale(
            question, decided, None if is_own else coded_numbers(question, meaning)
        )
        self._multi = OptionScale(question, decided)
        self._texts = choice_texts(question)

    def read(self, row: Sequence[str]) -> Reading:
        """Return the row's answer to the question; raises NotTaken.

        Where several columns ask the same, those that are not blank must agree. A joined cell that
        cannot be read never overrules the options' own columns, where these say something.
        """
        readings = self._readings(row)
        given = [(column, reading) for column, reading in readings if reading.status != UNANSWERED]
        if not given:
            return Reading(UNANSWERED)
        if any(reading != given[0][1] for _, reading in given):
            column = next(column for column, reading in given if reading != given[0][1])
            raise NotTaken(column.header, tidy(row[column.index]), "columns_disagree")
        return given[0][1]

    def _readings(self, row: Sequence[str]) -> list[tuple[QuestionColumn, Reading]]:
        """Return what each column says, the options' own columns together as one."""
        own = [(self._options[0], self._option_columns(row))] if self._options else []
        is_told = any(reading.status != UNANSWERED for _, reading in own)
        readings = []
        for column in self._whole:
            try:
                readings.append((column, self._cell(column, row[column.index])))
            except NotTaken:
                if not is_told:
                    raise
        return [*readings, *own]

    def _cell(self, column: QuestionColumn, cell: str) -> Reading:
        try:
            if self._question.is_number:
                return self._number(cell)
            if self._question.is_multi:
                return _of_options(self._multi.read(cell))
            items = list_items(cell)
            text = cell if items is None else "|".join(items)
            return _of_code(self._coded.read(fold(text)))
        except (NotNumber, NotChoice) as error:
            raise NotTaken(column.header, tidy(cell), error.reason) from error

    def _number(self, cell: str) -> Reading:
        """Read a number; the codes 9 and 8 are numbers here, only words mean a missing answer."""
        folded = fold(cell)
        labelled = _LABEL_NUMBER.fullmatch(folded)
        label_status = answer_words().explicit.get(labelled.group(1)) if labelled else None
        status = self._confirmed.get(folded) or answer_words().missing.get(folded) or label_status
        if status:
            return Reading(status)
        question = self._question
        value = parse_number(cell, self._decimal, percent=question.kind == "percent")
        if self._meaning == FRACTION and not has_percent_sign(cell):
            value = round(100 * value, _DECIMALS_OF_PERCENT)
        low, high = question.minimum, question.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            raise NotNumber("out_of_range")
        if question.kind == "integer" and not value.is_integer():
            raise NotNumber("not_an_integer")
        return Reading(ANSWERED, value=value)

    def _option_columns(self, row: Sequence[str]) -> Reading:
        """Read one column per option: those marked are chosen; none marked is no answer."""
        marked = [column for column in self._options if self._is_marked(column, row)]
        chosen = {column.option or "" for column in marked}
        cells = {answer_words().missing.get(fold(row[c.index]), "") for c in self._options}
        statuses = (chosen | cells) & {"dont_know", "not_applicable"}
        try:
            return _of_options(self._multi.check(chosen - statuses, statuses))
        except NotChoice as error:
            headers = "; ".join(column.header for column in marked)
            raise NotTaken(self._options[0].header, headers, error.reason) from error

    def _is_marked(self, column: QuestionColumn, row: Sequence[str]) -> bool:
        vocabulary, folded = answer_words(), _DECIMALS_OF_ONE.sub("", fold(row[column.index]))
        own = self._texts.get(folded)
        if folded in self._confirmed:
            return self._confirmed[folded] == column.option
        if folded in ("1", "2") and self._meaning in _CHOSEN_NUMBER:
            return folded == _CHOSEN_NUMBER[self._meaning]
        if folded in vocabulary.chosen or (own is not None and own.key == column.option):
            return True
        if folded in vocabulary.missing or folded in vocabulary.not_chosen:
            return vocabulary.missing.get(folded) == column.option
        raise NotTaken(column.header, tidy(row[column.index]), "unknown_choice")


def _of_options(answer: tuple[str, ...] | str) -> Reading:
    if isinstance(answer, str):
        return Reading(answer)
    return Reading(ANSWERED, options=answer) if answer else Reading(UNANSWERED)


def _of_code(answer: float | str) -> Reading:
    return Reading(answer) if isinstance(answer, str) else Reading(ANSWERED, value=answer)
