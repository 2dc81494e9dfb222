"""The groups that would share a position, by the weights in force: read, or sought and kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from inspect import getsource
from threading import Lock
from time import perf_counter
from typing import Any

from ailaget.statistics import group_columns, staffing_groups, travel
from ailaget.statistics.sample import FloatArray
from ailaget.statistics.staffing_groups import Grouping, HostedGroup
from ailaget.statistics.travel import TravelWeights, travel_costs
from ailaget.views.base.choices import SHARING
from ailaget.views.base.selection import Selection, Source
from ailaget.views.collaboration.basis import Basis, kilometres_among, together_in

KILOMETRES = {"border": 25.0, "stranger": 25.0, "position": 100.0}
"""What each thing counts as beside the distance, at the weight 1: our own choice, to be moved."""

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Problem:
    """Who is to be grouped and at what cost; `key` is a digest of all that the answer rests on."""

    key: str
    codes: tuple[str, ...] = field(compare=False)
    costs: FloatArray = field(compare=False)
    opening: float = field(compare=False)
    least: int = field(compare=False)
    most: int = field(compare=False)


@dataclass(frozen=True)
class Answer:
    """The groups, and the seconds that they took."""

    grouping: Grouping
    seconds: float


def sharing_weights(selection: Selection) -> Mapping[str, float]:
    """Return how much each thing counts."""
    return SHARING | dict(selection.sharing)


def sizes_of(selection: Selection) -> tuple[int, int]:
    """Return how many a group has, at least and at most."""
    least, _, most = selection.group_size.partition("-")
    return int(least), int(most)


def problem_of(basis: Basis, selection: Selection) -> Problem:
    """Return the groups that are sought: of all who cannot bear a position of their own."""
    rows = basis.sharing
    codes = tuple(str(code) for code in rows["code"])
    in_km = {key: weight * KILOMETRES[key] for key, weight in sharing_weights(selection).items()}
    costs = travel_costs(
        kilometres_among(codes),
        list(rows["county"]),
        together_in(basis.collaborations, codes),
        TravelWeights(border=in_km["border"], stranger=in_km["stranger"]),
    )
    least, most = sizes_of(selection)
    digest = hashlib.sha256(_method())
    digest.update(f"{codes} {in_km['position']} {least} {most}".encode())
    digest.update(costs.tobytes())
    return Problem(digest.hexdigest()[:24], codes, costs, in_km["position"], least, most)


def answer_to(source: Source, problem: Problem) -> Answer:
    """Return the groups; those that were sought ahead are read. Raises TooFewValues."""
    ahead = source.computed(problem.key)
    if ahead is not None:
        return _read(ahead)
    # Who asks while the same groups are sought, such as a page and its beginning, waits for those.
    with _ONE_AT_A_TIME:
        return _solved(problem)


def sought_ahead(problem: Problem) -> dict[str, Any]:
    """Return the groups as they are kept beside a database; who asks meanwhile gets them too."""
    with _ONE_AT_A_TIME:
        return asdict(_solved(problem))


@lru_cache(maxsize=64)
def _solved(problem: Problem) -> Answer:
    return sought(problem)


def sought(problem: Problem) -> Answer:
    """Return the groups, sought anew whether or not they are known."""
    begun = perf_counter()
    grouping = staffing_groups.staffing_groups(
        problem.codes, problem.costs, problem.opening, least=problem.least, most=problem.most
    )
    return Answer(grouping, perf_counter() - begun)


def _read(kept: Mapping[str, Any]) -> Answer:
    grouping = dict(kept["grouping"])
    groups = tuple(
        HostedGroup(group["host"], tuple(group["members"]), group["cost"])
        for group in grouping.pop("groups")
    )
    return Answer(Grouping(groups, **grouping), kept["seconds"])


@cache
def _method() -> bytes:
    code = (group_columns, staffing_groups, travel)
    return b"".join(getsource(module).encode() for module in code)
