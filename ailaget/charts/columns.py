"""Rows with their name at the left, and their numbers in columns at the right, as in a table."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ailaget.charts.geometry import line_count, text_width
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout, records
from ailaget.charts.style import Frame, wrapped

NAME_WIDTH = 22
"""Characters per line of a name, so that a phone keeps half its width for the marks."""

LINE, PADDING = 16.0, 10.0
"""Pixels per line of a name, and between rows."""

GAP = 12.0
"""Pixels between columns."""

ROW = "row"
"""What a row's name is called: a narrow window has it above its row (`front/columns.js`)."""


def with_rows(table: pd.DataFrame, top: float = 0.0, name_width: int = NAME_WIDTH) -> pd.DataFrame:
    """Return the table with ``name`` (``label``, wrapped) and ``y`` (its row's middle, pixels)."""
    names = [wrapped(label, name_width) for label in table["label"]]
    heights = pd.Series([LINE * line_count(n) + PADDING for n in names], index=table.index)
    return table.assign(name=names, y=top + heights.cumsum() - heights / 2)


def depth_of(rows: pd.DataFrame) -> float:
    """Return where the last row ends, in pixels."""
    last = rows.iloc[-1]
    return float(last["y"] + (LINE * line_count(last["name"]) + PADDING) / 2)


def head_of(rows: pd.DataFrame) -> float:
    """Return the middle of the line of text above the first row, in pixels."""
    first = rows.iloc[0]
    return float(first["y"] - (LINE * line_count(first["name"]) + PADDING) / 2 - LINE / 2)


def column_sheet(
    frame: Frame,
    rows: pd.DataFrame,
    x_range: tuple[float, float],
    columns: Sequence[str],
    *,
    heads: Sequence[str] = (),
    ticks: Sequence[float] = (),
    axis_title: str = "",
) -> RowLayout:
    """Return a layout with every row's name and columns written; the marks go between them.

    Parameters
    ----------
    rows
        From `with_rows`; optionally ``is_own`` (its name in bold) and the text columns named next.
    columns
        Names of text columns, left to right; the first is written in bold.
    heads
        The columns' headings, above the first row.
    """
    shown = [rows[column] if i else _bold(rows[column]) for i, column in enumerate(columns)]
    names = [
        f"<b>{row.name}</b>" if getattr(row, "is_own", False) else row.name for row in records(rows)
    ]
    widths = [_width([*texts, *heads[i : i + 1]]) for i, texts in enumerate(shown)]
    left = EDGE + GAP + _width(names)
    right = EDGE + sum(width + GAP for width in widths)
    row_layout = RowLayout(
        frame, depth_of(rows), x_range, ticks, axis_title=axis_title, left=left, right=right
    )
    for name, y in zip(names, rows["y"], strict=True):
        row_layout.write(0, y, name, xshift=EDGE - left, name=ROW)
    end = 0.0
    for i, (texts, width) in enumerate(zip(shown, widths, strict=True)):
        end += width + GAP
        place: dict[str, Any] = {"xanchor": "right", "xshift": end}
        ink: dict[str, Any] = {"color": row_layout.colours.muted} if i else {}
        for text, y in zip(texts, rows["y"], strict=True):
            row_layout.write(1, y, text, **place, **ink)
        for head in heads[i : i + 1]:
            row_layout.write(
                1, head_of(rows), head, size=12, color=row_layout.colours.muted, **place
            )
    return row_layout


def _bold(texts: "pd.Series[str]") -> list[str]:
    return [f"<b>{text}</b>" if text else "" for text in texts]


def _width(texts: Sequence[str]) -> float:
    return max((text_width(text) for text in texts if text), default=0.0) * 1.05
