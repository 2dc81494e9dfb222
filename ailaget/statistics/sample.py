"""The rule for missing answers, and the named errors, that every statistic here shares.

A Series is indexed by unit (municipality code) and covers the whole filter; NaN means that the
unit did not answer. NaN is never zero: it is dropped, pairwise where several Series meet, and
counted as `missing = of - n`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from ailaget.errors import AilagetError

FloatArray: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
Series: TypeAlias = "pd.Series[Any]"

SEED = 2026
"""Seed of every random number here: chosen once, printed beside the result, never tuned."""

SHOWN = 5


class TooFewValues(AilagetError):
    """Fewer answers than the statistic needs."""

    def __init__(self, needed: int, given: int) -> None:
        form = {0: "none", 1: "one"}.get(given, "other")
        super().__init__(f"statistics.too_few_values.{form}", needed=needed, given=given)


class NegativeValues(AilagetError):
    """Values or weights below zero, where shares of a total are asked for."""

    def __init__(self, count: int) -> None:
        super().__init__("statistics.negative_values", count=count)


class InfiniteValues(AilagetError):
    """Values that are not finite numbers."""

    def __init__(self, count: int) -> None:
        super().__init__("statistics.infinite_values", count=count)


class DuplicateUnits(AilagetError):
    """An index in which a unit occurs more than once."""

    def __init__(self, units: Iterable[object]) -> None:
        super().__init__("statistics.duplicate_units", units=sorted(map(str, units))[:SHOWN])


class UnknownUnits(AilagetError):
    """Units, levels or columns that the table does not have."""

    def __init__(self, units: Iterable[object]) -> None:
        super().__init__("statistics.unknown_units", units=sorted(map(str, units))[:SHOWN])


class OutsideRange(AilagetError):
    """Values, or a parameter, outside the range that was stated for them."""

    def __init__(self, name: str, lower: float, upper: float) -> None:
        super().__init__("statistics.outside_range", name=name, lower=lower, upper=upper)


@dataclass(frozen=True, eq=False)
class Sample:
    """The units with an answer, in ascending order of value (ties keep the order given)."""

    ids: pd.Index[Any]
    x: FloatArray
    weights: FloatArray
    codes: IntArray
    keys: tuple[str, ...]
    of: int

    @property
    def n(self) -> int:
        """Units with a value (and a weight and a group, where asked for)."""
        return len(self.x)

    @property
    def missing(self) -> int:
        """Units dropped because something was missing."""
        return self.of - self.n

    @property
    def shares(self) -> FloatArray:
        """Weights over their sum."""
        total: FloatArray = self.weights / self.weights.sum()
        return total


def floats(values: Series) -> FloatArray:
    """Values as floats, every kind of missing as NaN; infinite values are an error."""
    if not values.index.is_unique:
        raise DuplicateUnits(values.index[values.index.duplicated()])
    array: FloatArray = values.to_numpy(dtype=np.float64, na_value=np.nan)
    if np.isinf(array).any():
        raise InfiniteValues(int(np.isinf(array).sum()))
    return array


def known(values: Series, needed: int = 1) -> FloatArray:
    """Values of those who answered, in the order given; `TooFewValues` under `needed`."""
    array = floats(values)
    answered: FloatArray = array[~np.isnan(array)]
    if len(answered) < needed:
        raise TooFewValues(needed, len(answered))
    return answered


def pairs(first: Series, second: Series, needed: int = 1) -> pd.DataFrame:
    """Both values of the units that have both, as columns `first` and `second`."""
    left = pd.Series(floats(first), index=first.index)
    right = pd.Series(floats(second), index=second.index)
    both = pd.DataFrame({"first": left, "second": right.reindex(left.index)}).dropna()
    if len(both) < needed:
        raise TooFewValues(needed, len(both))
    return both


def sample(
    values: Series,
    *,
    weights: Series | None = None,
    groups: Series | None = None,
    needed: int = 1,
    nonnegative: bool = True,
) -> Sample:
    """Drop what is missing pairwise and put the rest in ascending order.

    Weights and groups are looked up by unit. A unit without one is dropped and counted.

    >>> drawn = sample(pd.Series({"0180": 3.0, "1480": None, "1280": 1.0}))
    >>> drawn.x.tolist(), drawn.n, drawn.missing
    ([1.0, 3.0], 2, 1)
    """
    value = floats(values)
    weight = np.ones(len(value)) if weights is None else floats(weights.reindex(values.index))
    group = pd.Series("all", index=values.index) if groups is None else groups
    label = group.reindex(values.index)
    keep = ~np.isnan(value) & ~np.isnan(weight) & label.notna().to_numpy(dtype=bool)
    if keep.sum() < needed or weight[keep].sum() == 0:
        raise TooFewValues(needed, int((keep & (weight > 0)).sum()))
    negative = (weight[keep] < 0) | ((value[keep] < 0) & nonnegative)
    if negative.any():
        raise NegativeValues(int(negative.sum()))
    order = np.flatnonzero(keep)[np.argsort(value[keep], kind="stable")]
    codes, keys = pd.factorize(label.iloc[order].astype(str), sort=True)
    return Sample(
        ids=values.index[order],
        x=value[order],
        weights=weight[order],
        codes=codes.astype(np.int64),
        keys=tuple(map(str, keys)),
        of=len(value),
    )


def drawn_units(n: int, draws: int, seed: int) -> IntArray:
    """Return which of n units are drawn when n are, with replacement: (draws, n), 0 to n - 1.

    >>> drawn_units(3, 2, SEED).shape
    (2, 3)
    """
    return np.random.default_rng(seed).integers(n, size=(draws, n))


@lru_cache(maxsize=16)
def resamples(n: int, draws: int, seed: int) -> FloatArray:
    """Return how often each of n units is drawn, (draws, n), of `drawn_units`.

    Read-only, and those made last are kept: figures of as many units are made of the same draws.

    >>> resamples(3, 2, SEED).sum(axis=1).tolist()
    [3.0, 3.0]
    """
    cells = (drawn_units(n, draws, seed) + n * np.arange(draws)[:, None]).ravel()
    counts = np.bincount(cells, minlength=draws * n).reshape(draws, n).astype(np.float64)
    counts.setflags(write=False)
    return counts
