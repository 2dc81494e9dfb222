"""Answers by rank: the share that each level or option shall have goes to those furthest ahead."""

from collections.abc import Mapping

import numpy as np

from scripts.demo_waves.places import places
from scripts.demo_waves.settings import SETTINGS, Flags, Floats, Ints, stream
from scripts.demo_waves.traits import places_from_top, score

Options = list[tuple[str, ...]]


def levels(question: str, wave: str, first: Flags | None = None) -> Ints:
    """Return steps over the scale's lowest level: 0 for the lowest, 1 for the next, and so on.

    Those in `first` stand before all others, whatever their score.
    """
    entry = SETTINGS["levels"][question]
    scores = score(question, entry["trait"], wave)
    place = places_from_top(scores if first is None else np.where(first, scores + 99.0, scores))
    return np.asarray(np.sum([place < round(share * len(place)) for share in entry[wave]], axis=0))


def percentages(question: str, wave: str) -> Ints:
    """Return whole per cent: rounded to fives as people do, but for a quarter who counted."""
    entry = SETTINGS["percent"][question]
    highest, power = entry[wave]
    place = places_from_top(score(question, entry["trait"], wave))
    exact = highest * (1.0 - (place + 0.5) / len(place)) ** power
    to_nearest = stream("counted", question).choice([1, 5], p=[0.25, 0.75], size=len(place))
    return np.asarray(to_nearest * np.rint(exact / to_nearest), dtype=np.int64)


def options(question: str, wave: str, eligible: Flags | None = None) -> Options:
    """Return the options that each municipality names; empty for those that are not eligible."""
    entry = SETTINGS["options"][question]
    count = len(places().codes)
    may = np.ones(count, dtype=bool) if eligible is None else eligible
    named: list[list[str]] = [[] for _ in range(count)]
    for option, share in entry[wave].items():
        scores = score(f"{question}.{option}", entry["trait"], wave)
        chosen = places_from_top(np.where(may, scores, -np.inf)) < round(share * count)
        for i in np.flatnonzero(chosen & may):
            named[i].append(option)
    fallback = entry.get("otherwise")
    if fallback is not None:
        return [tuple(chosen) or (fallback,) for chosen in named]
    # Where AI is used at all, it is used in the office.
    return [
        tuple(chosen) or (("administration",) if may[i] else ()) for i, chosen in enumerate(named)
    ]


def barriers(wave: str) -> Options:
    """Return one to three barriers each, by weight, size and a lot that mostly lasts."""
    model: Mapping[str, Mapping[str, float]] = SETTINGS["barriers"]
    size, spread = places().size, SETTINGS["barriers"]["spread"]
    keys = list(model["weight"])
    pull: list[Floats] = []
    for key in keys:
        lasting = stream("barrier", key).gumbel(size=len(size))
        passing = stream("barrier", key, wave).gumbel(size=len(size))
        tilt = model["size_tilt"].get(key, 0.0) * size
        pull.append(model["weight"][key] + tilt + spread * (0.75 * lasting + 0.25 * passing))
    order = np.argsort(-np.array(pull), axis=0, kind="stable")
    how_many = stream("barriers").choice([1, 2, 3], p=[0.02, 0.08, 0.90], size=len(size))
    return [tuple(keys[k] for k in order[:n, i]) for i, n in enumerate(how_many)]
