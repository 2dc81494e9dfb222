"""How many inhabitants the areas of a file have, of the column that says so."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from ailaget.ingest.areas.choosing import INHABITED, AreasRefused, Asked, Unsettled, listed
from ailaget.ingest.reading.numbers import DecimalMark, NotNumber, parse_number

MOST_PEOPLE = 2_000_000_000
"""What a whole number of the database can hold; no area on earth has more."""

_ENDS_IN_YEAR = re.compile(r".*?(?<!\d)((?:19|20)\d{2})")
_NOTHING = {"", "-", ".", "..", "null", "none", "nan", "na", "n/a"}


def inhabitants(codes: Sequence[str | None], column: "pd.Series[Any]") -> dict[str, int]:
    """Return the inhabitants of each code that has a number; what is missing is left out.

    A number is whole and above zero. Rows of one code are parts of one area and must say the same.
    Raises AreasRefused.
    """
    numbers: dict[str, int] = {}
    wrong: list[str] = []
    for code, cell in zip(codes, column, strict=True):
        if code is None or _is_missing(cell):
            continue
        people = _people(cell)
        if people is None:
            wrong.append(f"{code}: {cell}")
        elif numbers.setdefault(code, people) != people:
            raise AreasRefused("inhabitants_differ", code=code)
    if wrong:
        raise AreasRefused("not_inhabitants", column=column.name, cells=listed(wrong))
    if not numbers:
        raise AreasRefused("no_inhabitants", column=column.name)
    return numbers


def year_of(column: str, source_date: str) -> int:
    """Return the year that inhabitants are of: the heading's own, else its publisher's.

    Raises Unsettled where nobody has said.

    >>> year_of("folkmangd_2024", "2026-01-01"), year_of("invånare", "2025-12-31")
    (2024, 2025)
    """
    if (ends := _ENDS_IN_YEAR.fullmatch(column.strip())) is not None:
        return int(ends[1])
    if not source_date:
        raise Unsettled(Asked(INHABITED))
    return date.fromisoformat(source_date).year


def _is_missing(cell: object) -> bool:
    if isinstance(cell, str):
        return cell.strip().casefold() in _NOTHING
    return cell is None or bool(pd.isna(cell))  # type: ignore[call-overload]


def _people(cell: object) -> int | None:
    """Return the number of a cell, None where it is no number of inhabitants."""
    if isinstance(cell, bool):
        return None
    try:
        number = parse_number(str(cell), DecimalMark(".", True))
    except NotNumber:
        return None
    return int(number) if number.is_integer() and 0 < number <= MOST_PEOPLE else None
