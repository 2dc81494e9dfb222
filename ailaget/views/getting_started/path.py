"""The path from the first level to the last: the guide's steps by level and order."""

from dataclasses import dataclass

from ailaget.codebook import codebook
from ailaget.views.base.selection import Selection, Source
from ailaget.views.getting_started.material import GuideStep, guide_steps


@dataclass(frozen=True)
class PathLevel:
    """A level of maturity and the steps that begin there, in the guide's order.

    `goes_on` says how many of the steps of earlier levels are for this one too.
    """

    number: int
    label: str
    range: str
    steps: tuple[GuideStep, ...]
    goes_on: str


@dataclass(frozen=True)
class Path:
    """All levels, the lowest first, and how many steps there are."""

    levels: tuple[PathLevel, ...]
    n: int


def path_view(source: Source, selection: Selection) -> Path:
    """Return the whole path, whatever municipality is chosen."""
    t, steps, levels = selection.t, guide_steps(source, selection), codebook().levels
    made = []
    for number, level in enumerate(levels):
        going_on = [step for step in steps if step.levels[0] < number <= step.levels[1]]
        upper = levels[number + 1].minimum if number + 1 < len(levels) else 100
        made.append(
            PathLevel(
                number=number,
                label=level.label[selection.language],
                range=t("classes.range", low=t.number(level.minimum), high=t.number(upper)),
                steps=tuple(step for step in steps if step.levels[0] == number),
                goes_on=t.count("getting_started.goes_on", len(going_on)) if going_on else "",
            )
        )
    return Path(tuple(made), len(steps))
