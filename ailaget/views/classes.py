"""Classes of a map: where one colour ends and the next begins, said in words."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import mapclassify
import numpy as np
import pandas as pd

from ailaget.charts.style import sequential
from ailaget.codebook import Indicator, codebook
from ailaget.texts import Texts

# At 290 values the plain version of natural breaks, which it warns of, is fast enough.
warnings.filterwarnings("ignore", message="Numba not installed")

SCHEMES = ("bands", "quantiles", "natural_breaks", "equal_interval")
CLASSES = 5


@dataclass(frozen=True)
class ValueClass:
    """One class: its range in words, how many areas lie in it, and its colour."""

    label: str
    count: int
    colour: str


@dataclass(frozen=True)
class Classified:
    """`classes` low to high; `position` gives each value's class, NaN where there is none."""

    classes: tuple[ValueClass, ...]
    position: pd.Series


def classify(values: pd.Series, indicator: Indicator, scheme: str, t: Texts) -> Classified:
    """Sort values (NaN: none) into at most five classes by a scheme of `SCHEMES`.

    Where an indicator has no upper end, zero is a class of its own: having no position at all is
    another thing than having few per inhabitant. Yes and no are two classes under every scheme.
    """
    if indicator.is_share and bool(values.dropna().isin([0, 1]).all()):
        return _from_position(
            values.round(), [t("no"), t("yes")], (sequential(5)[0], sequential(5)[3])
        )
    zero_apart = indicator.upper_bound is None and bool((values == 0).any())
    graded = values.where(values > 0) if zero_apart else values
    breaks = _breaks(graded.dropna(), indicator, scheme, CLASSES - int(zero_apart))
    position = pd.Series(np.searchsorted(breaks, graded, side="right"), values.index, dtype=float)
    position = position.where(graded.notna())
    labels = _labels(graded, position, breaks, indicator, scheme, t)
    if zero_apart:
        position = (position + 1).where(values != 0, 0).where(values.notna())
        labels = [t("classes.zero"), *labels]
    return _from_position(position, labels, sequential(len(labels)))


def _breaks(values: pd.Series, indicator: Indicator, scheme: str, classes: int) -> np.ndarray:
    """Return the lower ends of all classes but the first."""
    if values.empty:
        return np.array([])
    if scheme == "bands" and indicator.bands:
        return np.array(indicator.bands, dtype=float)
    classes = min(classes, values.nunique())
    if classes == 1:
        return np.array([])
    if scheme == "equal_interval":
        return np.linspace(values.min(), values.max(), classes + 1)[1:-1]
    sort = mapclassify.FisherJenks if scheme == "natural_breaks" else mapclassify.Quantiles
    ends = np.unique(sort(values.to_numpy(), k=classes).bins)[:-1]
    # mapclassify gives upper ends that belong to the class below: take the next value above each.
    ordered = np.sort(values.unique())
    return ordered[np.minimum(np.searchsorted(ordered, ends, side="right"), len(ordered) - 1)]


def _labels(
    values: pd.Series,
    position: pd.Series,
    breaks: np.ndarray,
    indicator: Indicator,
    scheme: str,
    t: Texts,
) -> list[str]:
    if scheme == "bands" and indicator.is_index:
        levels = codebook().levels
        ends = [*(level.minimum for level in levels[1:]), 100]
        return [
            t("classes.level", level=level.label[t.language], low=t.number(level.minimum),
              high=t.number(end))
            for level, end in zip(levels, ends, strict=True)
        ]  # fmt: skip
    if scheme == "bands" and indicator.bands:
        lows = [None, *breaks]
        highs = [*breaks, None]
        return [_band(low, high, indicator, t) for low, high in zip(lows, highs, strict=True)]
    return [_range(values[position == number], indicator, t) for number in range(len(breaks) + 1)]


def _band(low: float | None, high: float | None, indicator: Indicator, t: Texts) -> str:
    decimals = 0 if all(float(end).is_integer() for end in indicator.bands) else 1
    if low is None:
        return t("classes.under", high=t.number(high, decimals))
    if high is None:
        return t("classes.from", low=t.number(low, decimals))
    return t("classes.between", low=t.number(low, decimals), high=t.number(high, decimals))


def _range(inside: pd.Series, indicator: Indicator, t: Texts) -> str:
    if inside.empty:
        return t("classes.none")
    scale = 100 if indicator.is_share else 1
    decimals = 0 if indicator.is_share else indicator.decimals
    low, high = (t.number(scale * end, decimals) for end in (inside.min(), inside.max()))
    return low if low == high else t("classes.range", low=low, high=high)


def _from_position(
    position: pd.Series, labels: Sequence[str], colours: Sequence[str]
) -> Classified:
    classes = tuple(
        ValueClass(label, int((position == number).sum()), colour)
        for number, (label, colour) in enumerate(zip(labels, colours, strict=True))
    )
    return Classified(classes, position)
