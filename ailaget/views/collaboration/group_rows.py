"""Each suggested group with its figures: who, how many live there, staffing, distances, borders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ailaget.practice import Collaboration
from ailaget.statistics.staffing_groups import HostedGroup
from ailaget.views.collaboration.basis import BODIES, ONE_POSITION, Basis, kilometres_between

PER = 100_000
"""Inhabitants that staffing is told by."""


@dataclass(frozen=True, eq=False)
class Group:
    """A group of municipalities that could share a position.

    `names` are by code, the host's first; `alone` what each that has answered has by itself, per
    100 000 inhabitants, and `together` what those have all in all; None where nobody has answered.
    `added` is what one more position is among all members' inhabitants. `kilometres` are those of
    each to the host. `bodies` are federations, boards and companies of which more than half of the
    group are members, with how many.
    """

    host: str
    names: Mapping[str, str]
    population: int
    alone: tuple[float, ...]
    together: float | None
    added: float
    kilometres: Mapping[str, float]
    counties: int
    bodies: tuple[tuple[Collaboration, int], ...]
    is_inside: bool

    @property
    def name(self) -> str:
        """The host's name, which the group goes by."""
        return self.names[self.host]

    @property
    def longest(self) -> float:
        """The longest way to the host, in kilometres."""
        return max(self.kilometres.values())


def group_rows(groups: Sequence[HostedGroup], basis: Basis) -> list[Group]:
    """Return the groups with their figures, in the order given."""
    rows = basis.rows.set_index("code")
    return [_group(group, rows, basis.collaborations) for group in groups]


def _group(group: HostedGroup, rows: pd.DataFrame, known: Sequence[Collaboration]) -> Group:
    members = rows.loc[list(group.members)]
    answered = members.dropna(subset="fte")
    rates = PER * answered["fte"] / answered["population"]
    among = int(answered["population"].sum())
    to_host = kilometres_between().loc[list(group.members), group.host]
    return Group(
        host=group.host,
        names=dict(zip(group.members, members["name"], strict=True)),
        population=int(members["population"].sum()),
        alone=tuple(float(rate) for rate in rates),
        together=PER * float(answered["fte"].sum()) / among if among else None,
        added=PER * ONE_POSITION / int(members["population"].sum()),
        kilometres={str(code): float(far) for code, far in to_host.items()},
        counties=members["county"].nunique(),
        bodies=_bodies(group.members, known),
        is_inside=bool(members["inside"].any()),
    )


def _bodies(
    members: Sequence[str], known: Sequence[Collaboration]
) -> tuple[tuple[Collaboration, int], ...]:
    """Return who could employ for most of the group already, those with most of it first."""
    counted = [
        (entry, len(set(members) & set(entry.members))) for entry in known if entry.type in BODIES
    ]
    most = [(entry, inside) for entry, inside in counted if 2 * inside > len(members)]
    return tuple(sorted(most, key=lambda pair: (-pair[1], pair[0].name)))
