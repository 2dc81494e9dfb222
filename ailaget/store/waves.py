"""What a wave is called: year and month, YYYY-MM, of this century."""

import re

WAVE_PATTERN = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"
"""A wave's key: months 01 to 12 of the years 2000 to 2099."""

_WAVE = re.compile(WAVE_PATTERN)


def is_wave(text: str) -> bool:
    """Whether a text is a wave's key, from ``2000-01`` to ``2099-12``.

    >>> is_wave("2026-10"), is_wave("2026-13"), is_wave("9999-10")
    (True, False, False)
    """
    return _WAVE.fullmatch(text) is not None
