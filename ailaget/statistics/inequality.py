"""How unequal a value is, and how much of it lies between groups: Lorenz, Gini and Theil.

Unweighted, each municipality counts alike; with `weights` (population), each inhabitant does, and
the value must then be a rate or an index, never a total. Values are at least zero. Units whose
value, weight or group is NaN are dropped pairwise and counted. One unit, equal values and all
zeros are perfect equality (0); no answer at all raises `TooFewValues`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ailaget.statistics import measures
from ailaget.statistics.sample import FloatArray, Sample, Series, sample


@dataclass(frozen=True, eq=False)
class Lorenz:
    """Points of the Lorenz curve, from (0, 0) to (1, 1)."""

    unit_share: FloatArray
    value_share: FloatArray
    n: int
    missing: int
    weighted: bool


@dataclass(frozen=True)
class GroupTheil:
    """One group's part in a Theil decomposition."""

    key: str
    n: int
    mean: float
    theil: float
    unit_share: float
    value_share: float


@dataclass(frozen=True)
class TheilParts:
    """Theil's T split into between and within groups; `between + within = total`."""

    total: float
    between: float
    within: float
    between_share: float | None
    groups: tuple[GroupTheil, ...]
    n: int
    missing: int


def lorenz(values: Series, weights: Series | None = None) -> Lorenz:
    """Share of the total held by the poorest units: L(p) = sum_(i<=pn) w_i x_i / sum w_i x_i.

    Parameters
    ----------
    values
        One per unit, at least zero, any unit of measure; NaN dropped and counted.
    weights
        One per unit, at least zero, for example inhabitants; NaN dropped and counted.

    Returns
    -------
    Lorenz
        n + 1 points, both axes 0 to 1. When the total is zero it is the diagonal.

    Raises
    ------
    TooFewValues, NegativeValues

    References
    ----------
    Lorenz, M. O. (1905). Publications of the American Statistical Association 9(70), 209-219.

    Examples
    --------
    >>> import pandas as pd
    >>> lorenz(pd.Series([1.0, 3.0])).value_share.tolist()
    [0.0, 0.25, 1.0]
    """
    answers = sample(values, weights=weights)
    units = np.concatenate([[0.0], answers.shares.cumsum()])
    held = answers.shares * answers.x
    cumulated = np.concatenate([[0.0], held.cumsum()])
    shares = cumulated / cumulated[-1] if cumulated[-1] > 0 else units.copy()
    units[-1] = shares[-1] = 1.0
    return Lorenz(units, shares, answers.n, answers.missing, weights is not None)


def gini(values: Series, weights: Series | None = None) -> float:
    """Gini coefficient: sum_ij p_i p_j |x_i - x_j| / (2 mu), p the weights over their sum.

    This is the form with divisor n squared: it runs from 0 to (n - 1) / n and does not change when
    every unit is repeated. Parameters, missing values and errors as for `lorenz`.

    References
    ----------
    Gini, C. (1912). Variabilita e mutabilita. Bologna: Cuppini.

    Examples
    --------
    >>> import pandas as pd
    >>> gini(pd.Series([0.0, 0.0, 0.0, 8.0]))
    0.75
    """
    answers = sample(values, weights=weights)
    return float(measures.gini(answers.x, answers.shares))


def theil(values: Series, weights: Series | None = None) -> float:
    """Theil's T: sum p_i (x_i / mu) ln(x_i / mu), with 0 ln 0 = 0; from 0 to ln n.

    Parameters, missing values and errors as for `lorenz`.

    References
    ----------
    Theil, H. (1967). Economics and Information Theory. Amsterdam: North-Holland.

    Examples
    --------
    >>> import pandas as pd
    >>> round(theil(pd.Series([0.0, 0.0, 0.0, 8.0])), 6) == round(float(np.log(4)), 6)
    True
    """
    answers = sample(values, weights=weights)
    return float(measures.theil(answers.x, answers.shares))


def theil_by_group(values: Series, groups: Series, weights: Series | None = None) -> TheilParts:
    """Split Theil's T: sum_g S_g ln(S_g / P_g) between plus sum_g S_g T_g within.

    S_g is the group's share of the total, P_g its share of the units (or of the weights), T_g its
    own Theil. `between_share` is what would vanish if the groups were equal; it is None when
    there is no inequality. Groups are in the order of their keys; one without answers is absent.

    References
    ----------
    Shorrocks, A. F. (1980). The class of additively decomposable inequality measures.
    Econometrica 48(3), 613-625.

    Examples
    --------
    >>> import pandas as pd
    >>> parts = theil_by_group(pd.Series([1.0, 1.0, 3.0, 3.0]), pd.Series(["C", "C", "A", "A"]))
    >>> parts.between_share, [(group.key, group.mean, group.theil) for group in parts.groups]
    (1.0, [('A', 3.0, 0.0), ('C', 1.0, 0.0)])
    """
    answers = sample(values, groups=groups, weights=weights)
    total = float(measures.theil(answers.x, answers.shares))
    parts = tuple(_group(answers, code) for code in range(len(answers.keys)))
    k = len(answers.keys)
    between = float(measures.theil_between(answers.x, answers.shares, answers.codes, k))
    within = sum(part.value_share * part.theil for part in parts)
    share = min(between / total, 1.0) if total > 0 else None
    return TheilParts(total, between, within, share, parts, answers.n, answers.missing)


def _group(answers: Sample, code: int) -> GroupTheil:
    inside = answers.codes == code
    x, p = answers.x[inside], answers.shares[inside]
    people, total = p.sum(), float((answers.shares * answers.x).sum())
    own = p / people if people > 0 else np.full(len(x), 1 / len(x))
    return GroupTheil(
        key=answers.keys[code],
        n=len(x),
        mean=float(measures.mean(x, own)),
        theil=float(measures.theil(x, own)),
        unit_share=float(people),
        value_share=float((p * x).sum() / total) if total > 0 else float(people),
    )
