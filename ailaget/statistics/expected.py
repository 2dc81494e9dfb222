"""Who has more or less than others under like conditions: what each unit is off a fitted value.

Each unit is foretold from all the others, never from itself, with an interval for one value. What
is left over is all that the conditions do not hold, chance and errors of measurement too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.sample import FloatArray, Series, TooFewValues, floats

LEVEL = 0.95
SPARE = 10
"""So many units more than coefficients: fewer leave an interval that says nothing."""

RANK = 1e-9
"""A direction this small beside the largest is of rounding."""


@dataclass(frozen=True, eq=False)
class Expected:
    """One row per unit with all that is asked for, and how well it is foretold.

    `table` has `value`, `expected`, `low`, `high` (of the interval for one value), `residual` (the
    value less what is expected) and `outside` (1 above the interval, -1 below, else 0). `explained`
    is 1 - sum residual^2 / sum (value - mean of the others)^2: below zero where the conditions
    foretell worse than the mean does.
    """

    table: pd.DataFrame
    explained: float
    n: int
    of: int
    coefficients: int
    level: float


def expected_values(values: Series, conditions: pd.DataFrame, *, level: float = LEVEL) -> Expected:
    """Foretell each unit from the others by least squares on the conditions.

    With h_i the leverage, e_i the residual of the fit with all and s_(i)^2 the residual variance
    of the fit without i, the unit is foretold y_i - e_i / (1 - h_i), and one value lies within

        t_(n - p - 1) s_(i) / sqrt(1 - h_i)

    of that, as it is predicted by the others; so it lies outside when its externally studentised
    residual is beyond t. With normal errors 5 in 100 do by chance at `level` 0.95.

    Parameters
    ----------
    values
        One per unit of the filter; NaN is no value.
    conditions
        A row per unit, a column per condition; a unit that lacks one is left out.
    level
        Of the intervals, 0 to 1.

    Raises
    ------
    TooFewValues for fewer than ten units more than coefficients.

    References
    ----------
    Allen, D. M. (1974). Technometrics 16(1), 125-127 (PRESS). Cook, R. D. and Weisberg, S. (1982).
    Residuals and Influence in Regression. Chapman and Hall, section 2.2.

    Examples
    --------
    >>> x = pd.DataFrame({"tax": np.arange(14.0)})
    >>> values = 3 * x["tax"] + np.tile([0.1, -0.1], 7) + 20 * (x["tax"] == 6)
    >>> fit = expected_values(values, x).table
    >>> fit["outside"].tolist()[6], int(fit["outside"].abs().sum())
    (1, 1)
    """
    from scipy.special import stdtrit  # late: scipy's start is slow, and few pages ask

    known = conditions.assign(value=pd.Series(floats(values), values.index)).dropna()
    y = known.pop("value").to_numpy(float)
    needed = known.shape[1] + 1 + SPARE
    if len(y) < needed:
        raise TooFewValues(needed, len(y))
    design = np.column_stack([np.ones(len(y)), _scaled(known.to_numpy(float))])
    basis = _basis(design)
    n, p = basis.shape
    # The diagonal of the projection; one is a unit that nobody else is like, and says nothing.
    leverage = np.minimum((basis**2).sum(axis=1), 1 - 1e-9)
    residual = y - basis @ (basis.T @ y)
    left_out = residual / (1 - leverage)
    freedom = n - p - 1
    variance = np.maximum((residual @ residual - residual * left_out) / freedom, 0.0)
    reach = stdtrit(freedom, (1 + level) / 2) * np.sqrt(variance / (1 - leverage))
    expected = y - left_out
    table = pd.DataFrame(
        {
            "value": y,
            "expected": expected,
            "low": expected - reach,
            "high": expected + reach,
            "residual": left_out,
            "outside": np.where(np.abs(left_out) > reach, np.sign(left_out), 0).astype(int),
        },
        index=known.index,
    )
    others = (y - y.mean()) * n / (n - 1)
    total = float(others @ others)
    explained = 1 - float(left_out @ left_out) / total if total > 0 else 0.0
    return Expected(table, explained, n, len(values), p, level)


def standing(outside: pd.DataFrame) -> pd.Series[str]:
    """Return how each unit stands over waves: a row per unit, a column per wave, NaN unknown.

    One of ``"above"``, ``"below"``, ``"changing"`` (in some waves only), ``"within"`` (in none) and
    ``"unknown"``. It stands above, or below, only where it did in every wave in which it is known,
    and it is known in two or more: by chance one in forty lies above in a single wave.

    >>> waves = pd.DataFrame([[1, 1], [1, 0], [0, 0], [np.nan, 1]])
    >>> standing(waves).tolist()
    ['above', 'changing', 'within', 'unknown']
    """
    known = outside.notna().sum(axis=1)
    above, below = (outside == 1).sum(axis=1), (outside == -1).sum(axis=1)
    standings = np.select(
        [known <= 1, above == known, below == known, above + below > 0],
        ["unknown", "above", "below", "changing"],
        "within",
    )
    return pd.Series(standings, index=outside.index)


def _scaled(x: FloatArray) -> FloatArray:
    """Return columns about their means in their own deviations; one that stands still is zeros."""
    spread = x.std(axis=0)
    return np.asarray((x - x.mean(axis=0)) / np.where(spread > 0, spread, 1.0))


def _basis(design: FloatArray) -> FloatArray:
    """Return orthonormal columns that span the design's; what others already hold adds none."""
    directions, sizes, _ = np.linalg.svd(design, full_matrices=False)
    return np.asarray(directions[:, sizes > RANK * sizes[0]])
