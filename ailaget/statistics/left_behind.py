"""Who is left behind: low, standing still, and without a neighbour to learn from; how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ailaget.statistics.neighbours import Neighbours
from ailaget.statistics.sample import (
    SEED,
    BoolArray,
    FloatArray,
    IntArray,
    OutsideRange,
    Series,
    TooFewValues,
    floats,
    known,
)
from ailaget.statistics.ties import exceeds, joined

BOTTOM, MOVED, LEVEL = 0.2, 2.0, 3
DRAWS = 1000
ROUNDING = 1e-9
"""A share of the units is a quotient of whole numbers, whose rounding decides no place."""


def left_behind(
    values: Series,
    previous: Series | None,
    levels: Series,
    neighbours: Neighbours,
    *,
    bottom: float = BOTTOM,
    moved: float = MOVED,
    is_rise: bool = False,
    level: int = LEVEL,
) -> pd.DataFrame:
    """Find the units in the bottom fifth that stood still and have no neighbour at a high level.

    Parameters
    ----------
    values, previous
        The index (0 to 100) in this wave and the one before; NaN did not answer; `previous` is
        None when there is one wave only.
    levels
        Level of each unit in this wave, 1 the lowest; NaN did not answer.
    neighbours
        Who is whose neighbour, over all units (not restricted to those that answered).
    bottom
        Share of the answering units that are low, 0 to 1: fewer than this share lie strictly below.
        Units with the same value (see `ties`) are in or out together.
    moved
        A unit stood still when it rose by at most so many points (or fell).
    is_rise
        Whether `moved` itself is a rise, as the smallest detectable change is: a unit then stood
        still when it rose by less.
    level
        A neighbour at this level or higher is one to learn from.

    Returns
    -------
    DataFrame
        Index: the units that answered this wave, lowest first, ties by code. `value`, `change`,
        `is_low`, `stood_still`, `lacks_model` (nullable booleans, <NA> when not known: no earlier
        answer; no known neighbour at the level, and one that did not answer), `neighbours`,
        `neighbours_answering`, and `is_left_behind`: all three are known and true.

    Raises
    ------
    TooFewValues when nobody answered; OutsideRange for `bottom`.

    Examples
    --------
    >>> from ailaget.statistics.neighbours import from_edges
    >>> now = pd.Series({"a": 10.0, "b": 30.0, "c": 50.0, "d": 70.0, "e": 90.0})
    >>> chain = from_edges(list("abcde"), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    >>> found = left_behind(now, now - 1, now // 20 + 1, chain)
    >>> found.index[found["is_left_behind"]].tolist()
    ['a']
    """
    if not 0 <= bottom <= 1:
        raise OutsideRange("bottom", 0, 1)
    answered = pd.Series(known(values), index=values.index[~np.isnan(floats(values))])
    equal = pd.Series(joined(answered), answered.index)
    below = (equal.rank(method="min") - 1) / len(answered)
    change = pd.Series(np.nan, index=answered.index)
    if previous is not None:
        change = answered - pd.Series(floats(previous), previous.index).reindex(answered.index)
    rose = pd.Series(_rose(change, moved, is_rise), answered.index)
    by_unit = _neighbours_of(answered.index, levels, neighbours, level)
    table = pd.DataFrame(
        {
            "value": answered,
            "change": change,
            "is_low": (below < bottom - ROUNDING).astype("boolean"),
            "stood_still": (~rose).astype("boolean").mask(change.isna()),
        }
    ).join(by_unit)
    reasons = table["is_low"] & table["stood_still"] & table["lacks_model"]
    table["is_left_behind"] = reasons.fillna(False).astype(bool)
    order = sorted(table.index, key=lambda unit: (equal[unit], str(unit)))
    return table.loc[order]


def _rose(change: npt.ArrayLike, moved: float, is_rise: bool) -> BoolArray:
    """Return which changes are a rise: more than `moved`, or so much where it is one itself."""
    return exceeds(change, moved) | (is_rise & ~exceeds(moved, change))


def _neighbours_of(
    units: pd.Index[str], levels: Series, neighbours: Neighbours, level: int
) -> pd.DataFrame:
    """Count each unit's neighbours, those that answered, and whether none reaches the level."""
    place = {unit: number for number, unit in enumerate(neighbours.ids)}
    reached = pd.Series(floats(levels), levels.index).reindex(list(neighbours.ids)).to_numpy(float)
    rows = []
    for unit in units:
        row = neighbours.matrix[place[unit]] > 0 if unit in place else np.zeros(len(place), bool)
        answers = reached[row][~np.isnan(reached[row])]
        has_model, is_whole = (answers >= level).any(), len(answers) == row.sum()
        lacks = not has_model if has_model or is_whole else pd.NA
        rows.append((int(row.sum()), len(answers), lacks))
    columns = ["neighbours", "neighbours_answering", "lacks_model"]
    return pd.DataFrame(rows, index=units, columns=columns).astype({"lacks_model": "boolean"})


@dataclass(frozen=True)
class Measuring:
    """How exactly an index measures one unit: its alpha, 0 to 1, and the ends of its scale."""

    alpha: float
    scale: tuple[float, float]


def left_behind_chances(
    values: Series,
    previous: Series,
    neighbours: Neighbours,
    measuring: Measuring,
    *,
    minimum: float,
    bottom: float = BOTTOM,
    moved: float = MOVED,
    is_rise: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Series:
    """Return how probable it is that each unit is left behind, whatever its figures happened to be.

    Each unit's true value is drawn from what is known of it: normal around mu + alpha (x - mu) with
    the variance alpha (1 - alpha) s^2, mu and s^2 those of all that answered. One that did not
    answer is drawn as any of those that did: the same one in both waves for the change. In each
    draw the three conditions are applied to the drawn values, so a silent neighbour may have come
    far. The probability is the share of draws in which all three hold.

    Parameters
    ----------
    values, previous, neighbours, bottom, moved, is_rise
        As for `left_behind`.
    measuring
        The alpha of the index and its scale.
    minimum
        The value from which a neighbour is one to learn from.
    draws, seed
        Number of draws, and seed of the generator.

    Returns
    -------
    Series
        By unit with a value now, 0 to 1.

    Raises
    ------
    TooFewValues when nobody answered both times; OutsideRange for alpha.

    References
    ----------
    Kelley, T. L. (1947). Fundamentals of Statistics, ch. 12. Harvard University Press (the true
    score given the observed). Lord, F. M. and Novick, M. R. (1968). Statistical Theories of Mental
    Test Scores, ch. 3. Addison-Wesley.

    Examples
    --------
    >>> from ailaget.statistics.neighbours import from_edges
    >>> now = pd.Series({"a": 10.0, "b": 30.0, "c": 50.0, "d": 70.0, "e": 90.0})
    >>> chain = from_edges(list("abcde"), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    >>> exact = Measuring(1.0, (0.0, 100.0))
    >>> left_behind_chances(now, now - 1, chain, exact, minimum=40.0).tolist()
    [1.0, 0.0, 0.0, 0.0, 0.0]
    """
    if not 0 <= measuring.alpha <= 1:
        raise OutsideRange("alpha", 0, 1)
    units = list(neighbours.ids)
    now, before = (floats(wave.reindex(units)) for wave in (values, previous))
    both = ~np.isnan(now) & ~np.isnan(before)
    if not both.any():
        raise TooFewValues(1, 0)
    generator = np.random.default_rng(seed)
    stands_in = generator.choice(np.flatnonzero(both), size=(draws, len(units)))
    drawn_now, drawn_before = (
        _true(np.where(np.isnan(wave), wave[stands_in], wave), wave, measuring, generator)
        for wave in (now, before)
    )
    # A change that is not known is that of the one that stands in.
    change = np.where(
        np.isnan(now) | np.isnan(before), (now - before)[stands_in], drawn_now - drawn_before
    )
    answered = ~np.isnan(now)
    # Those that are drawn at the end of the scale are equal, and low together.
    below = _lower(drawn_now[:, answered])
    low = below / answered.sum() < bottom - ROUNDING
    has_model = (drawn_now >= minimum).astype(float) @ (neighbours.matrix.T > 0) > 0
    still = ~_rose(change[:, answered], moved, is_rise)
    together = low & still & ~has_model[:, answered]
    return pd.Series(together.mean(axis=0), pd.Index(units)[answered])


def _lower(values: FloatArray) -> IntArray:
    """Return how many in the same row lie strictly below each value, (draws, n)."""
    order = values.argsort(axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=1)
    starts = np.diff(ordered, axis=1, prepend=-np.inf) > 0
    first = np.maximum.accumulate(np.where(starts, np.arange(values.shape[1]), 0), axis=1)
    lower = np.empty_like(order)
    np.put_along_axis(lower, order, first, axis=1)
    return lower


def _true(
    drawn: FloatArray, wave: FloatArray, measuring: Measuring, generator: np.random.Generator
) -> FloatArray:
    """Return true values of a wave, (draws, units), given the observed ones."""
    mean, spread = np.nanmean(wave), np.nanstd(wave)
    error = spread * np.sqrt(measuring.alpha * (1 - measuring.alpha))
    noise = generator.standard_normal(drawn.shape)
    true = mean + measuring.alpha * (drawn - mean) + error * noise
    return np.asarray(np.clip(true, *measuring.scale))
