"""Codes as text: the zero that a file has lost is put back where it is certain, else asked for.

A Shapefile's field of numbers, and a spreadsheet on the way, make 180 of 0180 and 1 of 01.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget import geography
from ailaget.ingest.areas.choosing import CODE, DIGITS, AreasRefused, Asked, Unsettled

AS_THEY_STAND = "0"
LONGEST = 40


@dataclass(frozen=True)
class Codes:
    """Each row's code, None where it has none, and how many got back a zero in front."""

    codes: list[str | None]
    restored: int


def codes_of(column: "pd.Series[Any]", digits: str, options: Iterable[str]) -> Codes:
    """Return a column's codes; raises Unsettled where zeros may have been lost.

    `options` are the columns to choose among where this one holds no codes. What is certain:
    numbers that with a zero in front are all municipalities, or all 21 counties.
    """
    is_number = bool(pd.api.types.is_numeric_dtype(column))
    plain = [_text(value) for value in column]
    if any(text and (("." in text and is_number) or len(text) > LONGEST) for text in plain):
        raise Unsettled(Asked(CODE, tuple(options)))
    width = _width(plain, digits, is_number=is_number)
    padded = [text.zfill(width) if text and text.isdecimal() else text for text in plain]
    restored = sum(before != after for before, after in zip(plain, padded, strict=True))
    return Codes(padded, restored)


def _text(value: object) -> str | None:
    """Return a code as text; a whole number is whole, though a gap makes its column decimal."""
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - only NaN is not itself
        return None
    text = f"{value:.12g}" if isinstance(value, float) else str(value)
    return text.strip() or None


def _width(plain: Collection[str | None], digits: str, *, is_number: bool) -> int:
    numbers = {text for text in plain if text and text.isdecimal()}
    longest = max(map(len, numbers), default=0)
    if digits and digits != AS_THEY_STAND:
        if longest > int(digits):
            raise AreasRefused("longer_codes", digits=digits, longest=longest)
        return int(digits)
    if digits or len(numbers) < len(set(filter(None, plain))):
        return 0
    municipalities = {place.code for place in geography.municipalities()}
    if numbers and {text.zfill(4) for text in numbers} <= municipalities:
        return 4
    if {text.zfill(2) for text in numbers} == {county.code for county in geography.counties()}:
        return 2
    if is_number and len(set(map(len, numbers))) > 1:
        raise Unsettled(Asked(DIGITS, (str(longest), AS_THEY_STAND), len(numbers)))
    return 0
