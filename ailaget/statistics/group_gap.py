"""The gap between two groups over several waves, on the units that have a value in all of them."""

from __future__ import annotations

from collections.abc import Sequence
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
)
from ailaget.statistics.sample import SEED, FloatArray, Series, TooFewValues
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
        The ends of the values' scale: no interval of a mean reaches out of them.
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
    means, drawn, counts = {}, {}, {}
    for side, units in (("upper", upper), ("lower", lower)):
        known = values.reindex(pd.Index(units)).dropna()
        if len(known) < LEAST:
            raise TooFewValues(LEAST, len(known))
        counts[side] = len(known), len(units)
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
