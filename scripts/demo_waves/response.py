"""Who answers, and what each of them leaves out: from the population to what a survey receives."""

from functools import cache

import numpy as np
import pandas as pd

from ailaget.codebook import codebook
from scripts.demo_waves.measures import maturity
from scripts.demo_waves.model import population
from scripts.demo_waves.places import places
from scripts.demo_waves.settings import SETTINGS, Flags, Floats, stream
from scripts.demo_waves.traits import places_from_top

DONT_KNOW, UNANSWERED = "dont_know", "unanswered"


@cache
def respondents(wave: str) -> tuple[str, ...]:
    """Return the codes of those that answer the wave.

    Larger municipalities and those further ahead answer more often, and who has answered once
    tends to do so again: the non-response is selective, as it is in life.
    """
    model = SETTINGS["response"]
    level = maturity(population(wave))["maturity"].to_numpy()
    habit = stream("habit").standard_normal(len(level))
    # Gumbel noise on the log-odds makes this a weighted draw without replacement.
    drawn = (
        model["size"] * places().size
        + model["level"] * (level - level.mean()) / level.std()
        + model["habit"] * habit
        + stream("response", wave).gumbel(size=len(level))
    )
    certain = np.isin(places().groups, model["always"])
    answers = places_from_top(np.where(certain, np.inf, drawn)) < model["respondents"][wave]
    return tuple(code for code, answered in zip(places().codes, answers, strict=True) if answered)


def responses(wave: str) -> pd.DataFrame:
    """Return the answering municipalities' answers, with DONT_KNOW and UNANSWERED among them."""
    table = population(wave).astype(object)
    model = SETTINGS["response"]
    care = np.exp(model["carelessness"] * stream("care").standard_normal(len(table)))
    care = np.minimum(care / care.mean(), model["most_careless"])
    care[np.isin(places().groups, model["always"])] = 0.0
    empty_from, empty_to = model["unanswered"]
    for number, key in enumerate(table.columns):
        luck = stream("item", key, wave).random(len(table))
        dont_know = _dont_know(key) * care
        empty = (empty_from + (empty_to - empty_from) * number / len(table.columns)) * care
        table[key] = _with_gaps(table[key], luck < dont_know, luck > 1.0 - empty)
    return table.loc[list(respondents(wave))]


def _dont_know(key: str) -> Floats:
    """Return the chance of "don't know".

    Large organisations lose count of their use cases; small ones are unsure of the law.
    """
    dimension = codebook().question(key).dimension
    tilt = {"use": 0.25, "ethics": -0.25, "staffing": 0.15}.get(dimension, 0.0)
    rate: float = SETTINGS["response"]["dont_know"][dimension]
    return rate * np.exp(tilt * places().size)


def _with_gaps(answers: pd.Series, dont_know: Flags, unanswered: Flags) -> pd.Series:
    return answers.mask(dont_know, DONT_KNOW).mask(unanswered, UNANSWERED)
