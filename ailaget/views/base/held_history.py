"""An indicator over the newest waves, all per one denominator: what gaps over time are made of."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.views.base.rows import history_within
from ailaget.views.base.selection import Selection, Source

WAVES = 4
"""So many waves are shown, the newest: the more there are, the fewer have answered in all."""


@dataclass(frozen=True, eq=False)
class HeldHistory:
    """The newest waves up to the chosen one, oldest first, of the municipalities of a filter.

    `values` has a row per municipality and a column per wave; `newest` the rows of the last wave,
    of all that are in the filter, answered or not; `weights` what each counts for in its group's
    figure, None where alike.
    """

    waves: tuple[str, ...]
    values: pd.DataFrame
    newest: pd.DataFrame
    weights: "pd.Series[Any] | None"

    @property
    def always(self) -> "pd.Index[str]":
        """The municipalities with a value in every wave."""
        return self.values.dropna().index


def held_history(source: Source, selection: Selection, indicator: Indicator) -> HeldHistory | None:
    """Return an indicator's values in the newest waves; None where the filter lets nobody in."""
    rows = history_within(source, selection.wave, indicator.key, selection.filter)
    rows = rows[rows["wave"] <= selection.wave]
    waves = tuple(str(wave) for wave in sorted(rows["wave"].unique())[-WAVES:])
    rows = rows[rows["wave"].isin(waves)].set_index("municipality")
    if rows.empty:
        return None
    newest = rows[rows["wave"] == waves[-1]]
    weights = newest["denominator"].astype(float) if indicator.is_ratio else None
    return HeldHistory(waves, _held_values(rows, newest, waves), newest, weights)


def _held_values(rows: pd.DataFrame, newest: pd.DataFrame, waves: tuple[str, ...]) -> pd.DataFrame:
    """Return a row per municipality and a column per wave, all per the newest denominator.

    So a group's figure is sum over sum in every wave, and moves with positions alone.
    """
    below = newest["denominator"].reindex(rows.index)
    held = rows["factor"] * rows["numerator"] / below
    values = held.where(rows["value"].notna())
    return pd.DataFrame({wave: values[rows["wave"] == wave] for wave in waves})
