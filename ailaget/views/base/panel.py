"""The same municipalities in two waves: who has a value both times, and the figures of both."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import Indicator
from ailaget.statistics.intervals import TENTHS
from ailaget.texts import Texts
from ailaget.views.base.gap import (
    KEY,
    MEAN,
    MEDIAN,
    Verdict,
    gap_growth,
    level_growth,
    shown_gap,
    verdict,
)
from ailaget.views.base.selection import FEW, Source, change_text

PERCENT = 100.0
UNCERTAIN = ("unsure", "unmeasured")
"""Verdicts that claim nothing; of few only what they themselves have done is told."""

Figure = Callable[[pd.DataFrame, str], float | None]
"""A figure of rows, read from the columns with a prefix: ``""`` is now, ``"previous_"`` before."""


@dataclass(frozen=True)
class Moved:
    """A figure among those with a value both times; None where it cannot be made of so few."""

    n: int
    before: float | None
    after: float | None
    wave: str | None
    """The wave before, None where there is none."""


def panel(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the municipalities with a value both now and in the wave before, as `held_fixed`."""
    return held_fixed(rows[rows["value"].notna() & rows["previous_value"].notna()])


def held_fixed(both: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose figures before are per what there is now: inhabitants or employees.

    A rate moves when people do, though no position has come or gone. With the denominator of now
    on both sides a change is one in positions alone. Where there is no denominator nothing changes.
    """
    before = both["factor"] * both["previous_numerator"] / both["denominator"]
    return both.assign(previous_value=before, previous_denominator=both["denominator"])


def held_words(text: str, indicator: Indicator, t: Texts) -> str:
    """Return words on a change; of a rate per inhabitant they say that the population is held."""
    is_held = indicator.formula == "per_population"
    return t("change.same_population", words=text) if is_held else text


def held_caveat(caveat: str, indicator: Indicator, t: Texts) -> str:
    """Return a caveat; of a rate per inhabitant also that before is not as it was shown then."""
    if indicator.formula != "per_population":
        return caveat
    return f"{caveat} {t('change.about_same_population')}"


def previous_wave(rows: pd.DataFrame) -> str | None:
    """Return the wave before that of an indicator's rows, None where there is none."""
    waves = rows["previous_wave"].dropna()
    return None if waves.empty else str(waves.iloc[0])


def moved(rows: pd.DataFrame, figure: Figure) -> Moved:
    """Return how a figure has moved among those with a value both times."""
    both = panel(rows)
    return Moved(len(both), figure(both, "previous_"), figure(both, ""), previous_wave(rows))


def median_figure(rows: pd.DataFrame, prefix: str) -> float | None:
    """Return the median of the rows' values, None where nobody has any."""
    values = rows[f"{prefix}value"].dropna()
    return None if values.empty else float(values.median())


def gap_figure(rows: pd.DataFrame, prefix: str) -> float | None:
    """Return P90 − P10 of the rows' values as shown, None where there is no tenth: under ten."""
    values = rows[f"{prefix}value"].dropna()
    return shown_gap(values).gap if len(values) >= TENTHS else None


def gap_verdict(both: pd.DataFrame, of: int, indicator: Indicator, t: Texts) -> Verdict:
    """Return whether the gap among those with a value both times has changed, of `of` asked."""
    if len(both) < TENTHS:
        return "few"
    growth = gap_growth(both["previous_value"], both["value"], of, indicator)
    return verdict(growth, KEY, lambda change: change_text(t, indicator, change))


def share_verdict(both: pd.DataFrame, of: int, indicator: Indicator, t: Texts) -> Verdict:
    """Return whether the share of yes among those with a value both times has changed."""
    return _level_verdict(both, of, indicator, MEAN, lambda share: points(share, t))


def level_verdict(both: pd.DataFrame, of: int, indicator: Indicator, key: str, t: Texts) -> Verdict:
    """Return whether a group's figure (mean) or the middle (median) has changed.

    A rate is the group's own, sum over sum: what it is per weighs, that of now in both waves.
    """
    return _level_verdict(
        both, of, indicator, key, lambda change: change_text(t, indicator, change)
    )


def _level_verdict(
    both: pd.DataFrame,
    of: int,
    indicator: Indicator,
    key: str,
    shown: Callable[[float | None], str],
) -> Verdict:
    if len(both) < FEW:
        return "few"
    weights = both["denominator"] if key == MEAN and indicator.is_ratio else None
    growth = level_growth(both["previous_value"], both["value"], of, indicator, key, weights)
    return verdict(growth, key, shown)


def shown_factor(indicator: Indicator) -> float:
    """Return what a figure is shown times: a share in per cent."""
    return PERCENT if indicator.is_share else 1.0


def points(change: float | None, t: Texts) -> str:
    """Return a change of a share in percentage points, as the page on inequality writes it."""
    return t.number(None if change is None else PERCENT * change, 1, sign=True)


def figure_verdict(
    figure: Figure, both: pd.DataFrame, of: int, indicator: Indicator, t: Texts
) -> Verdict:
    """Return whether a figure has changed among those with a value both times, of `of` asked."""
    if figure is gap_figure:
        return gap_verdict(both, of, indicator, t)
    if indicator.is_share:
        return share_verdict(both, of, indicator, t)
    return level_verdict(both, of, indicator, MEDIAN if figure is median_figure else MEAN, t)


def nothing_before(source: Source, wave: str, t: Texts) -> str | None:
    """Return in words why there is no earlier wave to compare with; None where there is one."""
    waves = sorted(source.query("waves")["wave"])
    if len(waves) <= 1:
        return t("empty.one_wave")
    return t("inequality.first_wave") if wave == waves[0] else None
