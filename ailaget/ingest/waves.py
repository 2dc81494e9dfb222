"""Finds which wave a file belongs to: as told, as its column says, or as its name says."""

import re
from collections.abc import Sequence

from ailaget.ingest.refusals import LoadRefused

_WAVE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_FIRST_DAY = re.compile(r"([0-9]{4}-[0-9]{2})-01(?:[ T]00:00(?::00)?)?")
_WAVE_IN_NAME = re.compile(r"(?<![0-9])[0-9]{4}-(?:0[1-9]|1[0-2])(?![0-9])")


def check_wave(text: str) -> str:
    """Return the wave if it is YYYY-MM with a real month; raises LoadRefused."""
    wave = text.strip()
    if not _WAVE.fullmatch(wave):
        raise LoadRefused("bad_wave", wave=wave)
    return wave


def find_wave(told: str | None, column: Sequence[str], file_name: str) -> str:
    """Return the file's wave, YYYY-MM.

    Parameters
    ----------
    told
        What the person says; decides where given.
    column
        The cells of the file's column of waves, blank ones included; must all agree.
    file_name
        Searched for YYYY-MM last.

    Raises
    ------
    LoadRefused
        ``no_wave``, ``bad_wave``, ``several_waves`` (column) or ``ambiguous_wave`` (name).
    """
    if told is not None:
        return check_wave(told)
    # A spreadsheet makes the first day of the month of what is typed as 2026-10.
    in_column = sorted({_FIRST_DAY.sub(r"\1", cell.strip()) for cell in column} - {""})
    if len(in_column) > 1:
        raise LoadRefused("several_waves", waves=", ".join(in_column[:5]))
    if in_column:
        return check_wave(in_column[0])
    in_name = sorted(set(_WAVE_IN_NAME.findall(file_name)))
    if len(in_name) > 1:
        raise LoadRefused("ambiguous_wave", file=file_name, waves=", ".join(in_name))
    if not in_name:
        raise LoadRefused("no_wave", file=file_name)
    return str(in_name[0])
