"""Charts frozen before views stated their native charts: found by the keys of chart and columns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ailaget.charts.marks import AROUND, Kind
from ailaget.charts.style import LIGHT
from ailaget.views.base.native import (
    BAR,
    COLUMNS,
    CURVE,
    LINE,
    OVER_X,
    RANGE,
    SCATTER,
    SWARM,
    figures_as_kept,
    mark_colours,
)
from ailaget.views.base.result import Cell, Column, Native, Table


@dataclass(frozen=True)
class Plot:
    """How a frozen chart's table is drawn natively.

    `category` (x, where the kind is over x) and `series` are keys of columns; without `series`
    every number is one, but for those that say how many a figure rests on. With `ends` only so many
    rows from either end are drawn, with `leading` only rows like the first in that column.
    """

    kind: str
    category: str
    series: tuple[str, ...] = ()
    ends: int | None = None
    is_newest_first: bool = False
    leading: str = ""
    colours: tuple[str | None, ...] = ()
    is_log: bool = False
    marks: Mapping[str, Kind] = field(default_factory=dict)

    def fits(self, table: Table) -> bool:
        """Return whether a table has what is drawn: that of a chart frozen long ago may not."""
        keys = {column.key for column in table.columns}
        needed = {key for key in (self.category, self.leading) if key}
        return needed <= keys and (not self.series or not keys.isdisjoint(self.series))

    def of(self, table: Table) -> Native:
        """Return the native chart of a table that fits."""
        series = [column for column in table.columns if self._is_series(column)]
        if all(column.kind == "text" for column in series):
            return Native(self.kind, _counted(table))
        keys = [column.key for column in series]
        names = [column.key for column in table.columns if column.kind == "name"]
        heads = [*(names[:1] if self.kind in OVER_X else ()), self.category]
        return Native(
            self.kind,
            figures_as_kept(replace(table, rows=self._rows(table)), *heads, *keys),
            colours=mark_colours(keys, self.marks) if self.marks else self.colours,
            is_log=self.is_log,
        )

    def _is_series(self, column: Column) -> bool:
        if self.series:
            return column.key in self.series
        is_count = column.key.endswith("_n")
        return column.kind in ("number", "share") or (column.kind == "integer" and not is_count)

    def _rows(self, table: Table) -> list[tuple[Cell, ...]]:
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

BY_CHART = {
    "bivariate_scatter": Plot(SCATTER, "maturity", ("staffing",)),
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
"""How a chart's own table is drawn, by the chart's key."""

LEVELS = tuple(f"level_{number}" for number in range(len(LIGHT.sequential)))
"""The keys of columns that each hold the values of one level of maturity."""

BY_COLUMNS = (
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
"""How a table that was kept only to be drawn is: the first that fits its columns."""


def earlier_native(key: str, table: Table, kept: Table | None) -> Native | None:
    """Return the native chart of a frozen one, from what was `kept` to be drawn, or its table."""
    if kept is not None:
        return next((plot.of(kept) for plot in BY_COLUMNS if plot.fits(kept)), None)
    plot = BY_CHART.get(key)
    return plot.of(table) if plot is not None and plot.fits(table) else None


def _counted(table: Table) -> Table:
    """Return how many rows there are of each word in the last column, as words have no length."""
    counts = Counter(str(row[-1]) for row in table.rows)
    return Table((table.columns[-1], Column("n", "n", "integer")), list(counts.items()))
