"""Tells rows about municipalities in the neighbouring countries, by name, code or both."""

from collections.abc import Iterable, Mapping
from functools import cache

from ailaget.geography import foreign_municipalities
from ailaget.ingest.reading.normalisation import fold_name

REASONS = {"NO": "norwegian_row", "DK": "danish_row", "FI": "finnish_row"}
_FORMS = ("{}", "{} kommune", "{}s kommune", "{} kommun", "{}s kommun", "{} stad", "{}s stad")


def foreign_reason(
    codes: Iterable[str], names: Iterable[str], swedish_names: Iterable[str]
) -> str | None:
    """Return the reason's key where a row is about a neighbouring country, else None.

    Parameters
    ----------
    codes, names
        What the row says that is no Swedish municipality.
    swedish_names
        Names in the row that are Swedish ones too: abroad they count only with a code of theirs.
    """
    own = [_number(code) for code in codes]
    folded = [fold_name(name) for name in names]
    shared = [fold_name(name) for name in swedish_names]
    countries = [_countries().get(name) for name in folded]
    countries += [_pairs().get((code, name)) for code in own for name in (*folded, *shared)]
    if not folded and not shared:
        countries += [_codes().get(code) for code in own]
    country = next(filter(None, countries), None)
    return REASONS[country] if country else None


def _number(code: str) -> str:
    return code.lstrip("0")


@cache
def _countries() -> Mapping[str, str]:
    return {
        fold_name(form.format(place.name)): place.country
        for place in foreign_municipalities()
        for form in _FORMS
    }


@cache
def _pairs() -> Mapping[tuple[str, str], str]:
    return {
        (_number(place.code), fold_name(form.format(place.name))): place.country
        for place in foreign_municipalities()
        for form in _FORMS
        if place.code
    }


@cache
def _codes() -> Mapping[str, str]:
    return {_number(p.code): p.country for p in foreign_municipalities() if p.code}
