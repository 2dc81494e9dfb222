"""What a file of figures says, whatever its format, before anybody has chosen among it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ailaget.errors import AilagetError
from ailaget.ingest.context.publishers import Publisher

_TOTALS = frozenset({"t", "tot", "totalt", "total", "1+2", "totsa", "samtliga", "alla", "båda"})
_FIRST_WORD = re.compile(r"[^\W\d_]+")


class ContextRefused(AilagetError):
    """A whole file that cannot be taken; its words live under `errors.context.<reason>`."""

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        super().__init__(f"context.{reason}", **params)


@dataclass(frozen=True)
class Series:
    """One figure as its file names it: a Kolada indicator, a content of a table, a column."""

    key: str
    label: str
    unit: str = ""
    decimals: int | None = None
    note: str = ""


class Observation(NamedTuple):
    """One cell: of which series, area, period and groups, and its number or why there is none.

    `groups` holds one category for each of the file's dimensions. `line` and `column` say where it
    stands, as the file's `place` has it. `status` may be `ASKED`, where a sign can mean two things.
    """

    series: str
    area: str
    period: str
    groups: tuple[str, ...]
    value: float | None
    status: str
    line: int
    column: int


def is_everybody(category: str, label: str) -> bool:
    """Whether a category is everybody, by its code or first word: a name need not say it.

    >>> is_everybody("1+2", "totalt; män och kvinnor"), is_everybody("2", "kvinnor")
    (True, False)
    """
    first = _FIRST_WORD.match(label)
    words = {category.strip().casefold(), first[0].casefold() if first else ""}
    return bool(words & _TOTALS)


class Held(NamedTuple):
    """A cell or row that is not taken: its place, its text, why, and what may be meant."""

    place: str
    text: str
    reason: str
    suggestions: tuple[str, ...] = ()


@dataclass
class ContextFile:
    """What a file says: its series, the dimensions to choose among, and all its cells.

    `labels` names each category of a dimension in words, `english` has those words in English that
    are not the file's own. `place` tells where a cell stands.
    `skipped` counts what is left out by rule, `held` what could not be read, and `remarks` are
    text keys with what fills them.
    """

    format: str
    publisher: Publisher
    series: dict[str, Series]
    dimensions: tuple[str, ...]
    observations: list[Observation]
    place: Callable[[int, int], str]
    source_date: str = ""
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    held: list[Held] = field(default_factory=list)
    remarks: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    needs_year: bool = False
    needs_name: bool = False
    is_partial: bool = False

    def in_english(self, word: str) -> str:
        """Return a word in English; one of the file's own as it stands."""
        return self.english.get(word, word)
