"""How a field of an entry is declared: a form, a file's columns and the checks all follow it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ailaget.texts import LANGUAGES

LONG, SHORT = 500, 120
"""The most characters of a text to read, and of a name."""


@dataclass(frozen=True)
class Rule:
    """What a field may hold.

    `kind` is key, text, words (a text in each language), option, options (some of them), place (a
    municipality's code), places, day (a date), period (a year, a month or a day), whole (a number)
    or address (of a page). What is not `required` may be empty.
    """

    name: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = True
    longest: int = SHORT

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a file that hold the field: of words, one for each language."""
        if self.kind == "words":
            return tuple(f"{self.name}_{language}" for language in LANGUAGES)
        return (self.name,)

    @property
    def is_list(self) -> bool:
        """Whether the field holds any number of values; a cell has `SEPARATOR` between them."""
        return self.kind in ("options", "places")


SEPARATOR = "|"


def held(kind: str, *options: str, required: bool = True, longest: int = SHORT) -> Any:
    """Declare a field of an entry, as a dataclass's field that knows its rule."""
    rule: dict[str, object] = {"kind": kind, "options": options, "required": required}
    return field(metadata={"rule": {**rule, "longest": longest}})


def rules_of(entry_class: type) -> Mapping[str, Rule]:
    """Return the rule of each field of a class of entries, in the order of a form."""
    return {
        declared.name: Rule(declared.name, **declared.metadata["rule"])
        for declared in fields(entry_class)
    }


def columns_of(entry_class: type) -> list[str]:
    """Return the columns of a file of such entries, in their order."""
    return [column for rule in rules_of(entry_class).values() for column in rule.columns]
