"""The entries that come with the product, from `data/practice/`: the start, never written over."""

import csv
from functools import cache
from pathlib import Path

from ailaget.errors import AilagetError
from ailaget.practice.checking import check_row
from ailaget.practice.entries import Entry
from ailaget.practice.rows import entry_of

SHIPPED = Path(__file__).parents[2] / "data" / "practice"


class BrokenEntry(AilagetError):
    """A file of entries that comes with the product has one that its own checks refuse."""

    def __init__(self, file: str, line: int, column: str) -> None:
        super().__init__("practice.broken", file=file, line=line, column=column)


@cache
def shipped(kind: str) -> tuple[Entry, ...]:
    """Return the entries of a kind that come with the product, in their file's order."""
    return read_entries(kind, SHIPPED / f"{kind}.csv")


def read_entries(kind: str, path: Path) -> tuple[Entry, ...]:
    """Read a file of entries; raises BrokenEntry at the first that is not as it must be."""
    entries = []
    keys: set[str] = set()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            problems = check_row(kind, row)
            if problems or row["key"] in keys:
                column = problems[0].column if problems else "key"
                raise BrokenEntry(path.name, reader.line_num, column)
            keys.add(row["key"])
            entries.append(entry_of(kind, row))
    return tuple(entries)
