"""What a population amounts to: the measures that the targets name, and its maturity."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from ailaget.codebook import NOT_APPLICABLE, Indicator, Item, codebook
from scripts.demo_waves.places import places

Measured = float | list[str]

DECIDED, OWN, ALL_ASSESSED = 2, 3, 3
"""Codes of the scales `introduction`, `full_time_position` and `assessment`."""


def maturity(table: pd.DataFrame) -> pd.DataFrame:
    """Return the six indices and their mean, `maturity`, of a complete population (0-100)."""
    indices = {i.key: _index(table, i) for i in codebook().dimension_indicators()}
    found = pd.DataFrame(indices)
    return found.assign(maturity=found.mean(axis=1, skipna=False))


def _index(table: pd.DataFrame, indicator: Indicator) -> pd.Series:
    items = pd.DataFrame({item.question: rescaled(table, item) for item in indicator.items})
    return 100.0 * items.mean(axis=1)


def rescaled(table: pd.DataFrame, item: Item) -> pd.Series:
    """Return an item's answers from 0 to 1; NaN where it does not apply."""
    question = codebook().question(item.question)
    answers = table[item.question]
    of = item.of or 1.0
    if item.kind == "any":
        return (answers > 0).astype(float)
    if item.kind == "count":
        named = answers.map(lambda keys: len([key for key in keys if key != "none"]))
        return (named.clip(upper=of) / of).where(answers.map(len) > 0)
    if item.kind == "capped":
        return answers.clip(upper=of) / of
    low, high = question.minimum or 0.0, question.maximum or 1.0
    known = answers if question.is_number else answers.where(answers != NOT_APPLICABLE)
    return (known - low) / (high - low)


def _initiatives(table: pd.DataFrame) -> pd.Series:
    return table[["uc_ide", "uc_pilot", "uc_bred"]].sum(axis=1)


def _names(table: pd.DataFrame, question: str, option: str) -> pd.Series:
    return table[question].map(lambda keys: option in keys)


def _staffed_groups(table: pd.DataFrame) -> list[str]:
    groups = pd.Series(places().groups, index=pd.Index(places().codes))
    medians = table["fte_ai_total"].groupby(groups.reindex(table.index)).median()
    return sorted(medians.index[medians > 0])


def _barrier_order(table: pd.DataFrame) -> list[str]:
    return list(table["hinder"].explode().value_counts().index[:4])


MEASURES: dict[str, Callable[[pd.DataFrame], Measured]] = {
    "any_initiative": lambda t: float((_initiatives(t) > 0).sum()),
    "initiatives": lambda t: float(_initiatives(t).sum()),
    "rolled_out_share": lambda t: float(t["uc_bred"].sum() / _initiatives(t).sum()),
    "evaluated_share": lambda t: float(t["uc_utvarderad"].sum() / _initiatives(t).sum()),
    "social_services": lambda t: float(_names(t, "uc_omraden", "social_services").sum()),
    "own_full_time_share": lambda t: float((t["ai_heltid"] == OWN).mean()),
    "no_staff_share": lambda t: float((t["fte_ai_total"] == 0).mean()),
    "groups_with_staffed_median": _staffed_groups,
    "most_staff": lambda t: float(t["fte_ai_total"].max()),
    "strategy_share": lambda t: float((t["ai_strategi"] >= DECIDED).mean()),
    "guidelines_share": lambda t: float((t["ai_riktlinjer"] >= DECIDED).mean()),
    "barrier_skills_share": lambda t: float(_names(t, "hinder", "skills").mean()),
    "barrier_time_share": lambda t: float(_names(t, "hinder", "time").mean()),
    "barrier_order": _barrier_order,
    "all_impact_assessed_share": lambda t: float((t["dpia"] == ALL_ASSESSED).mean()),
    "median_maturity": lambda t: float(np.median(maturity(t)["maturity"])),
}
"""The measures by the name that a target gives them."""
