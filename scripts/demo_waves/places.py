"""The municipalities as the model sees them: size, place, and who shares a position with whom."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ailaget import geography
from scripts.demo_waves.settings import SETTINGS, WAVES, Floats, Ints, stream

PARTS_OF_THE_COUNTRY = (
    ("01",),
    ("03", "04", "05", "18", "19"),
    ("06", "07", "08", "09"),
    ("10", "12"),
    ("13", "14"),
    ("17", "20", "21"),
    ("22", "23"),
    ("24", "25"),
)
"""The counties of the eight statistical areas (NUTS 2)."""


@dataclass(frozen=True)
class Places:
    """One entry per municipality in each field, in the order of the codes.

    `size` is the logarithm of the inhabitants and `place` the effect of county and part of the
    country, both with mean 0 and variance 1 over the municipalities.
    """

    codes: tuple[str, ...]
    counties: tuple[str, ...]
    groups: tuple[str, ...]
    size_classes: tuple[str, ...]
    inhabitants: Ints
    size: Floats
    place: Floats

    def balanced(self, values: Floats) -> Floats:
        """Return the values with mean 0 in every size class.

        Chance then makes no size class lead: twenty large municipalities are few enough for it to,
        and the gradient shall be the one that the model states.
        """
        classes = np.array(self.size_classes)
        means = {key: values[classes == key].mean() for key in set(self.size_classes)}
        return np.asarray(values - np.array([means[key] for key in self.size_classes]))


@cache
def places() -> Places:
    """Return the 290 municipalities, with the inhabitants that the first wave is measured by."""
    listed = sorted(geography.municipalities(), key=lambda place: place.code)
    inhabitants = [geography.population_for(place, WAVES[0])[1] for place in listed]
    counties = tuple(place.county for place in listed)
    return Places(
        codes=tuple(place.code for place in listed),
        counties=counties,
        groups=tuple(geography.skr_group_of(place, WAVES[-1]) for place in listed),
        size_classes=tuple(geography.size_class_of(number) for number in inhabitants),
        inhabitants=np.array(inhabitants, dtype=np.int64),
        size=_standardised(np.log(inhabitants)),
        place=_standardised(_place(counties)),
    )


@cache
def sharing() -> tuple[Ints, Ints]:
    """Return by municipality the number of its first wave in a shared position, and of its sharers.

    Those that never share have one more than the last wave's number, and one sharer: themselves.
    """
    codes = places().codes
    since = np.full(len(codes), len(WAVES), dtype=np.int64)
    sharers = np.ones(len(codes), dtype=np.int64)
    for group in SETTINGS["sharing"]:
        members = [codes.index(code) for code in group["municipalities"]]
        since[members] = WAVES.index(group["since"])
        sharers[members] = len(members)
    return since, sharers


def _place(counties: tuple[str, ...]) -> Floats:
    """Return the effect of place: evenly spaced and shuffled, so that chance makes no outlier."""
    rng, mix = stream("place"), SETTINGS["place"]
    keys = sorted(set(counties))
    of_county = dict(zip(keys, rng.permutation(np.linspace(-1.0, 1.0, len(keys))), strict=True))
    spaced = rng.permutation(np.linspace(-1.0, 1.0, len(PARTS_OF_THE_COUNTRY)))
    of_part = {
        code: effect
        for codes, effect in zip(PARTS_OF_THE_COUNTRY, spaced, strict=True)
        for code in codes
    }
    return np.array(
        [mix["county"] * of_county[code] + mix["part"] * of_part[code] for code in counties]
    )


def _standardised(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / values.std())
