"""Reads several options that stand in one cell with nothing but spaces between them."""

from collections.abc import Collection
from functools import cache

from ailaget.ingest.reading.normalisation import plain

_MOST_WORDS = 60
_ENOUGH = 2
"""Readings that are sought: two different ones say that the cell can mean two things."""


def spaced_options(cell: str, known: Collection[str]) -> frozenset[str] | None:
    """Return the options in a cell, or None where it is not options alone or can mean two things.

    Parameters
    ----------
    cell
        The cell as written: ``own cloud_eea``, ``Egen drift Moln inom EU/EES``.
    known
        The folded texts of options and of words such as "vet ej".

    >>> sorted(spaced_options("Egen drift Moln", {"egendrift", "moln"}))
    ['egendrift', 'moln']
    """
    tokens = plain(cell).casefold().split(" ")
    if not 1 < len(tokens) <= _MOST_WORDS:
        return None
    readings = _readings(tuple(tokens), frozenset(known))
    return next(iter(readings)) if len(readings) == 1 else None


def _readings(tokens: tuple[str, ...], known: frozenset[str]) -> set[frozenset[str]]:
    """Return the sets of options that the words can be parted into, two at the most."""

    @cache
    def after(start: int) -> frozenset[frozenset[str]]:
        if start == len(tokens):
            return frozenset({frozenset()})
        option_sets: set[frozenset[str]] = set()
        for end in range(start + 1, len(tokens) + 1):
            option = "".join(tokens[start:end])
            if option in known:
                option_sets |= {rest | {option} for rest in after(end)}
            if len(option_sets) >= _ENOUGH:
                break
        return frozenset(option_sets)

    return set(after(0))
