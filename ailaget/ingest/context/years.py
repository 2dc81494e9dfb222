"""Which years figures are taken of: those that have been, and the next."""

import re
from datetime import date

NO_YEAR = ("not_a_year", "late_year")
"""Why a value is not taken: what stands for its year is none, or it is later than the next year."""

_YEAR = re.compile(r"(?:19|20)\d{2}")


def last_year(read_on: str) -> int:
    """Return the last year that a figure is taken of: the next after that when it was fetched.

    Tax rates are decided the year before. What is of later years is a forecast or a slip: neither
    is what a municipality was like. `read_on` is an ISO date, today where nobody has said.

    >>> last_year("2026-11-01")
    2027
    """
    return int((read_on or date.today().isoformat())[:4]) + 1


def taken_year(said: str, last: int) -> int | None:
    """Return the year that a text says; None where it says none, or one after the `last`."""
    return int(said) if _YEAR.fullmatch(said) and int(said) <= last else None


def why_no_year(said: str) -> str:
    """Return why a text gave no year: one of `NO_YEAR`."""
    return NO_YEAR[1] if _YEAR.fullmatch(said) else NO_YEAR[0]
