"""What the gap between two groups' means consists of: parts of an index, or structural conditions.

Both are arithmetic: they say where the gap lies, and never what brought it about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.group_gap import LEAST, group_gap
from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    UNBOUNDED,
    Interval,
    finite_population_factor,
    interval,
)
from ailaget.statistics.permutation import TIE
from ailaget.statistics.rank_correlation import PERMUTATIONS
from ailaget.statistics.sample import SEED, FloatArray, IntArray, TooFewValues, resamples
from ailaget.statistics.student import student_over_normal

TINY = 1e-9
OTHERS = 2
"""Neither of the upper group (0) nor of the lower (1)."""


@dataclass(frozen=True)
class GapParts:
    """The gap, and what each part is of it, in the value's unit; `rest` is what no part holds.

    The parts and the rest make up the gap; `held` is what all parts hold together. `rest` is None
    where it is nothing by definition. `p` is how often conditions that have nothing to do with the
    value hold as much together, and `part_p` how often each of them does; None, and none, of parts
    of an index, which hold the gap by definition.
    `n` and `of` are the units of the upper and the lower group with all that is asked for, and all
    there are; `fitted` those that the coefficients are from.
    """

    gap: Interval
    parts: dict[str, Interval]
    held: Interval
    rest: Interval | None
    p: float | None
    part_p: dict[str, float]
    n: tuple[int, int]
    of: tuple[int, int]
    fitted: int
    draws: int
    seed: int


def parts_of_index(
    parts: pd.DataFrame,
    upper: Sequence[str],
    lower: Sequence[str],
    *,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> GapParts:
    """Split the gap in the mean of k indices: part j is (mean_upper x_j - mean_lower x_j) / k.

    The index is linear in its parts, so that this is also the Shapley value of each. Units are
    drawn within each group as in `group_gap` (Rao and Wu 1988); a unit that lacks a part is left
    out.

    Parameters
    ----------
    parts
        A row per unit, a column per index; NaN is no value.
    upper, lower
        The units of either group, answered or not.

    Raises
    ------
    TooFewValues for a group with fewer than two units that have all parts.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Shorrocks, A. F. (2013). Decomposition
    procedures for distributional analysis. Journal of Economic Inequality 11(1), 99-126.

    Examples
    --------
    >>> two = pd.DataFrame({"plan": [1.0, 1.0, 5.0, 5.0], "use": 2.0}, index=list("abcd"))
    >>> split = parts_of_index(two, ["c", "d"], ["a", "b"])
    >>> split.gap.estimate, split.parts["plan"].estimate, split.parts["use"].estimate
    (2.0, 2.0, 0.0)
    """
    known = parts.dropna()
    sides = [known.loc[known.index.intersection(list(side))] for side in (upper, lower)]
    of = (len(upper), len(lower))
    estimates, drawn = [], []
    for place, (side, population) in enumerate(zip(sides, of, strict=True)):
        counts, stretch = _counts(len(side), population, draws, level, seed + place)
        x = side.to_numpy(float) / parts.shape[1]
        estimates.append(x.mean(axis=0))
        drawn.append(x.mean(axis=0) + stretch * (counts @ x / len(side) - x.mean(axis=0)))
    gaps, drawn_gaps = estimates[0] - estimates[1], drawn[0] - drawn[1]
    n = (len(sides[0]), len(sides[1]))
    index = known.mean(axis=1).to_frame()
    whole = group_gap(index, upper, lower, draws=draws, level=level, seed=seed).gaps[0]
    return GapParts(
        whole,
        {
            str(name): _around(gaps[place], drawn_gaps[:, place], level)
            for place, name in enumerate(parts.columns)
        },
        whole,
        None,
        None,
        {},
        n,
        of,
        sum(n),
        draws,
        seed,
    )


def parts_by_conditions(
    values: pd.Series[float],
    conditions: pd.DataFrame,
    upper: Sequence[str],
    lower: Sequence[str],
    *,
    scale: tuple[float, float] = UNBOUNDED,
    draws: int = DRAWS,
    permutations: int = PERMUTATIONS,
    level: float = LEVEL,
    seed: int = SEED,
) -> GapParts:
    """Split a gap by Oaxaca and Blinder: condition j is b_j (mean_upper x_j - mean_lower x_j).

    b comes from least squares of the value on the conditions among all units, with an intercept
    for the upper group, one for the lower, and one for the others, so that b says how values differ
    among units of like size (Jann 2008): with one intercept the difference between the groups
    would be laid on whatever differs between them. The rest is the difference of the two groups'
    intercepts. Units are drawn within each group and among the others, and a draw's distance from
    the estimate is stretched and shrunk as in `group_gap`, with the share that answered of all. The
    gap itself has the interval that `group_gap` gives it: of yes and no the exact one.
    Where most have answered that is narrow, and any condition has some slope: p deals the values
    out anew within each group, and is how often what all conditions hold, or one of them does, is
    then at least as much. Of one of them it is on the careful side where others hold something.

    Parameters
    ----------
    values
        One per unit of the whole filter; NaN is no value.
    conditions
        A row per unit, a column per condition; a unit that lacks one is left out.
    upper, lower
        The units of either group, answered or not.
    scale
        The ends of the values' scale, as for `group_gap`.

    Raises
    ------
    TooFewValues for a group with fewer than two units, or fewer units than coefficients.

    References
    ----------
    Oaxaca, R. (1973). International Economic Review 14(3), 693-709. Blinder, A. S. (1973). Journal
    of Human Resources 8(4), 436-455. Jann, B. (2008). Stata Journal 8(4), 453-479.

    Examples
    --------
    >>> units = list("abcdefgh")
    >>> wealth = pd.DataFrame({"tax": [1.0, 2, 3, 4, 3, 4, 5, 6]}, index=units)
    >>> split = parts_by_conditions(2 * wealth["tax"], wealth, units[4:], units[:4])
    >>> split.gap.estimate, round(split.parts["tax"].estimate, 6), round(split.rest.estimate, 6)
    (4.0, 4.0, 0.0)
    """
    known = conditions.assign(y=values.reindex(conditions.index)).dropna()
    group = np.where(
        known.index.isin(list(upper)), 0, np.where(known.index.isin(list(lower)), 1, 2)
    )
    of = (len(upper), len(lower), len(conditions) - len(upper) - len(lower))
    sizes = [int((group == each).sum()) for each in range(3)]
    k = conditions.shape[1]
    if sum(sizes) <= k + 3:
        raise TooFewValues(k + 4, sum(sizes))
    counts = np.ones((draws, len(known)))
    for each, population in enumerate(of):
        if each == OTHERS and sizes[each] < LEAST:
            continue
        drawn, stretch = _counts(sizes[each], population, draws, level, seed + each)
        # A unit counts 1 plus the stretched distance of its draws from 1: weights as Rao and Wu's.
        counts[:, group == each] = 1 + stretch * (drawn - 1)
    y = known["y"].to_numpy(float)
    x = known[list(conditions.columns)].to_numpy(float)
    x = x - x.mean(axis=0)
    x = x / np.where((spread := x.std(axis=0)) > 0, spread, 1.0)
    estimates = _split(x, y, group, np.ones((1, len(y))))[0]
    samples = _split(x, y, group, counts)
    names = [str(name) for name in conditions.columns]
    intervals = [_around(estimates[place], samples[:, place], level) for place in range(k)]
    *part_p, p = _chances(x, y, group, permutations, seed)
    gap = group_gap(known[["y"]], upper, lower, scale=scale, draws=draws, level=level, seed=seed)
    return GapParts(
        gap.gaps[0],
        dict(zip(names, intervals, strict=True)),
        _around(estimates[:k].sum(), samples[:, :k].sum(axis=1), level),
        _around(estimates[k + 1], samples[:, k + 1], level),
        p,
        dict(zip(names, part_p, strict=True)),
        (sizes[0], sizes[1]),
        (of[0], of[1]),
        sum(sizes),
        draws,
        seed,
    )


def _counts(n: int, of: int, draws: int, level: float, seed: int) -> tuple[FloatArray, float]:
    """Return how often each of n units is drawn, (draws, n), and what a draw is stretched by.

    Each group has a seed of its own: two of one size would else be drawn as one.
    """
    if n < LEAST:
        raise TooFewValues(LEAST, n)
    stretch = finite_population_factor(n, of) * float(np.sqrt(n / (n - 1)))
    return resamples(n, draws, seed), stretch * student_over_normal(n, level)


def _split(x: FloatArray, y: FloatArray, group: IntArray, weights: FloatArray) -> FloatArray:
    """Return each condition's part, the gap and the rest, (draws, k + 2), by weights (draws, n).

    The intercepts are taken out by centring within each group (Frisch, Waugh and Lovell).
    """
    k = x.shape[1]
    both = np.column_stack([x, y])
    inside = [weights * (group == each) for each in np.unique(group)]
    totals = [np.maximum(each.sum(axis=1, keepdims=True), 1e-12) for each in inside]
    means = [each @ both / total for each, total in zip(inside, totals, strict=True)]
    product = (weights @ (both[:, :, None] * both[:, None, :]).reshape(len(y), -1)).reshape(
        -1, k + 1, k + 1
    )
    for total, mean in zip(totals, means, strict=True):
        product = product - total[:, :, None] * mean[:, :, None] * mean[:, None, :]
    # A condition that does not vary in a draw has no slope, and this much keeps it at none.
    slopes = np.linalg.solve(product[:, :k, :k] + TINY * np.eye(k), product[:, :k, k:])
    differences = means[0] - means[1]
    parts = slopes[:, :, 0] * differences[:, :k]
    gap = differences[:, k]
    return np.column_stack([parts, gap, gap - parts.sum(axis=1)])


def _chances(
    x: FloatArray, y: FloatArray, group: IntArray, permutations: int, seed: int
) -> list[float]:
    """Return how often values dealt out within each group have each condition, and all, hold so.

    What one holds is linear in the values, b_j (difference in x_j) = a_j y, and so is the sum.
    """
    k = x.shape[1]
    members = [np.flatnonzero(group == each) for each in np.unique(group)]
    centred, dealt = x.copy(), np.tile(y, (permutations, 1))
    generator = np.random.default_rng(seed)
    for units in members:
        centred[units] -= x[units].mean(axis=0)
        dealt[:, units] = generator.permuted(dealt[:, units], axis=1)
    difference = x[members[0]].mean(axis=0) - x[members[1]].mean(axis=0)
    each = centred @ np.linalg.inv(centred.T @ centred + TINY * np.eye(k)) * difference
    a = np.column_stack([each, each.sum(axis=1)])
    held = np.abs(a.T @ y) - TIE * np.sqrt((a**2).sum(axis=0) * (y @ y))
    return [float(p) for p in (1 + (np.abs(dealt @ a) >= held).sum(axis=0)) / (1 + permutations)]


def _around(estimate: float, samples: FloatArray, level: float) -> Interval:
    """Return an interval of draws that have their finite-population factor already."""
    return interval(float(estimate), samples, 1.0, level, UNBOUNDED)
