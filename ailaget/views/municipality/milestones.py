"""What municipalities have, by their open answers: a strategy, guidelines, an assistant."""

from collections.abc import Collection

import pandas as pd

from ailaget.codebook import Indicator, Question, codebook
from ailaget.views.base.selection import Source


def milestone_questions() -> list[Question]:
    """Return the open questions that say what a municipality has, in the survey's order."""
    return [question for question in codebook().questions.values() if question.milestone]


def milestones(source: Source, wave: str) -> pd.DataFrame:
    """Return who has what in a wave: 1 has it, 0 has not, NaN not known.

    One row per municipality with an answer to any of the questions, one column per question.
    Several options count as so many; one that excludes the others, such as none, as nothing.
    """
    answers = source.query("wave_answers", wave=wave)
    asked = [question.key for question in milestone_questions()]
    answers = answers[answers["question"].isin(asked) & (answers["status"] == "answered")]
    excluded = {
        (question.key, choice.key)
        for question in milestone_questions()
        for choice in question.choices
        if choice.exclusive
    }
    options = zip(answers["question"], answers["choice"], strict=True)
    is_none = pd.Series([option in excluded for option in options], answers.index, dtype=bool)
    counted = answers["value"].where(answers["choice"].isna(), 1.0).mask(is_none, 0.0)
    keys = [answers["municipality"], answers["question"]]
    reached = counted.astype(float).groupby(keys).sum().unstack().reindex(columns=asked)  # noqa: PD010
    least = [question.milestone.minimum for question in milestone_questions() if question.milestone]
    has: pd.DataFrame = reached.ge(least).astype(float)
    return has.where(reached.notna())


def lacked(has: pd.DataFrame, code: str) -> list[str]:
    """Return what a municipality says that it has not, and could have: questions by their key.

    What is part of another thing, such as evaluated use of what is in use, comes after that.
    """
    if code not in has.index:
        return []
    book = codebook()
    missing = [str(key) for key in has.columns if has.loc[code, key] == 0]
    return [key for key in missing if book.question(key).at_most not in missing]


def index_of(question: str) -> Indicator | None:
    """Return the index that a question is part of; None where it is part of none."""
    indices = codebook().dimension_indicators()
    return next((i for i in indices if question in {item.question for item in i.items}), None)


def had_words(has: pd.DataFrame, code: str, among: Collection[str], language: str) -> list[str]:
    """Return in words what a municipality has of some things: ``"riktlinjer för AI"``."""
    if code not in has.index:
        return []
    return [
        question.milestone.has[language]
        for question in milestone_questions()
        if question.milestone and question.key in among and has.loc[code, question.key] == 1
    ]
