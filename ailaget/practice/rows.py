"""An entry as the row of a file, and back."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from itertools import chain, count
from typing import Any

from ailaget.practice.entries import KINDS, Entry
from ailaget.practice.fields import SEPARATOR, Rule, rules_of
from ailaget.texts import LANGUAGES

LONGEST_KEY = 60

READ: Mapping[str, Callable[[str], Any]] = {"day": date.fromisoformat, "whole": int}


def entry_of(kind: str, row: Mapping[str, str]) -> Entry:
    """Return the entry that a row holds, which `check_row` has found nothing wrong with."""
    rules = rules_of(KINDS[kind])
    return KINDS[kind](**{name: _value(rule, row) for name, rule in rules.items()})


def row_of(entry: Entry) -> dict[str, str]:
    """Return an entry as a row of texts, which `entry_of` reads back."""
    row: dict[str, str] = {}
    for name, rule in rules_of(type(entry)).items():
        value = getattr(entry, name)
        if rule.kind == "words":
            row |= {f"{name}_{language}": value.get(language, "") for language in LANGUAGES}
        else:
            row[name] = SEPARATOR.join(value) if rule.is_list else str(value)
    return row


def new_key(texts: Iterable[str], taken: Collection[str]) -> str:
    """Return a key made of some texts, which no entry has.

    >>> new_key(["Åmål", "Möten blir text"], ["amal-moten-blir-text"])
    'amal-moten-blir-text-2'
    """
    letters = unicodedata.normalize("NFKD", " ".join(texts).lower()).encode("ascii", "ignore")
    stem = "-".join(re.findall(r"[a-z0-9]+", letters.decode()))[:LONGEST_KEY].rstrip("-")
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(key for key in chain([stem], numbered) if key not in taken)


def parts_of(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several."""
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def _value(rule: Rule, row: Mapping[str, str]) -> Any:
    if rule.kind == "words":
        texts = {language: row.get(f"{rule.name}_{language}", "") for language in LANGUAGES}
        return {language: text.strip() for language, text in texts.items() if text.strip()}
    cell = row.get(rule.name, "").strip()
    return parts_of(cell) if rule.is_list else READ.get(rule.kind, str)(cell)
