"""Reads the times that survey tools write; in what order day and month stand, a column shows."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from ailaget.ingest.reading.normalisation import plain
from ailaget.ingest.reading.words import DATA

ORDERS = "ymd", "dmy", "mdy"
"""Orders of year, month and day in a date of three numbers."""

SECOND, MINUTE, DAY = 1.0, 60.0, 86_400.0

_THREE = re.compile(
    r"([0-9]{4}|[0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{1,2})(?![0-9])[t, ]*(.*)"
)
_SHORT_YEAR_FIRST = re.compile(r"[0-9]{2}-[0-9]{1,2}-[0-9]{2}(?![0-9]).*")
_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{1,2}")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "e", "a"})
_COMPACT = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[t ]?([0-9]{2})([0-9]{2})([0-9]{2})?)?(z?)"
)
_CLOCK = re.compile(
    r"(?:([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?)? ?([a-z]*)? ?(.*)"
)
_OFFSET = re.compile(r"(?:(?:utc|gmt) ?)?([+-])([0-9]{1,2}):?([0-9]{2})?")
_NUMBER = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")
_WORDED = re.compile(r"[^\W\d]+|[0-9]+")
_DAY_AND_CLOCK = re.compile(r"(.*?)[ ,t]*((?<![0-9.:])[0-9]{1,2}[:.][0-9]{2}(?![0-9]).*)?")
_SERIALS = (20_000, 80_000)
"""Days since 1899-12-30 that a spreadsheet may mean by a bare number: 1954 to 2119."""
_SECONDS, _MILLISECONDS = 10, 13
"""Digits of seconds and milliseconds since 1970."""
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_CENTURY = 2000
_MONTH_LETTERS = 3
_HALF = 12


@dataclass(frozen=True)
class Moment:
    """A time as exactly as it is written: seconds since 1970, from `start` up to `end`.

    `is_local` says that no zone is written: then it is taken as universal time. `has_clock` says
    that more than the day is told.
    """

    start: float
    end: float
    is_local: bool
    has_clock: bool


@dataclass(frozen=True)
class _Vocabulary:
    halves: Mapping[str, int]
    months: tuple[tuple[str, ...], ...]
    ignored: frozenset[str]
    zones: Mapping[str, float]


@cache
def _vocabulary() -> _Vocabulary:
    raw = tomllib.loads((DATA / "times.toml").read_text(encoding="utf-8"))
    halves = raw["half_of_day"]
    return _Vocabulary(
        halves=dict.fromkeys(halves["am"], 0) | dict.fromkeys(halves["pm"], _HALF),
        months=tuple(map(tuple, raw["months"]["names"])),
        ignored=frozenset(raw["ignored"]["words"]),
        zones=raw["zones"],
    )


def moments(cell: str) -> Mapping[str, Moment]:
    """Return the time that a cell tells under each of the `ORDERS`; none where it tells no time."""
    text = plain(cell).casefold()
    sole = _of_number(text) or _compact(text)
    if sole is not None:
        return dict.fromkeys(ORDERS, sole)
    if parts := _THREE.fullmatch(text):
        return {order: moment for order in ORDERS if (moment := _of_three(parts, order))}
    moment = _worded(text)
    return dict.fromkeys(ORDERS, moment) if moment else {}


def _of_number(text: str) -> Moment | None:
    """Read a spreadsheet's serial number, or seconds or milliseconds since 1970."""
    number = _NUMBER.fullmatch(text)
    if not number:
        return None
    whole, rest = number.groups()
    if len(whole) in (_SECONDS, _MILLISECONDS):
        seconds = float(whole) / (1000 if len(whole) == _MILLISECONDS else 1)
        return Moment(seconds, seconds + SECOND, is_local=False, has_clock=True)
    if not _SERIALS[0] <= int(whole) < _SERIALS[1]:
        return None
    days = float(f"{whole}.{rest or 0}")
    start = float(round((_EPOCH + timedelta(days=days)).timestamp()))
    has_clock = bool(rest and rest.strip("0"))
    return Moment(start, start + (SECOND if has_clock else DAY), is_local=True, has_clock=has_clock)


def _compact(text: str) -> Moment | None:
    parts = _COMPACT.fullmatch(text)
    if not parts:
        return None
    year, month, day, hour, minute, second, zone = parts.groups()
    clock = f"{hour}:{minute}" + (f":{second}" if second else "") if hour else ""
    return _moment(int(year), int(month), int(day), f"{clock} {zone}".strip())


def _of_three(parts: re.Match[str], order: str) -> Moment | None:
    first, _, second, third, clock = parts.groups()
    # A year of two digits stands first only between hyphens, as in 26-10-14.
    is_short_year = order == "ymd" and _SHORT_YEAR_FIRST.fullmatch(parts[0])
    if _YEAR.fullmatch(first) or is_short_year:
        year, month, day = first, second, third
    elif order == "dmy":
        day, month, year = first, second, third
    elif order == "mdy":
        month, day, year = first, second, third
    else:
        return None
    century = 0 if _YEAR.fullmatch(year) else _CENTURY
    return _moment(century + int(year), int(month), int(day), clock)


def _worded(text: str) -> Moment | None:
    """Read a date with its month in words: ``14 okt. 2026 kl. 09.15``, ``Oct 14, 2026 9:15 AM``."""
    split = _DAY_AND_CLOCK.fullmatch(text)
    if not split:
        return None
    numbers, months = [], []
    for word in _WORDED.findall(split[1]):
        month = _month(word)
        if word.isdecimal():
            numbers.append(word)
        elif month:
            months.append(month)
        elif word not in _vocabulary().ignored | _ORDINALS:
            return None
    years = [number for number in numbers if _YEAR.fullmatch(number)]
    days = [number for number in numbers if _DAY.fullmatch(number)]
    if (len(months), len(years), len(days)) != (1, 1, 1):
        return None
    return _moment(int(years[0]), months[0], int(days[0]), split[2] or "")


def _month(word: str) -> int | None:
    if len(word) < _MONTH_LETTERS or word.isdecimal():
        return None
    return next(
        (
            number
            for number, names in enumerate(_vocabulary().months, start=1)
            if any(name.startswith(word) for name in names)
        ),
        None,
    )


def _moment(year: int, month: int, day: int, clock: str) -> Moment | None:
    """Return a day's moment with what is written after it: hours, half of the day and zone."""
    parts = _CLOCK.fullmatch(_without_ignored(clock))
    if not parts:
        return None
    hours, minutes, seconds, word, zone = parts.groups()
    half = _vocabulary().halves.get(word)
    # Where the word is no half of the day, it is the zone or the beginning of it.
    zone = zone if half is not None else f"{word} {zone}".strip()
    offset = _zone(zone)
    if offset is None or (hours is None and (half is not None or zone)):
        return None
    hour = int(hours or 0)
    if half is not None and not 1 <= hour <= _HALF:
        return None
    hour = hour if half is None else hour % _HALF + half
    try:
        moment = datetime(year, month, day, hour, int(minutes or 0), int(seconds or 0), tzinfo=UTC)
    except ValueError:
        return None
    start = moment.timestamp() - offset * 3600
    width = DAY if hours is None else SECOND if seconds else MINUTE
    is_local = hours is None or not zone
    return Moment(start, start + width, is_local=is_local, has_clock=hours is not None)


def _without_ignored(clock: str) -> str:
    bare = re.sub(r"\b([apfe])\.? ?m\b\.?", r"\1m", clock)
    kept = [word for word in bare.split() if word.strip(".,") not in _vocabulary().ignored]
    return " ".join(kept).replace("(", "").replace(")", "")


def _zone(text: str) -> float | None:
    """Return a zone's hours after universal time, 0 where none is written, None for an unknown."""
    if not text:
        return 0.0
    if text in _vocabulary().zones:
        return float(_vocabulary().zones[text])
    offset = _OFFSET.fullmatch(text)
    if not offset:
        return None
    sign, hours, minutes = offset.groups()
    return (1 if sign == "+" else -1) * (int(hours) + int(minutes or 0) / 60)


def column_readings(cells: Mapping[int, str]) -> Iterator[Mapping[int, Moment | None]]:
    """Yield each way that a whole column's times can be read, by row; None for a blank cell.

    A cell that tells no time is left out. Where the column has zones in some cells and none in
    others, a time without one may be up to half a day away.
    """
    read = {row: moments(cell) for row, cell in cells.items() if cell.strip()}
    readable = {row: by_order for row, by_order in read.items() if by_order}
    blank: dict[int, Moment | None] = {r: None for r, cell in cells.items() if not cell.strip()}
    seen: list[dict[int, Moment]] = []
    for order in ORDERS:
        if all(order in by_order for by_order in readable.values()):
            reading = {row: by_order[order] for row, by_order in readable.items()}
            if reading not in seen:
                seen.append(reading)
                yield blank | _with_zones(reading)


def _with_zones(reading: Mapping[int, Moment]) -> dict[int, Moment]:
    is_mixed = len({moment.is_local for moment in reading.values()}) > 1
    far = _HALF * 3600.0 + 2 * 3600
    return {
        row: Moment(m.start - far, m.end + far, m.is_local, m.has_clock)
        if is_mixed and m.is_local
        else m
        for row, m in reading.items()
    }
