"""Which municipalities the areas of a file are, where its other areas say more of what is meant."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ailaget.geography import municipality
from ailaget.ingest.context.areas import Area, area_of, plain_names, without_marks
from ailaget.ingest.context.observations import ContextRefused
from ailaget.ingest.matching.county_rows import county_reasons
from ailaget.ingest.reading.normalisation import fold_name

_NAMED = 3
_NUMBER = re.compile(r"[1-9]|[0-9]{3}")


def area_texts(codes: Sequence[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return what each area of a table is known by: its code, or its name where that is none.

    PxWeb numbers the values of a table that has no codes of its own, 0, 1, 2 …: the 115th is not
    Upplands Väsby for having the number 114. Raises ContextRefused where such a table has no names.

    >>> area_texts(["0", "114"], {"0": "Ale", "114": "Mora"})
    {'0': 'Ale', '114': 'Mora'}
    >>> area_texts(["0114", "17"], {"0114": "Upplands Väsby", "17": "Värmlands län"})
    {'0114': '0114', '17': '17'}
    """
    if not any(map(_NUMBER.fullmatch, codes)):
        return {c: c if c[:1].isdecimal() else labels.get(c, c) for c in codes}
    if all(labels.get(code, code) == code for code in codes):
        raise ContextRefused("area_numbers", found=", ".join(codes[:_NAMED]))
    return {code: labels.get(code, code) for code in codes}


def check_areas(texts: Iterable[str]) -> None:
    """Refuse a file of the country, counties or groups alone; most end at their first area."""
    seen: dict[str, None] = {}
    for text in texts:
        if text not in seen:
            seen[text] = None
            if area_of(text).skipped is None:
                return
    if seen:
        raise ContextRefused("no_municipality", found=", ".join(list(seen)[:_NAMED]))


def areas_named(texts: Iterable[str]) -> tuple[dict[str, Area], list[str]]:
    """Return what each area of a file is, and the names that are known though they lack å, ä and ö.

    A name that a municipality shares with a county may be either where other areas are counties.
    Where names lack their marks, Habo may be Håbo.
    """
    areas = {text: area_of(text) for text in set(texts)}
    names = {text: fold_name(text) for text in areas}
    reasons = county_reasons(set(names.values()), says_county=False)
    plain = sorted(text for text, area in areas.items() if area.is_plain)
    for text, area in areas.items():
        if area.code is not None and names[text] in reasons:
            areas[text] = Area(None, reason=reasons[names[text]])
        elif plain and text.isascii():
            areas[text] = _one_of(plain_names().get(without_marks(text), ())) or area
    return areas, plain


def _one_of(codes: tuple[str, ...]) -> Area | None:
    """Return an area that may be each of several municipalities; None where it cannot."""
    if len(codes) < 2:  # noqa: PLR2004
        return None
    suggestions = tuple(municipality(code).name for code in codes)
    return Area(None, reason="unknown_municipality", suggestions=suggestions)
