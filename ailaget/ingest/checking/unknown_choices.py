"""The texts in a file that are none of a question's choices, for a person to say what they mean."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ailaget.codebook import Codebook, Question
from ailaget.ingest.checking.answers import NotTaken
from ailaget.ingest.checking.responses import answer_readers
from ailaget.ingest.matching.choices import NotChoice, OptionScale
from ailaget.ingest.matching.column_suggestions import suggest_choices
from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.reading.cell_lists import list_items
from ailaget.ingest.reading.normalisation import fold
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.store.mappings import Confirmed

ROWS_TRIED = 2_000
"""Rows whose cells are looked at before anything is taken in."""

_LINES_TOLD = 20
_MOST_UNKNOWN = 200


@dataclass(frozen=True)
class UnknownChoice:
    """A text that is none of a question's choices, where it stands, and what it may mean."""

    question: str
    text: str
    count: int
    lines: tuple[int, ...]
    suggestions: tuple[str, ...]


def unknown_choices(
    table: RawTable,
    columns: Columns,
    book: Codebook,
    confirmed: Confirmed,
    asked_numbers: Collection[str],
) -> tuple[UnknownChoice, ...]:
    """Return the texts that are no choice, the commonest first, of the file's first rows.

    Questions whose numbers are asked about are left out: what they say is not known yet.
    """
    lines: dict[tuple[str, str], list[int]] = {}
    readers = answer_readers(table, columns, book, confirmed.choices, confirmed.numbers)
    for key, reader in readers.items():
        question = book.questions[key]
        if question.is_number or key in asked_numbers:
            continue
        for row, line in zip(table.rows[:ROWS_TRIED], table.lines, strict=False):
            try:
                reader.read(row)
            except NotTaken as error:
                for text in _texts(question, error, confirmed.choices.get(key, {})):
                    lines.setdefault((key, text), []).append(line)
    unknown = [
        UnknownChoice(
            question=key,
            text=text,
            count=len(at),
            lines=tuple(at[:_LINES_TOLD]),
            suggestions=suggest_choices(book.questions[key], text),
        )
        for (key, text), at in lines.items()
    ]
    return tuple(sorted(unknown, key=lambda choice: -choice.count)[:_MOST_UNKNOWN])


def _texts(question: Question, error: NotTaken, confirmed: Mapping[str, str]) -> list[str]:
    """Return what of a cell is no choice: of several options in one cell, those unknown."""
    if error.reason not in ("unknown_choice", "out_of_range", "not_an_integer"):
        return []
    if not question.is_multi:
        return [error.cell]
    scale = OptionScale(question, {fold(text): target for text, target in confirmed.items()})
    items = list_items(error.cell)
    parts = _unreadable(scale, error.cell if items is None else "\n".join(items), "\n;|")
    return [rest for part in parts for rest in _unreadable(scale, part, ",")]


def _unreadable(scale: OptionScale, text: str, separators: str) -> list[str]:
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    is_codes = text.replace(" ", "").isdecimal()
    text = text.replace(" ", separators[0]) if is_codes else text
    unreadable = []
    for part in filter(None, map(str.strip, text.split(separators[0]))):
        try:
            scale.read(part)
        except NotChoice:
            unreadable.append(part)
    return unreadable
