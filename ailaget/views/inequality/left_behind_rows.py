"""Who is low, stands still and lacks a neighbour to learn from, and of whom it cannot be known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.codebook import Indicator, Level, codebook
from ailaget.statistics.left_behind import left_behind
from ailaget.statistics.neighbours import Neighbours
from ailaget.statistics.ranks import rank_intervals
from ailaget.statistics.ties import exceeds
from ailaget.views.base.rows import all_rows, chosen_rows
from ailaget.views.base.selection import Selection, Source, indicator_of
from ailaget.views.inequality.neighbourhood import neighbours_by

LISTED, UNKNOWN = "listed", "unknown"

MODEL_LEVELS = (2, 3, 4)
"""Levels, as people count them, that a neighbour to learn from can be asked to have reached.

Every answering neighbour has reached the first, so it would leave nobody behind.
"""


@dataclass(frozen=True, eq=False)
class LeftBehind:
    """The three conditions applied to the whole country.

    `rows` has one row per municipality of the filter that meets them (`part` listed) or may do so
    (`part` unknown), lowest first: code, name, value, previous, change, stood_still, lacks_model,
    neighbours, neighbours_answering, best and best_name (the neighbour with the highest value),
    best_rank, worst_rank.
    `limit` is the highest value that counts as low; `previous_wave` is None in the first wave.
    """

    rows: pd.DataFrame
    indicator: Indicator
    level: Level
    limit: float
    previous_wave: str | None
    n: int
    of: int
    low: int
    """How many lie at the limit or under it; equal values are in or out together."""
    tied: int
    """How many of them lie at the limit."""

    @property
    def lowest_are_all(self) -> bool:
        """Whether everyone with a value is among the lowest, as where all are equal."""
        return self.low == self.n

    def part(self, name: str) -> pd.DataFrame:
        """Return the rows that are listed, or those of whom it cannot be known."""
        return self.rows[self.rows["part"] == name]


def index_of(selection: Selection) -> Indicator:
    """Return the chosen indicator if it is an index, else maturity: only an index has levels."""
    chosen = indicator_of(selection)
    return chosen if chosen.is_index else codebook().indicator("maturity")


def model_level(selection: Selection) -> int:
    """Return the level in force, counted from 1; one that nobody could be below is ignored."""
    return selection.below if selection.below in MODEL_LEVELS else Selection("", False).below


def left_behind_of(source: Source, selection: Selection) -> LeftBehind:
    """Apply the conditions of the selection; raises TooFewValues when nobody answered."""
    indicator, number = index_of(selection), model_level(selection)
    rows = all_rows(source, selection.wave, indicator.key).set_index("municipality")
    inside = chosen_rows(source, selection, indicator.key)["municipality"]
    values, near = rows["value"], neighbours_by(selection.neighbours)
    has_earlier = bool(rows["previous_value"].notna().any())
    found = left_behind(
        values,
        rows["previous_value"] if has_earlier else None,
        values.map(_level_number),
        near,
        bottom=selection.bottom,
        moved=selection.moved,
        level=number,
    )
    met = found["is_low"] & found["stood_still"] & found["lacks_model"]
    found["part"] = np.where(met.isna(), UNKNOWN, np.where(met.fillna(False), LISTED, ""))
    low = found.loc[found["is_low"].astype(bool), "value"]
    listed = found[(found["part"] != "") & found.index.isin(inside)]
    listed = listed.join(_best_neighbours(listed.index, values, near))
    ranks = rank_intervals(values).rename(columns=lambda name: f"{name}_rank")
    listed = listed.join(
        rows[["name", "previous_value"]].rename(columns={"previous_value": "previous"})
    )
    listed = listed.join(ranks[["best_rank", "worst_rank"]])
    listed["best_name"] = listed["best_code"].map(rows["name"])
    return LeftBehind(
        rows=listed.rename_axis("code").reset_index(),
        indicator=indicator,
        level=codebook().levels[number - 1],
        limit=float(low.max()) if len(low) else 0.0,
        previous_wave=str(rows["previous_wave"].iloc[0]) if has_earlier else None,
        n=len(found),
        of=len(rows),
        low=len(low),
        tied=int((~exceeds(low.max(), low)).sum()) if len(low) else 0,
    )


def _level_number(value: float) -> float:
    return float("nan") if pd.isna(value) else codebook().level_of(value).number + 1


def _best_neighbours(
    codes: "pd.Index[str]", values: "pd.Series[float]", near: Neighbours
) -> pd.DataFrame:
    """Return each one's neighbour with the highest value; NaN where no neighbour answered."""
    found = []
    for code in codes:
        answered = values.reindex(list(near.of(code))).dropna()
        best = None if answered.empty else str(answered.idxmax())
        found.append((best, float("nan") if best is None else float(answered[best])))
    return pd.DataFrame(found, index=codes, columns=["best_code", "best"])
