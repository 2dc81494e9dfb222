"""Reads the numbers that people and programs write, and refuses those that can mean two things."""

import re
from dataclasses import dataclass

from ailaget.ingest.reading.normalisation import plain

_PERCENT = re.compile(r" ?(?:%|procent|per ?cent)$", re.IGNORECASE)
_SIGNED = re.compile(r"([-+]?) ?(.+)")
_INTEGER = re.compile(r"[0-9]+")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_DECIMAL = re.compile(r"[0-9]*[.,][0-9]+")
_DECIMAL_OR_THOUSAND = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})")
_COMMAED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")


@dataclass(frozen=True)
class DecimalMark:
    """A file's decimal mark; not certain where its numbers leave it open or use both."""

    mark: str
    is_certain: bool


class NotNumber(ValueError):
    """The text is not a number; `reason` is a key of `refusals.VALUE_REASONS`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def parse_number(text: str, decimal: DecimalMark, *, percent: bool = False) -> float:
    """Return the number that a cell holds.

    Thousands may be set off by any space. ``1,234`` and ``1.234`` are read only where the mark is
    the file's certain decimal mark; otherwise they may be a thousand. Exponents, nan and inf are
    not numbers here.

    Raises
    ------
    NotNumber
        With the reason ``not_a_number`` or ``ambiguous_number``.
    """
    bare = plain(text)
    signed = _SIGNED.fullmatch(_PERCENT.sub("", bare) if percent else bare)
    if not signed:
        raise NotNumber("not_a_number")
    size = float(_digits(signed.group(2), decimal))
    return -size if signed.group(1) == "-" else size


def _digits(text: str, decimal: DecimalMark) -> str:
    """Return the digits with a decimal point, if any."""
    if _DECIMAL_OR_THOUSAND.fullmatch(text) and not (decimal.is_certain and decimal.mark in text):
        raise NotNumber("ambiguous_number")
    if _INTEGER.fullmatch(text) or _SPACED.fullmatch(text) or _DECIMAL.fullmatch(text):
        return text.replace(" ", "").replace(",", ".")
    if _DOTTED.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if _COMMAED.fullmatch(text):
        return text.replace(",", "")
    raise NotNumber("not_a_number")
