"""Who is left behind: the three conditions applied to the country, before a chart or a word."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.codebook import Indicator, Level, codebook
from ailaget.statistics.left_behind import left_behind
from ailaget.statistics.neighbours import Neighbours
from ailaget.statistics.ranks import rank_intervals
from ailaget.statistics.ties import exceeds
from ailaget.views.base.choices import MODEL_LEVELS, Choices
from ailaget.views.base.measurement import index_measured, least_sure
from ailaget.views.base.rows import all_rows, chosen_rows
from ailaget.views.base.selection import Selection, Source, indicator_of
from ailaget.views.inequality.left_behind_chance import chances_of, least_rise, own_points
from ailaget.views.inequality.neighbourhood import neighbours_by

LISTED, UNKNOWN = "listed", "unknown"


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
    sure: float
    """The smallest change of one municipality that is more than how one is measured."""
    moved: float | None
    """The points of the reader's own choice that are no rise; None: any less than a sure one."""

    @property
    def lowest_are_all(self) -> bool:
        """Whether everyone with a value is among the lowest, as where all are equal."""
        return self.low == self.n

    @property
    def has_chances(self) -> bool:
        """Whether it is known how probable it is."""
        return bool(self.rows["chance"].notna().any())

    def part(self, name: str) -> pd.DataFrame:
        """Return the rows that are listed, or those of whom it cannot be known."""
        return self.rows[self.rows["part"] == name]


def index_of(selection: Selection) -> Indicator:
    """Return the chosen indicator if it is an index, else maturity: only an index has levels."""
    chosen = indicator_of(selection)
    return chosen if chosen.is_index else codebook().indicator("maturity")


def model_level(selection: Selection) -> int:
    """Return the level in force, counted from 1; one that nobody could be below is ignored."""
    return selection.below if selection.below in MODEL_LEVELS else Choices.below


def left_behind_of(source: Source, selection: Selection) -> LeftBehind:
    """Apply the conditions of the selection; raises TooFewValues when nobody answered."""
    indicator, level = index_of(selection), codebook().levels[model_level(selection) - 1]
    exact = index_measured(source, selection.wave, indicator)
    sure = least_sure(indicator, exact)
    rows = all_rows(source, selection.wave, indicator.key).set_index("municipality")
    has_earlier = bool(rows["previous_value"].notna().any())
    conditions = _conditions(rows, sure, has_earlier, selection)
    if exact is not None and has_earlier:
        conditions["chance"] = chances_of(rows, exact, level, sure, selection)
    low = conditions.loc[conditions["is_low"].astype(bool), "value"]
    inside = chosen_rows(source, selection, indicator.key)["municipality"]
    listed = conditions[(conditions["part"] != "") & conditions.index.isin(inside)]
    return LeftBehind(
        rows=_described(listed, rows, neighbours_by(selection.neighbours)),
        indicator=indicator,
        level=level,
        limit=float(low.max()) if len(low) else 0.0,
        previous_wave=str(rows["previous_wave"].iloc[0]) if has_earlier else None,
        n=len(conditions),
        of=len(rows),
        low=len(low),
        tied=int((~exceeds(low.max(), low)).sum()) if len(low) else 0,
        sure=sure,
        moved=own_points(selection),
    )


def _conditions(
    rows: pd.DataFrame, sure: float, has_earlier: bool, selection: Selection
) -> pd.DataFrame:
    """Return who in the country meets which condition, and so is in which part, if in any."""
    conditions = left_behind(
        rows["value"],
        rows["previous_value"] if has_earlier else None,
        rows["value"].map(_level_number),
        neighbours_by(selection.neighbours),
        bottom=selection.bottom,
        moved=least_rise(selection, sure),
        is_rise=own_points(selection) is None,
        level=model_level(selection),
    )
    met = conditions["is_low"] & conditions["stood_still"] & conditions["lacks_model"]
    part = np.where(met.isna(), UNKNOWN, np.where(met.fillna(False), LISTED, ""))
    return conditions.assign(part=part, chance=np.nan)


def _described(listed: pd.DataFrame, rows: pd.DataFrame, near: Neighbours) -> pd.DataFrame:
    """Return those who are listed with what is told of each, by the country's rows."""
    names = rows[["name", "previous_value"]].rename(columns={"previous_value": "previous"})
    ranks = rank_intervals(rows["value"]).rename(columns=lambda name: f"{name}_rank")
    best = _best_neighbours(listed.index, rows["value"], near)
    described = listed.join([best, names, ranks[["best_rank", "worst_rank"]]])
    described["best_name"] = described["best_code"].map(rows["name"])
    return described.rename_axis("code").reset_index()


def _level_number(value: float) -> float:
    return float("nan") if pd.isna(value) else codebook().level_of(value).number + 1


def _best_neighbours(
    codes: "pd.Index[str]", values: "pd.Series[float]", near: Neighbours
) -> pd.DataFrame:
    """Return each one's neighbour with the highest value; NaN where no neighbour answered."""
    rows = []
    for code in codes:
        answered = values.reindex(list(near.of(code))).dropna()
        best = None if answered.empty else str(answered.idxmax())
        rows.append((best, float("nan") if best is None else float(answered[best])))
    return pd.DataFrame(rows, index=codes, columns=["best_code", "best"])
