"""Growth by group over all waves, with every answer counted: a mixed model by REML.

A unit that answered some waves only takes part in those. That is right where silence depends on
what is known, group and earlier answers, and wrong where it depends on what was not answered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.sample import FloatArray, IntArray, Series, TooFewValues

LEVEL = 0.95
EXACT = 1e-9
"""A variance around the lines this small beside that of all values is of rounding."""

FARTHEST = 8.0
"""Natural logarithm of the largest ratio of the two variances that is tried, and its inverse."""


@dataclass(frozen=True)
class GroupGrowth:
    """One group's growth per unit of time, with its interval, and the units it rests on.

    `units` have a value in some wave, `complete` in all; `complete_growth` is the growth among
    those alone, None where they are fewer than two. The ends are None where all answers lie on the
    lines: then nothing says how sure the growth is.
    """

    key: str
    growth: float
    low: float | None
    high: float | None
    units: int
    complete: int
    complete_growth: float | None


@dataclass(frozen=True)
class MixedGrowth:
    """Growth by group, whether groups differ (`p`), and the variances between and within units."""

    groups: tuple[GroupGrowth, ...]
    p: float | None
    between: float
    within: float
    units: int
    values: int


@dataclass(frozen=True, eq=False)
class _Fit:
    coefficients: FloatArray
    covariance: FloatArray
    between: float
    within: float


def mixed_growth(
    values: pd.DataFrame, groups: Series, times: FloatArray, *, level: float = LEVEL
) -> MixedGrowth:
    """Fit y_it = a_g + b_g t + u_i + e_it, g the unit's group, by restricted maximum likelihood.

    u_i and e_it are normal with variances s_u^2 and s_e^2. For a ratio q = s_u^2 / s_e^2 all else
    is in closed form, as V_i^-1 = I - q / (1 + q n_i) 1 1', and q maximises the restricted
    likelihood. b_g has a t interval with n - units - (groups) degrees of freedom, as nlme counts
    them for what varies within units; `p` is the F test that all b_g are equal.

    Parameters
    ----------
    values
        A row per unit, a column per wave; NaN is no value.
    groups
        One per unit: what its growth is of.
    times
        When each wave was, in years or the like, shape (waves,).
    level
        Of the intervals, 0 to 1.

    Raises
    ------
    TooFewValues where a group has fewer than two units with two values, or there is one wave.

    References
    ----------
    Laird, N. M. and Ware, J. H. (1982). Random-effects models for longitudinal data. Biometrics
    38(4), 963-974. Pinheiro, J. and Bates, D. (2000). Mixed-Effects Models in S and S-PLUS, 2.4.2.

    Examples
    --------
    >>> waves = pd.DataFrame([[1.0, 3, 5], [2, 4, 6.5], [0, 1, 2], [5, 6, 7.5]])
    >>> fit = mixed_growth(waves, pd.Series(list("aabb")), np.array([0.0, 1, 2]))
    >>> [round(group.growth, 3) for group in fit.groups]
    [2.125, 1.125]
    """
    from scipy.special import fdtrc, stdtrit  # late: scipy's start is slow, and few pages ask

    label = groups.reindex(values.index)
    known = values[label.notna() & values.notna().any(axis=1)]
    codes, keys = pd.factorize(label.reindex(known.index).astype(str), sort=True)
    counts = known.notna().sum(axis=1).to_numpy(np.int64)
    for code in range(len(keys)):
        followed = int(((codes == code) & (counts > 1)).sum())
        if followed <= 1:
            raise TooFewValues(2, followed)
    unit, wave = np.nonzero(known.notna().to_numpy())
    y, k = known.to_numpy(float)[unit, wave], len(keys)
    dummies = np.eye(k)[codes[unit]]
    design = np.column_stack([dummies, dummies * times[wave][:, None]])
    freedom = len(y) - len(known) - k
    if freedom < 1:
        raise TooFewValues(len(known) + k + 1, len(y))
    fit = _fit(y, design, unit, counts)
    slopes, spread = fit.coefficients[k:], fit.covariance[k:, k:]
    is_measured = fit.within > EXACT * max(float(y.var()), EXACT)
    reach = stdtrit(freedom, (1 + level) / 2) * np.sqrt(np.maximum(np.diag(spread), 0.0))
    p = None
    if k > 1 and is_measured:
        contrast = np.eye(k)[1:] - np.eye(k)[:1]
        moved = contrast @ slopes
        ratio = moved @ np.linalg.solve(contrast @ spread @ contrast.T, moved) / (k - 1)
        p = float(fdtrc(k - 1, freedom, ratio))
    return MixedGrowth(
        tuple(
            GroupGrowth(
                str(key),
                float(slopes[code]),
                float(slopes[code] - reach[code]) if is_measured else None,
                float(slopes[code] + reach[code]) if is_measured else None,
                int((codes == code).sum()),
                *_complete(known[codes == code], times),
            )
            for code, key in enumerate(keys)
        ),
        p,
        fit.between,
        fit.within,
        len(known),
        len(y),
    )


def _complete(known: pd.DataFrame, times: FloatArray) -> tuple[int, float | None]:
    """Return how many have a value in every wave, and the growth among them."""
    complete = known.dropna()
    if len(complete) <= 1:
        return len(complete), None
    centred = times - times.mean()
    return len(complete), float(complete.mean().to_numpy() @ centred / (centred @ centred))


def _fit(y: FloatArray, design: FloatArray, unit: IntArray, counts: IntArray) -> _Fit:
    """Return the fit at the ratio of variances that maximises the restricted likelihood."""
    from scipy.optimize import minimize_scalar

    both = np.column_stack([design, y])
    product = both.T @ both
    sums = np.zeros((len(counts), both.shape[1]))
    np.add.at(sums, unit, both)
    n, p = design.shape

    def weighted(ratio: float) -> FloatArray:
        shrink = ratio / (1 + ratio * counts)
        return np.asarray(product - (sums * shrink[:, None]).T @ sums)

    def unlikely(log_ratio: float) -> float:
        ratio = float(np.exp(log_ratio))
        cross = weighted(ratio)
        inverse = np.linalg.solve(cross[:p, :p], cross[:p, p])
        rest = max(float(cross[p, p] - cross[p, :p] @ inverse), 1e-12)
        _, log_determinant = np.linalg.slogdet(cross[:p, :p])
        return float((n - p) * np.log(rest) + np.log1p(ratio * counts).sum() + log_determinant)

    best = minimize_scalar(
        unlikely, bounds=(-FARTHEST, FARTHEST), method="bounded", options={"xatol": 1e-6}
    )
    ratio = float(np.exp(best.x))
    cross = weighted(ratio)
    coefficients = np.linalg.solve(cross[:p, :p], cross[:p, p])
    within = float(cross[p, p] - cross[p, :p] @ coefficients) / (n - p)
    covariance = np.asarray(within * np.linalg.inv(cross[:p, :p]))
    return _Fit(np.asarray(coefficients), covariance, ratio * within, within)
