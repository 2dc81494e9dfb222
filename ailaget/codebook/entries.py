"""What the codebook holds: dimensions, scales, questions, indicators and levels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ailaget.errors import UnknownKey

T = TypeVar("T")

NUMBER_KINDS = ("decimal", "integer", "percent")
CODED_KINDS = ("category", "ordinal", "likert")
DONT_KNOW, NOT_APPLICABLE = 9, 8
"""Codes of missing answers, for coded questions only: nine full-time equivalents are nine."""

BIN_STARTS: Mapping[str, tuple[float, ...]] = {
    "fte": (1, 2, 5, 10),
    "percent": (20, 40, 60, 80),
    "sek_thousand": (100, 500, 1000, 5000),
}
"""Where bins of numbers begin, by unit; zero is always a bin of its own."""

COUNT_STARTS = (2, 3, 5, 10)
"""Bins of the numbers that count something: 1, 2, 3-4, 5-9, 10 and more."""

Words = Mapping[str, str]
"""One text per language: ``{"sv": ..., "en": ...}``."""


@dataclass(frozen=True)
class Dimension:
    """One of the eight areas that the survey asks about."""

    key: str
    label: Words


@dataclass(frozen=True)
class Choice:
    """One answer of a scale; `value` is its code, None for a multi-choice question's options.

    Files answered before the words changed have `earlier_words`, in either language.
    """

    key: str
    label: Words
    value: float | None = None
    exclusive: bool = False
    earlier_words: tuple[str, ...] = ()

    @property
    def in_files(self) -> tuple[str, ...]:
        """What stands in a file for it: its key, and its words of today and before."""
        return (self.key, *self.label.values(), *self.earlier_words)


@dataclass(frozen=True)
class Milestone:
    """What a municipality has from the answer `minimum` on, and the step that brings it there."""

    minimum: float
    has: Words
    step: Words

    @property
    def words(self) -> tuple[Words, Words]:
        """All its words."""
        return self.has, self.step


@dataclass(frozen=True)
class Question:
    """One question of the survey.

    `minimum` and `maximum` bound a number, in `unit`; for a coded question they are the ends of its
    scale. `visibility` is ``"open"`` or ``"aggregate"`` (never shown by municipality to readers);
    of those, groups are told the lowest answer and any other, which `above_lowest` words.
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
    above_lowest: Words | None = None
    ai_act_article: str | None = None
    part_of: str | None = None
    at_most: str | None = None
    first_wave: str | None = None
    last_wave: str | None = None
    earlier_wordings: tuple[str, ...] = ()
    milestone: Milestone | None = None

    def is_asked_in(self, wave: str) -> bool:
        """Return whether a wave's survey has the question; one without a first wave always was."""
        return (self.first_wave or wave) <= wave <= (self.last_wave or wave)

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

    @property
    def bin_starts(self) -> tuple[float, ...]:
        """Where a number's bins begin, above those of zero and of the least above it."""
        return BIN_STARTS.get(self.unit or "", COUNT_STARTS)

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """The answers in order: of the scale, the options, or a number's bins from that of zero.

        Of a protected question the first is the lowest: that nothing has been done.
        """
        if self.is_number:
            return tuple(map(str, range(len(self.bin_starts) + 2)))
        return tuple(c.key for c in sorted(self.choices, key=lambda c: not c.exclusive))

    def answer_key(self, value: float | None, choice: str | None) -> str:
        """Return the key, one of `answer_keys`, of an answer given as a number or as a choice."""
        if choice is not None:
            return choice
        assert value is not None
        if not self.is_number:
            chosen = self.choice_of(value)
            assert chosen is not None
            return chosen.key
        return "0" if value <= 0 else str(1 + sum(value >= start for start in self.bin_starts))

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
    """A figure made of open answers; `formula` is explained in the codebook.

    `version` counts its definitions, and `changed` says what the newest one changed.
    `bands` are the lower ends of all fixed classes but the first, in the indicator's unit (of a
    share: 0 to 1, and for groups, since a municipality says yes or no).
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
    version: int = 1
    changed: Words | None = None

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


CHECK_KINDS = ("parts_at_most", "parts_add_up", "per_employees", "change", "fall")


@dataclass(frozen=True)
class Check:
    """A rule that answers should keep; the kinds are explained in the codebook.

    `severity` is ``"error"`` (the answers are not taken) or ``"warning"`` (taken with a mark), and
    `reason` the key of the words for it.
    """

    kind: str
    severity: str
    reason: str
    questions: tuple[str, ...]
    whole: str | None = None
    tolerance: float = 0.0
    most: float | None = None
    factor: float | None = None
    least: float | None = None

    @property
    def is_over_time(self) -> bool:
        """Whether it compares with the wave before."""
        return self.kind in ("change", "fall")


@dataclass(frozen=True)
class Codebook:
    """Everything that the survey is, by key and in the order of the file."""

    dimensions: Mapping[str, Dimension]
    questions: Mapping[str, Question]
    indicators: Mapping[str, Indicator]
    levels: tuple[Level, ...] = field(default_factory=tuple)
    checks: tuple[Check, ...] = ()

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
