"""Measure the groups for a shared position: seconds, total beside greedy, bound, and the gap to it.

`.venv/bin/python -m benchmarks.groups` prints a row for each size of groups: of all 290, and of
those who cannot bear a position of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ailaget.ingest.building import build
from ailaget.store.database import open_database
from ailaget.store.workspace import Workspace
from ailaget.views.base.choices import GROUP_SIZES, USUAL
from ailaget.views.base.selection import Selection, Source
from ailaget.views.collaboration.basis import NOBODY, basis_of
from ailaget.views.collaboration.grouping import Answer, problem_of, sought

AIM = 10.0
"""Seconds that all 290 may take on two idle cores."""


@dataclass(frozen=True)
class Grouped:
    """Groups that were sought: by which rule, of how many units, and what came of it."""

    rule: str
    sizes: str
    units: int
    answer: Answer

    @property
    def smallest(self) -> int:
        """How many the smallest group has."""
        return min(len(group.members) for group in self.answer.grouping.groups)


def measured(source: Source, sizes: Sequence[str] = GROUP_SIZES) -> Iterator[Grouped]:
    """Give the groups of the newest wave, by each rule and size, sought and not read."""
    wave = str(source.query("waves")["wave"].iloc[0])
    for rule in (NOBODY, str(USUAL["bears"])):
        for size in sizes:
            chosen = Selection(wave=wave, is_demo=True, bears=rule, group_size=size)
            problem = problem_of(basis_of(source, chosen), chosen)
            yield Grouped(rule, size, len(problem.codes), sought(problem))


def line(grouped: Grouped) -> str:
    """Return a row of the table."""
    grouping = grouped.answer.grouping
    return (
        f"{grouped.rule:>8} {grouped.sizes:>5} {grouped.units:>6} {len(grouping.groups):>7} "
        f"{grouped.smallest:>9} {grouped.answer.seconds:>8.1f} {grouping.total:>9.1f} "
        f"{grouping.greedy:>9.1f} {grouping.bound:>9.1f} {100 * grouping.gap:>6.2f} %"
    )


def main() -> None:
    """Measure and print."""
    print(f"All 290 within {AIM:g} s; a total below greedy's, and at most the gap above the best.")
    print("   bears sizes  units  groups  smallest  seconds  total km greedy km  bound km    gap")
    with TemporaryDirectory() as name:
        place = Workspace(Path(name))
        build(place)
        database = open_database(place)
        for grouped in measured(database):
            print(line(grouped))
        database.close()


if __name__ == "__main__":
    main()
