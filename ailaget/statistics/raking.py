"""Weights for those who answered, so that they are as all are, and how they would differ if not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.sample import (
    BoolArray,
    FloatArray,
    IntArray,
    Series,
    TooFewValues,
    UnknownUnits,
    floats,
)

LEAST_ANSWERING = 5
"""Under five answers a class of a margin rests on too few to stand for those who are silent."""

REST = "rest"
ROUNDS, STEPS, NEAR = 500, 50, 1e-10
FARTHEST = 20.0
"""The log-odds beyond which a chance is none or certain."""


@dataclass(frozen=True, eq=False)
class Raked:
    """The weights of those who answered; they sum to all, and so do they in each class.

    `margins` are the classes after merging.
    """

    weights: Series
    margins: pd.DataFrame


def rake(
    answered: Series,
    margins: pd.DataFrame,
    start: Series | None = None,
    least: int = LEAST_ANSWERING,
) -> Raked:
    """Return weights with which those who answered are as many as all are, margin by margin.

    Each margin in turn: w_i <- w_i N_c / (sum of w in the class c of i), until none moves.

    Parameters
    ----------
    answered
        Whether each unit of the whole population answered; none missing.
    margins
        A row per unit and a column per margin, its class as text (a unit that did not answer last
        time is of a class too); none missing. A class with fewer than `least` answers is merged
        with the one that then has fewest, until none has so few: each margin still has all units.
    start
        The weights to begin from, above zero; alike without them.

    Raises
    ------
    TooFewValues when fewer than `least` answered; UnknownUnits when a unit has no class.

    References
    ----------
    Deming, W. E. and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency
    table. Annals of Mathematical Statistics 11(4), 427-444. Deville, J.-C., Särndal, C.-E. and
    Sautory, O. (1993). Generalized raking procedures in survey sampling. JASA 88(423), 1013-1020.

    Examples
    --------
    >>> answered = pd.Series([True] * 6 + [False] * 2)
    >>> sizes = pd.DataFrame({"size": ["large"] * 3 + ["small"] * 5})
    >>> rake(answered, sizes, least=1).weights.round(3).tolist()
    [1.0, 1.0, 1.0, 1.667, 1.667, 1.667]
    """
    has = answered.to_numpy(dtype=bool)
    if has.sum() < least:
        raise TooFewValues(least, int(has.sum()))
    table = margins.reindex(answered.index)
    if table.isna().to_numpy().any():
        raise UnknownUnits(table.index[table.isna().any(axis=1)])
    merged = table.apply(lambda labels: _merged(labels.astype(str), answered.astype(bool), least))
    first = np.ones(has.sum()) if start is None else floats(start.reindex(answered.index[has]))
    classes = [pd.factorize(merged[column])[0].astype(np.int64) for column in merged]
    return Raked(pd.Series(_fitted(first, classes, has), answered.index[has]), merged)


def _merged(labels: Series, answered: Series, least: int) -> Series:
    """Return the classes of a margin, those with few answers merged with the next smallest."""
    while True:
        counts = answered.groupby(labels).sum().sort_values(kind="stable")
        if len(counts) == 1 or counts.iloc[0] >= least:
            return labels
        labels = labels.where(~labels.isin(counts.index[:2]), f"{REST} {counts.index[1]}")


def _fitted(weights: FloatArray, classes: list[IntArray], has: BoolArray) -> FloatArray:
    """Return the weights that fit all margins."""
    totals = [np.bincount(codes) for codes in classes]
    inside = [codes[has] for codes in classes]
    for _ in range(ROUNDS):
        before = weights
        for codes, total in zip(inside, totals, strict=True):
            sums = np.bincount(codes, weights=weights, minlength=len(total))
            weights = weights * (total / sums)[codes]
        if np.abs(weights - before).max() <= NEAR * weights.max():
            break
    return weights


def response_indicator(answered: Series, margins: pd.DataFrame) -> float:
    """Return how alike the chances of answering are: R = 1 - 2 S(p), 1 where all are alike.

    The chance p is that of `logistic` on the classes, over all units, and S its standard deviation
    with divisor N - 1, less what chance alone adds: fitted chances spread though the true ones are
    alike, by the mean of their sampling variances (p (1 - p))^2 x' I^-1 x, with I the information.
    It is near 0 where half of the units always answer and half never do, and sees only what the
    classes tell apart. Parameters as for `rake`.

    References
    ----------
    Schouten, B., Cobben, F. and Bethlehem, J. (2009). Indicators for the representativeness of
    survey response. Survey Methodology 35(1), 101-113. Shlomo, N., Skinner, C. and Schouten, B.
    (2012). Estimation of an indicator of the representativeness of survey response. Journal of
    Statistical Planning and Inference 142(1), 201-211 (the bias).

    Examples
    --------
    >>> classes = pd.DataFrame({"size": ["large"] * 4 + ["small"] * 4})
    >>> round(response_indicator(pd.Series([True, True, False, False] * 2), classes), 6)
    1.0
    """
    y = answered.to_numpy(dtype=np.float64)
    columns = pd.get_dummies(margins.reindex(answered.index), drop_first=True).to_numpy(float)
    design = np.column_stack([np.ones(len(y)), columns])
    chances = _chances(design, logistic(y, design)[0])
    moved = chances * (1 - chances)
    inverse = np.linalg.pinv((design * moved[:, np.newaxis]).T @ design, hermitian=True)
    own = moved**2 * np.einsum("ij,jk,ik->i", design, inverse, design)
    spread = max(float(chances.var(ddof=1) - own.mean()), 0.0)
    return float(1 - 2 * np.sqrt(spread))


def logistic(y: FloatArray, design: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the coefficients of logistic regression and their standard errors, by Newton's steps.

    `y` is 0 or 1, shape (n,), `design` (n, k) with its column of ones. A class in which all answer,
    or none, has no finite coefficient: it stops where the chance is 1 or 0 to nine decimals.

    Nelder, J. A. and Wedderburn, R. W. M. (1972). Generalized linear models. Journal of the Royal
    Statistical Society A 135(3), 370-384.
    """
    slopes = np.zeros(design.shape[1])
    for _ in range(STEPS):
        p = _chances(design, slopes)
        information = (design * (p * (1 - p))[:, np.newaxis]).T @ design
        step = np.linalg.pinv(information, hermitian=True) @ (design.T @ (y - p))
        slopes = slopes + step
        if np.abs(step).max() < NEAR:
            break
    return slopes, np.sqrt(np.diag(np.linalg.pinv(information, hermitian=True)))


def _chances(design: FloatArray, slopes: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-np.clip(design @ slopes, -FARTHEST, FARTHEST))))


@dataclass(frozen=True)
class AnsweringSlope:
    """How the log-odds of answering go with the level, per standard deviation of it."""

    slope: float
    error: float
    n: int


def answering_slope(
    levels: Sequence[Series], answered: Sequence[Series], sizes: Series
) -> AnsweringSlope:
    """Return how much oftener those further ahead answer, seen from one wave to the next.

    Logistic regression of answering in one wave on the level in the wave beside it, which is known
    of those who answered that one. All pairs of waves together: each has its own constant, level
    and log10 size are standardized within it, and their slopes are the same in all.

    Parameters
    ----------
    levels, answered
        A pair of waves each: the level in one (NaN: not known, left out), and whether the unit
        answered the other.
    sizes
        Inhabitants of every unit, above zero.

    Raises
    ------
    TooFewValues without a pair in which some answered and some did not.

    References
    ----------
    Kott, P. S. and Chang, T. (2010). Using calibration weighting to adjust for nonignorable unit
    nonresponse. JASA 105(491), 1265-1275 (answering that depends on what is asked).

    Examples
    --------
    >>> level = pd.Series([10.0, 20, 30, 40, 50, 60, 70, 80])
    >>> after = pd.Series([False, False, True, False, True, True, False, True])
    >>> sizes = pd.Series([10.0, 1000, 100, 10, 1000, 100, 10, 100])
    >>> answering_slope([level], [after], sizes).slope > 0
    True
    """
    rows, outcomes = [], []
    for place, (level, has) in enumerate(zip(levels, answered, strict=True)):
        known = level[level.notna()]
        then = has.reindex(known.index).to_numpy(dtype=np.float64)
        if len(known) < LEAST_ANSWERING or then.min() == then.max():
            continue
        own = np.zeros((len(known), len(levels)))
        own[:, place] = 1
        size = np.log10(floats(sizes.reindex(known.index)))
        rows.append(np.column_stack([standardized(floats(known)), standardized(size), own]))
        outcomes.append(then)
    if not rows:
        raise TooFewValues(1, 0)
    design, y = np.vstack(rows), np.concatenate(outcomes)
    slopes, errors = logistic(y, design[:, design.any(axis=0)])
    return AnsweringSlope(float(slopes[0]), float(errors[0]), len(y))


def standardized(values: FloatArray) -> FloatArray:
    """Return values less their mean over their standard deviation; 0 where all are alike."""
    if not len(values):
        return values
    spread = values.std(ddof=1) if len(values) > 1 else 0.0
    return np.asarray((values - values.mean()) / (spread or 1.0))


def tilted(levels: Series, of: int, slope: float) -> Series:
    """Return weights to begin raking from, when the log-odds of answering rise with the level.

    1 / p with p the chance of answering: 1 + (N - n) / n exp(-slope z) / (their mean), z the
    standardized level. Those far ahead stand for themselves alone, those behind for the silent too.
    With slope 0 all are N / n.

    Parameters
    ----------
    levels
        Of those who answered; NaN, not known, is as the mean.
    of
        All units, N.
    slope
        Of `answering_slope`, or any that is to be tried.

    Examples
    --------
    >>> tilted(pd.Series([0.0, 1.0]), 4, 0.0).tolist()
    [2.0, 2.0]
    """
    level = floats(levels)
    known = ~np.isnan(level)
    z = np.zeros(len(level))
    z[known] = standardized(level[known])
    leaning = np.exp(-slope * z)
    return pd.Series(1 + (of - len(z)) / len(z) * leaning / leaning.mean(), levels.index)
