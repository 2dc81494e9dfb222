"""Answers in words, and as parts of an index; protected questions never come this far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ailaget.codebook import Choice, Item, Question, codebook
from ailaget.texts import Texts
from ailaget.views.base.selection import Source


@dataclass(frozen=True)
class GivenAnswer:
    """One answer: a number or code, or the keys of the options chosen; or why there is none."""

    status: str
    value: float | None = None
    options: tuple[str, ...] = ()


Answers = Mapping[tuple[str, str], GivenAnswer]
"""Open answers by wave and question."""


def given_answers(source: Source, code: str) -> Answers:
    """Return a municipality's open answers; a protected question is never among them."""
    rows = source.query("municipality_answers", municipality=code)
    answers: dict[tuple[str, str], GivenAnswer] = {}
    columns = ("wave", "question", "value", "choice", "status")
    for wave, question, value, choice, status in zip(*map(rows.get, columns), strict=True):
        given = answers.get(
            (wave, question), GivenAnswer(status, None if pd.isna(value) else value)
        )
        if pd.notna(choice):
            given = replace(given, options=(*given.options, choice))
        answers[wave, question] = given
    return answers


def is_given(answer: GivenAnswer | None) -> bool:
    """Return whether a question has been answered, also by that it does not apply."""
    return answer is not None and answer.status in {"answered", "not_applicable"}


def answer_text(question: Question, answer: GivenAnswer | None, t: Texts) -> str:
    """Return an answer in words; an answer that was never read is one not given."""
    if answer is None:
        return t("status.unanswered")
    if answer.status != "answered":
        return t(f"status.{answer.status}")
    if question.is_multi:
        chosen = [c.label[t.language] for c in question.choices if c.key in answer.options]
        return ", ".join(chosen)
    if question.is_number or answer.value is None:
        return _number(question, answer.value, t)
    choice = question.choice_of(answer.value)
    if question.kind == "likert":
        return _agreement(question, answer.value, choice, t)
    return choice.label[t.language] if choice else t.number(answer.value)


def item_score(item: Item, answer: GivenAnswer | None) -> float | None:
    """Return an answer's part in an index, 0 to 100; None where it has none."""
    if answer is None or answer.status != "answered":
        return None
    question = codebook().question(item.question)
    if item.kind == "count":
        exclusive = {choice.key for choice in question.choices if choice.exclusive}
        return 100 * min(len(set(answer.options) - exclusive), item.of or 1) / (item.of or 1)
    if answer.value is None:
        return None
    if item.kind == "any":
        return 100.0 * (answer.value > 0)
    if item.kind == "capped":
        return 100 * min(answer.value, item.of or 1) / (item.of or 1)
    low, high = question.minimum or 0.0, question.maximum or 1.0
    return 100 * (answer.value - low) / (high - low)


def _number(question: Question, value: float | None, t: Texts) -> str:
    decimals = next((d for d in (0, 1) if value is not None and round(value, d) == value), 2)
    number = t.number(value, decimals)
    return t("municipality.percent", n=number) if question.kind == "percent" else number


def _agreement(question: Question, value: float, choice: Choice | None, t: Texts) -> str:
    of = t("municipality.of_scale", n=t.number(value), of=t.number(question.maximum))
    label = choice.label[t.language] if choice else ""
    is_number = label in {"", t.number(value)}
    return of if is_number else t("municipality.end_of_scale", label=label, of=of)
