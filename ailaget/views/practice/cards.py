"""An entry as a reader reads it on a card: its words, each in its language, and its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from ailaget import geography
from ailaget.practice import Entry, rules_of
from ailaget.practice.words import field_text, language_of, marks, source_text
from ailaget.views.base.selection import Selection


@dataclass(frozen=True)
class Line:
    """A text under its label, which may be empty; `language` where it is not the reader's."""

    text: str
    label: str = ""
    language: str = ""


@dataclass(frozen=True)
class Card:
    """One entry: its title, where it is from, what sorts it, its lines, and its source.

    `source` has in it the name of the source, which is `source_name`. `source_url` is empty where
    it has no address to link to. `marks` are what a reader
    should know of the entry itself, such as by whom it was reviewed. `id` is what a link calls it.
    """

    key: str
    id: str
    title: Line
    tags: tuple[str, ...]
    lines: tuple[Line, ...]
    source: str
    source_name: Line
    source_url: str
    note: Line | None
    marks: tuple[str, ...]
    place: str = ""
    code: str = ""


@dataclass(frozen=True)
class CardGroup:
    """Cards under a heading; `note` says what they have in common, or why there are none."""

    heading: str
    note: str
    cards: tuple[Card, ...]


def card_of(
    entry: Entry,
    selection: Selection,
    *,
    title: Line,
    tags: Sequence[str],
    lines: Sequence[Line | None],
    code: str = "",
) -> Card:
    """Return an entry's card; lines that are None are left out.

    `code` is the municipality that the entry is of, if it is of one.
    """
    t, today = selection.t, selection.day
    return Card(
        key=entry.key,
        id=entry.id,
        title=title,
        tags=tuple(tags),
        lines=tuple(line for line in lines if line is not None),
        source=source_text(entry, t),
        source_name=title_of(entry, "source_name", selection),
        source_url=entry.source_url,
        note=line_of(entry, "source_note", selection, label=t("practice.field.source_note")),
        marks=tuple(marks(entry, t, today)),
        place=geography.municipality(code).name if code else "",
        code=code,
    )


def line_of(entry: Entry, name: str, selection: Selection, label: str = "") -> Line | None:
    """Return a field as a line, with its language where it is another; None where it is empty."""
    text = field_text(entry, name, selection.t)
    if not text:
        return None
    if rules_of(type(entry))[name].kind not in ("words", "text"):
        return Line(text, label)
    language = language_of(entry, name, selection.language)
    return Line(text, label, "" if language == selection.language else language)


def title_of(entry: Entry, name: str, selection: Selection) -> Line:
    """Return a required field as a card's title."""
    return line_of(entry, name, selection) or Line(entry.key)
