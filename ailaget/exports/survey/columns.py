"""The columns of the survey template: one for each question, or for each option of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from ailaget.codebook import Choice, Codebook, Question, codebook
from ailaget.texts import Texts
from ailaget.views.method.codebook import answer_text

DONT_KNOW = "dont_know"
"""The option of not knowing, which a question of several options has besides its own."""

MARK = "x"
"""What a chosen option's cell holds."""


@dataclass(frozen=True)
class TemplateColumn:
    """One column: its header, how it is answered, and what a cell may hold.

    `values` are the words to choose among; for a number, which may also lie between `low` and
    `high`, they are the words that stand in a number's place. `option` is the key of the option
    that the column is for, where a question has one column for each.
    """

    question: str
    dimension: str
    header: str
    prompt: str
    values: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    is_whole: bool = False
    option: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number."""
        return self.low is not None


def questions_asked(wave: str | None, book: Codebook | None = None) -> list[Question]:
    """Return the questions of a wave in the survey's order; all that there are without a wave.

    `book` is the codebook in the wording of those who are asked, else that of municipalities.
    """
    book = book or codebook()
    order = list(book.dimensions)
    asked = [q for q in book.questions.values() if wave is None or q.is_asked_in(wave)]
    return sorted(asked, key=lambda question: order.index(question.dimension))


def template_columns(
    wave: str | None, t: Texts, book: Codebook | None = None
) -> list[TemplateColumn]:
    """Return the columns that ask the wave's questions, in the survey's order."""
    return [
        column for question in questions_asked(wave, book) for column in _columns(question, t, book)
    ]


def choice_word(choice: Choice, question: Question, t: Texts) -> str:
    """Return a choice as it is chosen in a list; with its code where the scale is of numbers."""
    labels = {c.label[t.language] for c in question.choices}
    codes = {t.number(c.value) for c in question.choices}
    label = choice.label[t.language]
    if not labels & codes or label in codes:
        return label
    return f"{t.number(choice.value)} = {label}"


def _columns(question: Question, t: Texts, book: Codebook | None) -> Iterator[TemplateColumn]:
    dont_know, not_applicable = t("survey.dont_know"), t("survey.not_applicable")
    non_answers = (dont_know, not_applicable)
    if question.is_multi:
        label = question.label[t.language]
        options = [(choice.key, choice.label[t.language]) for choice in question.choices]
        for option, option_label in (*options, (DONT_KNOW, dont_know)):
            prompt = t("survey.prompt_option", mark=MARK)
            header = f"{label} [{option_label}]"
            yield TemplateColumn(
                question.key, question.dimension, header, prompt, (MARK,), option=option
            )
        return
    header, prompt = question.wording[t.language], answer_text(question, t, book)
    if question.is_number:
        low, high = question.minimum or 0.0, question.maximum or 0.0
        is_whole = question.kind == "integer"
        yield TemplateColumn(
            question.key, question.dimension, header, prompt, non_answers, low, high, is_whole
        )
        return
    choices = tuple(choice_word(choice, question, t) for choice in question.choices)
    yield TemplateColumn(question.key, question.dimension, header, prompt, (*choices, *non_answers))
