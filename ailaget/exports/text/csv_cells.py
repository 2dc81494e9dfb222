"""CSV as spreadsheets read it: the marks of a language, and no text that runs as a formula."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from ailaget.views.base.formulas import safe_text

if TYPE_CHECKING:
    from ailaget.texts import Texts
    from ailaget.views.base.result import Cell

BOM = b"\xef\xbb\xbf"
"""What tells Excel that a text is in UTF-8."""


def cell_text(cell: "Cell", decimal: str = ",") -> str:
    """Return a cell as text: numbers unrounded with decimal sign, texts escaped, missing empty."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_text(cell)
    # By way of Decimal, so that no number is written with an exponent.
    return format(Decimal(repr(cell)), "f").replace(".", decimal)


def csv_text(rows: Iterable[Iterable["Cell"]], t: "Texts", ending: str = "\r\n") -> bytes:
    """Return rows as CSV with the marks of a language: ``;`` and ``,``, or ``,`` and ``.``.

    What R reads by ``read_csv2``, and by ``read_csv``.
    """
    decimal = t.separators[0]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if decimal == "," else ",", lineterminator=ending)
    writer.writerows([cell_text(cell, decimal) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")
