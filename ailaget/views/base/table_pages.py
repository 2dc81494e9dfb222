"""A long table in parts that a slide holds: how wide its columns are, and where it is broken."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ailaget.texts import Texts
from ailaget.views.base.cells import cell_text
from ailaget.views.base.result import Table

LONGEST, SHORTEST = 48, 10
"""Characters of a column that is set as wide, and as narrow, as any."""

BOLD, AROUND = 1.15, 2.5
"""How much wider a header's letters are, and the characters that a cell's edges take."""

MOST_LINES = 8
"""Of a text in a cell, where the letters can be made as small as that takes."""

MOST_OF_ADDRESS = 16
"""Signs of an address that are kept on one line: it is followed, not read."""

BREAKS = re.compile(r"(?<=[/?&=.-])")
"""Where an address is broken when it has no room on one line."""


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


def shares_by_words(table: Table, t: Texts, across: float) -> list[float]:
    """Return each column's share of a width of so many characters, 0 to 1, breaking no word.

    What is left over goes to the columns with long texts, first until each is read in one glance.
    A header is broken between its words, for it is often longer than all that stands below it.
    """
    least, glanced = _least_widths(table, t), _glanced_widths(table, t)
    wanted = [
        max(min(max(map(len, cells), default=0), LONGEST) + AROUND, glance)
        for cells, glance in zip(_cells(table, t), glanced, strict=True)
    ]
    widths = _widened(_widened(least, glanced, across), wanted, across)
    return [width / sum(widths) for width in widths]


def _widened(widths: list[float], wanted: list[float], across: float) -> list[float]:
    """Return widths that share what is left of so many characters by what each wants more."""
    more = [want - width for want, width in zip(wanted, widths, strict=True)]
    spare = max(across - sum(widths), 0.0)
    part = min(spare / sum(more), 1.0) if sum(more) else 0.0
    return [width + part * extra for width, extra in zip(widths, more, strict=True)]


def least_width(table: Table, t: Texts) -> float:
    """Return the characters that a table must have room for beside each other.

    It breaks no word then, and sets no text on more lines than are read in one glance.
    """
    return sum(_glanced_widths(table, t))


def _glanced_widths(table: Table, t: Texts) -> list[float]:
    return [
        max(need, max(map(len, cells), default=0) / MOST_LINES + AROUND)
        for cells, need in zip(_cells(table, t), _least_widths(table, t), strict=True)
    ]


def _least_widths(table: Table, t: Texts) -> list[float]:
    return [
        max(_longest_word(cells), BOLD * _longest_word([column.label])) + AROUND
        for column, cells in zip(table.columns, _cells(table, t), strict=True)
    ]


def _cells(table: Table, t: Texts) -> list[list[str]]:
    """Return the texts of each column's cells."""
    return [
        [cell_text(row[place], column, t) for row in table.rows]
        for place, column in enumerate(table.columns)
    ]


def _longest_word(texts: Iterable[str]) -> int:
    """Return the signs of the longest word; an address may be broken, after its signs if it can."""
    words = (word for text in texts for word in text.split())
    return max((_longest_part(word) if "://" in word else len(word) for word in words), default=0)


def _longest_part(address: str) -> int:
    return min(max(map(len, BREAKS.split(address))), MOST_OF_ADDRESS)


def in_pages(table: Table, t: Texts, room: Room) -> list[Table]:
    """Return the table as tables that each fit `room`, every row once and in order.

    They are as few as can be, and about as full as each other. Columns are as wide as
    `shares_by_words` has them.
    """
    needs = _lines_needed(table, t, room)
    starts = _even_starts(needs, room.lines)
    ends = [*starts[1:], len(table.rows)]
    return [
        replace(table, rows=table.rows[start:end], codes=(), swatches=())
        for start, end in zip(starts, ends, strict=True)
    ]


def _lines_needed(table: Table, t: Texts, room: Room) -> list[float]:
    """Return the lines that each row takes, with what is between rows."""
    shares = shares_by_words(table, t, room.characters)
    widths = [max(int(share * room.characters - AROUND), 1) for share in shares]
    texts = [
        [cell_text(*pair, t) for pair in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    return [
        room.between
        + max((-(-len(text) // width) for text, width in zip(row, widths, strict=True)), default=1)
        for row in texts
    ]


def _even_starts(needs: Sequence[float], lines: float) -> list[int]:
    """Return where each of the fewest pages begins, each about as full as what is left of them."""
    count, starts = len(_starts(needs, lines)), [0]
    while left := count - len(starts):
        end = starts[-1] + 1
        target = min(sum(needs[starts[-1] :]) / (left + 1), lines)
        while _is_nearer(sum(needs[starts[-1] : end]), needs[end], target, lines) or (
            len(_starts(needs[end:], lines)) > left
        ):
            end += 1
        starts.append(end)
    return starts


def _is_nearer(used: float, needed: float, target: float, lines: float) -> bool:
    """Whether a page with one row more, which it has room for, is nearer to what it is to have."""
    return used + needed <= lines and used + needed / 2 <= target


def _starts(needs: Sequence[float], lines: float) -> list[int]:
    """Return where each page of so many lines begins, each filled before the next."""
    starts, free = [0], lines
    for place, needed in enumerate(needs):
        if needed > free and place > starts[-1]:
            starts, free = [*starts, place], lines
        free -= needed
    return starts
