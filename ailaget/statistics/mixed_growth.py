"""Growth by group over all waves, with every answer counted: a mixed model by REML.

A unit that answered some waves only takes part in those. That is right where silence depends on
what is known, group and earlier answers, and wrong where it depends on what was not answered.

The model gives each unit its level and takes all else for noise that is alike everywhere. A yes or
no that stays from one wave to the next is not so, nor is an index where units have a pace of their
own: then the model's intervals are too short. So each group's own units say it too, by how they lie
about its line, and the longer interval is the one that is given.
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
    likelihood.

    b_g has two variances: the model's, with n - units - (groups) degrees of freedom, as nlme counts
    them for what varies within units, and that of the group's own units (`_sandwich`), whatever
    their errors are like. Its t interval is the longer of the two. `p` is Welch's test that all b_g
    are equal (`welch`), by the larger variance of each.

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
    Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression
    with multi-stage samples. Survey Methodology 28(2), 169-181.

    Examples
    --------
    >>> waves = pd.DataFrame([[1.0, 3, 5], [2, 4, 6.5], [0, 1, 2], [5, 6, 7.5]])
    >>> fit = mixed_growth(waves, pd.Series(list("aabb")), np.array([0.0, 1, 2]))
    >>> [round(group.growth, 3) for group in fit.groups]
    [2.125, 1.125]
    """
    from scipy.special import stdtrit  # late: scipy's start is slow, and few pages ask

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
    slopes = fit.coefficients[k:]
    is_measured = fit.within > EXACT * max(float(y.var()), EXACT)
    answers, ratio = known.to_numpy(float), fit.between / max(fit.within, EXACT)
    own = np.array([_sandwich(answers[codes == code], times, ratio) for code in range(k)])
    variances = np.column_stack([np.diag(fit.covariance[k:, k:]), own[:, 0]]).clip(0.0)
    freedoms = np.column_stack([np.full(k, float(freedom)), np.minimum(own[:, 1], freedom)])
    reach = (stdtrit(freedoms, (1 + level) / 2) * np.sqrt(variances)).max(axis=1)
    larger = variances.argmax(axis=1)
    p = None
    if k > 1 and is_measured:
        each = np.arange(k)
        p = welch(slopes, variances[each, larger], freedoms[each, larger])
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


def _sandwich(answers: FloatArray, times: FloatArray, ratio: float) -> tuple[float, float]:
    """Return the variance of a group's slope by its own units, and its degrees of freedom.

    Each unit is one draw, whatever its answers have in common. The bias is reduced and the degrees
    of freedom counted as Bell and McCaffrey do (CR2, with Satterthwaite's approximation), with the
    model of `mixed_growth` as what is taken for true meanwhile.
    """
    has = ~np.isnan(answers)
    y, n = np.where(has, answers, 0.0), has.sum(axis=1)
    shrink = ratio / (1 + ratio * n)
    # X'VX and X'Vy of each unit, X with a column of ones and one of times, V as the model has it.
    ones, sums = np.stack([n, has @ times], axis=1), y.sum(axis=1)
    squares = np.stack([n, has @ times, has @ times, has @ times**2], axis=1).reshape(-1, 2, 2)
    design = squares - shrink[:, None, None] * ones[:, :, None] * ones[:, None, :]
    outcome = np.stack([sums, y @ times], axis=1) - (shrink * sums)[:, None] * ones
    bread = np.linalg.pinv(design.sum(axis=0), hermitian=True)
    rest = outcome - design @ (bread @ outcome.sum(axis=0))
    # (I - H)^-1/2 X = X R (I - R X'VX R)^-1/2 R^-1 with R the root of the bread: two by two each.
    root = _root(bread)
    pull = root @ _root(np.eye(2) - root @ design @ root, -0.5) @ root[:, 1]
    score = np.einsum("ijk,ik->ij", design, pull)
    size = (pull * score).sum(axis=1)
    crossed = np.einsum("ij,jk,ik->i", score, bread, score)
    both = bread @ (score.T @ score)
    total = float((size - crossed).sum())
    spread = float((size * size - 2 * size * crossed).sum() + np.trace(both @ both))
    variance = float(((rest * pull).sum(axis=1) ** 2).sum())
    return variance, max(total * total / spread, 1.0) if spread > 0 else 1.0


def _root(matrix: FloatArray, power: float = 0.5) -> FloatArray:
    """Return symmetric matrices to a power, without the directions in which they are nothing."""
    sizes, directions = np.linalg.eigh(matrix)
    powers = np.where(sizes > EXACT, np.maximum(sizes, EXACT) ** power, 0.0)
    return np.asarray((directions * powers[..., None, :]) @ np.swapaxes(directions, -1, -2))


def welch(estimates: FloatArray, variances: FloatArray, freedoms: FloatArray) -> float:
    """Return p of Welch's test that what is estimated is equal, with a variance of each its own.

    Welch, B. L. (1951). On the comparison of several mean values: an alternative approach.
    Biometrika 38(3/4), 330-336.

    >>> round(welch(np.array([1.0, 2.0]), np.array([0.25, 0.75]), np.array([9.0, 9.0])), 4)
    0.3338
    """
    from scipy.special import fdtrc

    k, weights = len(estimates), 1 / np.maximum(variances, EXACT * EXACT)
    share = weights / weights.sum()
    between = float((weights * (estimates - share @ estimates) ** 2).sum()) / (k - 1)
    unsure = float(((1 - share) ** 2 / freedoms).sum())
    ratio = between / (1 + 2 * (k - 2) / (k * k - 1) * unsure)
    return float(fdtrc(k - 1, (k * k - 1) / (3 * unsure), ratio))


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
