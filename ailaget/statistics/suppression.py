"""Which counts to hide so that no small group can be read off, or worked out from the totals.

A count under the threshold is hidden (primary). More are hidden (secondary) until the total minus
what is shown gives no hidden count away. A zero stays: nobody is in it. Hidden counts all look
alike to the reader; the statistics of a hidden group are hidden with its count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.sample import BoolArray, FloatArray, NegativeValues, Series, floats

THRESHOLD = 5


@dataclass(frozen=True, eq=False)
class Suppressed:
    """What is hidden in a list of groups; with `hide_total` the total must be hidden too."""

    hidden: Series
    primary: Series
    hide_total: bool


@dataclass(frozen=True, eq=False)
class SuppressedTable:
    """What is hidden in a two-way table; with `hide_totals` its margins must be hidden too."""

    hidden: pd.DataFrame
    primary: pd.DataFrame
    hide_totals: bool


def suppress(counts: Series, threshold: int = THRESHOLD) -> Suppressed:
    """Hide counts in one list whose total is shown.

    After every count from 1 to `threshold` - 1, the smallest shown count (first of equals) is
    hidden until (1) no count is hidden alone, (2) the hidden counts together reach the threshold,
    and (3) none of them follows from the total, even for a reader who knows which are primary.

    Parameters
    ----------
    counts
        Units that answered in each group; whole, at least zero; NaN counts as zero.
    threshold
        The smallest count that may be shown.

    Returns
    -------
    Suppressed
        Booleans with the index of `counts`. `hide_total` when nothing more can be hidden and the
        total would still tell.

    Raises
    ------
    NegativeValues

    References
    ----------
    Hundepool, A. et al. (2012). Statistical Disclosure Control. Wiley, chapter 4.

    Examples
    --------
    >>> suppress(pd.Series({"A1": 2, "A2": 30, "B3": 12, "B4": 40})).hidden.to_dict()
    {'A1': True, 'A2': False, 'B3': True, 'B4': False}
    """
    table = pd.DataFrame([counts.to_list()], columns=counts.index)
    found = _protect(_whole(table), threshold, lambda hidden, n: _unsafe_row(hidden, n, threshold))
    hidden, primary, failed = found
    return Suppressed(
        pd.Series(hidden[0], index=counts.index), pd.Series(primary[0], index=counts.index), failed
    )


def suppress_table(counts: pd.DataFrame, threshold: int = THRESHOLD) -> SuppressedTable:
    """Hide counts in a two-way table whose row and column totals are shown.

    Rows and columns each follow the rule of `suppress`. Besides, the hidden cells are seen as
    edges between their row and their column: a cell can be worked out from the margins exactly
    when its edge is on no cycle. While there is such a cell, the smallest shown count that joins
    the two sides again is hidden. Parameters, missing values and errors as for `suppress`.

    References
    ----------
    Gusfield, D. (1988). A graph theoretic approach to statistical data security. SIAM Journal on
    Computing 17(3), 552-571.

    Examples
    --------
    >>> counts = pd.DataFrame({"low": [2, 9, 20], "high": [30, 8, 50]}, index=["A", "B", "C"])
    >>> suppress_table(counts).hidden.to_numpy().tolist()
    [[True, True], [True, True], [False, False]]
    """

    def unsafe(hidden: BoolArray, n: FloatArray) -> BoolArray | None:
        by_row = _unsafe_row(hidden, n, threshold)
        if by_row is not None:
            return by_row
        by_column = _unsafe_row(hidden.T, n.T, threshold)
        return by_column.T if by_column is not None else _unsafe_edge(hidden)

    hidden, primary, failed = _protect(_whole(counts), threshold, unsafe)
    frames = [pd.DataFrame(cells, counts.index, counts.columns) for cells in (hidden, primary)]
    return SuppressedTable(frames[0], frames[1], failed)


def _whole(table: pd.DataFrame) -> FloatArray:
    columns = [floats(table.iloc[:, place]) for place in range(table.shape[1])]
    array = np.nan_to_num(np.stack(columns, axis=1)) if columns else np.empty((len(table), 0))
    if (array < 0).any():
        raise NegativeValues(int((array < 0).sum()))
    return np.asarray(array)


def _protect(
    n: FloatArray,
    threshold: int,
    unsafe: Callable[[BoolArray, FloatArray], BoolArray | None],
) -> tuple[BoolArray, BoolArray, bool]:
    """Hide the smallest useful count until `unsafe` names no more cells among which to choose."""
    primary: BoolArray = (n > 0) & (n < threshold)
    hidden = primary.copy()
    while (useful := unsafe(hidden, n)) is not None:
        open_cells = useful & ~hidden & (n > 0)
        if not open_cells.any():
            return hidden, primary, True
        hidden.flat[int(np.where(open_cells, n, np.inf).argmin())] = True
    return hidden, primary, False


def _unsafe_row(hidden: BoolArray, n: FloatArray, threshold: int) -> BoolArray | None:
    """Cells of the first row that gives a hidden count away; None when no row does."""
    for place, row in enumerate(hidden):
        cells = n[place][row]
        if not len(cells):
            continue
        low = np.where(cells < threshold, 1, threshold)
        high = np.where(cells < threshold, threshold - 1, cells.sum())
        least = np.maximum(low, cells.sum() - (high.sum() - high))
        most = np.minimum(high, cells.sum() - (low.sum() - low))
        if len(cells) == 1 or cells.sum() < threshold or (least >= most).any():
            useful = np.zeros(hidden.shape, dtype=bool)
            useful[place] = True
            return useful
    return None


def _unsafe_edge(hidden: BoolArray) -> BoolArray | None:
    """Cells that would join row and column of the first hidden cell on no cycle; None if none."""
    for row, column in np.argwhere(hidden):
        rest = hidden.copy()
        rest[row, column] = False
        rows, columns = _reached(rest, int(row))
        if not columns[column]:
            return np.asarray(rows[:, None] != columns[None, :])
    return None


def _reached(hidden: BoolArray, row: int) -> tuple[BoolArray, BoolArray]:
    """Rows and columns that hidden cells join to a row."""
    rows = np.arange(hidden.shape[0]) == row
    while True:
        columns = hidden[rows].any(axis=0)
        more = rows | hidden[:, columns].any(axis=1)
        if (more == rows).all():
            return rows, columns
        rows = more
