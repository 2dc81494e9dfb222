"""Figures of groups with few answers, drawn towards what all are like, and where they rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.sample import SEED, FloatArray, Series, TooFewValues
from ailaget.statistics.ties import TOLERANCE

LEAST_AREAS, LEAST_ANSWERS = 5, 2
STEPS, NEAR = 200, 1e-10
SURE = 1.959963984540054
DRAWS = 4000


@dataclass(frozen=True, eq=False)
class SmallAreas:
    """One row per area: `direct` (NaN where nobody answered), `estimate`, `error`, `low`, `high`.

    `between` is the variance between areas that is not chance.
    """

    areas: pd.DataFrame
    between: float


def direct_means(values: Series, groups: Series) -> pd.DataFrame:
    """Return each group's `mean` and its sampling `variance`; NaN and infinite where none answered.

    The variance is s^2 / n (1 - n / N), with s^2 the variance within all groups together: of few
    answers a group's own would be chance itself. It is 0 where all have answered.

    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 2.5. New York: Wiley.

    >>> found = direct_means(pd.Series([1.0, 3.0, 5.0, None]), pd.Series(list("aabb")))
    >>> found["mean"].tolist(), found["variance"].tolist()
    ([2.0, 5.0], [0.0, 1.0])
    """
    by = values.astype(float).groupby(groups.reindex(values.index))
    mean, n, of = by.mean(), by.count(), by.size()
    free = int((n - 1).clip(lower=0).sum())
    if free < 1:
        raise TooFewValues(LEAST_ANSWERS, int(n.max() if len(n) else 0))
    within = float((by.var(ddof=1).fillna(0.0) * (n - 1).clip(lower=0)).sum()) / free
    variance = (within / n.where(n > 0) * (1 - n / of)).fillna(np.inf)
    return pd.DataFrame({"mean": mean, "variance": variance})


def fay_herriot(
    direct: Series, variances: Series, scale: tuple[float, float] = (-np.inf, np.inf)
) -> SmallAreas:
    """Return the areas' figures by the model of Fay and Herriot, with the mean of all in common.

    direct_i = mu + u_i + e_i, u_i with the variance A between areas (REML), e_i with the sampling
    variance psi_i. The estimate is g_i direct_i + (1 - g_i) mu, g_i = A / (A + psi_i): the fewer
    have answered, the more it is drawn to mu. Its error is the root of
    g1 + g2 + 2 g3 (Prasad and Rao), and the 95 % interval stays on the scale.

    Parameters
    ----------
    direct, variances
        By area, in the values' unit and its square; an area where nobody answered has NaN and
        infinity, and gets mu. A variance of 0 (all have answered) leaves the figure as it is.
    scale
        The ends of the values' scale.

    Raises
    ------
    TooFewValues for under five areas with a figure.

    References
    ----------
    Fay, R. E. and Herriot, R. A. (1979). Estimates of income for small places. JASA 74(366),
    269-277. Rao, J. N. K. and Molina, I. (2015). Small Area Estimation, 2nd ed., ch. 6. Wiley.

    Examples
    --------
    >>> direct = pd.Series([10.0, 20.0, 30.0, 40.0, 50.0, None], list("abcdef"))
    >>> found = fay_herriot(direct, pd.Series([100.0] * 5 + [np.inf], list("abcdef")))
    >>> found.between, found.areas["estimate"].round(1).tolist()
    (150.0, [18.0, 24.0, 30.0, 36.0, 42.0, 30.0])
    """
    y = direct.to_numpy(dtype=np.float64)
    psi = variances.reindex(direct.index).to_numpy(dtype=np.float64)
    known = ~np.isnan(y) & np.isfinite(psi)
    if known.sum() < LEAST_AREAS:
        raise TooFewValues(LEAST_AREAS, int(known.sum()))
    between = _between(y[known], psi[known])
    weights = _weights(between, psi[known])
    # Where areas differ by chance alone, one known without error would be the mean of all.
    if between <= NEAR and (psi[known] > 0).any():
        weights = np.where(psi[known] > 0, weights, 0.0)
    mu = float((weights * y[known]).sum() / weights.sum())
    share = np.zeros(len(y))
    total = between + psi[known]
    share[known] = np.where(total > 0, between / np.where(total > 0, total, 1.0), 1.0)
    share[known & (psi == 0)] = 1.0
    estimate = mu + share * (np.where(known, y, mu) - mu)
    spread = 2 / float((weights**2).sum())
    third = np.zeros(len(y))
    third[known] = psi[known] ** 2 * np.where(total > 0, total, np.inf) ** -3.0 * spread
    first = np.where(known, share * np.where(known, psi, 0.0), between)
    error = np.sqrt(first + (1 - share) ** 2 / weights.sum() + 2 * third)
    areas = pd.DataFrame(
        {
            "direct": y,
            "estimate": estimate,
            "error": error,
            "low": np.clip(estimate - SURE * error, *scale),
            "high": np.clip(estimate + SURE * error, *scale),
        },
        index=direct.index,
    )
    return SmallAreas(areas, between)


def _weights(between: float, psi: FloatArray) -> FloatArray:
    """Return 1 / (A + psi); where both are nothing, as good as certain."""
    return np.asarray(1 / np.maximum(between + psi, NEAR))


def _between(y: FloatArray, psi: FloatArray) -> float:
    """Return the variance between areas by restricted maximum likelihood, at least 0.

    With P = W - W 1 1' W / 1'W1 the score is (y'PPy - tr P) / 2 and the information tr PP / 2. No
    weight is taken from the sum of all: that of an area known without error may be nearly all.
    """
    between = float(max(y.var(ddof=1) - psi.mean(), y.var(ddof=1) / 10))
    for _ in range(STEPS):
        w = _weights(between, psi)
        p = -np.outer(w, w / w.sum())
        np.fill_diagonal(p, w * ((1 - np.eye(len(w))) @ w) / w.sum())
        residual = w * ((y[:, None] - y[None, :]) @ (w / w.sum()))
        score = ((residual**2).sum() - np.trace(p)) / 2
        information = (p**2).sum() / 2
        new = max(between + score / information, 0.0)
        if abs(new - between) < NEAR * max(between, 1.0):
            return float(new)
        between = float(new)
    return between


def rank_chances(
    estimates: Series, errors: Series, among: int, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame:
    """Return how probable it is that each area is among so many lowest, and highest.

    All figures are drawn together `draws` times, each from the normal distribution around its
    estimate, and ranked; those that are equal share the places that they stand at. The
    probabilities sum to `among`.

    Goldstein, H. and Spiegelhalter, D. J. (1996). League tables and their limitations. Journal of
    the Royal Statistical Society A 159(3), 385-443.

    >>> sure = pd.Series([0.0, 0.0, 0.0])
    >>> rank_chances(pd.Series([1.0, 2.0, 3.0]), sure, 1)["lowest"].tolist()
    [1.0, 0.0, 0.0]
    >>> rank_chances(pd.Series([1.0, 1.0, 3.0]), sure, 1)["lowest"].tolist()
    [0.5, 0.5, 0.0]
    """
    middle, error = (each.to_numpy(dtype=np.float64) for each in (estimates, errors))
    drawn = np.random.default_rng(seed).standard_normal((draws, len(middle))) * error + middle
    chances = {"lowest": _among(drawn, among), "highest": _among(-drawn, among)}
    return pd.DataFrame(chances, index=estimates.index)


def _among(drawn: FloatArray, among: int) -> FloatArray:
    """Return how often each column is among so many lowest of a row, equal ones alike."""
    edge = np.partition(drawn, among - 1, axis=1)[:, [among - 1]]
    below, at = drawn < edge - TOLERANCE, np.abs(drawn - edge) <= TOLERANCE
    left = among - below.sum(axis=1, keepdims=True)
    return np.asarray((below + at * left / at.sum(axis=1, keepdims=True)).mean(axis=0))
