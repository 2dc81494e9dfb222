"""A municipality's own template: its name, and the answers that it gave last time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ailaget.codebook import codebook
from ailaget.exports.survey.columns import MARK, TemplateColumn, choice_word
from ailaget.texts import Texts
from ailaget.views.municipality.answer_words import Answers, GivenAnswer


@dataclass(frozen=True)
class FilledIn:
    """Whose template it is, and what stands in it: open answers of a wave, None where it has none.

    What was answered to protected questions is in no file that anybody can fetch.
    """

    code: str
    name: str
    wave: str | None = None
    is_demo: bool = False
    answers: Mapping[str, GivenAnswer] = field(default_factory=dict)


def latest_answers(
    answers: Answers, before: str | None
) -> tuple[str | None, dict[str, GivenAnswer]]:
    """Return the latest wave with an answer, before another where one is named, and its answers."""
    waves = [wave for wave, _ in answers if before is None or wave < before]
    if not waves:
        return None, {}
    latest = max(waves)
    return latest, {
        question: given for (wave, question), given in answers.items() if wave == latest
    }


def cell_of(column: TemplateColumn, given: GivenAnswer | None, t: Texts) -> str | float | None:
    """Return what stands in a column's cell for an answer; None where nothing does."""
    if given is None or given.status == "unanswered":
        return None
    if column.option:
        chosen = given.options if given.status == "answered" else (given.status,)
        return MARK if column.option in chosen else None
    if given.status != "answered":
        return t(f"survey.{given.status}")
    question = codebook().question(column.question)
    choice = None if given.value is None else question.choice_of(given.value)
    return choice_word(choice, question, t) if choice else given.value
