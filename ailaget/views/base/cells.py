"""A table's cells in words, the same on a page, in a file and in the minutes."""

import re
from dataclasses import replace

from ailaget.practice.words import period_text
from ailaget.texts import Texts
from ailaget.views.base.result import CELL, Cell, Column, Table

NUMBERS = ("integer", "number", "share")
"""The kinds of columns that hold numbers."""

RIGHT = (*NUMBERS, "place")
"""The kinds of columns that are set to the right."""

NAMES = "names"
"""The kind of a column whose words name municipalities, which lead to their page."""

DAY = "day"
"""The kind of a column of days, months or years in ISO 8601: read in words, sorted as dates."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def with_unit(name: str, unit: str) -> str:
    """Return a name with its unit in brackets, where there is one that the name does not say.

    >>> with_unit("Inhabitants per km²", "km²"), with_unit("Employees", "persons")
    ('Inhabitants per km²', 'Employees (persons)')
    """
    return name if unit.casefold() in name.casefold() else f"{name} ({unit})"


def clean(text: str) -> str:
    """Return a text without the control characters that no office file can hold."""
    return CONTROL.sub("", text)


def folding(column: Column, t: Texts) -> Column:
    """Return a column that folds as its label and the cell: ``"Ändring: −4,0"``."""
    return replace(column, collapsed=t("column.folded", label=column.label, cell=CELL))


def heads_rows(table: Table) -> tuple[bool, ...]:
    """Return of each column whether it heads its row: names do, else the first column's words."""
    kinds = [column.kind for column in table.columns]
    if "name" in kinds:
        return tuple(kind == "name" for kind in kinds)
    return tuple(place == 0 and kind == "text" for place, kind in enumerate(kinds))


def cell_text(cell: Cell, column: Column, t: Texts) -> str:
    """Return a cell as a reader reads it; a missing number or place is a dash, a text nothing."""
    if cell is None:
        return t("missing") if column.kind in RIGHT else ""
    if isinstance(cell, str):
        return period_text(cell, t) if column.kind == DAY else cell
    if column.kind == "text":  # a number among words has the decimals that it needs
        return t.number(cell, next((d for d in (0, 1) if round(cell, d) == cell), 2))
    return t.percent(cell) if column.kind == "share" else t.number(cell, column.decimals)
