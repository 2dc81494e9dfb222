"""Finds the columns that say which municipality and which wave a row is about."""

from collections.abc import Iterable, Mapping
from itertools import chain, islice

from ailaget.ingest.reading.words import column_names


def municipality_columns(forms: Mapping[int, tuple[str, ...]]) -> tuple[int, ...]:
    """Return all columns that name the municipality, else the one that most likely does.

    `forms` are each column's heading and what it may be under its wrapping.
    """
    names = column_names()
    plain = tuple(index for index, (text, *_) in forms.items() if text in names.municipality)
    wrapped = tuple(index for index, texts in forms.items() if names.municipality & {*texts})
    asked = (
        index
        for index, texts in forms.items()
        if any(text.startswith(names.municipality_starts) for text in texts)
    )
    other = (
        i for name in names.municipality_otherwise for i, texts in forms.items() if name in texts
    )
    return plain or wrapped or tuple(islice(chain(asked, other), 1))


def is_wave_column(forms: Iterable[str]) -> bool:
    """Whether a heading, or what it may be under its wrapping, names the column of waves."""
    return not column_names().wave.isdisjoint(forms)
