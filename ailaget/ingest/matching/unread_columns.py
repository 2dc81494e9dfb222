"""Columns that look like the survey's questions and were not read: each is named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ailaget.codebook import Codebook
from ailaget.ingest.matching.column_suggestions import ColumnSuggestions
from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.reading.normalisation import plain
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import column_names

_PARTS = re.compile(r"\s[-–—]\s|[:/()_\[\]]")


@dataclass(frozen=True)
class UnreadColumn:
    """A column with answers that nothing was read from, and the questions that it resembles."""

    header: str
    suggestions: tuple[str, ...]

    def report(self) -> dict[str, Any]:
        """Return the column as the load report lists it."""
        return {"column": self.header, "suggestions": list(self.suggestions)}


def unread_columns(table: RawTable, columns: Columns, book: Codebook) -> tuple[UnreadColumn, ...]:
    """Return the columns that resemble a question, hold something, and were left unread.

    So do those that are headed by an option alone, and say no more than whether it was chosen.
    Columns that a person has chosen to ignore, that survey tools add of themselves, or that are
    remarks beside a question are not among them.
    """
    left = [
        index
        for index in columns.left
        if table.header[index].strip() and any(row[index].strip() for row in table.rows)
    ]
    if not left:
        return ()
    likely = ColumnSuggestions(book)
    unread = (
        UnreadColumn(
            table.header[index].strip(),
            _targets(likely, table.header[index], [row[index] for row in table.rows]),
        )
        for index in left
    )
    return tuple(column for column in unread if column.suggestions)


def _targets(likely: ColumnSuggestions, header: str, cells: Sequence[str]) -> tuple[str, ...]:
    alone = likely.of_option(header, cells)
    like = [] if alone or _is_remark(header) else likely.of_header(header)
    return tuple(target for target, _ in (*alone, *like))


def _is_remark(header: str) -> bool:
    """Whether a heading begins or ends with a word such as comment: it is no answer itself."""
    parts: Sequence[str] = [part for part in map(str.strip, _PARTS.split(plain(header))) if part]
    tokens = plain(header).casefold().split()
    ends = {part.casefold() for part in (parts[0], parts[-1])} if len(parts) > 1 else set()
    return not column_names().beside.isdisjoint(ends | {tokens[0]})
