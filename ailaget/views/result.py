"""What a view gives back: a chart with its table, and everything that travels with its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

Cell = str | float | int | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `kind` is text, integer, number (with `decimals`), share (0 to 1, read as per cent), percent (0
    to 100) or name (a municipality: `codes` on the table links it). `short` is what stands above a
    narrow column on a page, where the label goes to the table's caption.
    """

    key: str
    label: str
    kind: str = "text"
    decimals: int = 0
    short: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of plain values under typed columns; None is missing and never zero.

    `codes` holds each row's municipality code, where the rows are municipalities; `swatches` each
    row's colour on the map beside it.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    codes: Sequence[str] = ()
    swatches: Sequence[str] = ()
    focus: str | None = None


@dataclass(frozen=True)
class Chart:
    """A figure and all that belongs to it, on the page and on every way out."""

    key: str
    title: str
    finding: str
    figure: go.Figure
    table: Table
    alt: str
    source: str
    caveat: str
    n: int
    of: int
    file_stem: str
    wave: str
    unit: str


@dataclass(frozen=True)
class KeyFigure:
    """One headline figure: its value in words, how it moved, and what it rests on.

    `direction` is 1, 0 or -1 for rose, unchanged and fell; None where nothing can be compared.
    """

    label: str
    value: str
    change: str
    basis: str
    direction: int | None = None
