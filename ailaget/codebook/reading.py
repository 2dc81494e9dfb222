"""Reading and checking `data/codebook.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ailaget.codebook.entries import (
    CHECK_KINDS,
    Check,
    Choice,
    Codebook,
    Dimension,
    Indicator,
    Item,
    Level,
    Milestone,
    Question,
    Words,
)
from ailaget.errors import AilagetError

DATA = Path(__file__).parents[2] / "data"
CODEBOOK = DATA / "codebook.toml"
LANGUAGE = re.compile(r"[a-z]{2}")
"""The keys of an entry's words: no other key of these entries has two letters."""


class BrokenCodebook(AilagetError):
    """The codebook refers to something that it does not define."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__("codebook.broken", where=where, what=what)


@cache
def codebook() -> Codebook:
    """Return the product's codebook, read once."""
    return read_codebook(CODEBOOK)


def read_codebook(path: Path) -> Codebook:
    """Read and check a codebook; raises BrokenCodebook naming the entry that is wrong."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    dimensions = {d["key"]: Dimension(**_worded(d)) for d in raw["dimension"]}
    scales = {s["key"]: tuple(_choice(c) for c in s["choices"]) for s in raw["scale"]}
    questions = {q["key"]: _question(q, scales) for q in raw["question"]}
    indicators = {i["key"]: _indicator(i) for i in raw["indicator"]}
    levels = tuple(Level(number, **_worded(level)) for number, level in enumerate(raw["level"]))
    checks = tuple(
        Check(**{**check, "questions": tuple(check["questions"])}) for check in raw.get("check", ())
    )
    book = Codebook(dimensions, questions, indicators, levels, checks)
    _check(book)
    return book


def _choice(entry: Mapping[str, Any]) -> Choice:
    return Choice(**_worded({**entry, "earlier_words": tuple(entry.get("earlier_words", ()))}))


def _worded(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry whose words, each under its language, are gathered under ``label``."""
    translations = {key: value for key, value in entry.items() if LANGUAGE.fullmatch(key)}
    return {**{key: entry[key] for key in entry if key not in translations}, "label": translations}


def _question(entry: dict[str, Any], scales: Mapping[str, tuple[Choice, ...]]) -> Question:
    fields = dict(entry)
    scale = fields.pop("scale", None)
    if scale is not None:
        if scale not in scales:
            raise BrokenCodebook(entry["key"], scale)
        fields["choices"] = scales[scale]
        codes = [choice.value for choice in scales[scale] if choice.value is not None]
        if codes:
            fields["minimum"], fields["maximum"] = min(codes), max(codes)
    fields["earlier_wordings"] = tuple(fields.get("earlier_wordings", ()))
    if "milestone" in fields:
        fields["milestone"] = Milestone(**fields["milestone"])
    return Question(**fields)


def _indicator(entry: dict[str, Any]) -> Indicator:
    fields = dict(entry)
    fields["items"] = tuple(Item(**item) for item in fields.get("items", ()))
    for name in ("values", "of", "bands"):
        fields[name] = tuple(fields.get(name, ()))
    return Indicator(**fields)


def _check(book: Codebook) -> None:
    for where, language in _missing_words(book):
        raise BrokenCodebook(where, language)
    _check_questions(book)
    for check in book.checks:
        strangers = {*check.questions, check.whole or check.questions[0]} - book.questions.keys()
        if strangers:
            raise BrokenCodebook(check.reason, min(strangers))
        severities = ("warning",) if check.is_over_time else ("error", "warning")
        if check.kind not in CHECK_KINDS or check.severity not in severities:
            raise BrokenCodebook(check.reason, f"{check.kind}, {check.severity}")
    for indicator in book.indicators.values():
        used = [item.question for item in indicator.items] + [indicator.question or ""]
        missing = [key for key in used if key and key not in book.questions]
        missing += [key for key in indicator.of if key not in book.indicators]
        # A protected answer in a municipality's figure could be worked out from it.
        missing += [
            key for key in used if key and key in book.questions and not book.questions[key].is_open
        ]
        if missing:
            raise BrokenCodebook(indicator.key, missing[0])


def _check_questions(book: Codebook) -> None:
    for question in book.questions.values():
        if question.dimension not in book.dimensions:
            raise BrokenCodebook(question.key, question.dimension)
        if not question.is_number and not question.choices:
            raise BrokenCodebook(question.key, "scale")
        if not question.is_open and not question.above_lowest:
            raise BrokenCodebook(question.key, "above_lowest")
        # What a municipality has told of a protected question is said to nobody.
        if question.milestone and not question.is_open:
            raise BrokenCodebook(question.key, "milestone")
        for other in (question.part_of, question.at_most):
            if other is not None and other not in book.questions:
                raise BrokenCodebook(question.key, other)


def _missing_words(book: Codebook) -> Iterator[tuple[str, str]]:
    """Yield the key of each entry that lacks a language which the first dimension has."""
    languages = next(iter(book.dimensions.values())).label.keys()
    for where, translations in _all_words(book):
        for language in languages - translations.keys():
            yield where, language


def _all_words(book: Codebook) -> Iterator[tuple[str, Words]]:
    entries = (book.dimensions, book.questions, book.indicators)
    yield from ((key, entry.label) for group in entries for key, entry in group.items())
    yield from ((level.key, level.label) for level in book.levels)
    for question in book.questions.values():
        yield question.key, question.wording
        yield question.key, question.above_lowest or question.label
        yield from ((question.key, choice.label) for choice in question.choices)
        if question.milestone:
            yield from ((question.key, words) for words in question.milestone.words)
    for indicator in book.indicators.values():
        yield indicator.key, indicator.caveat
        yield indicator.key, indicator.changed or indicator.label
