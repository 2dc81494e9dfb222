"""Matches the texts of a row to one of the 290 municipalities: exactly, or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ailaget.geography import counties, municipalities, official_forms
from ailaget.ingest.matching import foreign
from ailaget.ingest.matching.county_names import county_forms
from ailaget.ingest.matching.municipality_suggestions import Suggestion, is_damaged, suggest
from ailaget.ingest.reading.normalisation import fold_name, tidy
from ailaget.ingest.reading.words import answer_words

_ENGLISH_FORMS = ("{} municipality", "municipality of {}", "city of {}")
_COUNTRY_CODES = {"00", "0000"}
_FORMULA_TEXT = re.compile(r'^(?:="(.*)"|\'(.*))$')
_CODE = r"[0-9]{1,4}|[0-9][ .,'’][0-9]{3}|[0-9]{2}[ -][0-9]{2}"
"""A spreadsheet that takes the code for a number may write it as 1 280 or 1,280; 12 80 and 12-80
set off the county."""

_CODE_ALONE = re.compile(rf"({_CODE})(?:[.,]0+)?")
_CODE_FIRST = re.compile(rf"({_CODE})[\s\W]+(\D+)")
_CODE_LAST = re.compile(rf"(\D+?)[\s\W]+({_CODE})[\])]?")
_SHORTEST_CODE = 3
_LONGEST_TEXT = 200
_NOT_SWEDISH = {"total_row", "foreign_code", *foreign.REASONS.values()}


@dataclass(frozen=True)
class Match:
    """A municipality's code, or the reason why there is none and what may have been meant."""

    code: str | None
    reason: str | None = None
    suggestions: tuple[Suggestion, ...] = ()


@dataclass
class _Clues:
    """What the cells of a row point at; `failed` are the codes and names that point at nothing."""

    known_codes: list[str] = field(default_factory=list)
    known_names: list[str] = field(default_factory=list)
    failed_codes: list[str] = field(default_factory=list)
    failed_names: list[str] = field(default_factory=list)


@cache
def codes_by_form() -> Mapping[str, str]:
    """Return the municipalities' codes by every folded form of their names."""
    codes: dict[str, str] = {}
    for place in municipalities():
        english = (form.format(place.name) for form in _ENGLISH_FORMS)
        codes |= {fold_name(form): place.code for form in (*official_forms(place), *english)}
    return codes


@cache
def _codes() -> frozenset[str]:
    return frozenset(place.code for place in municipalities())


def fold_alias(text: str) -> str:
    """Return the key under which a person's decision about a municipality's text is looked up."""
    return fold_name(text)


def municipality_text(texts: Sequence[str]) -> str:
    """Return what the row says of its municipality, as it is reported and remembered."""
    return " ".join(filter(None, map(tidy, texts)))


def match_municipality(
    texts: Sequence[str], aliases: Mapping[str, str] | None = None, *, with_suggestions: bool = True
) -> Match:
    """Match the municipality cells of one row.

    Parameters
    ----------
    texts
        Every cell that tells the municipality: a code, a name, or both in one. All that are not
        blank must point at the same municipality.
    aliases
        What people decided before: folded text (`fold_alias`) -> code; used where the texts
        themselves do not decide.
    with_suggestions
        Whether to look for what an unmatched text may mean, which is slow.

    Returns
    -------
    Match
        With a code, or with a reason of `refusals.ROW_REASONS` and up to three suggestions.
    """
    text = municipality_text(texts)
    if not text:
        return Match(None, "blank_municipality")
    if len(text) > _LONGEST_TEXT:
        return Match(None, "unknown_municipality")
    clues = _clues(texts)
    if len(set(clues.known_codes)) == 1 and not clues.failed_codes and not clues.failed_names:
        return Match(clues.known_codes[0])
    decided = (aliases or {}).get(fold_alias(text))
    if decided in _codes():
        return Match(decided)
    reason = _reason(clues)
    # A county's row is of no municipality, also where one bears its name, unless its code says so.
    is_county = reason == "county_not_municipality" and not clues.known_codes
    if reason in _NOT_SWEDISH or is_county or not with_suggestions:
        return Match(None, reason)
    named = " ".join(clues.failed_names)
    return Match(None, reason, suggest(named, first=[*clues.known_codes, *_namesakes(clues)]))


def _clues(texts: Sequence[str]) -> _Clues:
    clues = _Clues()
    for text in filter(None, map(_plain, texts)):
        code, name = _split(text)
        if code is not None:
            full = code.zfill(4) if len(code) >= _SHORTEST_CODE else code
            (clues.known_codes if full in _codes() else clues.failed_codes).append(full)
        if name is not None:
            known = codes_by_form().get(fold_name(name))
            if known:
                clues.known_codes.append(known)
                clues.known_names.append(name)
            else:
                clues.failed_names.append(name)
    return clues


def _plain(text: str) -> str:
    """Return the text without what spreadsheets add to keep a leading zero."""
    bare = tidy(text)
    formula = _FORMULA_TEXT.match(bare)
    return tidy(formula.group(1) or formula.group(2) or "") if formula else bare


def _split(text: str) -> tuple[str | None, str | None]:
    if alone := _CODE_ALONE.fullmatch(text):
        return _digits(alone.group(1)), None
    if first := _CODE_FIRST.fullmatch(text):
        return _digits(first.group(1)), first.group(2)
    if last := _CODE_LAST.fullmatch(text):
        return _digits(last.group(2)), last.group(1)
    return None, text


def _digits(code: str) -> str:
    return "".join(filter(str.isdecimal, code))


def _reason(clues: _Clues) -> str:
    names = [fold_name(name) for name in clues.failed_names]
    counties_named = any(name in county_forms() for name in names)
    if any(name in answer_words().totals for name in names) or (
        _COUNTRY_CODES & set(clues.failed_codes)
    ):
        return "total_row"
    if counties_named or any(_is_county_code(code) for code in clues.failed_codes):
        return "county_not_municipality"
    abroad = foreign.foreign_reason(clues.failed_codes, clues.failed_names, clues.known_names)
    if abroad:
        return abroad
    if any(map(is_damaged, clues.failed_names)):
        return "damaged_text"
    if clues.known_codes:
        return "code_and_name_disagree"
    # A number of one or two digits beside a text is no code: "Enhet 2".
    is_code = any(len(code) >= _SHORTEST_CODE for code in clues.failed_codes)
    has_code = is_code or (clues.failed_codes and not clues.failed_names)
    return "foreign_code" if has_code else "unknown_municipality"


def _is_county_code(code: str) -> bool:
    """Whether it is a county's two digits, which Kolada writes as four (0001 to 0025)."""
    return any(code in (county.code, f"00{county.code}") for county in counties())


def _namesakes(clues: _Clues) -> list[str]:
    """Return the municipalities that bear the short name of a county that was named."""
    named = {county_forms().get(fold_name(name)) for name in clues.failed_names}
    forms = [county.short_name for county in counties() if county.code in named]
    return [code for form in forms if (code := codes_by_form().get(fold_name(form)))]
