"""The answers on staffing: positions, their parts, vacancies and money, which agree."""

import numpy as np

from scripts.demo_waves.places import places, sharing
from scripts.demo_waves.settings import SETTINGS, WAVES, Flags, Floats, Ints, stream
from scripts.demo_waves.traits import places_from_top, score

NO, PLANNED, SHARED, OWN = range(4)
"""The codes of `ai_heltid`."""

PARTS = ("fte_ai_ledning", "fte_ai_teknik", "fte_ai_verksamhet", "fte_ai_juridik")
IN_SMALL = np.array([0.62, 0.10, 0.25, 0.03])
IN_LARGE = np.array([0.14, 0.42, 0.31, 0.13])
"""How the parts share the positions in the smallest and in the largest municipalities."""


def staffing(wave: str) -> dict[str, Floats | Ints]:
    """Return every municipality's staffing in one wave.

    Positions come in quarters or tenths, and the parts add up to the total. A position of its own
    is at least one full-time equivalent, a shared one between 0.2 and 0.8.
    """
    position = _positions(wave)
    steps = stream("steps").choice([0.25, 0.1], size=len(position))
    units = np.rint(_full_time_equivalents(position, wave) / steps).astype(np.int64)
    parts = parts_of(units)
    answers: dict[str, Floats | Ints] = {"fte_ai_total": np.round(units * steps, 2)}
    answers |= {key: np.round(parts[:, i] * steps, 2) for i, key in enumerate(PARTS)}
    answers["ai_heltid"] = position
    answers["ai_vakans"] = _vacancies(position, answers["fte_ai_total"], wave)
    return answers


def budget(wave: str, fte: Floats, initiatives: Ints) -> Floats:
    """Return the money set aside, in thousands of kronor: salaries and something per initiative."""
    rng = stream("budget")
    generosity = np.exp(0.35 * rng.standard_normal(len(fte)))
    per_initiative = rng.choice([0.0, 45.0], p=[0.4, 0.6], size=len(fte))
    money = 780.0 * fte + per_initiative * np.maximum(initiatives - 2, 0)
    return np.asarray(25.0 * np.rint(money * generosity / 25.0))


def _positions(wave: str) -> Ints:
    counts = {key: SETTINGS["staffing"][key][wave] for key in ("own", "part_time", "planned")}
    shared = sharing()[0] <= WAVES.index(wave)
    place = places_from_top(np.where(shared, -np.inf, score("ai_heltid", "staffing", wave)))
    # Those that plan a position stand close behind those that have one.
    close = counts["own"] + counts["part_time"] + counts["planned"] * 2
    plans = places_from_top(
        np.where(
            (place >= counts["own"]) & (place < close),
            stream("planned", wave).random(len(place)),
            -np.inf,
        )
    )
    position = np.where(plans < counts["planned"], PLANNED, NO)
    position = np.where(shared, SHARED, position)
    return np.where(place < counts["own"], OWN, position)


def _full_time_equivalents(position: Ints, wave: str) -> Floats:
    here, model = places(), SETTINGS["staffing"]
    growth = model["growth"][wave]
    luck = stream("fte").standard_normal(len(position))
    expected = (here.inhabitants / model["inhabitants_per_position"]) ** model["elasticity"]
    own = np.clip(expected * growth * np.exp(0.15 * luck), 1.0, model["most"])
    part = np.clip(0.35 * growth + 0.15 * luck, 0.1, 0.75)
    part[~_part_time(position, wave)] = 0.0
    shared = np.clip(1.0 / sharing()[1], 0.25, 0.75)
    return np.select([position == OWN, position == SHARED], [own, shared], part)


def _part_time(position: Ints, wave: str) -> Flags:
    """Return who has part of a person on AI without any full-time position."""
    without = np.isin(position, (NO, PLANNED))
    place = places_from_top(np.where(without, score("fte_ai_total", "staffing", wave), -np.inf))
    return np.asarray(place < SETTINGS["staffing"]["part_time"][wave])


def parts_of(units: Ints) -> Ints:
    """Share out whole steps by largest remainder, so that the parts add up exactly."""
    share = np.clip(units / 60.0, 0.0, 1.0)[:, np.newaxis] ** 0.4
    weights = (1 - share) * IN_SMALL + share * IN_LARGE
    weights = weights * np.exp(0.4 * stream("parts").standard_normal(weights.shape))
    exact = units[:, np.newaxis] * weights / weights.sum(axis=1, keepdims=True)
    parts = np.floor(exact).astype(np.int64)
    left = units - parts.sum(axis=1)
    order = np.argsort(np.argsort(-(exact - parts), axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(parts + (order < left[:, np.newaxis]))


def _vacancies(position: Ints, fte: Floats | Ints, wave: str) -> Ints:
    luck = stream("vacancies", wave).random(len(position))
    searching = np.where(position == PLANNED, 0.45, np.where(position == OWN, 0.35, 0.03))
    return np.where(luck < searching, 1 + np.floor(fte * luck * 0.6), 0).astype(np.int64)
