"""Reads what stands above and below a table: who has published it, its title, its unit."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import fold_header

Rows = Sequence[Sequence[str]]

UNITS = {"enhet", "enheter", "unit", "units"}
"""What a unit is headed."""

_MOST_CELLS = 2
"""Of a row that is no row of the table."""


def source_around(table: RawTable, rows: Rows) -> str:
    """Return the publisher that a table names above or below its figures, empty for none."""
    around = [*table.preamble, *_apart(rows)]
    words = " ".join(" ".join(row) for row in around).casefold()
    if "kolada" in words:
        return "Kolada"
    return "SCB" if re.search(r"\bscb\b|statistiska centralbyrån|statistics sweden", words) else ""


def title_above(table: RawTable) -> str:
    """Return the words above the header, which name a figure whose column does not; else empty."""
    cells = (cell.strip() for row in table.preamble for cell in row)
    return next((cell for cell in cells if any(map(str.isalpha, cell))), "")


def unit_below(table: RawTable, rows: Rows) -> str:
    """Return the unit that PxWeb writes below its table, after its word; empty for several."""
    if table.sheet is None:
        return ""
    words = [cell for row in _apart(rows) for cell in row]
    units = {after for word, after in pairwise(words) if fold_header(word.rstrip(":")) in UNITS}
    unit = units.pop() if len(units) == 1 else ""
    # With nothing said the next word of PxWeb's own stands there.
    return "" if unit.endswith(":") else unit


def _apart(rows: Rows) -> list[list[str]]:
    """Return the texts of the rows that are none of the table's."""
    said = ([cell.strip() for cell in row if cell.strip()] for row in rows)
    return [texts for texts in said if len(texts) <= _MOST_CELLS]
