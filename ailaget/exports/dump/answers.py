"""The answers of a wave, long and wide: open ones by municipality, never a protected one.

Of a protected question every municipality that has answered the survey has the same status, also
where it left that question empty: not even that is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.codebook import Choice, Question, codebook
from ailaget.exports.dump.reference import PLACE, TO_MUNICIPALITY, has_responded
from ailaget.exports.dump.tables import (
    DumpTable,
    Field,
    Value,
    Words,
    named,
    status_of,
    titled,
)
from ailaget.exports.text.indicator_csv import STATUS
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Source

OK = STATUS["ok"]
STATUSES = tuple(STATUS.values())

Answer = tuple[float | None, str | None, str]
"""A value, else an option, and a status."""


@dataclass(frozen=True)
class Variable:
    """One column of answers: a question's, or that of one option where several may be chosen."""

    question: Question
    option: Choice | None = None

    @property
    def name(self) -> str:
        """The column's name."""
        return f"{self.question.key}__{self.option.key}" if self.option else self.question.key

    @property
    def label(self) -> Words:
        """The question in short, with the option."""
        labels = self.question.label
        if self.option is None:
            return labels
        return {key: f"{label}: {self.option.label[key]}" for key, label in labels.items()}

    def answer(self, value: float | None) -> str | None:
        """Return the key of the answer that a value is the code of; None of a number."""
        if self.option is not None:
            return self.option.key if value else None
        if self.question.is_number or value is None:
            return None
        chosen = self.question.choice_of(value)
        return chosen.key if chosen else None


@dataclass(frozen=True)
class Reply:
    """What one municipality has answered to one question."""

    code: str
    place: str
    question: Question
    status: str
    answers: tuple[Answer, ...]

    def value(self, variable: Variable) -> float | None:
        """Return the answer; of an option 1 where it was chosen, 0 where only others were."""
        if self.status != OK:
            return None
        if variable.option is None:
            return self.answers[0][0]
        return float(any(choice == variable.option.key for _, choice, _ in self.answers))


def questions_in(wave: str) -> tuple[Question, ...]:
    """Return the questions that the wave asked."""
    return tuple(each for each in codebook().questions.values() if each.is_asked_in(wave))


def variables_of(question: Question) -> tuple[Variable, ...]:
    """Return the columns of a question's answers."""
    if not question.is_multi:
        return (Variable(question),)
    return tuple(Variable(question, choice) for choice in question.choices)


def long_answers(source: Source, wave: str) -> DumpTable:
    """Return a row for each municipality and variable."""
    rows = [
        (wave, reply.code, reply.place, reply.question.key, variable.name, *cells, reply.status)
        for reply in _replies(source, wave)
        for variable in variables_of(reply.question)
        for value in [reply.value(variable)]
        for cells in [(value, variable.answer(value))]
    ]
    fields = (
        *PLACE,
        named("fraga"),
        named("variabel"),
        named("varde", "number", is_needed=False),
        named("svar", is_needed=False),
        named("status", options=STATUSES),
    )
    references = {
        **TO_MUNICIPALITY,
        "fraga": ("kodbok_fragor", "fraga"),
        "variabel": ("kodbok_variabler", "variabel"),
    }
    key = ("kommunkod", "variabel")
    return DumpTable("svar_lang", titled("svar_lang"), fields, rows, key, references)


def wide_answers(source: Source, wave: str) -> DumpTable:
    """Return a row for each municipality, with a column for each variable and each status."""
    cells: dict[tuple[str, str], list[Value]] = {}
    for reply in _replies(source, wave):
        row = cells.setdefault((reply.code, reply.place), [])
        row.extend(reply.value(variable) for variable in variables_of(reply.question))
        row.append(reply.status)
    rows = [(wave, *place, *row) for place, row in cells.items()]
    fields = (*PLACE, *_wide_fields(wave))
    key = ("kommunkod",)
    return DumpTable("svar_bred", titled("svar_bred"), fields, rows, key, TO_MUNICIPALITY)


def _wide_fields(wave: str) -> Iterator[Field]:
    for question in questions_in(wave):
        for variable in variables_of(question):
            yield Field(variable.name, "number", variable.label)
        yield status_of(question.key, question.label, STATUSES)


def _replies(source: Source, wave: str) -> Iterator[Reply]:
    """Yield what was answered, by municipality and in the survey's order."""
    given, responded = _given(source, wave), has_responded(source, wave)
    for place in geography.municipalities():
        for question in questions_in(wave):
            answers = tuple(given.get((place.code, question.key), ()))
            status = _status(question, answers, has_answered=responded[place.code])
            yield Reply(place.code, place.name, question, status, answers)


def _status(question: Question, answers: tuple[Answer, ...], *, has_answered: bool) -> str:
    if not has_answered:
        return STATUS["nonresponse"]
    if not question.is_open:
        return STATUS["protected"]
    if not answers:
        return STATUS["unanswered"]
    status = answers[0][2]
    return OK if status == "answered" else STATUS[status]


def _given(source: Source, wave: str) -> dict[tuple[str, str], list[Answer]]:
    """Return the open answers, which are all that the query has, by municipality and question."""
    given: dict[tuple[str, str], list[Answer]] = {}
    for row in row_records(source.query("wave_answers", wave=wave)):
        value = None if pd.isna(row["value"]) else float(row["value"])
        choice = None if pd.isna(row["choice"]) else str(row["choice"])
        key = (str(row["municipality"]), str(row["question"]))
        given.setdefault(key, []).append((value, choice, str(row["status"])))
    return given
