"""A region's spread as Excel and PowerPoint draw it: dots in two rows, or the shares of yes."""

import pandas as pd

from ailaget.charts.geometry import nice_ticks
from ailaget.charts.swarm import TALLEST, packed_swarms
from ailaget.codebook import Indicator
from ailaget.views.base.result import Cell, Column, Table
from ailaget.views.base.row_records import row_records
from ailaget.views.base.selection import Selection, group_value, unit_text
from ailaget.views.region.scope import OWN, REST, Words, figure_kind

HEIGHTS = {OWN: 2.0, REST: 1.0}
"""Where the row of each side stands."""

REACH = 0.42
"""How far from its row the outermost dot stands."""


def dots_table(
    rows: pd.DataFrame, indicator: Indicator, words: Words, selection: Selection
) -> Table:
    """Return every value with the height of its dot in the column of its side, and the figures."""
    t = selection.t
    columns = (
        Column("name", t("column.municipality"), "name"),
        Column("value", unit_text(t, indicator), "number", indicator.decimals),
        Column(OWN, words.name, "number", 2),
        Column(REST, words.rest, "number", 2),
        Column("figure", t(f"region.figure_{figure_kind(indicator)}"), "number", 2),
    )
    valued = rows[rows["value"].notna()]
    if valued.empty:
        return Table(columns, [])
    ends = (
        (0.0, 100.0)
        if indicator.is_index
        else (min(0.0, valued["value"].min()), valued["value"].max())
    )
    dots, _ = packed_swarms(valued.assign(group=valued["side"]), nice_ticks(*ends))
    found: list[tuple[Cell, ...]] = []
    for side, height in HEIGHTS.items():
        for dot in row_records(dots[dots["side"] == side]):
            at = round(height - REACH * dot["offset"] / TALLEST, 3)
            found.append((dot["name"], float(dot["value"]), *_in_column(side, at), None))
    for (side, height), name in zip(HEIGHTS.items(), (words.name, words.rest), strict=True):
        value = group_value(rows[rows["side"] == side])
        if value is not None:
            found.append((name, value, None, None, height))
    return Table(columns, found)


def shares_table(groups: pd.DataFrame, selection: Selection) -> Table:
    """Return the share of yes on each side, by its `label`."""
    t = selection.t
    columns = (Column("group", t("column.group"), "name"), Column("share", t("yes"), "share"))
    rows = zip(groups["label"], groups["figure"], strict=True)
    return Table(columns, [(name, None if pd.isna(v) else float(v)) for name, v in rows])


def _in_column(side: str, at: float) -> tuple[Cell, Cell]:
    return (at, None) if side == OWN else (None, at)
