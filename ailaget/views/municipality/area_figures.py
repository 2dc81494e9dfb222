"""The figures of the areas that a municipality belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ailaget.views.base.result import Table
from ailaget.views.base.selection import FEW, group_value


@dataclass(frozen=True)
class AreaFigure:
    """An area's figure, None where nobody has a value; n with a value of so many municipalities."""

    value: float | None
    n: int
    of: int

    @property
    def drawn(self) -> float | None:
        """The figure; None where fewer than five have a value.

        A mark beside one municipality's compares, and nothing is compared with so few.
        """
        return self.value if self.n >= FEW else None


def area_figure(rows: pd.DataFrame) -> AreaFigure:
    """Return the figure of an area's answering municipalities, the same as on every other page."""
    return AreaFigure(group_value(rows), int(rows["value"].notna().sum()), len(rows))


def area_figures(rows: pd.DataFrame) -> Mapping[str, AreaFigure]:
    """Return an area's figure of every indicator: what `area_figure` says of each, at once."""
    group, indicators = pd.factorize(rows["indicator"])
    numerators, denominators = (rows[end].to_numpy(float) for end in ("numerator", "denominator"))
    is_counted = ~np.isnan(numerators) & ~np.isnan(denominators)
    sums = zip(
        indicators,
        rows["factor"].to_numpy(float)[np.unique(group, return_index=True)[1]],
        np.bincount(group, np.where(is_counted, numerators, 0.0)),
        np.bincount(group, np.where(is_counted, denominators, 0.0)),
        np.bincount(group, rows["value"].notna()),
        np.bincount(group),
        strict=True,
    )
    return {
        str(indicator): AreaFigure(
            float(factor * numerator / denominator) if denominator else None, int(n), int(of)
        )
        for indicator, factor, numerator, denominator, n, of in sums
    }


def drawn_columns(table: Table, areas: Sequence[str]) -> Table:
    """Return a table with only the areas' figures that are drawn, each beside its ``..._n``."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    few = {places[area]: places[f"{area}_n"] for area in areas}
    rows = [
        tuple(
            None if place in few and int(str(row[few[place]])) < FEW else cell
            for place, cell in enumerate(row)
        )
        for row in table.rows
    ]
    return replace(table, rows=rows)
