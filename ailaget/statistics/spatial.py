"""Where inequality lies: Moran's I over the whole map and local clusters (LISA)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics import measures
from ailaget.statistics.neighbours import Neighbours, restrict
from ailaget.statistics.permutation import conditional_p, false_discovery_rate, global_p
from ailaget.statistics.sample import SEED, FloatArray, Series, TooFewValues, floats

PERMUTATIONS, LEVEL = 9999, 0.05
NEEDED = 3

QUADRANTS = {
    (True, True): "high_high",
    (False, False): "low_low",
    (True, False): "high_low",
    (False, True): "low_high",
}


@dataclass(frozen=True)
class Moran:
    """Global spatial autocorrelation; `i` and `p` are None when nothing varies or touches."""

    i: float | None
    expected: float
    p: float | None
    n: int
    missing: int
    lost: tuple[str, ...]
    permutations: int
    seed: int


@dataclass(frozen=True, eq=False)
class LocalMoran:
    """Local clusters of the units that answered: `table` has one row per unit."""

    table: pd.DataFrame
    n: int
    missing: int
    lost: tuple[str, ...]
    level: float
    permutations: int
    seed: int

    @property
    def clusters(self) -> dict[str, tuple[str, ...]]:
        """Units with each of the labels high_high, low_low, high_low, low_high."""
        label = self.table["label"]
        return {key: tuple(self.table.index[label == key]) for key in QUADRANTS.values()}


def spatial_lag(values: Series, neighbours: Neighbours) -> Series:
    """Mean of the neighbours who answered, in the unit of the values: sum_j w_ij x_j.

    Index: the units that answered; NaN without an answering neighbour.

    >>> from ailaget.statistics.neighbours import from_edges
    >>> chain = from_edges(["a", "b", "c"], [("a", "b"), ("b", "c")])
    >>> spatial_lag(pd.Series({"a": 1.0, "b": 9.0, "c": 3.0}), chain).to_dict()
    {'a': 9.0, 'b': 2.0, 'c': 9.0}
    """
    x, answering, _ = _answering(values, neighbours)
    has_any = answering.matrix.sum(axis=1) > 0
    return pd.Series(np.where(has_any, answering.matrix @ x, np.nan), index=list(answering.ids))


def moran(
    values: Series,
    neighbours: Neighbours,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    p: float | None = None,
) -> Moran:
    """Moran's I = (n / S0) sum_ij w_ij z_i z_j / sum z_i^2, z the deviations from the mean.

    Positive when neighbours are alike; `expected` = -1 / (n - 1) without any pattern.

    Parameters
    ----------
    values
        One per unit; NaN, and units that `neighbours` does not have, are dropped and counted, and
        the rows of the others are restandardised.
    neighbours
        Row-standardised weights; a unit without answering neighbours counts in n, not in S0.
    permutations, seed
        The values are shuffled over the units so many times, seeded. p is two-sided: twice the
        smaller tail, (1 + as extreme) / (1 + permutations), at most 1.
    p
        Known from an earlier call with the same arguments: then nothing is shuffled.

    Raises
    ------
    TooFewValues under three answers.

    References
    ----------
    Moran, P. A. P. (1950). Notes on continuous stochastic phenomena. Biometrika 37, 17-23.

    Examples
    --------
    >>> from ailaget.statistics.neighbours import from_edges
    >>> chain = from_edges(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "d")])
    >>> found = moran(pd.Series({"a": 1.0, "b": 1.0, "c": 5.0, "d": 5.0}), chain)
    >>> found.i, round(found.expected, 3)
    (0.5, -0.333)
    """
    x, answering, missing = _answering(values, neighbours)
    n, weights = len(x), answering.matrix
    expected, total = -1 / (n - 1), float(weights.sum())
    if measures.is_constant(np.sort(x)) or total == 0:
        return Moran(None, expected, None, n, missing, answering.lost, permutations, seed)
    z = x - x.mean()
    scale = n / total / float((z**2).sum())
    observed = float(z @ weights @ z) * scale
    if p is None:
        p = global_p(z / x.std(), weights, permutations, seed)
    return Moran(observed, expected, p, n, missing, answering.lost, permutations, seed)


def local_moran(
    values: Series,
    neighbours: Neighbours,
    *,
    permutations: int = PERMUTATIONS,
    level: float = LEVEL,
    seed: int = SEED,
    p: FloatArray | None = None,
) -> LocalMoran:
    """Local Moran I_i = (n - 1) / n z_i sum_j w_ij z_j, z standardised with divisor n.

    Parameters
    ----------
    values, neighbours
        As in `moran`.
    permutations, seed
        For each unit the others' values are drawn for its neighbours without replacement, the unit
        held fixed (conditional permutation); the shuffles are those of `moran`, and so is p.
    level
        Share of false clusters among those found (Benjamini and Hochberg): a unit is in a cluster
        when its q is at most this.
    p
        Known from an earlier call with the same arguments, in the order of its table.

    Returns
    -------
    LocalMoran
        `table`, index unit: `value`, `z`, `lag` (of z), `local_i`, `p`, `q`, `label` (high_high,
        low_low, high_low, low_high, not_significant, no_neighbours). Without neighbours NaN. When
        all values are equal z and I are 0 and nothing is significant.

    Raises
    ------
    TooFewValues under three answers.

    References
    ----------
    Anselin, L. (1995). Local indicators of spatial association. Geogr. Analysis 27(2), 93-115.
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57(1).

    Examples
    --------
    >>> from ailaget.statistics.neighbours import from_edges
    >>> chain = from_edges(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "d")])
    >>> found = local_moran(pd.Series({"a": 1.0, "b": 1.0, "c": 5.0, "d": 5.0}), chain)
    >>> found.table["local_i"].abs().tolist(), found.table["label"].unique().tolist()
    ([0.75, 0.0, 0.0, 0.75], ['not_significant'])
    """
    x, answering, missing = _answering(values, neighbours)
    n, weights = len(x), answering.matrix
    z = (x - x.mean()) / x.std() if not measures.is_constant(np.sort(x)) else np.zeros(n)
    has_any = weights.sum(axis=1) > 0
    lag = np.where(has_any, weights @ z, np.nan)
    local = z * lag * (n - 1) / n
    p = conditional_p(z, weights > 0, permutations, seed) if p is None else p
    q = false_discovery_rate(p)
    label = np.where(has_any, "not_significant", "no_neighbours").astype(object)
    for place in np.flatnonzero(q <= level):
        label[place] = QUADRANTS[bool(z[place] > 0), bool(lag[place] > 0)]
    columns = {"value": x, "z": z, "lag": lag, "local_i": local, "p": p, "q": q, "label": label}
    table = pd.DataFrame(columns, index=pd.Index(answering.ids))
    return LocalMoran(table, n, missing, answering.lost, level, permutations, seed)


def _answering(values: Series, neighbours: Neighbours) -> tuple[FloatArray, Neighbours, int]:
    array = floats(values)
    answered = [str(unit) for unit in values.index[~np.isnan(array)]]
    kept = restrict(neighbours, answered)
    if len(kept.ids) < NEEDED:
        raise TooFewValues(NEEDED, len(kept.ids))
    place = {str(unit): number for number, unit in enumerate(values.index)}
    x: FloatArray = array[[place[unit] for unit in kept.ids]]
    return x, kept, len(values) - len(kept.ids)
