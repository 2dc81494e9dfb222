"""A long table in parts that a slide holds: how wide its columns are, and where it is broken."""

from dataclasses import dataclass, replace

from ailaget.texts import Texts
from ailaget.views.base.cells import cell_text
from ailaget.views.base.result import Table

LONGEST, SHORTEST = 48, 10
"""Characters of a column that is set as wide, and as narrow, as any."""


@dataclass(frozen=True)
class Room:
    """What one slide holds: lines of text, characters across, and what a row needs besides."""

    lines: float
    characters: int
    between: float


def column_shares(table: Table, t: Texts) -> list[float]:
    """Return each column's share of the width, 0 to 1, by its longest text."""
    longest = [
        max([len(column.label), *(len(cell_text(row[i], column, t)) for row in table.rows)])
        for i, column in enumerate(table.columns)
    ]
    wanted = [min(max(length, SHORTEST), LONGEST) for length in longest]
    return [length / sum(wanted) for length in wanted]


def in_pages(table: Table, t: Texts, room: Room) -> list[Table]:
    """Return the table as tables that each fit `room`, every row once and in order."""
    widths = [share * room.characters for share in column_shares(table, t)]
    starts, free = [0], room.lines
    for place, row in enumerate(table.rows):
        texts = [cell_text(*pair, t) for pair in zip(row, table.columns, strict=True)]
        needed = room.between + max(
            (
                -(-len(text) // max(int(width), 1))
                for text, width in zip(texts, widths, strict=True)
            ),
            default=1,
        )
        if needed > free and place > starts[-1]:
            starts, free = [*starts, place], room.lines
        free -= needed
    ends = [*starts[1:], len(table.rows)]
    return [
        replace(table, rows=table.rows[start:end], codes=(), swatches=())
        for start, end in zip(starts, ends, strict=True)
    ]
