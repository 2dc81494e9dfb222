"""What the silent ones could change: post-stratified estimates and worst-case bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from ailaget.statistics.sample import OutsideRange, Series, TooFewValues, UnknownUnits, floats

LEAST_ANSWERING = 5
"""Under five answers a stratum's mean rests on too few to stand for those who are silent."""

ALL = "all"

ROUNDING = 1e-9
"""An index computed to be 100 may be stored as 100.00000000000001."""


@dataclass(frozen=True)
class Stratum:
    """One stratum after merging: its answers, its size and its mean."""

    key: str
    n: int
    of: int
    mean: float


@dataclass(frozen=True)
class Merging:
    """A stratum with too few answers, and the coarser one that it and its siblings became."""

    stratum: str
    answering: int
    into: str


@dataclass(frozen=True)
class PostStratified:
    """Estimate for all units, had the silent ones in each stratum answered like the rest of it."""

    estimate: float
    unadjusted: float
    standard_error: float | None
    strata: tuple[Stratum, ...]
    merged: tuple[Merging, ...]
    n: int
    of: int


@dataclass(frozen=True)
class WorstCase:
    """The least and the most that the figure could be, whatever the silent ones would answer."""

    low: float
    high: float
    lower: float
    upper: float
    upper_is_observed: bool
    n: int
    of: int


def post_stratified(
    values: Series,
    stratum: Series,
    coarser: Sequence[Series] = (),
    least: int = LEAST_ANSWERING,
) -> PostStratified:
    """Post-stratified mean: sum_h (N_h / N) mean_h, over all N units.

    Parameters
    ----------
    values
        One per unit of the whole population; NaN did not answer.
    stratum
        The stratum (SKR group) of every unit, none missing.
    coarser, least
        Coarser strata, finest first (main group); "all" follows by itself. When a stratum has
        fewer than `least` answers, the whole coarser stratum around it becomes one, so that the
        strata still divide the population; every merging is reported.

    Returns
    -------
    PostStratified
        In the unit of `values`; the standard error has the finite-population factor in each
        stratum, sqrt(sum (N_h/N)^2 (1 - n_h/N_h) s_h^2 / n_h), and is None when a stratum has
        one answer of several units. It does not cover silence that depends on the answer itself.

    Raises
    ------
    TooFewValues when nobody answered; UnknownUnits when a unit has no stratum.

    References
    ----------
    Holt, D. and Smith, T. M. F. (1979). Post stratification. JRSS A 142(1), 33-46.

    Examples
    --------
    >>> answers = pd.Series([10.0] * 5 + [None] * 5 + [20.0] * 8 + [None] * 2)
    >>> found = post_stratified(answers, pd.Series(["C8"] * 10 + ["A2"] * 10))
    >>> found.estimate, round(found.unadjusted, 2), found.merged
    (15.0, 16.15, ())
    """
    value = pd.Series(floats(values), index=values.index)
    labels = [level.reindex(values.index) for level in (stratum, *coarser)]
    for label in labels:
        if label.isna().any():
            raise UnknownUnits(values.index[label.isna()])
    if value.notna().sum() == 0:
        raise TooFewValues(1, 0)
    everyone = pd.Series(ALL, index=values.index)
    cell, merged = _merge(value, [label.astype(str) for label in labels] + [everyone], least)
    table = value.groupby(cell).agg(["count", "size", "mean", "var"])
    weight = table["size"] / len(value)
    unseen = 1 - table["count"] / table["size"]
    error = weight**2 * unseen * table["var"] / table["count"]
    error = error.mask(unseen == 0, 0.0)
    return PostStratified(
        estimate=float((weight * table["mean"]).sum()),
        unadjusted=float(value.mean()),
        standard_error=None if error.isna().any() else float(np.sqrt(error.sum())),
        strata=tuple(
            Stratum(str(key), int(row["count"]), int(row["size"]), float(row["mean"]))
            for key, row in table.iterrows()
        ),
        merged=merged,
        n=int(value.notna().sum()),
        of=len(value),
    )


def _merge(value: Series, labels: list[Series], least: int) -> tuple[Series, tuple[Merging, ...]]:
    """Replace strata with few answers by the coarser stratum around them, level by level."""
    cell, merged = labels[0], []
    for label in labels[1:]:
        answering = value.groupby(cell).count()
        few = answering[answering < least]
        parents = set(label[cell.isin(few.index)])
        for key, count in few.items():
            into = str(label[cell == key].iloc[0])
            if into != key:
                merged.append(Merging(str(key), int(count), into))
        cell = cell.mask(label.isin(parents), label)
    return cell, tuple(merged)


def worst_case(
    values: Series,
    lower: float = 0.0,
    upper: float | None = None,
    statistic: Literal["mean", "median"] = "mean",
) -> WorstCase:
    """Worst-case bounds: the figure with every silent unit at `lower`, and with all at `upper`.

    For the mean: (sum of answers + m lower) / N and (sum of answers + m upper) / N, m silent of N.
    A share is the mean of a 0/1 value, with upper 1.

    Parameters
    ----------
    values
        One per unit of the whole population; NaN did not answer.
    lower, upper
        The ends of the scale. A scale without an upper end takes the largest answer, and
        `upper_is_observed` says so: the true upper bound is then unknown.
    statistic
        "mean" or "median".

    Raises
    ------
    TooFewValues for an empty population, or without answers when `upper` is not given;
    OutsideRange when an answer lies outside the scale.

    References
    ----------
    Manski, C. F. (1989). Anatomy of the selection problem. Journal of Human Resources 24(3).

    Examples
    --------
    >>> found = worst_case(pd.Series([1.0, 0.0, 1.0, None]), upper=1.0)
    >>> found.low, found.high
    (0.5, 0.75)
    """
    array = floats(values)
    answered = array[~np.isnan(array)]
    if len(array) == 0 or (len(answered) == 0 and upper is None):
        raise TooFewValues(1, 0)
    top = float(answered.max()) if upper is None else upper
    if len(answered) and (answered.min() < lower - ROUNDING or answered.max() > top + ROUNDING):
        raise OutsideRange("values", lower, top)
    ends = [np.where(np.isnan(array), end, array) for end in (lower, top)]
    low, high = (float(np.mean(e) if statistic == "mean" else np.median(e)) for e in ends)
    return WorstCase(low, high, lower, top, upper is None, len(answered), len(array))
