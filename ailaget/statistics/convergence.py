"""Whether municipalities grow alike (sigma convergence) and those behind grow faster (beta)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics import measures
from ailaget.statistics.sample import FloatArray, OutsideRange, Series, TooFewValues, floats, pairs

LEVEL, LOW, HIGH = 0.95, 0.1, 0.9
NEEDED = 3


@dataclass(frozen=True)
class Slope:
    """A regression slope with its interval; None where it is undefined."""

    slope: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Beta:
    """Change against starting level, with what regression to the mean alone would give."""

    on_start: Slope
    on_average: Slope
    oldham: float | None
    variance_ratio: float | None
    from_noise: float | None
    corrected: float | None
    n: int
    of: int


def sigma(values: pd.DataFrame) -> pd.DataFrame:
    """Spread in each wave among the units that answered every wave: less spread is convergence.

    deviation = sqrt(sum (x - mean)^2 / n), with divisor n since the panel itself is described, and
    p90_p10 = P90 - P10 (type 7).

    Parameters
    ----------
    values
        One row per unit, one column per wave in order of time; a unit with a NaN in any wave is
        left out of all.

    Returns
    -------
    DataFrame
        Index wave; `n`, `of` (units in the table), `mean`, `deviation`, `p90_p10` in the unit of
        `values`, and `relative`: the deviation over that of the first wave (NaN if that is 0).

    Raises
    ------
    TooFewValues when no unit answered every wave.

    References
    ----------
    Barro, R. J. and Sala-i-Martin, X. (1992). Convergence. J. of Political Economy 100(2).

    Examples
    --------
    >>> table = sigma(pd.DataFrame({"2024": [0.0, 40.0, 9.0], "2025": [10.0, 30.0, None]}))
    >>> table[["n", "deviation", "relative"]].to_numpy().tolist()
    [[2.0, 20.0, 1.0], [2.0, 10.0, 0.5]]
    """
    columns = [floats(values[wave]) for wave in values.columns]
    array = np.stack(columns, axis=0) if columns else np.empty((0, 0))
    panel = np.sort(array[:, ~np.isnan(array).any(axis=0)], axis=1)
    if panel.size == 0:
        raise TooFewValues(1, 0)
    p = np.full(panel.shape, 1 / panel.shape[1])
    spread = measures.deviation(panel, p)
    start = spread[0] if spread[0] > 0 else np.nan
    return pd.DataFrame(
        {
            "n": panel.shape[1],
            "of": len(values),
            "mean": panel.mean(axis=1),
            "deviation": spread,
            "p90_p10": measures.quantile(panel, HIGH) - measures.quantile(panel, LOW),
            "relative": spread / start,
        },
        index=values.columns,
    )


def beta(start: Series, end: Series, *, reliability: float | None = None) -> Beta:
    """Regress change on starting level: end - start = a + b start; b < 0 if those behind grow more.

    Error in the starting level gives b < 0 though nothing converges (regression to the mean). Three
    checks stand beside it. `on_average` regresses the change on (start + end) / 2 (Oldham), and
    `oldham` is that correlation: both have the sign of the change in variance, whose ratio
    Var(end) / Var(start) is `variance_ratio`. `from_noise` = -(1 - r) is the slope that pure noise
    gives at reliability r, and `corrected` = (b + 1 - r) / r removes it.

    Parameters
    ----------
    start, end
        One per unit in two waves, same unit of measure; dropped pairwise when either is NaN.
    reliability
        Share of the variance of `start` that is not error, above 0 to 1; None if not known.

    Returns
    -------
    Beta
        Slopes without unit, with 95 % intervals from HC3 standard errors and Student's t; `of` is
        the number of units in either wave. A slope is None when what it rests on does not vary.

    Raises
    ------
    TooFewValues under three pairs; OutsideRange for the reliability.

    References
    ----------
    Oldham, P. D. (1962). A note on the analysis of repeated measurements. J. Chronic Diseases 15.
    Barnett, A. G. et al. (2005). Regression to the mean. Int. J. of Epidemiology 34(1), 215-220.
    MacKinnon, J. G. and White, H. (1985). J. of Econometrics 29(3), 305-325 (HC3).

    Examples
    --------
    >>> found = beta(pd.Series([0.0, 10.0, 20.0, 30.0]), pd.Series([10.0, 15.0, 20.0, 25.0]))
    >>> round(found.on_start.slope, 6), found.variance_ratio
    (-0.5, 0.25)
    """
    if reliability is not None and not 0 < reliability <= 1:
        raise OutsideRange("reliability", 0, 1)
    both = pairs(start, end, needed=NEEDED)
    first, second = both["first"].to_numpy(float), both["second"].to_numpy(float)
    change, average = second - first, (first + second) / 2
    slope = _slope(first, change)
    noise = None if reliability is None else reliability - 1
    corrected = None
    if reliability is not None and slope.slope is not None:
        corrected = (slope.slope + 1 - reliability) / reliability
    varies = np.ptp(first) > 0
    related = np.ptp(average) > 0 and np.ptp(change) > 0
    return Beta(
        on_start=slope,
        on_average=_slope(average, change),
        oldham=float(np.corrcoef(average, change)[0, 1]) if related else None,
        variance_ratio=float(second.var() / first.var()) if varies else None,
        from_noise=noise,
        corrected=corrected,
        n=len(both),
        of=len(start.index.union(end.index)),
    )


def _slope(x: FloatArray, y: FloatArray) -> Slope:
    """Least squares with HC3: Var(b) = sum (dx_i e_i / (1 - h_i))^2 / Sxx^2."""
    if np.ptp(x) == 0:
        return Slope(None, None, None)
    dx, dy = x - x.mean(), y - y.mean()
    squares = float((dx**2).sum())
    slope = float((dx * dy).sum() / squares)
    free = 1 - (1 / len(x) + dx**2 / squares)
    if free.min() < measures.ROUNDING:
        return Slope(slope, None, None)
    error = np.sqrt((((dx * (dy - slope * dx)) / free) ** 2).sum()) / squares
    from scipy.special import stdtrit  # late: scipy's start is slow, and few pages ask

    reach = float(stdtrit(len(x) - 2, (1 + LEVEL) / 2)) * float(error)
    return Slope(slope, slope - reach, slope + reach)
