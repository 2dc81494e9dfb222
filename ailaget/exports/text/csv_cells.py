"""One cell of a CSV as Swedish Excel reads it: decimal comma, no text that runs as a formula."""

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ailaget.views.base.result import Cell

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text cell that begins so would be run as a formula by a spreadsheet."""


def cell_text(cell: "Cell") -> str:
    """Return a cell as text: numbers unrounded with decimal comma, texts escaped, missing empty."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_text(cell)
    # By way of Decimal, so that no number is written with an exponent.
    return format(Decimal(repr(cell)), "f").replace(".", ",")


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
