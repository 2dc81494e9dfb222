"""Classes of a map: where one colour ends and the next begins, said in words."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from ailaget.charts.style import sequential
from ailaget.codebook import Indicator, codebook
from ailaget.texts import Texts, rounded

# At 290 values the plain version of natural breaks, which it warns of, is fast enough.
warnings.filterwarnings("ignore", message="Numba not installed")
# Where many are equal there are fewer quantiles than asked for, as there should be.
warnings.filterwarnings("ignore", message="Not enough unique values")

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
    """`classes` low to high; `position` gives each value's class, NaN where there is none.

    `starts` is where each class begins, low to high.
    """

    classes: tuple[ValueClass, ...]
    position: pd.Series
    starts: tuple[float, ...]

    def under(self, threshold: float, values: pd.Series) -> int:
        """Return how many of the first classes lie wholly under a threshold; `values` as sorted."""
        number = max(int(np.searchsorted(self.starts, threshold, side="right")) - 1, 0)
        return number + bool(values[self.position == number].max() < threshold)


def classify(
    values: pd.Series,
    indicator: Indicator,
    scheme: str,
    t: Texts,
    *,
    group: bool = False,
    theme: str = "light",
) -> Classified:
    """Sort values (NaN: none) into at most five classes by a scheme of `SCHEMES`.

    A value is sorted as it is shown: two that read the same never lie in two classes, and only the
    levels of an index go by the value itself, as they do everywhere. Every class can hold a value,
    and one whose ends come from the values holds at least one.

    Where an indicator has no upper end, zero is a class of its own: having no position at all is
    another thing than having few per inhabitant. A municipality's yes and no are two classes under
    every scheme; a `group` has a share of yes, which is graded.
    """
    if indicator.is_share and not group:
        colours = sequential(5, theme)
        answers = [t("no"), t("yes")]
        return _from_position(values.round(), answers, (colours[0], colours[3]), [0.0, 1.0])
    has_levels = scheme == "bands" and indicator.is_index
    shown = values if has_levels else as_shown(values, indicator)
    zero_apart = indicator.upper_bound is None and bool((values == 0).any())
    graded = shown.where(values > 0) if zero_apart else shown
    breaks = _breaks(graded.dropna(), indicator, scheme, CLASSES - int(zero_apart))
    position = _position(graded, breaks)
    starts = [0.0, *breaks]
    labels = _labels(graded, position, indicator, scheme, t, above_zero=zero_apart)
    if zero_apart:
        starts = [0.0, float(np.nextafter(0.0, 1.0)), *breaks]
        position = (position + 1).where(values != 0, 0).where(values.notna())
        labels = [t("classes.zero"), *labels]
    return _from_position(position, labels, sequential(len(labels), theme), starts)


def classify_figure(
    values: pd.Series, decimals: int, t: Texts, *, theme: str = "light"
) -> Classified:
    """Sort a figure of others (NaN: none) into at most five classes, of about as many values each.

    As in `classify` a value is sorted as it is shown, with so many decimals.
    """
    shown = values.map(lambda value: value if pd.isna(value) else rounded(value, decimals))
    breaks = _breaks_of(shown.dropna(), "quantiles", CLASSES)
    position = _position(shown, breaks)
    labels = []
    for _, inside in shown.groupby(position):
        low, high = (t.number(end, decimals) for end in (inside.min(), inside.max()))
        # Between two signs a dash is read as one more.
        key = "classes.range" if inside.min() >= 0 else "classes.range_signed"
        labels.append(low if low == high else t(key, low=low, high=high))
    colours = sequential(len(labels), theme)
    return _from_position(position, labels, colours, [float(shown.min()), *breaks])


def as_shown(values: pd.Series, indicator: Indicator) -> pd.Series:
    """Return values (NaN: none) as readers see them: a share in whole per cent, still 0 to 1."""
    decimals = 2 if indicator.is_share else indicator.decimals
    return values.map(lambda value: value if pd.isna(value) else rounded(value, decimals))


def _breaks(values: pd.Series, indicator: Indicator, scheme: str, classes: int) -> np.ndarray:
    """Return the lower ends of all classes but the first; but for bands, each is a value."""
    if values.empty:
        return np.array([])
    if scheme == "bands" and indicator.bands:
        return np.array(indicator.bands, dtype=float)
    return _breaks_of(values, scheme, classes)


def _breaks_of(values: pd.Series, scheme: str, classes: int) -> np.ndarray:
    ordered = np.sort(values.unique())
    classes = min(classes, len(ordered))
    if classes == 1:
        return np.array([])
    if scheme == "equal_interval":
        steps = np.linspace(ordered[0], ordered[-1], classes + 1)[1:-1]
        at = np.searchsorted(ordered, steps, side="left")
    else:
        # Late: it brings scikit-learn and matplotlib, and the bands that pages begin with do not
        # need it.
        import mapclassify

        sort = mapclassify.FisherJenks if scheme == "natural_breaks" else mapclassify.Quantiles
        # mapclassify gives upper ends that belong to the class below: take the next value above
        # each. An end may lie between two values, and where many are equal, as another does.
        at = np.searchsorted(ordered, sort(values.to_numpy(), k=classes).bins, side="right")
    return np.array(ordered[np.unique(at[at < len(ordered)])])


def _position(values: pd.Series, breaks: np.ndarray) -> pd.Series:
    """Return the class that each value lies in, NaN where there is none."""
    position = pd.Series(np.searchsorted(breaks, values, side="right"), values.index, dtype=float)
    return position.where(values.notna())


def _labels(
    values: pd.Series,
    position: pd.Series,
    indicator: Indicator,
    scheme: str,
    t: Texts,
    *,
    above_zero: bool,
) -> list[str]:
    """Return each class in words; `above_zero` where zero itself is a class of its own."""
    if scheme == "bands" and indicator.is_index:
        return _levels(t)
    if scheme == "bands" and indicator.bands:
        return _bands(indicator, t, above_zero=above_zero)
    classes = range(int(position.max()) + 1) if position.notna().any() else ()
    return [
        _range(values[position == number], indicator, t, above_zero=above_zero)
        for number in classes
    ]


def _levels(t: Texts) -> list[str]:
    levels = codebook().levels
    under, *starts = (t.number(level.minimum) for level in levels[1:])
    ends = [t("classes.under", high=under)]
    ends += [t("classes.between", low=low, high=high) for low, high in pairwise([under, *starts])]
    ends.append(t("classes.range", low=starts[-1], high=t.number(100)))
    return [
        t("classes.level", level=level.label[t.language], ends=end)
        for level, end in zip(levels, ends, strict=True)
    ]


def _bands(indicator: Indicator, t: Texts, *, above_zero: bool) -> list[str]:
    between = [
        t("classes.between", low=_start(low, indicator, t), high=_end(high, indicator, t))
        for low, high in pairwise(indicator.bands)
    ]
    first, last = _end(indicator.bands[0], indicator, t), _end(indicator.bands[-1], indicator, t)
    lowest = t("classes.above_zero_under" if above_zero else "classes.under", high=first)
    return [lowest, *between, t("classes.from", low=last)]


def _start(value: float, indicator: Indicator, t: Texts) -> str:
    """Return the lower of two ends in words: the unit stands after the upper one."""
    if indicator.is_share:
        return t.number(100 * value)
    are_whole = all(float(end).is_integer() for end in indicator.bands)
    return t.number(value, 0 if are_whole else 1)


def _end(value: float, indicator: Indicator, t: Texts) -> str:
    return t.percent(value) if indicator.is_share else _start(value, indicator, t)


def _range(inside: pd.Series, indicator: Indicator, t: Texts, *, above_zero: bool) -> str:
    low, high = float(inside.min()), float(inside.max())
    if indicator.is_share:
        start, single, end = t.number(100 * low), t.percent(low), t.percent(high)
    else:
        start = single = t.number(low, indicator.decimals)
        end = t.number(high, indicator.decimals)
    if above_zero and not low:
        # So little that it is shown as nothing, and yet not the class of nothing.
        least = t.number(0.5 * 10**-indicator.decimals, indicator.decimals + 1)
        return t("classes.above_zero", high=end if high else least)
    return single if single == end else t("classes.range", low=start, high=end)


def _from_position(
    position: pd.Series, labels: Sequence[str], colours: Sequence[str], starts: Sequence[float]
) -> Classified:
    classes = tuple(
        ValueClass(label, int((position == number).sum()), colour)
        for number, (label, colour) in enumerate(zip(labels, colours, strict=True))
    )
    return Classified(classes, position, tuple(starts))
