"""Rows with an interval each, as a chart, a table and a native chart have them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ailaget.charts.interval_rows import IntervalLabels, interval_rows
from ailaget.charts.style import Frame
from ailaget.statistics.intervals import Interval
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.native import BAR, native, with_intervals
from ailaget.views.base.result import CELL, Cell, Column, Native, Table
from ailaget.views.explanations.basis import interval_text, is_sure


@dataclass(frozen=True)
class IntervalRow:
    """What one row says: its label, a figure with its interval, and a note at the right.

    `is_chance` is whether chance alone gives as much too often, however narrow the interval is.
    """

    label: str
    interval: Interval
    note: str = ""
    is_chance: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves zero out, and chance does too."""
        return is_sure(self.interval) and not self.is_chance


def drawn_rows(
    rows: Sequence[IntervalRow],
    frame: Frame,
    labels: IntervalLabels,
    decimals: int,
    t: Texts,
    *,
    sign: bool = True,
) -> go.Figure:
    """Return the rows as a chart, each figure with its sign unless it is a size alone."""
    table = pd.DataFrame(
        [
            {
                "label": row.label,
                "value": row.interval.estimate,
                "low": row.interval.low,
                "high": row.interval.high,
                "value_text": t.number(row.interval.estimate, decimals, sign=sign),
                "note_text": row.note,
                "is_sure": row.is_sure,
                "hover": f"{row.label}: {interval_text(t, row.interval, decimals)}",
            }
            for row in rows
        ],
        columns=["label", "value", "low", "high", "value_text", "note_text", "is_sure", "hover"],
    ).astype(dict.fromkeys(("value", "low", "high"), float))
    return interval_rows(table, frame, labels)


def rows_table(
    rows: Sequence[IntervalRow], label: str, value: str, note: str, decimals: int, t: Texts
) -> Table:
    """Return the rows as a table: each figure with the ends of its interval, and the note."""
    columns = (
        Column("label", label, "name"),
        Column("value", value, "number", decimals),
        folding(Column("low", t("inequality.column_low"), "number", decimals), t),
        folding(Column("high", t("inequality.column_high"), "number", decimals), t),
        Column("note", note, collapsed=CELL),
    )
    return Table(columns, [_record(row) for row in rows])


def _record(row: IntervalRow) -> tuple[Cell, ...]:
    interval = row.interval
    return (row.label, interval.estimate, interval.low, interval.high, row.note)


def native_rows(rows: Sequence[IntervalRow], table: Table, t: Texts) -> Native:
    """Return the rows as bars with their intervals."""
    ends = [(row.interval.low, row.interval.high) for row in rows]
    return with_intervals(native(BAR, table, "label", "value"), {"value": ends}, t)


def scaled(interval: Interval, factor: float) -> Interval:
    """Return an interval in the unit that is shown: a share in percentage points."""
    ends = (interval.estimate, interval.low, interval.high)
    estimate, low, high = (None if end is None else factor * end for end in ends)
    return Interval(estimate, low, high)
