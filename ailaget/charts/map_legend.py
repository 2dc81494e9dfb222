"""The legend of a map: its classes, the goals between them, and what is left blank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ailaget.charts.geometry import line_count
from ailaget.charts.style import Palette, Trace

USUAL, LAST = 1000, 999
"""The ranks of a legend's entries; in one that is reversed the lower stands below."""


@dataclass(frozen=True)
class MapClass:
    """One class of a map: its colour, and its words in the legend (range and count).

    Without words it is not in the legend: the map then has a key of its own.
    """

    colour: str
    label: str


@dataclass(frozen=True)
class LegendGoal:
    """A goal in the legend: a line above the first so many classes, which lie under it."""

    under: int
    label: str


def legend_entries(
    classes: Sequence[MapClass],
    goals: Sequence[LegendGoal],
    colours: Palette,
    missing: str,
    outside: str = "",
    own: str = "",
) -> Iterator[Trace]:
    """Yield the legend's entries from the lowest class, each goal above the classes under it.

    `missing` are the words for areas without a value, if there can be any, which stand below the
    classes; `outside` those for areas that are left blank, which stand below all else, and `own`
    those for an own set's boundaries, below the classes.
    """
    crossed = {"color": colours.missing, "line": {"width": 1, "color": colours.edge}}
    if own:
        outline = {"width": 1.4, "color": colours.text}
        yield _entry(
            {"symbol": "square-open", "size": 13, "color": colours.text, "line": outline}, own
        )
    if missing:
        yield _entry({"symbol": "square-x", "size": 13, **crossed}, missing)
    if outside:
        blank = {"color": colours.background, "line": {"width": 1, "color": colours.county_border}}
        yield {**_entry({"symbol": "square", "size": 13, **blank}, outside), "legendrank": LAST}
    line = {"symbol": "line-ew", "size": 14, "line": {"width": 2, "color": colours.text}}
    for number in range(len(classes) + 1):
        yield from (_entry(line, goal.label) for goal in goals if goal.under == number)
        for map_class in classes[number : number + 1]:
            if map_class.label:
                yield _entry(_swatch(map_class.colour, colours), map_class.label)


def legend_rows(traces: Sequence[Trace]) -> int:
    """Return how many lines of text the legend of some traces has."""
    return sum(line_count(trace["name"]) for trace in traces if trace.get("showlegend"))


def _swatch(colour: str, colours: Palette) -> Trace:
    # All have a line, so that all are as large.
    line = {"width": 1, "color": colours.edge if colours.is_pale(colour) else colour}
    return {"symbol": "square", "size": 13, "color": colour, "line": line}


def _entry(marker: Mapping[str, Any], label: str) -> Trace:
    return {
        "type": "scattergeo",
        "lon": [None],
        "lat": [None],
        "mode": "markers",
        "marker": marker,
        "name": label,
        "showlegend": True,
    }
