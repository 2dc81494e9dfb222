"""What a view gives back: a chart with its table, and everything that travels with its numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.io import to_json

if TYPE_CHECKING:
    from ailaget.views.base.selection import Selection

Cell = str | float | int | None

MUNICIPALITY = re.compile(r"\d{4}", re.ASCII)
"""A municipality's code; a county has two digits."""

CELL = "{cell}"
"""What stands for the cell in a column's `collapsed`."""

UNSAID = " "
"""The `collapsed` of a column that folds without a word of its own."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `kind` is text, integer, number (with `decimals`), share (0 to 1, read as per cent), percent (0
    to 100), place (an interval of ranks, in words), day (of ISO 8601, read in words), address (of a
    page, which a page links, or a text), name (a municipality: `codes` on the table links it) or
    names (words in which municipalities are named). `short` is what stands above a narrow column on
    a page, where the label goes to the table's caption. `unit` is the column's own, where it is not
    that of the whole; a column with the key ``unit`` has that of each row.
    `collapsed` is how a cell reads under its row's name, where a page has no room for the column;
    it is empty where the column always stands. It may name other columns' cells by their keys, and
    is `UNSAID` of a cell that another column's says.
    """

    key: str
    label: str
    kind: str = "text"
    decimals: int = 0
    short: str = ""
    unit: str = ""
    collapsed: str = ""

    @property
    def gathers(self) -> bool:
        """Whether it says other cells of its row where it folds."""
        return "{" in self.collapsed.replace(CELL, "")


@dataclass(frozen=True)
class Table:
    """Rows of plain values under typed columns; None is missing and never zero.

    `codes` holds each row's code, where the rows are municipalities or regions; `swatches` each
    row's colour on the map beside it. `headings` are those that stand above the rows on a page, one
    for each row: those that follow one another under the same heading have it once. `links` are, by
    a column's key, the municipalities that each of its cells lists: their names by code.
    `reasons` say in files, by a column's key, why each of its cells is missing. `foreign` are, by a
    column's key, the phrase in each of its cells that is in another language than the reader's, and
    that language; both empty where there is none.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    codes: Sequence[str] = ()
    swatches: Sequence[str] = ()
    focus: str | None = None
    headings: Sequence[str] = ()
    links: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    reasons: Mapping[str, Sequence[str]] = field(default_factory=dict)
    foreign: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    @property
    def of_municipalities(self) -> bool:
        """Whether each row is a municipality, and no county or group."""
        return bool(self.codes) and all(map(MUNICIPALITY.fullmatch, self.codes))


@dataclass(frozen=True)
class Native:
    """A chart as Excel and PowerPoint draw it themselves, its figures to be edited.

    `table` has a category first, or, where the kind stands over x, a name and then x; each column
    that follows is a series, but for those that `lines` and `intervals` name. `colours` are those
    of the series in order, where they are not the usual ones. On an `is_log` axis each tenfold is
    as far. `focus` is the row that stands out. `lines` are the keys of columns that are drawn as a
    line over the others: a reference, a limit, a trend. `intervals` pair a series' key with those
    of the two columns that say how far its interval reaches down and up. `lacks` names, as the
    texts under ``pptx`` do, what the figure has and this has not.
    """

    kind: str
    table: Table
    colours: tuple[str | None, ...] = ()
    is_log: bool = False
    focus: int | None = None
    lines: tuple[str, ...] = ()
    intervals: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()

    @property
    def data(self) -> tuple[Column, ...]:
        """The columns of the series themselves, without what is drawn over them."""
        reaches = {key for pair in self.intervals.values() for key in pair}
        others = {*self.lines, *reaches}
        return tuple(column for column in self.table.columns[1:] if column.key not in others)


@dataclass(frozen=True)
class Exhibit:
    """A table and all that belongs to it, on the page and on every way out.

    `n` and `of` are None where no one number of municipalities is behind the whole table. One that
    is not `of_answers`, such as a list of questions or of known collaborations, is never invented.
    `is_demo` says whether the answers of its own wave are: a chart of regions need not be of the
    wave that is chosen, which is municipalities'. None is as that one. `n_each` says in words how
    few have a value in each of several measures, where `n` is of the first of them.
    """

    key: str
    title: str
    headline: str
    table: Table
    attribution: str
    caveat: str
    n: int | None
    of: int | None
    file_stem: str
    wave: str
    unit: str
    of_answers: bool = field(default=True, kw_only=True)
    is_demo: bool | None = field(default=None, kw_only=True)
    n_each: str = field(default="", kw_only=True)

    def is_invented(self, selection: "Selection") -> bool:
        """Return whether what is shown of a selection rests on invented answers."""
        is_demo = selection.is_demo if self.is_demo is None else self.is_demo
        return self.of_answers and is_demo


@dataclass(frozen=True)
class Chart(Exhibit):
    """A figure with the table that says the same, and all that belongs to them.

    Without a `native` counterpart Excel and PowerPoint get it as a picture.
    """

    figure: go.Figure
    alt: str
    native: Native | None = None

    @cached_property
    def figure_json(self) -> str:
        """The figure as a browser draws it: made once, for views are shared and never changed."""
        return str(to_json(self.figure, validate=False))


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
