"""What a wave is called: year and month, YYYY-MM, of this century; one of others says of whom.

Municipalities, regions and areas of one's own are asked apart. A wave of others than municipalities
has a key of its own, such as ``2026-10-regions`` or, of the area set `deso`, ``2026-10-deso``, so
that nothing received or decided of the one is ever of the other.
"""

import re

WAVE_PATTERN = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"
"""The key of a wave of municipalities: months 01 to 12 of the years 2000 to 2099."""

RESPONDENTS = MUNICIPALITIES, REGIONS = ("municipalities", "regions")
"""Who can always be asked; areas of one's own, by their set's key, can be besides."""

FROM_FILE = "from_file"
"""Who was asked is to be told by the file itself."""

SET_KEY = "[a-z0-9_]{1,40}"
"""The key of a set of areas of one's own."""

_OTHERS = rf"(?!{MUNICIPALITIES}(?![a-z0-9_])){SET_KEY}"

RECEIVED_PATTERN = rf"{WAVE_PATTERN}(?:-{_OTHERS})?"
"""The key of a wave of anybody."""

_REGION_CODE = re.compile(r"[0-9]{2}")
"""A region has its county's two digits, a municipality four."""

_WAVE = re.compile(WAVE_PATTERN)
_RECEIVED = re.compile(rf"({WAVE_PATTERN})(?:-({_OTHERS}))?")


def is_wave(text: str) -> bool:
    """Whether a text is the key of a wave of municipalities, from ``2000-01`` to ``2099-12``.

    >>> is_wave("2026-10"), is_wave("2026-13"), is_wave("9999-10"), is_wave("2026-10-regions")
    (True, False, False, False)
    """
    return _WAVE.fullmatch(text) is not None


def is_received_wave(text: str) -> bool:
    """Whether a text is the key of a wave of municipalities, of regions or of areas."""
    return _RECEIVED.fullmatch(text) is not None


def wave_key(month: str, respondents: str) -> str:
    """Return the key of a month's wave of municipalities, of regions or of an area set.

    >>> wave_key("2026-10", MUNICIPALITIES), wave_key("2026-10", REGIONS)
    ('2026-10', '2026-10-regions')
    """
    return month if respondents == MUNICIPALITIES else f"{month}-{respondents}"


def month_of(wave: str) -> str:
    """Return a wave's month, YYYY-MM; what is no wave's key as it stands."""
    known = _RECEIVED.fullmatch(wave)
    return known[1] if known else wave


def asked_in(wave: str) -> str:
    """Return who is asked in a wave: one of `RESPONDENTS`, or an area set by its key.

    >>> asked_in("2026-10"), asked_in("2026-10-regions"), asked_in("2026-10-deso")
    ('municipalities', 'regions', 'deso')
    """
    known = _RECEIVED.fullmatch(wave)
    return known[2] or MUNICIPALITIES if known else MUNICIPALITIES


def respondents_of_code(code: str) -> str:
    """Return what a code of municipalities or regions is of: one of `RESPONDENTS`.

    >>> respondents_of_code("25"), respondents_of_code("2584")
    ('regions', 'municipalities')
    """
    return REGIONS if _REGION_CODE.fullmatch(code) else MUNICIPALITIES
