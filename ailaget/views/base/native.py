"""Which charts have a plain counterpart that Excel and PowerPoint draw themselves, and of what."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ailaget.charts.marks import AROUND, Kind
from ailaget.charts.style import LIGHT
from ailaget.views.base.result import Cell, Chart, Column, Exhibit, Table

BAR, LINE, SCATTER = "bar", "line", "scatter"
COLUMNS, CURVE, SWARM, RANGE = "columns", "curve", "swarm", "range"
"""Columns from low to high without gaps; a curve over x; dots in rows; bars from here to there."""

OVER_X = (SCATTER, CURVE, SWARM)
"""The kinds whose category is a number."""

PLACED = (SWARM, RANGE)
"""The kinds whose numbers say where on the paper something stands, and so are of no other use."""

NUMBERS = ("number", "share")
COUNTED = "_n"
"""How the key of a column ends that says how many a figure rests on."""


@dataclass(frozen=True)
class Plot:
    """How a chart's table is drawn plainly.

    `category` (for a scatter the x axis) and `series` are keys of columns; without `series` every
    number is one. With `ends` only so many rows from either end are drawn, with `leading` only
    rows like the first in that column. `colours` are those of the series, where they are not the
    usual ones; `marks` says by the column's key whose mark a series has, and so its colour. On an
    `is_log` axis each tenfold is as far.
    """

    kind: str
    category: str
    series: tuple[str, ...] = ()
    ends: int | None = None
    is_newest_first: bool = False
    leading: str = ""
    colours: tuple[str, ...] = ()
    is_log: bool = False
    marks: Mapping[str, Kind] = field(default_factory=dict)

    def fits(self, table: Table) -> bool:
        """Return whether a table has what is drawn: that of a chart frozen long ago may not."""
        keys = {column.key for column in table.columns}
        needed = {key for key in (self.category, self.leading) if key}
        return needed <= keys and (not self.series or not keys.isdisjoint(self.series))

    def rows(self, table: Table) -> list[tuple[Cell, ...]]:
        """Return the rows that are drawn, a line's oldest first."""
        rows = list(table.rows)
        if self.leading and rows:
            place = [column.key for column in table.columns].index(self.leading)
            rows = [row for row in rows if row[place] == rows[0][place]]
        if self.ends is not None and len(rows) > 2 * self.ends:
            rows = rows[: self.ends] + rows[-self.ends :]
        return rows[::-1] if self.is_newest_first else rows


SIDES: Mapping[str, Kind] = {
    "own": "county",
    "rest": "rest",
    "own_share": "county",
    "rest_share": "rest",
}
"""Whose mark the columns have about a region."""

PLOTS = {
    "bivariate_scatter": Plot(SCATTER, "staffing", ("maturity",)),
    "inequality_between": Plot(BAR, "by", ("share",)),
    "inequality_change": Plot(BAR, "waves", ("before", "after"), leading="measure"),
    "inequality_convergence": Plot(SCATTER, "before", ("change",)),
    "inequality_gradient": Plot(SCATTER, "population", ("value",), is_log=True),
    "inequality_groups": Plot(BAR, "name", ("mean",)),
    "inequality_transitions": Plot(BAR, "levels", ("n",)),
    "left_behind": Plot(BAR, "name", ("value",)),
    "moran": Plot(SCATTER, "value", ("lag",)),
    "movers": Plot(BAR, "name", ("before", "after"), ends=5),
    "municipality_comparison": Plot(BAR, "indicator", leading="unit", marks=AROUND),
    "municipality_similar": Plot(BAR, "name", ("maturity",)),
    "municipality_trend": Plot(LINE, "wave", is_newest_first=True, marks=AROUND),
    "region_answers": Plot(BAR, "answer", ("own_share", "rest_share"), marks=SIDES),
    "region_ranking": Plot(BAR, "region", ("value",)),
    "region_trend": Plot(LINE, "wave", ("own", "rest"), marks=SIDES),
    "silent": Plot(BAR, "group", ("mean", "low", "high")),
}
"""By the chart's key; maps have none and go as pictures."""

LEVELS = tuple(f"level_{number}" for number in range(len(LIGHT.sequential)))
"""The keys of columns that each hold the values of one level of maturity."""

DRAWN = (
    Plot(COLUMNS, "name", LEVELS, colours=LIGHT.sequential),
    Plot(CURVE, "units", ("held", "even"), colours=(LIGHT.accent, LIGHT.muted)),
    Plot(CURVE, "inhabitants", ("value",)),
    Plot(
        SWARM, "value", ("own", "rest", "figure"), colours=(LIGHT.accent, LIGHT.context, LIGHT.text)
    ),
    Plot(RANGE, "name", ("start", "span")),
    Plot(BAR, "group", ("share",)),
    Plot(BAR, "marked", ("value", "mean", "low", "high")),
)
"""How what a chart has to be drawn from is drawn: the first that fits its columns."""


def plot_of(chart: Exhibit) -> Plot | None:
    """Return a chart's plain counterpart, None where it has none or nothing to draw."""
    plot, table = _plan(chart)
    if plot is None or not plot.fits(table):
        return None
    return plot if plotted(chart).rows else None


def plotted(chart: Exhibit) -> Table:
    """Return what is drawn plainly, without the rows that have nothing to draw."""
    plot, source = _plan(chart)
    table, is_over_x = _plain(source, plot), plot is not None and plot.kind in OVER_X
    # A dot whose place across is a word would be drawn at its number in the list.
    rows = [row for row in table.rows if not (is_over_x and row[0] is None)]
    return replace(table, rows=[row for row in rows if _has_numbers(row)])


def _plan(chart: Exhibit) -> tuple[Plot | None, Table]:
    """Return how a chart is drawn plainly, and of which table."""
    if isinstance(chart, Chart) and chart.native_table is not None:
        return next(
            (plot for plot in DRAWN if plot.fits(chart.native_table)), None
        ), chart.native_table
    return PLOTS.get(chart.key), chart.table


def plain_table(chart: Exhibit) -> Table:
    """Return the figures in the plainest shape: a category, then one column for each series.

    Words, as of a yes or no that changed, are counted.

    As drawn where the chart has a plain counterpart, else each row's name and all its numbers. A
    share becomes a column of kind percent, 0 to 100; what is hidden or missing is None.
    """
    plot, table = _plan(chart)
    return _plain(chart.table, None) if plot and plot.kind in PLACED else _plain(table, plot)


def _plain(table: Table, plot: Plot | None) -> Table:
    columns = list(table.columns)
    keys = [column.key for column in columns]
    if plot is None or plot.category not in keys:
        plot = Plot(BAR, next((c.key for c in columns if c.kind == "name"), (keys or [""])[0]))
    if not keys:
        return Table((), ())
    if plot.series and all(c.kind == "text" for c in columns if c.key in plot.series):
        return _counted(table)
    first = keys.index(plot.category)
    wanted = [i for i, column in enumerate(columns) if i != first and _is_series(column, plot)]
    if plot.kind in OVER_X:
        rows = [
            (_drawn(row[first], columns[first]), *_numbers(row, wanted, columns))
            for row in plot.rows(table)
        ]
    else:
        rows = [(row[first], *_numbers(row, wanted, columns)) for row in plot.rows(table)]
    heads = [_labelled(columns[i]) for i in (first, *wanted)]
    return Table(tuple(heads), rows)


def named_table(chart: Chart) -> Table:
    """Return the figures as `plain_table` does, each row's name or category always first.

    A scatter's points are then told apart, and what has no numbers has its words as series, also
    where they are a scatter's first: yes or no.
    """
    (plot, table), plain = _plan(chart), plain_table(chart)
    if plot is not None and plot.kind in (SCATTER, CURVE) and plain.columns:
        name = next(i for i, column in enumerate(table.columns) if column.kind == "name")
        columns = (table.columns[name], *plain.columns)
        place = [column.key for column in table.columns].index(plot.category)
        is_worded = table.columns[place].kind == "text"
        points = zip(plot.rows(table), plain.rows, strict=True)
        return Table(
            columns,
            [
                (row[name], row[place] if is_worded else numbers[0], *numbers[1:])
                for row, numbers in points
            ],
        )
    if len(plain.columns) == 1 and len(chart.table.columns) > 1:
        return _worded(chart.table)
    return plain


def _worded(table: Table) -> Table:
    """Return a table of words alone: its most telling column, then the others as they are."""
    first = max(range(len(table.columns)), key=lambda i: len({row[i] for row in table.rows}))
    order = [first, *(i for i in range(len(table.columns)) if i > first)]
    rows = [tuple(row[i] for i in order) for row in table.rows]
    return Table(tuple(table.columns[i] for i in order), rows)


def _counted(table: Table) -> Table:
    """Return how many rows there are of each word in the last column, as words have no length."""
    counts = Counter(str(row[-1]) for row in table.rows)
    return Table((table.columns[-1], Column("n", "n", "integer")), list(counts.items()))


def _is_series(column: Column, plot: Plot) -> bool:
    if plot.series:
        return column.key in plot.series
    return column.kind in NUMBERS or (column.kind == "integer" and not _is_count(column))


def _is_count(column: Column) -> bool:
    return column.key.endswith(COUNTED)


def _labelled(column: Column) -> Column:
    return replace(column, kind="percent", decimals=1) if column.kind == "share" else column


def _numbers(row: tuple[Cell, ...], wanted: list[int], columns: list[Column]) -> tuple[Cell, ...]:
    return tuple(_drawn(row[i], columns[i]) for i in wanted)


def _drawn(cell: Cell, column: Column) -> Cell:
    """Return a number as drawn; a word in a number's place, such as "..", is no number."""
    if cell is None or isinstance(cell, str):
        return None
    return round(100 * cell, 6) if column.kind == "share" else cell


def _has_numbers(row: tuple[Cell, ...]) -> bool:
    return any(cell is not None for cell in row[1:])
