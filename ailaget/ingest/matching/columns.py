"""Finds out what each column of a file holds: a question, an option of one, or the municipality."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ailaget.codebook import Codebook, Question
from ailaget.ingest.matching.place_columns import is_wave_column, municipality_columns
from ailaget.ingest.reading.header_wrapping import unwrapped
from ailaget.ingest.reading.normalisation import fold
from ailaget.ingest.reading.words import answer_words, fold_header, is_technical
from ailaget.ingest.reading.worksheet import column_letter

Known = tuple[str, str | None, str]
"""A question's key, the option's key where a column is about one, and what told so."""

_OPENERS = ":-_./|>([="
_CLOSERS = ")]"

MUNICIPALITY, WAVE, COMPLETED, IGNORE = "municipality", "wave", "completed", "ignore"
"""What a column can be confirmed to hold besides a question or an option (``key:option``)."""


@dataclass(frozen=True)
class QuestionColumn:
    """A column that holds a question's answer, or whether one `option` of it was chosen.

    `option` is the key of a choice, or a status (``"dont_know"``) for an option such as "Vet ej".
    `why` says what told so: key, label, wording, earlier_wording, option or confirmed.
    """

    index: int
    header: str
    question: str
    option: str | None = None
    why: str = "confirmed"


@dataclass(frozen=True)
class Columns:
    """What a header's columns hold; `wave` is the index of the column of waves, if there is one.

    `completed` are the columns of times that a person has pointed out, and `technical` those that a
    survey tool adds of itself. `left` are the columns that hold nothing known, and that nobody
    chose to ignore; `unknown` are their headers.
    """

    header: tuple[str, ...]
    questions: tuple[QuestionColumn, ...]
    municipality: tuple[int, ...]
    wave: int | None
    left: tuple[int, ...] = ()
    completed: tuple[int, ...] = ()
    technical: tuple[int, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headers of the columns that nothing is known of."""
        return tuple(self.header[index] for index in self.left if self.header[index])

    @property
    def is_survey(self) -> bool:
        """Whether the file tells of municipalities and answers at least one question."""
        return bool(self.municipality and self.questions)

    def by_question(self) -> dict[str, list[QuestionColumn]]:
        """Return the columns of each question that the file has, in the order of the file."""
        by_question: dict[str, list[QuestionColumn]] = {}
        for column in self.questions:
            by_question.setdefault(column.question, []).append(column)
        return by_question

    def by_header(self) -> dict[str, str | None]:
        """Return the question that each named column answers, None where it is not a question."""
        by_header: dict[str, str | None] = {text: None for text in self.header if text}
        return by_header | {column.header: column.question for column in self.questions}


def column_keys(header: Sequence[str]) -> tuple[str, ...]:
    """Return a name of its own for each column: its header, with its letter where that is needed.

    A column without a header, or with the same as one before it, has its letter: ``Annat #F``.
    """
    seen: set[str] = set()
    keys = []
    for index, cell in enumerate(header):
        text = cell.strip()
        is_own = bool(text) and text not in seen
        seen.add(text)
        keys.append(text if is_own else f"{text} #{column_letter(index)}".strip())
    return tuple(keys)


class Headers:
    """The headers that a codebook's survey can have.

    A question is known by its key, label, wording or an earlier wording, whatever the case, spacing
    and typography; an option's column by any of these and the option, in either order:
    ``ai_miljo_own``, ``Driftmiljö för AI [Egen drift]``, ``Egen drift:Driftmiljö för AI``. What is
    not known stays unmatched: nothing is guessed.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._book = codebook
        self._questions = _unambiguous(codebook.questions.values())
        self._options = {q.key: _options(q) for q in codebook.questions.values() if q.is_multi}
        self._multi_texts = tuple(
            text for text, (key, _) in self._questions.items() if key in self._options
        )

    def knows(self, text: str) -> bool:
        """Whether a text names a column; tells a header row from the rows around it."""
        if self._question(text):
            return True
        forms = self._forms(text)
        return bool(
            municipality_columns({0: forms})
            or (len(forms) > 1 and self._wrapped_question(text))
            or is_wave_column(forms)
        )

    def match(self, header: Sequence[str], confirmed: Mapping[str, str] | None = None) -> Columns:
        """Return what each column of a file holds.

        `confirmed` maps a column's key to its target, and decides; a target that the codebook does
        not have is nothing.
        """
        decided = {
            index: confirmed[key]
            for index, key in enumerate(column_keys(header))
            if confirmed and key in confirmed
        }
        questions = self._columns(header, decided)
        taken = {column.index for column in questions} | decided.keys()
        others = {i: self._forms(cell) for i, cell in enumerate(header) if i not in taken}
        waves = [index for index, forms in others.items() if is_wave_column(forms)]
        by_kind = {
            kind: tuple(index for index, target in decided.items() if target == kind)
            for kind in (MUNICIPALITY, WAVE, COMPLETED)
        }
        municipality = by_kind[MUNICIPALITY] or municipality_columns(others)
        wave = next(iter((*by_kind[WAVE], *waves)), None)
        technical = tuple(i for i in others if i not in municipality and is_technical(header[i]))
        known = {*municipality, wave, *technical}
        return Columns(
            header=tuple(cell.strip() for cell in header),
            questions=questions,
            municipality=municipality,
            wave=wave,
            left=tuple(index for index in others if index not in known),
            completed=by_kind[COMPLETED],
            technical=technical,
        )

    def has_target(self, target: str) -> bool:
        """Whether a column can be confirmed to hold this."""
        return target in (MUNICIPALITY, WAVE, COMPLETED, IGNORE) or self._target(target) is not None

    def _target(self, target: str) -> Known | None:
        question, has_option, option = target.partition(":")
        if question not in self._book.questions:
            return None
        if not has_option:
            return question, None, "confirmed"
        is_known = option in self._options.get(question, {}).values()
        return (question, option, "confirmed") if is_known else None

    def _columns(
        self, header: Sequence[str], decided: Mapping[int, str]
    ) -> tuple[QuestionColumn, ...]:
        """Return the columns of questions; a wrapped one counts where no other asks the same."""
        plain: dict[int, Known] = {}
        for index, cell in enumerate(header):
            known = self._target(decided[index]) if index in decided else self._question(cell)
            if known:
                plain[index] = known
        asked = {known[:2] for known in plain.values()}
        # Where options lead their question, what leads it otherwise is an option nobody knows.
        led = {known[0] for cell in header if (known := self._option_before(fold(cell)))}
        asked |= {(question, None) for question in led}
        wrapped = {
            index: known
            for index, cell in enumerate(header)
            if index not in plain
            and index not in decided
            and (known := self._wrapped_question(cell))
            and known[:2] not in asked
        }
        both = plain | wrapped
        return tuple(QuestionColumn(i, header[i].strip(), *both[i]) for i in sorted(both))

    def _wrapped_question(self, text: str) -> Known | None:
        """Return what a heading asks under its wrapping; a code that names another asks nothing."""
        for form, code in unwrapped(text, self._is_name):
            known = self._question(form)
            named = self._question(code) if code else None
            if known and (named is None or named[0] == known[0]):
                return known
        return None

    def _is_name(self, text: str) -> bool:
        return fold(text) in self._questions

    def _forms(self, text: str) -> tuple[str, ...]:
        """Return a heading's key, and those of what it may be under its wrapping."""
        bare = (form for form, _ in unwrapped(text, self._is_name))
        return (fold_header(text), *map(fold_header, bare))

    def _question(self, text: str) -> Known | None:
        folded = fold(text)
        if folded in self._questions:
            question, why = self._questions[folded]
            return question, None, why
        return self._option_after(folded) or self._option_before(folded)

    def _option_after(self, folded: str) -> Known | None:
        """Return the option that follows its question: ``ai_miljo[own]``."""
        if not folded.startswith(self._multi_texts):
            return None
        for start in filter(folded.startswith, self._multi_texts):
            question, rest = self._questions[start][0], folded.removeprefix(start)
            option = self._options[question].get(rest.strip(_OPENERS + _CLOSERS))
            if option and rest[0] in _OPENERS:
                return question, option, "option"
        return None

    def _option_before(self, folded: str) -> Known | None:
        """Return the option that leads its question, as Alchemer has it: ``Egen drift:Var …``."""
        if not folded.endswith(self._multi_texts):
            return None
        for end in filter(folded.endswith, self._multi_texts):
            question, rest = self._questions[end][0], folded.removesuffix(end)
            option = self._options[question].get(rest.rstrip(":"))
            if option and rest.endswith(":"):
                return question, option, "option"
        return None


def question_texts(question: Question) -> Iterable[tuple[str, str]]:
    """Yield every text that names a question, and what kind of text it is."""
    yield question.key, "key"
    yield from ((text, "label") for text in question.label.values())
    yield from ((text, "wording") for text in question.wording.values())
    yield from ((text, "earlier_wording") for text in question.earlier_wordings)


def _unambiguous(questions: Iterable[Question]) -> Mapping[str, tuple[str, str]]:
    """Return the folded texts that mean exactly one question, with the kind of text."""
    meant: dict[str, dict[str, str]] = {}
    for question in questions:
        for text, why in question_texts(question):
            meant.setdefault(fold(text), {}).setdefault(question.key, why)
    return {text: next(iter(keys.items())) for text, keys in meant.items() if len(keys) == 1}


def _options(question: Question) -> Mapping[str, str]:
    options = dict(answer_words().explicit)
    for choice in question.choices:
        options |= {fold(text): choice.key for text in choice.in_files}
    return options
