"""How a column's numbers are shown in workbooks and on slides: with its decimals and signs."""

from collections.abc import Iterable
from dataclasses import replace
from math import floor, log10

from ailaget.texts import texts
from ailaget.views.base.result import Cell, Column, Native

SPANS = (10.0, 1.0)
"""From how wide an axis on its numbers need no decimals, and one."""

NEAR = 1 / 6
"""How near each other numbers lie, as a share of the largest, whose axis does not begin at zero."""


def number_format(column: Column, language: str) -> str:
    """Return how a column's numbers are shown; Excel puts in the marks of its own language."""
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    if column.kind in ("text", "place"):
        return "General"
    if column.kind == "share":
        space = texts(language).percent_sign.removesuffix("%")
        return f'0{decimals}"{space}"%' if space else f"0{decimals}%"
    if column.kind == "percent":
        return f'#,##0{decimals}"{texts(language).percent_sign}"'
    return "#,##0" if column.kind == "integer" else f"#,##0{decimals}"


def series_format(native: Native, language: str, decimals: int | None = None) -> str:
    """Return how the numbers of a plain chart are shown: as its finest series, unless told."""
    series = [column for column in native.data if column.kind != "integer"]
    finest = max(series or native.data, key=lambda column: column.decimals)
    return number_format(
        finest if decimals is None else replace(finest, decimals=decimals), language
    )


def axis_format(native: Native, language: str) -> str:
    """Return how the numbers of an axis of values are shown: with the decimals that they need."""
    cells = [cell for row in native.table.rows for cell in row[1:]]
    return series_format(native, language, decimals=decimals_needed(cells))


def across_format(native: Native, language: str) -> str:
    """Return how the numbers along x are shown; each tenfold with its own where it goes by them."""
    column, cells = native.table.columns[0], [row[0] for row in native.table.rows]
    smallest = min(_numbers(cells), default=1.0)
    by_tenfolds = max(-floor(log10(smallest)), 0) if native.is_log else 0
    decimals = by_tenfolds if native.is_log else decimals_needed(cells)
    return number_format(replace(column, decimals=decimals), language)


def decimals_needed(cells: Iterable[Cell]) -> int:
    """Return the decimals that the numbers of an axis need to differ, few as they may be.

    It begins at zero unless all lie far from there, as Excel's own do.
    """
    numbers = _numbers(cells)
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    if high - low >= NEAR * max(abs(low), abs(high)):
        low, high = min(low, 0.0), max(high, 0.0)
    return next((needed for needed, least in enumerate(SPANS) if high - low >= least), len(SPANS))


def _numbers(cells: Iterable[Cell]) -> list[float]:
    return [float(cell) for cell in cells if isinstance(cell, int | float)]
