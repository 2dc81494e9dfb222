"""Finds which wave a file belongs to, and says what speaks against it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ailaget.ingest.reading.refusals import LoadRefused
from ailaget.store.waves import WAVE_PATTERN, is_wave

_FIRST_DAY = re.compile(r"([0-9]{4}-[0-9]{2})-01(?:[ T]00:00(?::00)?)?")
_WAVE_IN_NAME = re.compile(rf"(?<![0-9]){WAVE_PATTERN}(?![0-9]|-[0-9]{{2}}(?![0-9]))")
"""A wave in a file's name. A full date there is the day when the file was fetched, and no wave."""

_DATE_IN_NAME = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_SHOWN = 5


@dataclass(frozen=True)
class WaveDoubt:
    """Why a file's wave may be wrong: a key of `refusals.WAVE_REASONS`, and what says so.

    `row` is the index of the row that names another wave; None where no cell does.
    """

    reason: str
    value: str
    row: int | None = None


def check_wave(text: str) -> str:
    """Return the wave if it is YYYY-MM, from 2000-01 to 2099-12; raises LoadRefused."""
    wave = text.strip()
    if not is_wave(wave):
        raise LoadRefused("bad_wave", wave=wave)
    return wave


def find_wave(given_wave: str | None, column: Sequence[str], file_name: str) -> str:
    """Return the file's wave, YYYY-MM.

    Parameters
    ----------
    given_wave
        What the person says; decides where given.
    column
        The cells of the file's column of waves, blank ones included; must all agree.
    file_name
        Searched for YYYY-MM last; a full date says when the file was fetched, and does not count.

    Raises
    ------
    LoadRefused
        ``no_wave``, ``date_is_no_wave`` (name), ``bad_wave``, ``several_waves`` (column) or
        ``ambiguous_wave`` (name).
    """
    if given_wave is not None:
        return check_wave(given_wave)
    in_column = sorted(set(map(_cell_wave, column)) - {""})
    if len(in_column) > 1:
        raise LoadRefused("several_waves", waves=", ".join(in_column[:_SHOWN]))
    if in_column:
        return check_wave(in_column[0])
    in_name = sorted(set(_WAVE_IN_NAME.findall(file_name)))
    if len(in_name) > 1:
        raise LoadRefused("ambiguous_wave", file=file_name, waves=", ".join(in_name))
    if in_name:
        return str(in_name[0])
    if day := _DATE_IN_NAME.search(file_name):
        raise LoadRefused("date_is_no_wave", file=file_name, day=day.group())
    raise LoadRefused("no_wave", file=file_name)


def wave_doubts(
    wave: str,
    given_wave: str | None,
    column: Sequence[str],
    file_name: str,
    today: date | None = None,
) -> Iterable[WaveDoubt]:
    """Yield what speaks against a file's wave: the calendar, its own column, or its name.

    `given_wave`, `column` and `file_name` are those of `find_wave`; `today` is the day of reading.
    """
    if wave > f"{today or date.today():%Y-%m}":
        yield WaveDoubt("future_wave", wave)
    named = set(_WAVE_IN_NAME.findall(file_name))
    cells = [_cell_wave(cell) for cell in column]
    others = sorted(set(cells) - {"", wave})
    if others:
        row = next(index for index, cell in enumerate(cells) if cell == others[0])
        yield WaveDoubt("column_says_other_wave", ", ".join(others[:_SHOWN]), row)
    elif given_wave is None and any(cells) and named and wave not in named:
        yield WaveDoubt("name_says_other_wave", ", ".join(sorted(named)))


def _cell_wave(cell: str) -> str:
    """Return what a cell says of the wave.

    A spreadsheet makes the first day of the month of what is typed as 2026-10.
    """
    return _FIRST_DAY.sub(r"\1", cell.strip())
