"""What a table of the dump is: named columns with kinds and words, and rows of plain cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ailaget.texts import LANGUAGES, Texts, texts

Kind = Literal["text", "integer", "number", "boolean"]
Value = str | int | float | bool | None
Words = Mapping[str, str]
"""One text for each language."""


@dataclass(frozen=True)
class Field:
    """One column; its `name` is a contract, the same in every file and every language.

    `is_needed` says that it is never empty, `options` are all that may stand in it.
    """

    name: str
    kind: Kind
    label: Words
    is_needed: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class DumpTable:
    """One table: a row's `key` is its own, and each of `references` is the key of another table."""

    name: str
    title: Words
    fields: tuple[Field, ...]
    rows: Sequence[tuple[Value, ...]]
    key: tuple[str, ...]
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def column(self, name: str) -> list[Value]:
        """Return the cells of a column."""
        place = [each.name for each in self.fields].index(name)
        return [row[place] for row in self.rows]


def worded(say: Callable[[Texts], str]) -> Words:
    """Return a text in every language."""
    return {language: say(texts(language)) for language in LANGUAGES}


def titled(name: str) -> Words:
    """Return the title of a table."""
    return worded(lambda t: t(f"dump.table_{name}"))


def named(
    name: str, kind: Kind = "text", options: tuple[str, ...] = (), *, is_needed: bool = True
) -> Field:
    """Return a column whose words stand among the texts."""
    return Field(name, kind, worded(lambda t: t(f"dump.column_{name}")), is_needed, options)


def status_of(name: str, label: Words, options: tuple[str, ...]) -> Field:
    """Return the column that says why another has no value, or that it has one."""
    words = worded(lambda t: t("dump.status_of", name=label[t.language]))
    return Field(f"{name}_status", "text", words, is_needed=True, options=options)
