"""The charts that Excel and PowerPoint draw themselves: their kinds, and what is drawn of a table.

A view states its own, for it knows what its table holds; one without any goes as a picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ailaget.charts.marks import MARKS, Kind
from ailaget.views.base.result import Cell, Chart, Column, Exhibit, Native, Table

BAR, LINE, SCATTER = "bar", "line", "scatter"
COLUMNS, CURVE, SWARM, RANGE = "columns", "curve", "swarm", "range"
"""Columns from low to high without gaps; a curve over x; dots in rows; bars from here to there."""

OVER_X = (SCATTER, CURVE, SWARM)
"""The kinds that have a number as x, after the name of what stands there."""

PLACED = (SWARM, RANGE)
"""The kinds whose numbers say where on the paper something stands, and so are of no other use."""


def native(
    kind: str,
    table: Table,
    *keys: str,
    colours: tuple[str | None, ...] = (),
    is_log: bool = False,
) -> Native:
    """Return a native chart of a table's columns: by their keys, in that order, or else of all."""
    return Native(kind, figures(table, *keys), colours, is_log)


def figures(table: Table, *keys: str) -> Table:
    """Return some of a table's columns as they are drawn, by their keys in order, or else all.

    A share becomes a column of kind percent, 0 to 100; a word among numbers, such as "..", is None.
    """
    places = {column.key: place for place, column in enumerate(table.columns)}
    chosen = [(places[key], table.columns[places[key]]) for key in keys or places]
    rows = [tuple(_figure(row[place], column) for place, column in chosen) for row in table.rows]
    return Table(tuple(_in_percent(column) for _, column in chosen), rows)


def mark_colours(keys: Iterable[str], marks: Mapping[str, Kind]) -> tuple[str | None, ...]:
    """Return each series' colour by its column's key: that of its mark, else None, the usual."""
    return tuple(MARKS[marks[key]].fill if key in marks else None for key in keys)


def drawable(exhibit: Exhibit) -> Native | None:
    """Return what is drawn: x or a category, then the series, in rows that have any number.

    None where the chart has no native counterpart, or nothing to draw in it.
    """
    chart = exhibit.native if isinstance(exhibit, Chart) else None
    if chart is None:
        return None
    is_over_x = chart.kind in OVER_X
    columns = chart.table.columns[is_over_x:]
    # A dot whose place across is a word would be drawn at its number in the list.
    named = [
        row
        for row in chart.table.rows
        if any(map(_is_number, row[1 + is_over_x :])) and (not is_over_x or _is_number(row[1]))
    ]
    numbered = [row[is_over_x:] for row in named]
    if not numbered:
        return None
    focus = _focus(exhibit.table, [str(row[0]) for row in named])
    return replace(chart, table=Table(columns, numbered), focus=focus)


def _focus(table: Table, names: list[str]) -> int | None:
    """Return which row is the table's own in focus: its name may have a remark after it."""
    if table.focus is None or table.focus not in table.codes:
        return None
    place = next((i for i, column in enumerate(table.columns) if column.kind == "name"), None)
    if place is None:
        return None
    own = str(table.rows[list(table.codes).index(table.focus)][place])
    rows = (row for row, name in enumerate(names) if name == own or name.startswith(f"{own} ("))
    return next(rows, None)


def _figure(cell: Cell, column: Column) -> Cell:
    if column.kind in ("name", "text"):
        return cell
    if cell is None or isinstance(cell, str):
        return None
    return round(100 * cell, 6) if column.kind == "share" else cell


def _in_percent(column: Column) -> Column:
    return replace(column, kind="percent", decimals=1) if column.kind == "share" else column


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float)
