"""How exactly an index measures one municipality: what a sure change is, and what is left out.

All municipalities of a wave tell it, whatever the filter: it is a property of the questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.codebook import Indicator, Item, codebook
from ailaget.statistics.reliability import Reliability, filled_by_item, reliability
from ailaget.statistics.sample import TooFewValues
from ailaget.views.base.selection import Source, kept_once

SCALE = (0.0, 100.0)

MATURITY = "maturity"

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, eq=False)
class Items:
    """An index's questions by municipality, a column each.

    `scores` are from 0 to 100, NaN where there is no answer; `applies` is false where the answer is
    that a question does not apply.
    """

    scores: pd.DataFrame
    applies: pd.DataFrame

    @property
    def filled(self) -> "pd.Series[float]":
        """Return the index with what is missing filled in (`reliability.filled_by_item`)."""
        return filled_by_item(self.scores, SCALE).where(self.applies).mean(axis=1)


def measured(items: pd.DataFrame) -> Reliability | None:
    """Return how exactly the mean of items measures one; None where nothing tells."""
    try:
        return reliability(items)
    except TooFewValues:
        return None


def parts_of_maturity(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of maturity in rows of `wave_indicators`, a column each."""
    parts = [part.key for part in codebook().dimension_indicators()]
    asked = rows[rows["indicator"].isin(parts)]
    values = asked.pivot_table(
        index="municipality", columns="indicator", values="value", dropna=False, observed=False
    )
    return values.reindex(columns=parts).astype(float)


def maturity_measured(source: Source, wave: str) -> Reliability | None:
    """Return how exactly a wave measures one municipality's maturity; None where nothing tells."""
    return kept_once(
        source,
        ("maturity_measured", wave),
        lambda: measured(parts_of_maturity(source.query("wave_indicators", wave=wave))),
    )


def wave_items(source: Source, wave: str) -> dict[str, Items]:
    """Return the questions of each index of a wave, laid out once for all who ask of it."""
    return kept_once(
        source, ("wave_items", wave), lambda: items_of(source.query("index_items", wave=wave))
    )


def items_of(answers: pd.DataFrame) -> dict[str, Items]:
    """Return the questions of each index that is made of any, of all rows of `index_items`."""
    # In the order of the query: by index, question and municipality, each index whole. Laid out as
    # that says, which is ten times as fast as a pivot of texts.
    if answers.empty:
        return {}
    n = answers["municipality"].nunique()
    codes = pd.Index(answers["municipality"].to_numpy()[:n], name="municipality")
    scores = answers["score"].to_numpy(dtype=np.float64, na_value=np.nan).reshape(-1, n).T
    applies = (answers["status"] != NOT_APPLICABLE).to_numpy().reshape(-1, n).T
    keys = answers[["indicator", "question"]].to_numpy().reshape(-1, n, 2)[:, 0]
    items = {}
    for index in dict.fromkeys(keys[:, 0]):
        own = keys[:, 0] == index
        items[str(index)] = Items(
            pd.DataFrame(scores[:, own], codes, keys[own, 1]),
            pd.DataFrame(applies[:, own], codes, keys[own, 1]),
        )
    return items


def one_step(indicator: Indicator) -> float:
    """Return how far, in points, one step in one single answer can move an index at most.

    It holds where all the questions are answered.

    >>> round(one_step(codebook().indicator("maturity")), 2)
    5.56
    """
    if indicator.of:
        parts = [one_step(codebook().indicator(key)) for key in indicator.of]
    else:
        parts = [_of_item(item) for item in indicator.items]
    return max(parts) / len(parts)


def _of_item(item: Item) -> float:
    """Return what one step in an answer is of an item's 100 points."""
    if item.kind == "range":
        question = codebook().question(item.question)
        return 100 / ((question.maximum or 1.0) - (question.minimum or 0.0))
    return 100 / (item.of or 1)


def sure_points(answers: pd.DataFrame, rows: pd.DataFrame) -> dict[str, float]:
    """Return, for each index, how far apart two must be, or one from itself, for it to be sure.

    That is the smallest change that the measuring itself gives less than 5 times of 100
    (`reliability.reliability`), or what one step in one answer can do, where that is more or no
    more is known, as of an index with a single question. `answers` are of `index_items`, `rows` of
    `wave_indicators`.
    """
    precision = {key: measured(index.scores) for key, index in items_of(answers).items()}
    precision[MATURITY] = measured(parts_of_maturity(rows))
    return {
        index.key: least_sure(index, precision.get(index.key))
        for index in codebook().indicators.values()
        if index.is_index
    }


def least_sure(index: Indicator, exact: Reliability | None) -> float:
    """Return the same of an index that is measured so exactly, or of which nothing tells how."""
    return max(one_step(index), 0.0 if exact is None else exact.detectable)


def index_measured(source: Source, wave: str, indicator: Indicator) -> Reliability | None:
    """Return how exactly a wave measures one municipality by an index; None where nothing tells."""
    if indicator.key == MATURITY:
        return maturity_measured(source, wave)
    items = wave_items(source, wave).get(indicator.key)
    return None if items is None else measured(items.scores)


def sure_change(source: Source, wave: str, indicator: Indicator) -> float | None:
    """Return the same of one index of a wave; None of an indicator that is none."""
    if not indicator.is_index:
        return None
    return least_sure(indicator, index_measured(source, wave, indicator))


def incomplete_of(source: Source, wave: str, indicator: Indicator) -> pd.DataFrame:
    """Return those whose index rests on fewer answers than all, and where filling in takes it.

    A row per municipality with a value that lacks an answer: how many questions it has `answered`
    of `asked`, those that apply to it, its `value`, and the same `filled` in question by question.
    An index of indices lacks what they do. Empty for any other indicator.
    """
    if not indicator.is_index:
        return lacking({}, pd.Series(dtype=float))
    items = wave_items(source, wave)
    rows = source.query("wave_indicators", wave=wave)
    own = rows[(rows["indicator"] == indicator.key) & rows["value"].notna()]
    values = own.set_index("municipality")["value"].astype(float)
    parts = indicator.of or (indicator.key,)
    return lacking({key: items[key] for key in parts if key in items}, values)


def lacking(items: Mapping[str, Items], values: "pd.Series[float]") -> pd.DataFrame:
    """Return the rows of `incomplete_of` for the mean of some indices, of one or of several."""
    if values.empty or not items:
        return pd.DataFrame(columns=["answered", "asked", "value", "filled"])
    table = answered_of(list(items.values())).loc[values.index]
    filled = pd.concat([each.filled for each in items.values()], axis=1).mean(axis=1)
    table = table.assign(value=values, filled=filled)
    return table[table["answered"] < table["asked"]]


def answered_of(items: Sequence[Items]) -> pd.DataFrame:
    """Return how many questions of some indices each has `answered`, of `asked` that apply."""
    answered = pd.concat([each.scores.notna().sum(axis=1) for each in items], axis=1).sum(axis=1)
    asked = pd.concat([each.applies.sum(axis=1) for each in items], axis=1).sum(axis=1)
    return pd.DataFrame({"answered": answered, "asked": asked})


def takes_other_level(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which rows of `incomplete_of` would be at another level if filled in."""
    level_of = codebook().level_of
    pairs = zip(rows["filled"], rows["value"], strict=True)
    return pd.Series([level_of(full) != level_of(value) for full, value in pairs], rows.index, bool)
