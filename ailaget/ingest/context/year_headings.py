"""Reads the year that a column's heading ends in, also with a mark or before its unit."""

import re
from typing import NamedTuple

_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-/](?:19|20)?\d{2})?")
_MARK = r"\s*(?:\*+|[¹²³]|\d\)|\(?(?:prel|preliminär\w*|rev|reviderad\w*|p|r)\.?\)?)"
"""What may follow a year, for preliminary or revised figures and for a note."""
_RATE = r"[^()\[\]\d]*(?:\bper\s|/)\s?(?:1|10|100)[\s.,]?000\b[^()\[\]\d]*"
"""A unit with a number in it: "antal per 1 000 invånare"."""
_UNIT = rf"\s*[(\[](?:[^()\[\]\d]+|{_RATE})[)\]]|,\s(?:[^,\d]+|{_RATE})"
_WITH_YEAR = re.compile(rf"(.*?)[\s,(_]*({_YEAR.pattern})\)?({_MARK})?({_UNIT})?", re.IGNORECASE)
"""A heading with its year last, but for a unit: "Medelinkomst 2023 (tkr)"."""


class HeadingYear(NamedTuple):
    """What a heading says before its year, the year, and the mark that follows it, if any."""

    label: str
    year: str
    mark: str


def year_of(header: str) -> HeadingYear | None:
    """Return the year that a heading ends in, None where it ends in none."""
    match = _WITH_YEAR.fullmatch(header.strip())
    if match is None or (match[4] and not match[1].strip()):
        return None
    # After a comma a unit follows its name at once; in brackets, with a space.
    unit, label = match[4] or "", match[1].strip()
    if unit.count(")") > unit.count("("):
        unit = f" ({unit.strip(', )')})"  # the year stands in its brackets, as in "(2023, tkr)"
    if label.count("(") > label.count(")"):
        label += ")"  # likewise "(tkr, 2023)"
    return HeadingYear(f"{label}{unit}", match[2], match[3] or "")


def is_year(text: str) -> bool:
    """Whether a heading is a year alone, with its mark or without."""
    year = year_of(text)
    return year is not None and not year.label


def label_of(header: str, *, has_year: bool) -> str:
    """Return what a heading says of its figures, without the year that no column has."""
    year = None if has_year else year_of(header)
    return year.label if year else header.strip()
