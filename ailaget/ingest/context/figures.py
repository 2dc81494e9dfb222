"""What a figure by municipality and year is, and one value of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

VALUE, MISSING, SECRET, NOT_APPLICABLE = "value", "missing", "secret", "not_applicable"

STATUSES = (VALUE, MISSING, SECRET, NOT_APPLICABLE)
"""Whether there is a value, and why not: unknown or too uncertain, kept secret, or cannot be."""

_MOST_DECIMALS = 3


@dataclass(frozen=True)
class Figure:
    """One figure that is known by municipality and year: its words, unit and provenance.

    `source_en` and `licence_en` are what `source` and `licence` are called in English: the same
    where there is no English name. `read_on` is the day when it was fetched, `source_date` the day
    that its publisher gives it; both are ISO dates, empty where nobody has said. `note_sv` and
    `note_en` say what one value is.
    """

    key: str
    label_sv: str
    label_en: str
    unit_sv: str
    unit_en: str
    decimals: int
    source: str
    source_en: str
    source_url: str
    licence: str
    licence_en: str
    read_on: str
    source_date: str
    note_sv: str = ""
    note_en: str = ""


class ContextValue(NamedTuple):
    """One value, or why there is none; `place` is the cell, line or position in its file."""

    figure: str
    municipality: str
    year: int
    value: float | None
    status: str
    place: str = ""


def written_decimals(values: Iterable[ContextValue]) -> dict[str, int]:
    """Return how many decimals the values of each figure are written with, three at most."""
    most: dict[str, int] = {}
    for value in values:
        if value.value is not None and most.get(value.figure, 0) < _MOST_DECIMALS:
            digits = f"{value.value:.3f}".rstrip("0").partition(".")[2]
            most[value.figure] = max(most.get(value.figure, 0), len(digits))
    return most
