"""The latent traits: how far each municipality has come in each respect, wave by wave."""

from functools import cache

import numpy as np

from scripts.demo_waves.places import places, sharing
from scripts.demo_waves.settings import SETTINGS, WAVES, Floats, Ints, stream


@cache
def trait(name: str, wave: str) -> Floats:
    """Return the trait of every municipality: only the order and the distances mean anything.

    What lasts from wave to wave (size, place, own people, the trait's own noise) is the same in
    all waves; on it come a slow drift, setbacks in a few municipalities (someone left), and what
    a shared position has added by then.
    """
    here, load = places(), SETTINGS["trait"][name]
    number = WAVES.index(wave)
    lasting = (
        load["size"] * here.size
        + load["place"] * here.balanced(here.place)
        + load["own"] * _normal("own")
        + load["noise"] * _normal("trait", name)
    )
    gained = load["sharing"] * (sharing()[0] <= number)
    return np.asarray(lasting + gained + _drift(number) - load["setback"] * _setback(number))


def score(question: str, name: str, wave: str) -> Floats:
    """Return what a question's answer is ranked by: its trait and the question's own noise."""
    return np.asarray(
        trait(name, wave)
        + SETTINGS["trait"][name]["question"] * _normal("question", question)
        + SETTINGS["panel"]["wave_noise"] * _normal("question", question, wave)
    )


def places_from_top(scores: Floats) -> Ints:
    """Return each score's place, 0 for the highest."""
    order = np.argsort(-scores, kind="stable")
    ranked = np.empty(len(scores), dtype=np.int64)
    ranked[order] = np.arange(len(scores))
    return ranked


def _normal(*names: str) -> Floats:
    here = places()
    return here.balanced(stream(*names).standard_normal(len(here.codes)))


def _drift(number: int) -> Floats:
    steps = [_normal("drift", WAVES[i]) for i in range(1, number + 1)]
    return SETTINGS["panel"]["drift"] * np.sum(steps, axis=0) if steps else np.zeros(1)


def _setback(number: int) -> Floats:
    """Return the setback still felt: whole in its own wave, half in the next.

    Only where much hangs on one person: in a large city one who leaves is not noticed.
    """
    model, inhabitants = SETTINGS["panel"], places().inhabitants
    felt = np.zeros(len(inhabitants))
    for i in range(1, number + 1):
        hit = stream("setback", WAVES[i]).random(len(felt)) < model["setback_share"]
        hit &= inhabitants < model["setback_below"]
        felt += np.where(hit, model["setback"] * 0.5 ** (number - i), 0.0)
    return felt
