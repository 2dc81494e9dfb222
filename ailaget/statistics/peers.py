"""Municipalities like a given one: weighted, standardised distance over chosen features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from ailaget.statistics.sample import (
    FloatArray,
    NegativeValues,
    OutsideRange,
    UnknownUnits,
    floats,
)
from ailaget.statistics.ties import joined

NEAREST = 10


@dataclass(frozen=True)
class Feature:
    """One thing that makes municipalities alike.

    kind: "log" compares log10 of one column (above zero), "plain" the column itself, "category"
    whether it is the same, "place" the straight-line distance between two columns in metres.
    """

    name: str
    columns: tuple[str, ...]
    weight: float
    kind: Literal["log", "plain", "category", "place"] = "plain"


def most_similar(
    unit: str, table: pd.DataFrame, features: Sequence[Feature], nearest: int = NEAREST
) -> pd.DataFrame:
    """Find the units at the least distance: d_j^2 = sum_c w_c q_cj / sum_c w_c.

    q_cj is the squared difference between the unit and j in feature c, over the mean of that
    square over all pairs of units: so every feature counts 1 on average, whatever its unit, and
    equal weights are equal say. The sums run over the features that both units have.

    Parameters
    ----------
    unit
        The one that others are compared with; a row of `table`.
    table
        One row per unit; NaN is not known: the feature is left out for that pair, the weights of
        the others are renormalised, and `missing` says so.
    features, nearest
        Features with weights at least zero, not all zero; how many units to give.

    Returns
    -------
    DataFrame
        The nearest units, nearest first, ties by code: `distance` (no unit), one column per feature
        with its part of d^2 (NaN where missing; they sum to distance squared), and `missing`
        (names of features left out). A unit that shares no known feature is not in it.

    Raises
    ------
    UnknownUnits for a unit or column not in the table; NegativeValues for a log of what is not
    above zero; OutsideRange for the weights.

    References
    ----------
    Gower, J. C. (1971). A general coefficient of similarity. Biometrics 27(4), 857-871.

    Examples
    --------
    >>> table = pd.DataFrame({"people": [1000, 1100, 90000], "group": ["C8", "C9", "C8"]},
    ...                      index=["2021", "2023", "2080"])
    >>> size = Feature("size", ("people",), 2.0, "log")
    >>> skr = Feature("skr", ("group",), 1.0, "category")
    >>> most_similar("2021", table, [size, skr])[["size", "skr"]].round(3).to_dict("index")
    {'2023': {'size': 0.0, 'skr': 0.5}, '2080': {'size': 1.021, 'skr': 0.0}}
    """
    unknown = {column for feature in features for column in feature.columns} - set(table.columns)
    if unknown or unit not in table.index:
        raise UnknownUnits(unknown or {unit})
    weights = np.array([feature.weight for feature in features], dtype=np.float64)
    if not len(weights) or weights.min() < 0 or weights.sum() <= 0:
        raise OutsideRange("weight", 0, np.inf)
    place = int(np.flatnonzero(table.index == unit)[0])
    squares = np.stack([_squares(table, feature)[place] for feature in features], axis=1)
    is_known = ~np.isnan(squares)
    total = is_known @ weights
    parts = squares * weights / np.where(total > 0, total, np.nan)[:, None]
    names = [feature.name for feature in features]
    distances = pd.DataFrame(parts, index=table.index, columns=names)
    distances.insert(0, "distance", np.sqrt(np.nansum(parts, axis=1)))
    distances["missing"] = [
        tuple(name for name, has in zip(names, row, strict=True) if not has) for row in is_known
    ]
    distances = distances[(total > 0) & (distances.index != unit)]
    # Codes first, then a stable sort: equal distances keep the order of the codes.
    by_code: pd.DataFrame = distances.sort_index(key=lambda codes: codes.astype(str))
    ranked: pd.DataFrame = by_code.sort_values("distance", kind="stable", key=joined)
    return ranked.head(nearest)


def _squares(table: pd.DataFrame, feature: Feature) -> FloatArray:
    """Squared difference of every pair over the mean over pairs, shape (n, n); NaN if not known."""
    if feature.kind == "category":
        codes, _ = pd.factorize(table[feature.columns[0]])
        number = np.where(codes < 0, np.nan, codes.astype(np.float64))
        differences = np.where((gap := number[:, None] - number[None, :]) == 0, 0.0, gap * 0 + 1)
    else:
        columns = [floats(table[column]) for column in feature.columns]
        if feature.kind == "log":
            too_small = sum(int((column <= 0).sum()) for column in columns)
            if too_small:
                raise NegativeValues(too_small)
            columns = [np.log10(column) for column in columns]
        gaps = [(column[:, None] - column[None, :]) ** 2 for column in columns]
        differences = np.sum(gaps, axis=0)
    others = ~np.eye(len(table), dtype=bool) & ~np.isnan(differences)
    mean = differences[others].mean() if others.any() else 0.0
    return np.asarray(differences / (mean if mean > 0 else 1.0))
