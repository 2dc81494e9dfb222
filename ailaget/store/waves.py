"""What a wave is called: year and month, YYYY-MM, of this century; one of regions says so.

Municipalities and regions are asked apart. A wave of regions has a key of its own, such as
``2026-10-regions``, so that nothing received or decided of the one is ever of the other.
"""

import re

WAVE_PATTERN = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"
"""The key of a wave of municipalities: months 01 to 12 of the years 2000 to 2099."""

RESPONDENTS = MUNICIPALITIES, REGIONS = ("municipalities", "regions")
"""Who can be asked."""

FROM_FILE = "from_file"
"""Who was asked is to be told by the file itself."""

_OF_REGIONS = f"-{REGIONS}"

RECEIVED_PATTERN = rf"{WAVE_PATTERN}(?:{_OF_REGIONS})?"
"""The key of a wave of either."""

_REGION_CODE = re.compile(r"[0-9]{2}")
"""A region has its county's two digits, a municipality four."""

_WAVE = re.compile(WAVE_PATTERN)
_RECEIVED = re.compile(RECEIVED_PATTERN)


def is_wave(text: str) -> bool:
    """Whether a text is the key of a wave of municipalities, from ``2000-01`` to ``2099-12``.

    >>> is_wave("2026-10"), is_wave("2026-13"), is_wave("9999-10"), is_wave("2026-10-regions")
    (True, False, False, False)
    """
    return _WAVE.fullmatch(text) is not None


def is_received_wave(text: str) -> bool:
    """Whether a text is the key of a wave of municipalities or of regions."""
    return _RECEIVED.fullmatch(text) is not None


def wave_key(month: str, respondents: str) -> str:
    """Return the key of a month's wave of municipalities or regions.

    >>> wave_key("2026-10", MUNICIPALITIES), wave_key("2026-10", REGIONS)
    ('2026-10', '2026-10-regions')
    """
    return month + (_OF_REGIONS if respondents == REGIONS else "")


def month_of(wave: str) -> str:
    """Return a wave's month, YYYY-MM."""
    return wave.removesuffix(_OF_REGIONS)


def asked_in(wave: str) -> str:
    """Return who is asked in a wave: one of `RESPONDENTS`."""
    return REGIONS if wave.endswith(_OF_REGIONS) else MUNICIPALITIES


def respondents_of_code(code: str) -> str:
    """Return what a code is of: one of `RESPONDENTS`.

    >>> respondents_of_code("25"), respondents_of_code("2584")
    ('regions', 'municipalities')
    """
    return REGIONS if _REGION_CODE.fullmatch(code) else MUNICIPALITIES
