"""The survey as data: what `data/codebook.toml` says of questions, indicators and levels."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ailaget.errors import AilagetError, UnknownKey

T = TypeVar("T")

DATA = Path(__file__).parent.parent / "data"
CODEBOOK = DATA / "codebook.toml"

NUMBER_KINDS = ("decimal", "integer", "percent")
CODED_KINDS = ("category", "ordinal", "likert")
DONT_KNOW, NOT_APPLICABLE = 9, 8
"""Codes of missing answers, for coded questions only: nine full-time equivalents are nine."""

Words = Mapping[str, str]
"""One text per language: ``{"sv": ..., "en": ...}``."""


class BrokenCodebook(AilagetError):
    """The codebook refers to something that it does not define."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__("codebook.broken", where=where, what=what)


@dataclass(frozen=True)
class Dimension:
    """One of the eight areas that the survey asks about."""

    key: str
    label: Words


@dataclass(frozen=True)
class Choice:
    """One answer of a scale; `value` is its code, None for a multi-choice question's options."""

    key: str
    label: Words
    value: float | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class Question:
    """One question of the survey.

    `minimum` and `maximum` bound a number, in `unit`; for a coded question they are the ends of its
    scale. `visibility` is ``"open"`` or ``"aggregate"`` (never shown by municipality to readers).
    """

    key: str
    dimension: str
    kind: str
    label: Words
    wording: Words
    inspired_by: str
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    max_choices: int | None = None
    visibility: str = "open"
    ai_act_article: str | None = None
    part_of: str | None = None
    at_most: str | None = None
    first_wave: str | None = None
    last_wave: str | None = None
    earlier_wordings: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number, as opposed to a choice."""
        return self.kind in NUMBER_KINDS

    @property
    def is_multi(self) -> bool:
        """Whether several options can be chosen."""
        return self.kind == "multi"

    @property
    def is_open(self) -> bool:
        """Whether readers may see the answer of a single municipality."""
        return self.visibility == "open"

    def choice_of(self, value: float) -> Choice | None:
        """Return the choice with this code, None where the scale has none."""
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True)
class Item:
    """One question's part in an index; `kind` is range, any, count or capped (see the codebook)."""

    question: str
    kind: str
    of: float | None = None


@dataclass(frozen=True)
class Indicator:
    """A figure made of answers; `formula` is explained in the codebook.

    `bands` are the lower ends of all fixed classes but the first, in the indicator's unit.
    """

    key: str
    formula: str
    unit: str
    decimals: int
    label: Words
    caveat: Words
    question: str | None = None
    factor: float = 1.0
    values: tuple[float, ...] = ()
    items: tuple[Item, ...] = ()
    of: tuple[str, ...] = ()
    bands: tuple[float, ...] = ()
    dimension: str | None = None
    higher_is_better: bool = True

    @property
    def is_index(self) -> bool:
        """Whether it lies on the scale 0-100 and has levels of maturity."""
        return self.unit == "index"

    @property
    def is_share(self) -> bool:
        """Whether it is yes (1) or no (0) for a municipality and a share for a group."""
        return self.unit == "share"

    @property
    def is_ratio(self) -> bool:
        """Whether a group's figure is sum over sum."""
        return self.formula in ("per_population", "per_employees")

    @property
    def upper_bound(self) -> float | None:
        """The scale's own upper end, None where it has none."""
        return {"index": 100.0, "share": 1.0}.get(self.unit)


@dataclass(frozen=True)
class Level:
    """A level of maturity: indices from `minimum` up to the next level's."""

    number: int
    key: str
    minimum: float
    label: Words


@dataclass(frozen=True)
class Codebook:
    """Everything that the survey is, by key and in the order of the file."""

    dimensions: Mapping[str, Dimension]
    questions: Mapping[str, Question]
    indicators: Mapping[str, Indicator]
    levels: tuple[Level, ...] = field(default_factory=tuple)

    def question(self, key: str) -> Question:
        """Return the question; raises UnknownKey, which lists the valid keys."""
        return _get(self.questions, key, "question")

    def indicator(self, key: str) -> Indicator:
        """Return the indicator; raises UnknownKey, which lists the valid keys."""
        return _get(self.indicators, key, "indicator")

    def level_of(self, index: float) -> Level:
        """Return the level of an index on 0-100."""
        return next(level for level in reversed(self.levels) if index >= level.minimum)

    def dimension_indicators(self) -> tuple[Indicator, ...]:
        """Return the six indices that maturity is made of, in its order."""
        return tuple(self.indicators[key] for key in self.indicators["maturity"].of)


def _get(mapping: Mapping[str, T], key: str, kind: str) -> T:
    if key not in mapping:
        raise UnknownKey(kind, key, list(mapping))
    return mapping[key]


@cache
def codebook() -> Codebook:
    """Return the product's codebook, read once."""
    return read_codebook(CODEBOOK)


def read_codebook(path: Path) -> Codebook:
    """Read and check a codebook; raises BrokenCodebook naming the entry that is wrong."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    dimensions = {d["key"]: Dimension(d["key"], _words(d)) for d in raw["dimension"]}
    scales = {s["key"]: tuple(_choice(c) for c in s["choices"]) for s in raw["scale"]}
    questions = {q["key"]: _question(q, scales) for q in raw["question"]}
    indicators = {i["key"]: _indicator(i) for i in raw["indicator"]}
    levels = tuple(
        Level(number, level["key"], level["minimum"], _words(level))
        for number, level in enumerate(raw["level"])
    )
    book = Codebook(dimensions, questions, indicators, levels)
    _check(book)
    return book


def _words(entry: Mapping[str, Any]) -> Words:
    return {"sv": entry["sv"], "en": entry["en"]}


def _choice(entry: Mapping[str, Any]) -> Choice:
    return Choice(
        entry["key"], _words(entry), entry.get("value"), bool(entry.get("exclusive", False))
    )


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
    return Question(**fields)


def _indicator(entry: dict[str, Any]) -> Indicator:
    fields = dict(entry)
    fields["items"] = tuple(Item(**item) for item in fields.get("items", ()))
    for name in ("values", "of", "bands"):
        fields[name] = tuple(fields.get(name, ()))
    return Indicator(**fields)


def _check(book: Codebook) -> None:
    for question in book.questions.values():
        if question.dimension not in book.dimensions:
            raise BrokenCodebook(question.key, question.dimension)
        if not question.is_number and not question.choices:
            raise BrokenCodebook(question.key, "scale")
        for other in (question.part_of, question.at_most):
            if other is not None and other not in book.questions:
                raise BrokenCodebook(question.key, other)
    for indicator in book.indicators.values():
        used = [item.question for item in indicator.items] + [indicator.question or ""]
        missing = [key for key in used if key and key not in book.questions]
        missing += [key for key in indicator.of if key not in book.indicators]
        if missing:
            raise BrokenCodebook(indicator.key, missing[0])
