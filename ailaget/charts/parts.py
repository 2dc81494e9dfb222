"""Rows in parts, each part under a heading of its own."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ailaget.charts.columns import depth_of, with_rows
from ailaget.charts.plot_layout import EDGE
from ailaget.charts.row_layout import RowLayout

HEAD, BETWEEN = 24.0, 8.0
"""Depths in pixels of a part's heading, and of the gap above it."""

Heads = list[tuple[str, float]]


def in_parts(
    table: pd.DataFrame, parts: Mapping[str, str], top: float
) -> tuple[pd.DataFrame, Heads]:
    """Return the rows with their places, part by part, and each heading with its place.

    `table` has ``part`` (a key of `parts`) and ``label``; a part without rows has no heading, and
    one whose words are empty takes no room for it.
    """
    placed: list[pd.DataFrame] = []
    heads: Heads = []
    for part, heading in parts.items():
        inside = table[table["part"] == part]
        if inside.empty:
            continue
        start = depth_of(placed[-1]) + BETWEEN if placed else top
        if heading:
            heads.append((heading, start + HEAD / 2))
            start += HEAD
        placed.append(with_rows(inside, start))
    return pd.concat(placed, ignore_index=True), heads


def write_heads(row_layout: RowLayout, heads: Heads, column: str) -> None:
    """Write the headings where the rows' names begin, and the column's beside the first of them."""
    colours = row_layout.colours
    # Their ground hides the axis' lines.
    ink: dict[str, Any] = {"size": 12, "color": colours.muted, "bgcolor": colours.background}
    for heading, y in heads:
        row_layout.write(0, y, heading, xshift=EDGE - row_layout.left, **ink)
    shift = row_layout.right - EDGE - 2
    row_layout.write(1, heads[0][1], column, xanchor="right", xshift=shift, **ink)
