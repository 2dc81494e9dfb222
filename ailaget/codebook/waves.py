"""What is known of a survey wave beside its answers, from `data/waves.toml`."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from ailaget.codebook.reading import DATA, BrokenCodebook

WAVES = DATA / "waves.toml"
_KEY = re.compile(r"\d{4}-\d{2}")


def last_day(wave: str, *, is_demo: bool) -> date | None:
    """Return the last day to answer a wave; None where nobody has said."""
    return read_last_days(WAVES).get((wave, is_demo))


@cache
def read_last_days(path: Path) -> Mapping[tuple[str, bool], date]:
    """Return the last day of each wave that has one, by its key and whether it is invented.

    Raises BrokenCodebook naming the wave that is wrong.
    """
    days: dict[tuple[str, bool], date] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("wave", ()):
        key, day = str(entry.get("key")), entry.get("last_day")
        if not _KEY.fullmatch(key) or not isinstance(day, date | None):
            raise BrokenCodebook(key, "last_day")
        if day is not None:
            days[key, bool(entry.get("is_demo", False))] = day
    return days
