"""A file of examples, courses or any other entries of practice, read into rows to be checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ailaget.errors import AilagetError
from ailaget.ingest.reading.raw_table import read_table
from ailaget.practice import KINDS, Rule, columns_of, rules_of
from ailaget.practice.fields import SEPARATOR
from ailaget.practice.rows import parts_of
from ailaget.practice.words import column_text, option_text
from ailaget.texts import LANGUAGES, texts

APOSTROPHE = "'"
"""What our own files put before a text that a spreadsheet would run as a formula."""

FORMULA = ("=", "+", "-", "@")


class NotEntries(AilagetError):
    """A file has not the columns that such entries must have."""

    def __init__(self, missing: list[str], header: tuple[str, ...]) -> None:
        columns = ", ".join(missing)
        super().__init__("practice.not_entries", missing=columns, found=", ".join(header))


@dataclass(frozen=True)
class PracticeFile:
    """The rows of a file by their lines, and the columns that hold nothing that is known."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    ignored: tuple[str, ...]


def read_practice_file(kind: str, data: bytes) -> PracticeFile:
    """Read a CSV or an Excel file of entries, as `read_table` reads a survey.

    A column is known by its key or by its words in either language, and so is an option. Raises
    LoadRefused, and NotEntries where a required column is not there.
    """
    columns = _columns(kind)
    table = read_table(data, known=lambda header: _plain(header) in columns)
    places = {
        columns[_plain(header)]: place
        for place, header in reversed(list(enumerate(table.header)))
        if _plain(header) in columns
    }
    rules = rules_of(KINDS[kind]).values()
    missing = [rule.columns[0] for rule in rules if rule.required and rule.columns[0] not in places]
    if missing:
        raise NotEntries(missing, table.header)
    readers = {column: _reader(rule) for rule in rules for column in rule.columns}
    rows = [
        {column: readers[column](row[place]) for column, place in places.items()}
        for row in table.rows
    ]
    ignored = tuple(header for header in table.header if header and _plain(header) not in columns)
    return PracticeFile(tuple(zip(table.lines, rows, strict=True)), ignored)


def _columns(kind: str) -> Mapping[str, str]:
    """Return each column by what a header may call it."""
    keys = columns_of(KINDS[kind])
    known = {
        _plain(column_text(key, texts(language))): key for language in LANGUAGES for key in keys
    }
    return known | {_plain(key): key for key in keys}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _reader(rule: Rule) -> Callable[[str], str]:
    """Return what reads a cell: an option's words become its key, and all else stays."""
    keys = {
        _plain(option_text(rule, option, texts(language))): option
        for language in LANGUAGES
        for option in rule.options
    }

    def read(cell: str) -> str:
        cell = cell.strip()
        if cell.startswith(APOSTROPHE) and cell[1:].startswith(FORMULA):
            cell = cell[1:]
        if not keys:
            return cell
        parts = parts_of(cell) if rule.is_list else [cell]
        return SEPARATOR.join(keys.get(_plain(part), part) for part in parts)

    return read
