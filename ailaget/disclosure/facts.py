"""The words of disclosure control: who answered what, what a reader knows, and what is too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SET_SIZE = 5
"""Sets of fewer respondents than this are protected."""

LEAST_WIDTH = 1
"""So far apart are the fewest and the most of a protected set that may have given an answer."""

REST = "above_lowest"
"""Any answer but the lowest, for short: what a group's table tells of the others."""

NO_ANSWER = "no_answer"
"""Neither of them: not known, not applicable, or left empty."""

COUNTRY = ""
"""The region that holds all groups."""


@dataclass(frozen=True)
class Scale:
    """The answers to a question, the lowest first; with `is_multi` several of the others may be."""

    answers: tuple[str, ...]
    is_multi: bool = False

    @property
    def lowest(self) -> str:
        """The answer that nothing has been done."""
        return self.answers[0]


@dataclass(frozen=True)
class Reply:
    """What one respondent answered, none where empty, and the group that it belongs to."""

    group: str
    answers: frozenset[str]


Replies = Mapping[str, Reply]
"""All who responded at one moment, by respondent."""


@dataclass(frozen=True)
class Fact:
    """What a reader knows: so many in a region gave an answer, at one of the moments.

    With `is_most` only that they are no more. A region is a group, a main group (its first letter)
    or the country.
    """

    region: str
    moment: int
    answer: str
    count: int
    is_most: bool = False


@dataclass(frozen=True)
class Breach:
    """A set of `respondents` of whom the number that gave an answer is known: `least` to `most`."""

    answer: str
    groups: tuple[str, ...]
    respondents: int
    least: int
    most: int


def is_within(group: str, region: str) -> bool:
    """Return whether a group lies in a region: itself, its main group or the country."""
    return group.startswith(region)
