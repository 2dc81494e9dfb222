"""The survey as others than municipalities are asked it: the same questions and answers."""

import re
from dataclasses import replace
from functools import cache, partial

from ailaget.codebook.entries import Choice, Codebook, Question, Words
from ailaget.codebook.reading import codebook

_REGIONS = (
    (r"\bkommun(?!al|ik)", "region"),
    (r"\bmunicipal management\b", "regional management"),
    (r"\bmunicipalities\b", "regions"),
    (r"\bmunicipality\b", "region"),
)
"""What speaks of whom is asked, and what stands for it where that is a region."""

_AREAS = (
    (r"\bkommun(?!al|ik)", "organisation"),
    (r"\bmunicipal management\b", "the management"),
    (r"\bmunicipalities\b", "organisations"),
    (r"\bmunicipality\b", "organisation"),
)
"""Likewise where it is an area of one's own: a federation, or a municipality elsewhere."""

_Worded = tuple[tuple[str, str], ...]

_ANOTHER = r"(?<=annan |andra |other )"
"""An answer speaks of others like oneself; those in the county are municipalities all the same."""


@cache
def codebook_of_regions() -> Codebook:
    """Return the codebook worded for regions; a file may have either wording.

    Keys, scales and indicators are the same, so that what a region and a municipality answer can be
    set side by side.
    """
    book = codebook()
    questions = {key: _reworded(q, _REGIONS) for key, q in book.questions.items()}
    return replace(book, questions=questions)


@cache
def codebook_of_areas() -> Codebook:
    """Return the codebook worded for areas of one's own; nobody here knows their employees.

    A file may have either wording.
    """
    book = codebook()
    checks = tuple(c for c in book.checks if c.kind != "per_employees")
    questions = {key: _reworded(q, _AREAS) for key, q in book.questions.items()}
    return replace(book, questions=questions, checks=checks)


def _reworded(question: Question, worded: _Worded) -> Question:
    wording, label = _words(question.wording, worded), _words(question.label, worded)
    before = dict.fromkeys(
        (*question.earlier_wordings, *question.wording.values(), *question.label.values())
    )
    now = {*wording.values(), *label.values()}
    return replace(
        question,
        wording=wording,
        label=label,
        choices=tuple(_choice(choice, worded) for choice in question.choices),
        earlier_wordings=tuple(text for text in before if text not in now),
    )


def _choice(choice: Choice, worded: _Worded) -> Choice:
    label = _words(choice.label, worded, _ANOTHER)
    before = (text for text in choice.label.values() if text not in label.values())
    return replace(choice, label=label, earlier_words=(*choice.earlier_words, *before))


def _words(words: Words, worded: _Worded, after: str = "") -> Words:
    return {language: _of_others(text, worded, after) for language, text in words.items()}


def _of_others(text: str, worded: _Worded, after: str) -> str:
    for of_municipality, of_others in worded:
        spoken_of = re.compile(after + of_municipality, re.IGNORECASE)
        text = spoken_of.sub(partial(_like, of_others), text)
    return text


def _like(word: str, given: re.Match[str]) -> str:
    return word.capitalize() if given.group()[0].isupper() else word
