"""Reads the year that a column's heading ends in, also with a mark or before its unit."""

import re
from typing import NamedTuple

_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-/](?:19|20)?\d{2})?")
_MARK = r"\s*(?:\*+|[¹²³]|\d\)|\(?(?:prel|preliminär\w*|rev|reviderad\w*|p|r)\.?\)?)"
"""What may follow a year, for preliminary or revised figures and for a note."""
_WITH_YEAR = re.compile(
    rf"(.*?)[\s,(_]*({_YEAR.pattern})\)?({_MARK})?(\s*\([^()\d]+\)|,\s[^,\d]+)?", re.IGNORECASE
)
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
    unit = match[4] or ""
    return HeadingYear(f"{match[1].strip()}{unit}", match[2], match[3] or "")


def is_year(text: str) -> bool:
    """Whether a heading is a year alone, with its mark or without."""
    year = year_of(text)
    return year is not None and not year.label


def label_of(header: str, *, has_year: bool) -> str:
    """Return what a heading says of its figures, without the year that no column has."""
    year = None if has_year else year_of(header)
    return year.label if year else header.strip()
