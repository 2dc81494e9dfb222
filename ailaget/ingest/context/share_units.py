"""Whether figures in per cent are written as shares of one."""

from collections.abc import Iterable
from typing import Any

from ailaget.ingest.context.figures import ContextValue, Figure

ENOUGH = 5
"""So many values tell what scale they are on."""


def share_remarks(
    figures: Iterable[Figure], values: Iterable[ContextValue]
) -> list[tuple[str, dict[str, Any]]]:
    """Return a remark on each figure in per cent of which all values lie from 0 to 1.

    A share that is written as 0.345 under a heading of per cent would be read as a third of one.
    Each is a text key with what fills it.
    """
    labels = {figure.key: figure.label_sv for figure in figures if figure.unit_sv == "%"}
    known: dict[str, list[float]] = {key: [] for key in labels}
    for value in values if labels else ():
        if value.value and value.figure in known:
            known[value.figure].append(value.value)
    return [
        ("share_in_per_cent", {"label": labels[key]})
        for key, numbers in known.items()
        if len(numbers) >= ENOUGH and min(numbers) > 0 and max(numbers) <= 1
    ]
