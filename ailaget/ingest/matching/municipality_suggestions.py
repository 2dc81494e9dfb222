"""Suggests which municipality a text may mean; a suggestion is never taken without a person."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz, process

from ailaget.geography import municipalities, official_forms
from ailaget.ingest.reading.normalisation import fold_name

MOST_SUGGESTIONS = 3
_WORD = re.compile(r"[^\W_]+")
_LEAST_LIKENESS = 70
_LOST = "[?\ufffd]+"
_ONE_OR_MORE_LOST = r".{1,3}"

Suggestion = tuple[str, str]
"""A municipality's code and name."""


@cache
def _names() -> dict[str, str]:
    return {place.code: place.name for place in municipalities()}


@cache
def _forms() -> dict[str, str]:
    return {fold_name(form): m.code for m in municipalities() for form in official_forms(m)}


@cache
def _plain_names() -> dict[str, str]:
    return {code: _without_marks(name) for code, name in _names().items()}


@cache
def _spaced_forms() -> tuple[tuple[str, str], ...]:
    """Return the forms as words between spaces, the longest first."""
    forms = {_words(form): m.code for m in municipalities() for form in official_forms(m)}
    return tuple(sorted(forms.items(), key=lambda pair: -len(pair[0])))


def suggest(text: str, first: Iterable[str] = ()) -> tuple[Suggestion, ...]:
    """Return up to three municipalities that the text may mean, the likeliest first.

    `first` are codes already pointed at, by the row's code for example; they lead.
    """
    codes = [*first, *_repaired(text), *_with_lost_letters(text), *_named_in(text), *_alike(text)]
    return tuple((code, _names()[code]) for code in dict.fromkeys(codes))[:MOST_SUGGESTIONS]


def is_damaged(text: str) -> bool:
    """Whether letters of the text were destroyed by a wrong encoding on its way here."""
    return (
        "\ufffd" in text
        or re.search(r"\w\?|\?\w", text) is not None
        or _undo_mojibake(text) != text
    )


def _undo_mojibake(text: str) -> str:
    for codec in ("cp1252", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _repaired(text: str) -> list[str]:
    repaired = _undo_mojibake(text)
    code = _forms().get(fold_name(repaired)) if repaired != text else None
    return [code] if code else []


def _with_lost_letters(text: str) -> list[str]:
    pieces = re.split(_LOST, fold_name(text))
    if len(pieces) == 1 or not "".join(pieces):
        return []
    pattern = re.compile(_ONE_OR_MORE_LOST.join(map(re.escape, pieces)))
    return [code for form, code in _forms().items() if pattern.fullmatch(form)]


def _named_in(text: str) -> list[str]:
    """Return the municipalities that are named among other words: a department's, for example."""
    spaced_text = _words(text)
    return [code for form, code in _spaced_forms() if form in spaced_text]


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _alike(text: str) -> list[str]:
    bare = re.sub(r"\b(kommun|stad|region|municipality)\b|\d+", " ", text.casefold())
    matches = process.extract(
        _without_marks(bare),
        _plain_names(),
        scorer=fuzz.ratio,
        limit=MOST_SUGGESTIONS,
        score_cutoff=_LEAST_LIKENESS,
    )
    return [code for _, _, code in matches]


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return fold_name("".join(c for c in letters if not unicodedata.combining(c)))
