"""Finds out what each column of a file holds: a question, an option of one, or the municipality."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from ailaget.codebook import Codebook, Question
from ailaget.ingest.folding import fold
from ailaget.ingest.words import answer_words, column_names, fold_header

_OPENERS = ":-_./|>([="
_CLOSERS = ")]"


@dataclass(frozen=True)
class QuestionColumn:
    """A column that holds a question's answer, or whether one `option` of it was chosen.

    `option` is the key of a choice, or a status (``"dont_know"``) for an option such as "Vet ej".
    """

    index: int
    header: str
    question: str
    option: str | None = None


@dataclass(frozen=True)
class Columns:
    """What a header's columns hold; `wave` is the index of the column of waves, if there is one."""

    header: tuple[str, ...]
    questions: tuple[QuestionColumn, ...]
    municipality: tuple[int, ...]
    wave: int | None

    @property
    def is_survey(self) -> bool:
        """Whether the file tells of municipalities and answers at least one question."""
        return bool(self.municipality and self.questions)

    def by_question(self) -> dict[str, list[QuestionColumn]]:
        """Return the columns of each question that the file has, in the order of the file."""
        found: dict[str, list[QuestionColumn]] = {}
        for column in self.questions:
            found.setdefault(column.question, []).append(column)
        return found

    def by_header(self) -> dict[str, str | None]:
        """Return the question that each named column answers, None where it is not a question."""
        found: dict[str, str | None] = {text: None for text in self.header if text}
        return found | {column.header: column.question for column in self.questions}


class Headers:
    """The headers that a codebook's survey can have.

    A question is known by its key, label, wording or an earlier wording, whatever the case, spacing
    and typography; an option's column by any of these and the option: ``ai_miljo_own``,
    ``Driftmiljö för AI [Egen drift]``. What is not known stays unmatched: nothing is guessed.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._questions = _unambiguous(codebook.questions.values())
        self._options = {q.key: _options(q) for q in codebook.questions.values() if q.is_multi}
        self._multi_starts = tuple(t for t, key in self._questions.items() if key in self._options)

    def knows(self, text: str) -> bool:
        """Whether a text names a column; tells a header row from the rows around it."""
        return bool(
            self._question(text)
            or _municipality_columns({0: fold_header(text)})
            or fold_header(text) in column_names().wave
        )

    def match(self, header: Sequence[str]) -> Columns:
        """Return what each column of a file holds."""
        questions = tuple(
            QuestionColumn(index, cell.strip(), *found)
            for index, cell in enumerate(header)
            if (found := self._question(cell))
        )
        taken = {column.index for column in questions}
        others = {i: fold_header(cell) for i, cell in enumerate(header) if i not in taken}
        waves = [index for index, text in others.items() if text in column_names().wave]
        return Columns(
            header=tuple(cell.strip() for cell in header),
            questions=questions,
            municipality=_municipality_columns(others),
            wave=waves[0] if waves else None,
        )

    def _question(self, text: str) -> tuple[str, str | None] | None:
        folded = fold(text)
        if folded in self._questions:
            return self._questions[folded], None
        if not folded.startswith(self._multi_starts):
            return None
        for start in filter(folded.startswith, self._multi_starts):
            question, rest = self._questions[start], folded.removeprefix(start)
            option = self._options[question].get(rest.strip(_OPENERS + _CLOSERS))
            if option and rest[0] in _OPENERS:
                return question, option
        return None


def match_columns(header: Sequence[str], codebook: Codebook) -> Columns:
    """Match a file's header to the codebook; see `Headers`."""
    return Headers(codebook).match(header)


def _unambiguous(questions: Iterable[Question]) -> Mapping[str, str]:
    """Return the folded texts that mean exactly one question."""
    meant: dict[str, set[str]] = {}
    for question in questions:
        words = (*question.label.values(), *question.wording.values(), *question.earlier_wordings)
        for text in (question.key, *words):
            meant.setdefault(fold(text), set()).add(question.key)
    return {text: keys.pop() for text, keys in meant.items() if len(keys) == 1}


def _options(question: Question) -> Mapping[str, str]:
    options = dict(answer_words().said)
    for choice in question.choices:
        options |= {fold(text): choice.key for text in (choice.key, *choice.label.values())}
    return options


def _municipality_columns(folded: Mapping[int, str]) -> tuple[int, ...]:
    """Return all columns that name the municipality, else the one that most likely does."""
    names = column_names()
    plain = tuple(index for index, text in folded.items() if text in names.municipality)
    asked = (i for i, text in folded.items() if text.startswith(names.municipality_starts))
    other = (i for name in names.municipality_otherwise for i, t in folded.items() if t == name)
    return plain or tuple(islice(chain(asked, other), 1))
