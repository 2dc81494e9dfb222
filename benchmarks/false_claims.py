"""How often a page would claim something where there is nothing, by the old rule and by the new.

Each case takes the demonstration answers of the newest wave for the whole country and takes away
what could be claimed: places are dealt out among the answers by lot, or each municipality's two
waves are counted both ways round, so that both waves have the same gap. Then some fall silent at
random, and both rules are asked. A rule that is right claims in at most 5 of 100.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ailaget.codebook import codebook
from ailaget.statistics.decomposition import between_shares
from ailaget.statistics.permutation import CERTAIN
from ailaget.statistics.size_shape import shape_by_size
from ailaget.statistics.smooth import Smooth, smooth_by_size
from ailaget.texts import texts
from ailaget.views.base.panel import gap_figure, gap_verdict
from ailaget.views.inequality.gradient import READ_AT

SEED = 14
RATES = (1.0, 0.83, 0.5)
TRIALS = {"between": 80, "shape": 120, "gap": 200}
"""Trials at each rate of answers; the standard error near 5 of 100 is 2."""


@dataclass(frozen=True)
class Claims:
    """Of 100 trials with nothing to claim, how many were claimed at each rate of answers."""

    case: str
    rate: float
    old: float
    new: float


Case = Callable[[np.random.Generator, float], tuple[bool, bool]]


def false_claims(values: pd.Series, before: pd.Series, places: pd.DataFrame) -> list[Claims]:
    """Return both rules' false claims; `places` has the groupings and `population` by unit."""
    cases: dict[str, tuple[str, Case]] = {
        "between": ("more than chance between counties", _between(values, places["county"])),
        "shape": ("a shape of the curve by size", _shape(values, places["population"])),
        "gap": ("a gap that has grown or shrunk", _gap(before, values)),
    }
    found = []
    for place, (key, (name, trial)) in enumerate(cases.items()):
        for rate in RATES:
            rng = np.random.default_rng([SEED, place, round(100 * rate)])
            claims = np.array([trial(rng, rate) for _ in range(TRIALS[key])])
            old, new = 100 * claims.mean(axis=0)
            found.append(Claims(name, rate, float(old), float(new)))
    return found


def answering(values: pd.Series, rng: np.random.Generator, rate: float) -> pd.Series:
    """Return values of which so many, drawn by lot, have fallen silent."""
    return values.where(rng.permutation(len(values)) < rate * len(values))


def _between(values: pd.Series, counties: pd.Series) -> Case:
    def trial(rng: np.random.Generator, rate: float) -> tuple[bool, bool]:
        dealt = pd.DataFrame({"by": rng.permutation(counties.loc[values.index])}, values.index)
        found = between_shares(answering(values, rng, rate), dealt, measure="variance")
        part = found.shares["by"]
        low, chance, p = part.share.low, part.by_chance, part.p
        is_above = low is not None and chance is not None and low > chance
        return is_above, p is not None and p <= CERTAIN

    return trial


def _shape(values: pd.Series, population: pd.Series) -> Case:
    people = population.loc[values.index].astype(float)

    def trial(rng: np.random.Generator, rate: float) -> tuple[bool, bool]:
        dealt = pd.Series(rng.permutation(values.to_numpy()), values.index)
        answers = answering(dealt, rng, rate)
        found = shape_by_size(answers, people, READ_AT)
        return _by_bands(smooth_by_size(answers, people)), found.shape != "flat"

    return trial


def _by_bands(line: Smooth) -> bool:
    """Whether the pointwise bands keep apart at the three sizes: what the page once asked."""
    small, middle, large = (
        [round(float(np.interp(size, line.place, edge)), 1) for edge in (line.low, line.high)]
        for size in READ_AT
    )
    is_bent = middle[1] < min(small[0], large[0]) or middle[0] > max(small[1], large[1])
    return is_bent or large[0] > small[1] or large[1] < small[0]


def _gap(before: pd.Series, after: pd.Series) -> Case:
    both = pd.DataFrame({"previous_value": before, "value": after}).dropna()
    turned = both.rename(columns={"previous_value": "value", "value": "previous_value"})
    country = pd.concat([both, turned], ignore_index=True)
    t, maturity = texts("sv"), codebook().indicator("maturity")

    def trial(rng: np.random.Generator, rate: float) -> tuple[bool, bool]:
        rows = country[answering(country["value"], rng, rate).notna()]
        gaps = [gap_figure(rows, prefix) for prefix in ("previous_", "")]
        found = gap_verdict(rows, len(country), maturity, t)
        return gaps[0] != gaps[1], found in ("grew", "shrank")

    return trial
