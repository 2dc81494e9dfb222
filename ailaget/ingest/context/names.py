"""What figures and their groups are called, apart from units and a publisher's codes."""

import re
from collections.abc import Iterable, Mapping

from ailaget.ingest.reading.normalisation import fold

GENDER = "kön"
"""What a group of women, men and all is called."""

OTHER_NAMES = {"gender": GENDER}
"""What a group was called in the choices of a file that was read in earlier: they still hold."""

_NAMELESS = re.compile(r"\([A-Z]+\)", re.IGNORECASE)
"""What a column without a heading is called, by its letter."""

_UNIT = re.compile(
    r"(antal|andel|procent|index|kronor|kr|tkr|mnkr|mkr|km|km²|kg|ton|kwh|mwh|gwh|\(?%\)?)(\W.*)?",
    re.IGNORECASE,
)
"""What Kolada, and others after it, write last in a name: ``"antal"``, ``"kr/inv"``."""

_IN_BRACKETS = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<unit>[^()\[\]]+)[)\]]")

_BRACKETED = re.compile(
    r"(?:antal|index|poäng|promille|kronor|kr|sek|t?kr|ksek|mnkr|mkr|msek|mdkr|miljoner|tusental"
    r"|km[²2]?|m[²2]|kvm|ha|hektar|mil|meter|kg|ton|[kmg]wh|st|styck|personer|invånare|inv|dagar"
    r"|timmar|minuter|per|number|persons|inhabitants|points|days|hours|minutes|tonnes"
    r"|thousands?|millions?)(?:\W.*)?|år|years|[%‰/].*",
    re.IGNORECASE,
)
"""A unit in brackets last in a name: more words than after a comma, where they may be groups."""

_PER_CENT = re.compile(r"(?:andel,? )?(?:i )?(?:%|procent|pro cent|per ?cent|pct)", re.IGNORECASE)

_SHARE = re.compile(r"(?:andel )?\(%\)", re.IGNORECASE)

_SHORT = {"kronor": "kr", " per ": "/", "invånare": "inv", "procent": "%"}

_CODE = r"[NU]\d{5}"

_KOLADA = re.compile(
    rf"(?:källa: kolada\W+)?(?:nyckeltal:\s*)?(?P<name>.+?)(?:\s*\((?P<code>{_CODE})\))?",
    re.IGNORECASE,
)
"""The words above a table of Kolada's, or in its column of figures."""


def kolada_name(words: str) -> tuple[str, str]:
    """Return a figure's code, or else its name, and its name, of what Kolada writes of it.

    >>> kolada_name("Källa: Kolada. Nyckeltal: Invånare totalt, antal (N01951)")
    ('N01951', 'Invånare totalt, antal')
    >>> kolada_name("Invånare totalt")
    ('Invånare totalt', 'Invånare totalt')
    """
    match = _KOLADA.fullmatch(words.strip())
    if match is None:
        return words, words
    return match["code"] or match["name"], match["name"]


def apart_from_unit(name: str, unit: str = "") -> tuple[str, str]:
    """Return a name without the unit after its last comma, and the unit, which may be known.

    >>> apart_from_unit("Skattekraft 1 januari, kr/inv"), apart_from_unit("Vuxna, andel (%)")
    (('Skattekraft 1 januari', 'kr/inv'), ('Vuxna', '%'))
    >>> apart_from_unit("Medianinkomst, tkr", "tkr"), apart_from_unit("Medarbetare, män")
    (('Medianinkomst', 'tkr'), ('Medarbetare, män', ''))
    >>> apart_from_unit("Skattekraft, kronor per invånare", "kr/inv")  # as SCB writes it
    ('Skattekraft', 'kr/inv')
    >>> apart_from_unit("Arbetslöshet (procent)"), apart_from_unit("Brott (per 1 000 invånare)")
    (('Arbetslöshet', '%'), ('Brott', 'per 1 000 invånare'))
    """
    rest, comma, end = name.rpartition(", ")
    is_unit = _in_short(end) == _in_short(unit) if unit else _UNIT.fullmatch(end) is not None
    if not comma or not is_unit:
        return _apart_from_brackets(name, unit)
    return rest, unit or ("%" if _SHARE.fullmatch(end) else end)


def _apart_from_brackets(name: str, unit: str) -> tuple[str, str]:
    """Return a name without the unit in the brackets that it ends in, and the unit.

    >>> _apart_from_brackets("Medelinkomst (tkr)", "tkr"), _apart_from_brackets("Lärare (män)", "")
    (('Medelinkomst', 'tkr'), ('Lärare (män)', ''))
    """
    match = _IN_BRACKETS.fullmatch(name)
    if match is None:
        return name, unit
    said = " ".join(match["unit"].split())
    said = "%" if _PER_CENT.fullmatch(said) else said
    is_unit = _in_short(said) == _in_short(unit) if unit else _BRACKETED.fullmatch(said) is not None
    return (match["name"].rstrip(" ,"), unit or said) if is_unit else (name, unit)


def _in_short(unit: str) -> str:
    """Return a unit as it is abbreviated: ``"kronor per invånare"`` -> ``"kr/inv"``."""
    short = unit.casefold()
    for word, abbreviation in _SHORT.items():
        short = short.replace(word, abbreviation)
    return short


def is_kolada_code(text: str) -> bool:
    """Return whether a text is the code of one of Kolada's figures, which names none to a reader.

    >>> is_kolada_code("N00905"), is_kolada_code("Skattekraft")
    (True, False)
    """
    return re.fullmatch(_CODE, text) is not None


def meant_groups(said: Mapping[str, str], dimensions: Iterable[str]) -> dict[str, str]:
    """Return the category that was chosen of each of a file's dimensions, by its folded name.

    A column without a heading that holds women and men was once asked about by its letter.
    """
    chosen = {fold(name): category for name, category in said.items()}
    here = set(map(fold, dimensions))
    meant = {
        name: GENDER if _NAMELESS.fullmatch(name) else OTHER_NAMES.get(name, name)
        for name in chosen
        if name not in here
    }
    return {meant.get(name, name): category for name, category in chosen.items()}
