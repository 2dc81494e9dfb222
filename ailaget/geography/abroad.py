"""Owns the municipalities of the neighbouring countries, to tell their rows from Swedish ones."""

from dataclasses import dataclass
from functools import cache

from ailaget.geography.rows import read_rows


@dataclass(frozen=True)
class ForeignMunicipality:
    """One name of a municipality abroad; `country` is NO, DK or FI, `code` empty where not kept."""

    country: str
    code: str
    name: str


@cache
def foreign_municipalities() -> tuple[ForeignMunicipality, ...]:
    """Return every name that is listed, several for a municipality with names in two languages."""
    return tuple(ForeignMunicipality(**row) for row in read_rows("neighbour_municipalities.csv"))
