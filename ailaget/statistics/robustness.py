"""How far a composite index, its ranks and its gap between groups rest on the weights chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics import measures
from ailaget.statistics.intervals import Interval
from ailaget.statistics.ranks import rank_range, ranks_of_draws
from ailaget.statistics.sample import (
    SEED,
    BoolArray,
    FloatArray,
    OutsideRange,
    Series,
    TooFewValues,
    UnknownUnits,
    floats,
)

DRAWS, LEVEL, SPAN, FIFTHS = 1000, 0.9, 2.0, 5


@dataclass(frozen=True, eq=False)
class Robustness:
    """Ranks over draws of the weights, one row per unit, and the between share's spread."""

    table: pd.DataFrame
    between: Interval
    n: int
    missing: int
    draws: int
    level: float
    span: float
    seed: int


def weight_draws(
    weights: FloatArray, draws: int = DRAWS, span: float = SPAN, seed: int = SEED
) -> FloatArray:
    """Draw weights w_c exp(u), u uniform on [-ln span, ln span], renormalised; shape (draws, k).

    On a log scale, half and double are as likely.

    >>> drawn = weight_draws(np.array([1.0, 1.0]), draws=3)
    >>> drawn.shape, drawn.sum(axis=1).round(9).tolist()
    ((3, 2), [1.0, 1.0, 1.0])
    """
    if span < 1:
        raise OutsideRange("span", 1, np.inf)
    if not len(weights) or weights.min() < 0 or weights.sum() <= 0:
        raise OutsideRange("weights", 0, np.inf)
    reach = np.log(span)
    steps = np.random.default_rng(seed).uniform(-reach, reach, size=(draws, len(weights)))
    unscaled = weights * np.exp(steps)
    return np.asarray(unscaled / unscaled.sum(axis=1, keepdims=True))


def index_robustness(
    parts: pd.DataFrame,
    *,
    weights: Mapping[str, float] | None = None,
    groups: Series | None = None,
    draws: int = DRAWS,
    level: float = LEVEL,
    span: float = SPAN,
    seed: int = SEED,
) -> Robustness:
    """Rank the units by the index under many draws of its weights.

    Parameters
    ----------
    parts
        One row per unit, one column per dimension of the index (0 to 100); a unit with a NaN in any
        is dropped and counted, as the index needs all of them.
    weights
        One per column; equal when not given.
    groups
        For the between share of the variance (eta squared); units without one are left out of it.
    draws, level, span, seed
        Draws; share of them inside the intervals; each weight lies between 1/span and span times
        its own; seed.

    Returns
    -------
    Robustness
        `table`, index unit: `score` and `rank` (1 is highest, ties share the better place) by the
        weights given; `rank_low`, `rank_median`, `rank_high` over draws; `fifth` (1 is the top) and
        `stays`: share of draws in which the unit keeps its fifth. `between`: eta squared by the
        weights given and its percentiles over draws; None without groups or variance.

    Raises
    ------
    TooFewValues when no unit has all parts; UnknownUnits when the weights are for other columns.

    References
    ----------
    Saisana, M., Saltelli, A. and Tarantola, S. (2005). Uncertainty and sensitivity analysis
    techniques as tools for the quality assessment of composite indicators. JRSS A 168(2), 307-323.

    Examples
    --------
    >>> columns = {"strategy": [90, 10, 50], "skills": [80, 20, None]}
    >>> parts = pd.DataFrame(columns, index=list("abc"))
    >>> found = index_robustness(parts)
    >>> found.table[["rank", "rank_low", "rank_high", "stays"]].to_numpy().tolist(), found.missing
    ([[1.0, 1.0, 1.0, 1.0], [2.0, 2.0, 2.0, 1.0]], 1)
    """
    if weights is not None and set(weights) != set(parts.columns):
        raise UnknownUnits(set(weights) ^ set(parts.columns))
    base = np.array([1.0 if weights is None else weights[key] for key in parts.columns])
    drawn_weights = weight_draws(base, draws, span, seed)
    array = np.stack([floats(parts[key]) for key in parts.columns], axis=1)
    complete: BoolArray = np.logical_not(np.isnan(array).any(axis=1))
    if not complete.any():
        raise TooFewValues(1, 0)
    known, ids = array[complete], parts.index[complete]
    score = known @ (base / base.sum())
    scores = drawn_weights @ known.T
    rank, ranks = ranks_of_draws(score[None, :])[0], ranks_of_draws(scores)
    low, middle, high = rank_range(ranks, level)
    n = len(known)
    columns = {
        "score": score,
        "rank": rank,
        "rank_low": low,
        "rank_median": middle,
        "rank_high": high,
        "fifth": (rank - 1) * FIFTHS // n + 1,
        "stays": ((ranks - 1) * FIFTHS // n == (rank - 1) * FIFTHS // n).mean(axis=0),
    }
    table = pd.DataFrame(columns, index=ids)
    between = Interval(None, None, None)
    if groups is not None:
        between = _between(score, scores, groups.reindex(ids), level)
    return Robustness(table, between, n, len(parts) - n, draws, level, span, seed)


def _between(score: FloatArray, scores: FloatArray, groups: Series, level: float) -> Interval:
    """Eta squared by the weights given, and its percentiles over the draws."""
    codes, keys = pd.factorize(groups, sort=True)
    inside = codes >= 0
    if not inside.any():
        return Interval(None, None, None)
    stacked = np.vstack([score, scores])[:, inside]
    order = np.argsort(stacked, axis=1)
    ordered = np.take_along_axis(stacked, order, axis=1)
    shares = np.full(ordered.shape, 1 / ordered.shape[1])
    eta = measures.variance_between(ordered, shares, codes[inside][order], len(keys))
    if np.isnan(eta).any():
        return Interval(None, None, None)
    tail = (1 - level) / 2
    low, high = np.quantile(eta[1:], [tail, 1 - tail])
    return Interval(float(eta[0]), float(low), float(high))
