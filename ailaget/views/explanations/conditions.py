"""The structural conditions that a gap or a value is set against: figures of others, as chosen."""

from dataclasses import dataclass

import pandas as pd

from ailaget.texts import Texts
from ailaget.views.base.context_figures import (
    SIZE,
    ContextFigure,
    FigureYear,
    context_values,
    known_figures,
    on_scale,
)
from ailaget.views.base.selection import Selection, Source

MOST = 6
"""So many conditions at once: more are fitted to so few municipalities, and all are unsure."""

LIKE_SIZE = 0.9
"""A figure that goes with inhabitants so closely (rank correlation) is size by another name."""


@dataclass(frozen=True, eq=False)
class Conditions:
    """Some figures of others: `values` has a row per municipality, as they are fitted."""

    figures: tuple[ContextFigure, ...]
    table: pd.DataFrame
    years: dict[str, FigureYear]

    @property
    def names(self) -> list[str]:
        """What the conditions are called."""
        return [figure.label for figure in self.figures]

    def origins(self, t: Texts) -> str:
        """Return where each comes from."""
        return " ".join(figure.origin(self.years.get(figure.key), t) for figure in self.figures)


def conditions_of(source: Source, selection: Selection, *, with_size: bool) -> Conditions:
    """Return the chosen conditions, else those that come with the project; of the whole country.

    Size by another name is left out, and size itself is there only where it is asked for: of a gap
    between sizes it would be the gap itself.
    """
    figures = known_figures(source, selection.language)
    usual = [key for key, figure in figures.items() if figure.is_shipped]
    chosen = [key for key in selection.conditions if key in figures] or usual
    others = [key for key in chosen if key != SIZE]
    context = context_values(source, selection, list(dict.fromkeys([SIZE, *others])))
    ranks = context.table.rank()
    kept = [
        key
        for key in others
        if context.table[key].notna().any() and not abs(ranks[key].corr(ranks[SIZE])) >= LIKE_SIZE
    ]
    keys = [*([SIZE] if with_size and SIZE in figures else []), *kept][:MOST]
    table = pd.DataFrame({key: on_scale(context.table[key]) for key in keys})
    return Conditions(tuple(figures[key] for key in keys), table, context.years)
