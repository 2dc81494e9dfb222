"""How much of the variance lies between groups, corrected for the number of groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ailaget.statistics import measures
from ailaget.statistics.sample import Series, sample


@dataclass(frozen=True)
class VarianceParts:
    """Between share of the variance, as found and corrected for the number of groups."""

    eta_squared: float | None
    omega_squared: float | None
    adjusted: float | None
    by_chance: float | None
    groups: int
    n: int
    missing: int


def variance_by_group(
    values: Series, groups: Series, weights: Series | None = None
) -> VarianceParts:
    """Between share of the variance: eta squared = sum P_g (mu_g - mu)^2 / sum p_i (x_i - mu)^2.

    It does not depend on where the scale has its zero, so it suits an index, and values may be
    negative. With k groups of n units eta squared is (k - 1) / (n - 1) by chance alone
    (`by_chance`); omega squared and the adjusted form (epsilon squared) correct for that and may
    fall below zero. Without weights only; None when there is no variance or no group of two.

    References
    ----------
    Kelley, T. L. (1935). An unbiased correlation ratio measure. PNAS 21(9), 554-559.
    Hays, W. L. (1963). Statistics for Psychologists. New York: Holt.

    Examples
    --------
    >>> import pandas as pd
    >>> parts = variance_by_group(pd.Series([0.0, 2.0, 4.0, 6.0]), pd.Series(["C", "C", "A", "A"]))
    >>> parts.eta_squared, round(parts.omega_squared, 4), round(parts.adjusted, 4)
    (0.8, 0.6364, 0.7)
    """
    answers = sample(values, groups=groups, weights=weights, nonnegative=False)
    n, k = answers.n, len(answers.keys)
    eta = float(measures.variance_between(answers.x, answers.shares, answers.codes, k))
    if np.isnan(eta):
        return VarianceParts(None, None, None, None, k, n, answers.missing)
    if weights is not None or n <= k:
        return VarianceParts(eta, None, None, None, k, n, answers.missing)
    noise = (1 - eta) / (n - k)
    omega = (eta - (k - 1) * noise) / (1 + noise)
    adjusted = 1 - (n - 1) * noise
    return VarianceParts(eta, omega, adjusted, (k - 1) / (n - 1), k, n, answers.missing)
