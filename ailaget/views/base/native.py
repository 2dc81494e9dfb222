"""The charts that Excel and PowerPoint draw themselves: their kinds, and what is drawn of a table.

A view states its own, for it knows what its table holds; one without any goes as a picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ailaget.charts.marks import MARKS, Kind
from ailaget.charts.style import LIGHT
from ailaget.texts import Texts, exact
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
    drawn = figures_as_kept(table, *keys)
    rows = [
        tuple(exact(cell) if isinstance(cell, float) else cell for cell in row)
        for row in drawn.rows
    ]
    return replace(drawn, rows=rows)


def figures_as_kept(table: Table, *keys: str) -> Table:
    """Return the same with every number as it stands: of a frozen table no digit is changed."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    chosen = [(places[key], table.columns[places[key]]) for key in keys or places]
    rows = [tuple(_figure(row[place], column) for place, column in chosen) for row in table.rows]
    return Table(tuple(_in_percent(column) for _, column in chosen), rows)


def with_levels(chart: Native, levels: Mapping[str, Sequence[Cell] | float]) -> Native:
    """Return a native chart over categories with lines, each by its name: a height, or one a row.

    All are in the unit that is drawn: a share in per cent.
    """
    rows = [tuple(row) for row in chart.table.rows]
    heights = [
        [exact(level)] * len(rows) if isinstance(level, int | float) else list(level)
        for level in levels.values()
    ]
    added = zip(*heights, strict=True) if rows else ()
    widened = [(*row, *cells) for row, cells in zip(rows, added, strict=bool(levels))]
    return _with_lines(chart, list(levels), widened if levels else rows)


def with_curves(chart: Native, x: Sequence[float], curves: Mapping[str, Sequence[float]]) -> Native:
    """Return a native chart over x with lines through points of their own, each by its name."""
    width, blank = len(chart.table.columns), [None] * len(curves)
    rows = [(*row, *blank) for row in chart.table.rows]
    rows += [
        ("", float(at), *[None] * (width - 2), *map(float, heights))
        for at, *heights in zip(x, *curves.values(), strict=True)
    ]
    return _with_lines(chart, list(curves), rows)


def with_intervals(
    chart: Native, ends: Mapping[str, Sequence[tuple[Cell, Cell]]], t: Texts
) -> Native:
    """Return a native chart with the ends of each series' intervals, by the series' key.

    They are in the unit that is drawn, and kept as how far each reaches from its value.
    """
    table, intervals = chart.table, dict(chart.intervals)
    columns, rows = list(table.columns), [tuple(row) for row in table.rows]
    for key, both in ends.items():
        place = [column.key for column in columns].index(key)
        names = (f"{key}_below", f"{key}_above")
        for name in names:
            word = t(f"native.{name.removeprefix(f'{key}_')}", name=columns[place].label)
            columns.append(replace(columns[place], key=name, label=word))
        rows = [(*row, *_reaches(row[place], *pair)) for row, pair in zip(rows, both, strict=True)]
        intervals[key] = names
    return replace(
        chart, table=replace(table, columns=tuple(columns), rows=rows), intervals=intervals
    )


def without_overlays(chart: Native) -> Table:
    """Return the table of a native chart's own series, without what is drawn over them."""
    columns = chart.table.columns
    own = {column.key for column in chart.data}
    heads = 1 + (chart.kind in OVER_X)
    kept = [i for i, column in enumerate(columns) if i < heads or column.key in own]
    rows = [tuple(row[i] for i in kept) for row in chart.table.rows]
    if chart.lines and chart.kind in OVER_X:
        rows = [row for row in rows if any(map(_is_number, row[heads:]))]
    return replace(chart.table, columns=tuple(columns[i] for i in kept), rows=rows)


def _with_lines(chart: Native, names: list[str], rows: list[tuple[Cell, ...]]) -> Native:
    table, first = chart.table, len(chart.lines)
    added = [
        replace(table.columns[-1], key=f"line_{number}", label=name)
        for number, name in enumerate(names, start=first)
    ]
    columns = (*table.columns, *added)
    keys = (*chart.lines, *(column.key for column in added))
    return replace(chart, table=replace(table, columns=columns, rows=rows), lines=keys)


def _reaches(value: Cell, low: Cell, high: Cell) -> tuple[Cell, Cell]:
    """Return how far an interval reaches below and above its value; nothing where it has none."""
    if not (_is_number(value) and _is_number(low) and _is_number(high)):
        return None, None
    numbers = [float(cell) for cell in (value, low, high) if isinstance(cell, int | float)]
    middle, bottom, top = numbers
    return round(max(middle - bottom, 0.0), 6), round(max(top - middle, 0.0), 6)


THEN_AND_NOW = (LIGHT.context, LIGHT.accent)
"""The colours of bars of two waves: what is now stands out from what was."""


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
    own = {column.key for column in chart.data}
    shown = [
        place
        for place, column in enumerate(chart.table.columns)
        # A line over categories is not a reason to show one that has no value.
        if place > is_over_x and (is_over_x or column.key in own)
    ]
    # A dot whose place across is a word would be drawn at its number in the list.
    named = [
        row
        for row in chart.table.rows
        if any(_is_number(row[place]) for place in shown) and (not is_over_x or _is_number(row[1]))
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
