"""How often intervals hold what all would have given, when those further ahead answer more often.

The demonstration's model knows what all 290 would have answered, and who answers by size, maturity
and habit. Here its response is drawn anew, again and again, and of thirteen figures in each wave it
is seen whether the interval of those who answered holds the truth, as it is and with the weights of
`ailaget.views.inequality.adjusted`. Trial 0 is the demonstration data themselves.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd

from ailaget.codebook import codebook
from ailaget.statistics.intervals import bootstrap
from ailaget.views.inequality.adjusted import (
    MATURITY,
    AnswerWeights,
    adjusted_interval,
    answer_weights,
)
from scripts.demo_waves import response
from scripts.demo_waves.measures import rescaled
from scripts.demo_waves.model import population
from scripts.demo_waves.settings import SEED, WAVES

PARTS = [indicator.key for indicator in codebook().dimension_indicators()]
FTE, FULL_TIME, OWN = "ai_fte_per_100k", "has_full_time_ai", 3
FIGURES = [
    *((MATURITY, key) for key in ("mean", "median", "p90_p10", "deviation")),
    *((part, "mean") for part in PARTS),
    (FULL_TIME, "mean"),
    (FTE, "mean"),
    (FTE, "share_at_zero"),
]
"""Thirteen figures that pages lead with: indicator and measure."""

SCALES = {FULL_TIME: (0.0, 1.0), FTE: (0.0, np.inf)}
DRAWS, ENOUGH = 400, 0.6
"""Draws of each interval, and the share of its questions that an index needs."""


@dataclass(frozen=True)
class Held:
    """One figure of one wave: how far it is from the truth and whether its interval holds it."""

    wave: str
    indicator: str
    measure: str
    plain_bias: float
    bias: float
    plain_holds: bool
    holds: bool


class Trial:
    """Answers the queries that the weights are made of, from one drawing of who answers."""

    def __init__(self, values: Mapping[str, pd.DataFrame], places: Mapping[str, pd.DataFrame]):
        self.values, self.places = values, places

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        """Return the waves, or an indicator in a wave and the one before."""
        if name == "waves":
            return pd.DataFrame({"wave": list(WAVES)})
        return self.rows(params["wave"], params["indicator"]).reset_index()

    def rows(self, wave: str, indicator: str) -> pd.DataFrame:
        """Return an indicator's rows in a wave, by municipality."""
        number = WAVES.index(wave)
        earlier = WAVES[number - 1] if number else None
        rows = self.places[wave].assign(value=self.values[wave][indicator], previous_wave=earlier)
        before = self.values[earlier][indicator] if earlier else np.nan
        return rows.assign(previous_value=before)

    def computed(self, key: str) -> Any | None:
        """Return nothing: no figure of a trial is made ahead."""
        return None


def held(places: Mapping[str, pd.DataFrame], trials: int) -> Iterator[list[Held]]:
    """Yield the thirteen figures of the three waves, trial by trial."""
    full = {wave: scored(population(wave), places[wave]) for wave in WAVES}
    for number in range(trials):
        yield _held_in(Trial(drawn(places, number), places), full)


def drawn(places: Mapping[str, pd.DataFrame], number: int) -> dict[str, pd.DataFrame]:
    """Return the indicators of those that answer in a trial, wave by wave."""

    def stream(*names: str) -> np.random.Generator:
        marks = names if not number else (*names, f"trial {number}")
        return np.random.default_rng([SEED, *(zlib.crc32(name.encode()) for name in marks)])

    response.respondents.cache_clear()
    with patch.object(response, "stream", stream):
        found = {
            wave: scored(response.responses(wave), places[wave]).reindex(places[wave].index)
            for wave in WAVES
        }
    response.respondents.cache_clear()
    return found


def scored(table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators of answers, in which some may be left out."""
    indices = {part: _index(table, part) for part in PARTS}
    found = pd.DataFrame(indices)
    staff, own = _numbers(table["fte_ai_total"]), _numbers(table["ai_heltid"])
    return found.assign(
        maturity=found.mean(axis=1, skipna=False),
        has_full_time_ai=(own == OWN).astype(float).where(own.notna()),
        ai_fte_per_100k=100_000 * staff / places["population"].reindex(table.index),
    )


def _numbers(answers: pd.Series) -> pd.Series:
    return pd.to_numeric(answers, errors="coerce").astype(float)


def _index(table: pd.DataFrame, part: str) -> pd.Series:
    """Return an index: the mean of what was answered of what applies, where that is enough."""
    items, applies = {}, {}
    for item in codebook().indicator(part).items:
        answers = table[item.question]
        lacking = answers.isin([response.DONT_KNOW, response.UNANSWERED])
        kind = population(WAVES[0])[item.question].dtype
        known = pd.DataFrame({item.question: answers[~lacking].astype(kind)})
        items[item.question] = rescaled(known, item).reindex(table.index)
        applies[item.question] = lacking | items[item.question].notna()
    scores, of = pd.DataFrame(items), pd.DataFrame(applies).sum(axis=1)
    n = scores.notna().sum(axis=1)
    return 100 * scores.mean(axis=1).where((n > 0) & (n >= ENOUGH * of))


def _held_in(trial: Trial, full: Mapping[str, pd.DataFrame]) -> list[Held]:
    found = []
    for wave in WAVES:
        weights: dict[str, AnswerWeights] = {}
        for indicator, measure in FIGURES:
            rows = trial.rows(wave, indicator)
            if indicator not in weights:
                weights[indicator] = answer_weights(trial, rows, wave)
            scale = SCALES.get(indicator, (0.0, 100.0))
            ask = {"scale": scale, "keys": (measure,), "draws": DRAWS}
            truth = bootstrap(full[wave][indicator], **ask).intervals[measure].estimate
            plain = bootstrap(rows["value"], of=len(rows), **ask).intervals[measure]
            found_weights = weights[indicator]
            ours = adjusted_interval(rows["value"], found_weights, measure, scale, DRAWS)
            ends = [
                (each.estimate - truth, each.low <= truth <= each.high) for each in (plain, ours)
            ]
            (plain_bias, plain_holds), (bias, holds) = ends
            found.append(Held(wave, indicator, measure, plain_bias, bias, plain_holds, holds))
    return found
