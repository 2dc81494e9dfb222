"""How exactly an index measures one unit: alpha, the standard error and the least sure change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.statistics.sample import FloatArray, OutsideRange, TooFewValues

LEAST_UNITS, LEAST_ITEMS = 5, 2
SURE = 1.959963984540054
"""The normal quantile that 95 of 100 lie within, on both sides."""


@dataclass(frozen=True)
class Reliability:
    """An index as a measurement of one unit, in the items' unit.

    `error` is the standard error of measurement, `detectable` the smallest difference, between two
    times or two units, that error alone gives less than 5 times of 100. `turned` are the items that
    go against the rest: alpha is too low then, and says no word of it.
    """

    alpha: float
    error: float
    detectable: float
    items: int
    n: int
    of: int
    turned: tuple[str, ...]


def reliability(items: pd.DataFrame) -> Reliability:
    """Return Cronbach's alpha of an index that is the mean of its items, and its errors.

    alpha = k / (k - 1) (1 - sum of the items' variances / variance of their sum), the standard
    error s sqrt(1 - alpha) with s the standard deviation of the index, and the smallest detectable
    change 1.96 sqrt(2) times that. What differs between questions for one unit counts as error:
    where questions measure different things the true error is smaller.

    Parameters
    ----------
    items
        A row per unit and a column per item, all on one scale; NaN is no answer. Only units that
        have answered all are in: `n` of `of`, those that have answered any.

    Returns
    -------
    Reliability
        Alpha is below 0 where items go against each other; its errors are then of alpha 0.

    Raises
    ------
    TooFewValues under five whole units, or under two items, of which no error is known.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika
    16(3), 297-334. de Vet, H. C. W. et al. (2006). When to use agreement versus reliability
    measures. J. of Clinical Epidemiology 59(10), 1033-1039 (the smallest detectable change).

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [0, 1, 2, 3, 4], "b": [0, 2, 2, 4, 4], "c": [1, 1, 3, 3, 4]})
    >>> found = reliability(answers)
    >>> round(found.alpha, 3), round(found.error, 3), round(found.detectable, 3)
    (0.959, 0.298, 0.826)
    """
    if items.shape[1] < LEAST_ITEMS:
        raise TooFewValues(LEAST_ITEMS, items.shape[1])
    answers = items.to_numpy(dtype=np.float64, na_value=np.nan)
    whole = answers[~np.isnan(answers).any(axis=1)]
    if len(whole) < LEAST_UNITS:
        raise TooFewValues(LEAST_UNITS, len(whole))
    k, total = whole.shape[1], whole.sum(axis=1)
    variance = float(total.var(ddof=1))
    alpha = k / (k - 1) * (1 - float(whole.var(axis=0, ddof=1).sum()) / variance) if variance else 0
    error = float(np.sqrt(variance) / k * np.sqrt(1 - min(max(alpha, 0.0), 1.0)))
    return Reliability(
        alpha=float(alpha),
        error=error,
        detectable=float(SURE * np.sqrt(2) * error),
        items=k,
        n=len(whole),
        of=int((~np.isnan(answers)).any(axis=1).sum()),
        turned=tuple(
            str(name)
            for place, name in enumerate(items.columns)
            if _with_the_rest(whole, place) < 0
        ),
    )


def _with_the_rest(whole: FloatArray, place: int) -> float:
    """Return the covariance of an item with the sum of the others."""
    rest = np.delete(whole, place, axis=1).sum(axis=1)
    return float(np.cov(whole[:, place], rest)[0, 1])


def filled_by_item(items: pd.DataFrame, scale: tuple[float, float]) -> pd.DataFrame:
    """Return the items with what is missing filled in, question by question.

    A missing answer becomes the unit's own mean, plus how far the item's mean lies from the mean of
    all items: a unit that skips what few have done is not taken to have done half of it. What is
    filled in stays on the scale. A unit without any answer stays without.

    Parameters
    ----------
    items
        A row per unit and a column per item, all on one scale; NaN is no answer.
    scale
        Its ends.

    Raises
    ------
    OutsideRange for a scale that has no length.

    References
    ----------
    Bernaards, C. A. and Sijtsma, K. (2000). Influence of imputation and EM methods on factor
    analysis when item nonresponse in questionnaire data is nonignorable. Multivariate Behavioral
    Research 35(3), 321-364 (two-way imputation).

    Examples
    --------
    >>> answers = pd.DataFrame({"easy": [80.0, 60.0, 40.0], "hard": [40.0, None, 0.0]})
    >>> filled_by_item(answers, (0.0, 100.0))["hard"].round(1).tolist()
    [40.0, 36.0, 0.0]
    """
    if not scale[0] < scale[1]:
        raise OutsideRange("scale", *scale)
    answers = items.to_numpy(dtype=np.float64, na_value=np.nan)
    known = ~np.isnan(answers)
    counts = np.where(known, answers, 0.0)
    everything = counts.sum() / max(known.sum(), 1)
    own = counts.sum(axis=1) / np.where(known.any(axis=1), known.sum(axis=1), np.nan)
    each = counts.sum(axis=0) / np.where(known.any(axis=0), known.sum(axis=0), np.nan)
    guess = np.clip(own[:, np.newaxis] + each[np.newaxis, :] - everything, *scale)
    return pd.DataFrame(np.where(known, answers, guess), items.index, items.columns)
