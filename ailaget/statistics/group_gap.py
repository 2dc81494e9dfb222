"""The gap between two groups over several waves, on the units that have a value in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    UNBOUNDED,
    Interval,
    finite_population_factor,
    interval,
    is_yes_no,
    share_change,
    share_of,
)
from ailaget.statistics.sample import SEED, FloatArray, Series, TooFewValues
from ailaget.statistics.share_limits import difference_limits
from ailaget.statistics.student import student_over_normal

LEAST = 2
"""One unit has no spread from which to know how sure its group's mean is."""


@dataclass(frozen=True)
class Side:
    """One of the two groups: its mean in each wave, and how many it rests on, of how many."""

    means: tuple[Interval, ...]
    n: int
    of: int


@dataclass(frozen=True)
class GroupGap:
    """Both groups, the gap between them in each wave, and its change from the first to the last."""

    upper: Side
    lower: Side
    gaps: tuple[Interval, ...]
    change: Interval


def group_gap(
    values: pd.DataFrame,
    upper: Sequence[str],
    lower: Sequence[str],
    *,
    weights: Series | None = None,
    scale: tuple[float, float] = UNBOUNDED,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
) -> GroupGap:
    """Measure the gap between two groups' means in every wave, and whether it has changed.

    Units are drawn anew within each group, the same in all waves, so that a change is of those that
    were there all along. A draw's distance from the mean is stretched by sqrt(n / (n - 1)) and by
    Student's quantile over the normal one, and shrunk by sqrt(1 - n / N), group by group: none
    where a whole group has answered. So an interval of a mean is as wide as `survey.mean_interval`.

    Of yes and no nothing is drawn: draws of none are all of none. Shares and their changes have the
    exact limits of `share_limits`, and a difference between groups, with l and u the limits of
    each figure, reaches sqrt((p - l_p)^2 + (u_q - q)^2) down and sqrt((u_p - p)^2 + (q - l_q)^2) up
    (Zou and Donner 2008, Statistics in Medicine 27(10), 1693-1702).

    Rao, J. N. K. and Wu, C. F. J. (1988). Resampling inference with complex survey data. Journal of
    the American Statistical Association 83(401), 231-241.

    Parameters
    ----------
    values
        A row per unit, a column per wave, oldest first; NaN (no value) in any wave leaves a unit
        out of all. In the indicator's unit.
    upper, lower
        The units of either group, answered or not: N is how many they are.
    weights
        What each unit counts for in its group's mean, one or more per unit; alike without them.
    scale
        The ends of the values' scale: no interval of a mean reaches out of them. Values of none but
        0 and 1 on the scale from 0 to 1 are yes and no, unless they are weighted.
    draws, level, seed
        Number of draws, level of the intervals (0 to 1) and seed of the generator.

    Raises
    ------
    TooFewValues
        For a group with fewer than two units that have a value in all waves.

    Examples
    --------
    >>> waves = pd.DataFrame({"2025": [1.0, 3.0, 4.0, 6.0], "2026": [1.0, 3.0, 8.0, 10.0]})
    >>> waves.index = pd.Index(["a", "b", "c", "d"])
    >>> measured = group_gap(waves, ["c", "d"], ["a", "b"])
    >>> [gap.estimate for gap in measured.gaps], measured.change
    ([3.0, 7.0], Interval(estimate=4.0, low=4.0, high=4.0))
    """
    generator = np.random.default_rng(seed)
    groups = {"upper": upper, "lower": lower}
    always = {side: values.reindex(pd.Index(units)).dropna() for side, units in groups.items()}
    if (fewest := min(map(len, always.values()))) < LEAST:
        raise TooFewValues(LEAST, fewest)
    counts = {side: (len(always[side]), len(units)) for side, units in groups.items()}
    if weights is None and is_yes_no(np.concatenate(list(always.values())), scale):
        return _gap_of_shares(always, counts, level)
    means, drawn = {}, {}
    for side, units in groups.items():
        known = always[side]
        w = np.ones(len(known)) if weights is None else weights.reindex(known.index).to_numpy(float)
        means[side], samples = draw_means(known.to_numpy(float), w, len(units), draws, generator)
        drawn[side] = means[side] + student_over_normal(len(known), level) * (samples - means[side])
    (lowest, highest), widest = scale, scale[1] - scale[0]

    def around(estimate: float, samples: FloatArray, span: tuple[float, float]) -> Interval:
        # What is drawn has each group's own factor already.
        return interval(float(estimate), samples, 1.0, level, span)

    sides = {
        side: Side(
            tuple(
                around(mean, drawn[side][:, wave], (lowest, highest))
                for wave, mean in enumerate(means[side])
            ),
            *counts[side],
        )
        for side in means
    }
    gaps, drawn_gaps = means["upper"] - means["lower"], drawn["upper"] - drawn["lower"]
    return GroupGap(
        sides["upper"],
        sides["lower"],
        tuple(around(gap, drawn_gaps[:, wave], (-widest, widest)) for wave, gap in enumerate(gaps)),
        around(gaps[-1] - gaps[0], drawn_gaps[:, -1] - drawn_gaps[:, 0], (-2 * widest, 2 * widest)),
    )


def _gap_of_shares(
    always: Mapping[str, pd.DataFrame], counts: Mapping[str, tuple[int, int]], level: float
) -> GroupGap:
    """Return the gap of yes and no, (units, waves) by side, of which `counts` are n and N."""
    sides, changes = {}, {}
    for side, known in always.items():
        n, of = counts[side]
        answers = known.to_numpy(float)
        yes = answers.sum(axis=0).astype(int).tolist()
        sides[side] = Side(tuple(share_of(each, n, of, level) for each in yes), n, of)
        changes[side] = share_change(answers[:, 0], answers[:, -1], of, level)
    upper, lower = sides["upper"], sides["lower"]
    gaps = [_apart(*pair, 1.0) for pair in zip(upper.means, lower.means, strict=True)]
    change = _apart(changes["upper"], changes["lower"], 2.0)
    return GroupGap(upper, lower, tuple(gaps), change if len(gaps) > 1 else Interval(0.0, 0.0, 0.0))


def _apart(p: Interval, q: Interval, widest: float) -> Interval:
    """Return how far apart two figures of different units are, at most `widest` either way."""
    left, right = (
        (float(each.estimate or 0.0), float(each.low or 0.0), float(each.high or 0.0))
        for each in (p, q)
    )
    low, high = difference_limits(left, right)
    return Interval(left[0] - right[0], max(low, -widest), min(high, widest))


def draw_means(
    known: FloatArray, weights: FloatArray, of: int, draws: int, generator: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return a group's means, (waves,), and those of the draws, (draws, waves), as rescaled.

    `known` is (units, waves), `weights` (units,). One unit's, the whole group, stand still.
    """
    n = len(known)
    means = np.average(known, axis=0, weights=weights)
    chosen = generator.integers(n, size=(draws, n))
    share = weights[chosen] / weights[chosen].sum(axis=1, keepdims=True)
    drawn = np.einsum("dn,dnw->dw", share, known[chosen])
    factor = finite_population_factor(n, of) * np.sqrt(n / max(n - 1, 1))
    return means, means + factor * (drawn - means)
