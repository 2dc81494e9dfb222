"""Whether inequality grows or shrinks between two waves, on the panel that answered both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.intervals import (
    DRAWS,
    LEVEL,
    STANDARD,
    UNBOUNDED,
    Interval,
    Population,
    finite_population_factor,
    interval,
    is_yes_no,
    measure_all,
    ranges_on,
    share_change,
    share_interval,
)
from ailaget.statistics.sample import SEED, IntArray, Sample, Series, pairs, sample


@dataclass(frozen=True)
class Growth:
    """One measure in two waves and its change, on the same units."""

    before: Interval
    after: Interval
    change: Interval


@dataclass(frozen=True)
class PanelGrowth:
    """Growth by measure (the keys of `intervals.RANGES`), and how it was made."""

    measures: dict[str, Growth]
    n: int
    of: int
    factor: float
    draws: int
    level: float
    seed: int


def panel_growth(
    before: Series,
    after: Series,
    *,
    groups: Series | None = None,
    weights: Series | None = None,
    of: int | None = None,
    scale: tuple[float, float] = UNBOUNDED,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = SEED,
    keys: Collection[str] = STANDARD,
) -> PanelGrowth:
    """Measure inequality in two waves on the units that answered both, and the change.

    The same units are drawn in both waves, so the interval of the change uses that a unit
    resembles itself. Parameters, missing values and errors as for `intervals.bootstrap`; a unit
    that answered one wave only is dropped from both, and `of` is the number of units in either.
    `keys` names the measures asked for (of `intervals.RANGES`), the standard ones unless told: each
    takes three intervals. A change is no larger than its measure's range is wide.
    A measure that is undefined in one of the waves has no change (None). The change of a share of
    yes has the limits of `share_limits.change_limits`, and no draws.

    Examples
    --------
    >>> before = pd.Series(range(1, 11), dtype=float)
    >>> spread = panel_growth(before, 2 * before)
    >>> spread.n, round(spread.measures["p90_p10"].change.estimate, 9)
    (10, 7.2)
    """
    both = pairs(before, after)
    population = of or len(before.index.union(after.index))
    waves = [
        sample(both[wave], groups=groups, weights=weights, nonnegative=False)
        for wave in ("first", "second")
    ]
    n = waves[0].n
    factor = finite_population_factor(n, population)
    units = pd.Index(sorted(waves[0].ids))
    drawn_units = np.random.default_rng(seed).integers(n, size=(draws, n))
    weighted = weights is not None
    estimates = [measure_all(wave, np.arange(n), weighted, keys) for wave in waves]
    resampled = [
        measure_all(wave, _positions(wave, units, drawn_units), weighted, keys) for wave in waves
    ]
    growth, spans, everyone = {}, ranges_on(scale), Population(population, scale, level)
    for key in (key for key in keys if key in estimates[0] and key in estimates[1]):
        first, second = float(estimates[0][key]), float(estimates[1][key])
        drawn_first, drawn_second = resampled[0][key], resampled[1][key]
        lowest, highest = spans[key]
        widest = (lowest - highest, highest - lowest)
        shares = [share_interval(wave, key, everyone, weighted=weighted) for wave in waves]
        growth[key] = Growth(
            shares[0] or interval(first, drawn_first, factor, level, spans[key]),
            shares[1] or interval(second, drawn_second, factor, level, spans[key]),
            _share_change(key, both, everyone, weighted=weighted)
            or interval(second - first, drawn_second - drawn_first, factor, level, widest),
        )
    return PanelGrowth(growth, n, population, factor, draws, level, seed)


def _share_change(
    key: str, both: pd.DataFrame, population: Population, *, weighted: bool
) -> Interval | None:
    """Return the change of a share of the units, of a yes or no; None for what is no share."""
    first, second = both["first"].to_numpy(float), both["second"].to_numpy(float)
    if key != "mean" or weighted or not is_yes_no(np.stack([first, second]), population.scale):
        return None
    return share_change(first, second, population.of, population.level)


def _positions(wave: Sample, units: pd.Index[str], drawn_units: IntArray) -> IntArray:
    """Where the drawn units stand in the wave's ascending order, ascending in each draw."""
    rank = wave.ids.get_indexer(units).astype(np.int16)
    positions: IntArray = np.sort(rank[drawn_units], axis=1).astype(np.int64)
    return positions
