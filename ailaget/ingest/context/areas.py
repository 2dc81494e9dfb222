"""Which municipality an area of a file is: today's codes, codes that have ended, and no others."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ailaget.geography import municipalities, municipality
from ailaget.geography.rows import read_rows
from ailaget.ingest.matching.municipalities import Match, match_municipality
from ailaget.ingest.reading.normalisation import fold_name

GROUP, COUNTY, COUNTRY = "group", "county", "country"
"""What is no municipality and stands in most files: left out by rule, and counted."""

CODE_LENGTH = 4

_SKIPPED = {"county_not_municipality": COUNTY, "total_row": COUNTRY}

_AVERAGE = re.compile(r".+\((?:o?vägt )?medel(?:värde)?\)", re.IGNORECASE)
"""An average among Kolada's municipalities, such as ``"Alla kommuner (ovägt medel)"``."""


@dataclass(frozen=True)
class FormerCode:
    """A municipality's code up to and with the year `last_year`, and the code it has had since."""

    code: str
    code_now: str
    last_year: int


@dataclass(frozen=True)
class Area:
    """What a text means: a municipality's `code`, or why none: `skipped` by rule or a `reason`.

    `last_year` is set where the code that the file writes has ended: it holds until then.
    `is_plain` is set where a name is known though it is written without å, ä and ö.
    """

    code: str | None
    skipped: str | None = None
    reason: str | None = None
    suggestions: tuple[str, ...] = ()
    last_year: int | None = None
    is_plain: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether another municipality has come out of this one."""
        return self.code in divided()


@cache
def former_codes() -> dict[str, FormerCode]:
    """Return the codes that have ended, by the code."""
    rows = read_rows("former_codes.csv")
    return {r["code"]: FormerCode(r["code"], r["code_now"], int(r["last_year"])) for r in rows}


@cache
def divided() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the municipalities that another came out of: which ones, and its first year."""
    parted: dict[str, list[tuple[str, int]]] = {}
    for row in read_rows("new_municipalities.csv"):
        parted.setdefault(row["came_from"], []).append((row["code"], int(row["first_year"])))
    return {code: tuple(parts) for code, parts in parted.items()}


@cache
def first_years() -> dict[str, int]:
    """Return the first year of each municipality that came out of another."""
    return {row["code"]: int(row["first_year"]) for row in read_rows("new_municipalities.csv")}


def remarks_on_change(
    larger: Mapping[str, int], early: Mapping[str, int]
) -> list[tuple[str, dict[str, Any]]]:
    """Return what to tell of figures from before areas changed, as text keys and what fills them.

    Both count figures by municipality: of when it was larger, and of before it was one.
    """
    remarks: list[tuple[str, dict[str, Any]]] = []
    for code, n in larger.items():
        if n:
            years = ", ".join(f"{part} {first}" for part, first in divided()[code])
            remarks.append(("larger_then", {"code": code, "n": n, "years": years}))
    for code, n in early.items():
        remarks.append(("before_it_was", {"code": code, "n": n, "year": first_years()[code]}))
    return remarks


@cache
def plain_names() -> dict[str, tuple[str, ...]]:
    """Return the municipalities' codes by their names without å, ä and ö: Habo and Håbo are one."""
    codes: dict[str, list[str]] = {}
    for place in municipalities():
        codes.setdefault(without_marks(place.name), []).append(place.code)
    return {name: tuple(of) for name, of in codes.items()}


def without_marks(name: str) -> str:
    """Return a name as it is where å, ä and ö cannot be written.

    >>> without_marks("Östra Göinge")
    'ostragoinge'
    """
    return unicodedata.normalize("NFKD", fold_name(name)).encode("ascii", "ignore").decode()


def area_of(text: str) -> Area:
    """Return what an area's text means: a code, a name, or both, as publishers write them."""
    bare = text.strip()
    if (bare[:1] in "Gg" and bare[1:].isdecimal()) or _AVERAGE.fullmatch(bare):
        return Area(None, skipped=GROUP)  # Kolada's groups of municipalities, such as G2101
    match = match_municipality([bare])
    if match.code is not None:
        return Area(match.code)
    former = former_codes().get(bare[:CODE_LENGTH])
    if former is not None and not bare[CODE_LENGTH : CODE_LENGTH + 1].isdecimal():
        return Area(former.code_now, last_year=former.last_year)
    if bare in ("00", "0", "0000", "Riket"):
        return Area(None, skipped=COUNTRY)
    plain = plain_names().get(fold_name(bare), ())
    if len(plain) == 1:
        return Area(plain[0], is_plain=True)
    return _no_municipality(match)


def _no_municipality(match: Match) -> Area:
    """Return what a text is that means no municipality: left out by rule, or why it is unknown."""
    reason = match.reason or "unknown_municipality"
    if reason in _SKIPPED:
        return Area(None, skipped=_SKIPPED[reason])
    names = tuple(municipality(code).name for code, _ in match.suggestions)
    return Area(None, reason=reason, suggestions=names)
