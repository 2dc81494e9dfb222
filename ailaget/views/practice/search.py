"""Free text search in either language; the stems are Snowball's, never our own."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

LANGUAGES = {"sv": "swedish", "en": "english"}
"""What the library calls each language."""

LEAST, ENDING = 4, 2
"""A stem of fewer letters is whole words only; so many more may stand after one that Snowball
leaves an ending on, such as ``skolan`` beside ``skol``."""


def matches(query: str, texts: Iterable[tuple[str, str]]) -> bool:
    """Return whether each word of a query is in one of some texts, each with its language.

    A longer word is also there as the beginning of another: much of Swedish is compounds.

    >>> matches("biblioteken", [("Vi provar på biblioteket", "sv")])
    True
    """
    held = {language: set[str]() for language in LANGUAGES}
    for text, language in texts:
        held[language] |= stems(text, language)
    return all(
        any(_is_in(_stem(word, language), held[language]) for language in LANGUAGES)
        for word in _words(query)
    )


def stems(text: str, language: str) -> set[str]:
    """Return the stems of a text's words."""
    return {_stem(word, language) for word in _words(text)}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_in(stem: str, held: set[str]) -> bool:
    if stem in held:
        return True
    if len(stem) < LEAST:
        return False
    return any(
        other.startswith(stem)
        or (len(other) >= LEAST and stem.startswith(other) and len(stem) - len(other) <= ENDING)
        for other in held
    )


@cache
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer  # late: it brings 36 languages, and only who searches needs any

    return snowballstemmer.stemmer(LANGUAGES[language])
