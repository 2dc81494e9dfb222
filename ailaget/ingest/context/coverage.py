"""Which figures have fewer municipalities in their newest year than readers are shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ailaget.ingest.context.figures import VALUE, ContextValue, Figure

MOST_NAMED = 3
"""Figures that are named one by one; of more, how many they are."""


class ThinYear(NamedTuple):
    """A figure's newest year, which `n` municipalities have, and its fullest year before that."""

    figure: str
    year: int
    n: int
    full_year: int
    most: int


def thin_years(
    values: Iterable[ContextValue], before: Mapping[tuple[str, str, int], ContextValue]
) -> list[ThinYear]:
    """Return the figures whose newest year fewer than half as many have as an earlier one.

    `before` are the values in force before these, by figure, municipality and year. The same rule,
    half of the fullest year, decides in the database what year a wave is measured against.

    >>> full = [ContextValue("a", code, 2024, 1.0, VALUE) for code in ("0114", "0115", "0117")]
    >>> thin_years([*full, ContextValue("a", "0114", 2025, 2.0, VALUE)], {})
    [ThinYear(figure='a', year=2025, n=1, full_year=2024, most=3)]
    """
    in_force = {**before, **{value[:3]: value for value in values}} if before else None
    here = in_force.values() if in_force is not None else values
    counts = Counter((value.figure, value.year) for value in here if value.status == VALUE)
    of_figure: dict[str, dict[int, int]] = {}
    for (figure, year), n in counts.items():
        of_figure.setdefault(figure, {})[year] = n
    thin = []
    for figure, years in of_figure.items():
        newest = max(years)
        most, full_year = max((n, year) for year, n in years.items())
        if 2 * years[newest] < most:
            thin.append(ThinYear(figure, newest, years[newest], full_year, most))
    return thin


def thin_remarks(
    thin: Iterable[ThinYear], figures: Iterable[Figure]
) -> list[tuple[str, dict[str, Any]]]:
    """Return what to tell of such years, as text keys and what fills them."""
    labels = {figure.key: figure.label_sv for figure in figures}
    told = [(labels[each.figure], each) for each in thin if each.figure in labels]
    remarks: list[tuple[str, dict[str, Any]]] = [
        ("thin_year", {**each._asdict(), "label": label}) for label, each in told[:MOST_NAMED]
    ]
    if (more := len(told) - MOST_NAMED) > 0:
        remarks.append(("thin_years", {"n": more}))
    return remarks
