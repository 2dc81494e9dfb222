"""The answers on use cases: ideas, pilots, rolled out and evaluated, from one total each."""

import numpy as np

from scripts.demo_waves.settings import SETTINGS, Floats, Ints, stream
from scripts.demo_waves.traits import places_from_top, score


def use_cases(wave: str) -> dict[str, Ints]:
    """Return the number of use cases at each stage in one wave.

    A municipality's initiatives are split by fractions that rise with its place and are rounded by
    a lot drawn once for all waves, so that a rolled-out case does not come and go by chance.
    """
    model = SETTINGS["use_cases"]
    total = _totals(wave)
    ahead = 1.0 - places_from_top(score("uc_bred", "use", wave)) / len(total)
    rolled_out = _part(total, model["rolled_out"][wave] * ahead**1.5, "uc_bred")
    pilot = _part(total - rolled_out, model["pilot"][wave] * (0.5 + 0.7 * ahead), "uc_pilot")
    # Nearly all that have begun have something on trial; the lot decides who has only ideas.
    tries = stream("tries").random(len(total)) < model["tries"][wave]
    pilot = np.where(tries & (total > rolled_out), np.maximum(pilot, 1), pilot)
    return {
        "uc_ide": total - rolled_out - pilot,
        "uc_pilot": pilot,
        "uc_bred": rolled_out,
        "uc_utvarderad": _evaluated(rolled_out, wave),
    }


def _totals(wave: str) -> Ints:
    """Return initiatives that add up to the wave's total, skewed to the right.

    Each of those that have begun has one; the others are shared out by the quantiles of a Weibull
    distribution, rounded by largest remainder.
    """
    model = SETTINGS["use_cases"]
    begun = model["with_any"][wave]
    place = places_from_top(score("uc_total", "use", wave))
    quantile = 1.0 - (np.minimum(place, begun - 1) + 0.5) / begun
    weight = np.where(place < begun, (-np.log1p(-quantile)) ** model["skew"], 0.0)
    exact = (model["total"][wave] - begun) * weight / weight.sum()
    extra = np.floor(exact).astype(np.int64)
    left = model["total"][wave] - begun - int(extra.sum())
    extra += places_from_top(exact - extra) < left
    return np.where(place < begun, 1 + extra, 0)


def _part(whole: Ints, fraction: Floats, name: str) -> Ints:
    lot = stream("lot", name).random(len(whole))
    return np.minimum(np.floor(whole * fraction + lot).astype(np.int64), whole)


def _evaluated(rolled_out: Ints, wave: str) -> Ints:
    place = places_from_top(np.where(rolled_out > 0, score("uc_utvarderad", "use", wave), -np.inf))
    return np.where(place < SETTINGS["use_cases"]["evaluated"][wave], 1, 0)
