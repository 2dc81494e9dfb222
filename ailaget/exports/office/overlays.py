"""What Excel's and PowerPoint's charts draw over their series: lines, intervals, who stands out."""

from ailaget.charts.geometry import nice_ticks
from ailaget.texts import Texts
from ailaget.views.base.cells import with_unit
from ailaget.views.base.native import BAR, COLUMNS, RANGE, SCATTER, SWARM
from ailaget.views.base.result import Column, Native

ALL = 100.0
"""Per cent of a whole."""

DASHES = ("solid", "sysDash", "sysDot", "dashDot")
"""The dashes of lines: the first has its own, and then every two, such as a limit's both ends."""

THIN, STROKE = 0.0001, 3.0
"""How long the error bar is whose end is a stroke across a bar, of the axis; its points."""


def lines_of(native: Native) -> list[Column]:
    """Return the columns that are drawn as lines."""
    return [column for column in native.table.columns if column.key in native.lines]


def dash_of(number: int) -> str:
    """Return the dash of a line by its number, from 0."""
    return DASHES[(number + 1) // 2 % len(DASHES)]


def has_legend(native: Native) -> bool:
    """Return whether there is more than one thing in a chart to tell apart by its colour."""
    is_named_above = native.kind == BAR
    lines = 0 if is_named_above else len(native.lines)
    return native.kind != RANGE and len(native.data) + lines > 1


def across_words(native: Native) -> str:
    """Return what stands along x, with its unit where its name does not say it."""
    column = native.table.columns[0]
    return with_unit(column.label, column.unit)


def line_words(native: Native, t: Texts) -> str:
    """Return what the strokes across bars are, which a legend has no sign for; else nothing."""
    names = [column.label for column in lines_of(native)]
    return t("pptx.lines", names=t.listing(names)) if names and native.kind == BAR else ""


def focused(native: Native) -> tuple[int, int] | None:
    """Return the series and the row that stand out, where colours do not tell series apart."""
    if native.focus is None or native.kind not in (BAR, COLUMNS, SCATTER, SWARM):
        return None
    if native.kind in (BAR, SCATTER) and len(native.data) > 1:
        return None
    row = native.table.rows[native.focus]
    numbers = range(len(native.data))
    return next(((number, native.focus) for number in numbers if row[number + 1] is not None), None)


def has_overlays(native: Native) -> bool:
    """Return whether anything is drawn over the series, which their values must stand clear of."""
    return bool(native.lines or native.intervals)


def ends_of_axis(native: Native) -> tuple[float, float] | None:
    """Return the ends of the axis that hold every interval, which programs do not reckon with.

    They hold every value too: some series need not have intervals.
    """
    ends: list[float] = []
    keys = [column.key for column in native.table.columns]
    for key, reaches in native.intervals.items():
        places = [keys.index(name) for name in (key, *reaches)]
        for row in native.table.rows:
            value, below, above = (row[place] for place in places)
            if isinstance(value, int | float):
                ends += [value - float(below or 0.0), value + float(above or 0.0)]
    if not ends:
        return None
    drawn = [keys.index(column.key) for column in (*native.data, *lines_of(native))]
    cells = [row[place] for row in native.table.rows for place in drawn]
    ends += [float(cell) for cell in cells if isinstance(cell, int | float)]
    ticks = nice_ticks(min([0.0, *ends]), max(ends))
    is_part = all(column.kind == "percent" for column in native.data) and max(ends) <= ALL
    return ticks[0], min(ticks[-1], ALL) if is_part else ticks[-1]


def stroke_width(native: Native) -> float:
    """Return how long the error bar is whose end is the stroke across a bar."""
    own = [column.key for column in (*native.data, *lines_of(native))]
    places = [i for i, column in enumerate(native.table.columns) if column.key in own]
    cells = [row[place] for row in native.table.rows for place in places]
    values = [float(cell) for cell in cells if isinstance(cell, int | float)]
    return THIN * (max([0.0, *values]) - min([0.0, *values]))


def reach_columns(native: Native, key: str) -> tuple[int, int] | None:
    """Return the places of the columns that say how far a series' intervals reach down and up."""
    if key not in native.intervals:
        return None
    keys = [column.key for column in native.table.columns]
    below, above = native.intervals[key]
    return keys.index(below), keys.index(above)
