"""Everyone in one group of some size around a host: the least total cost, and how near the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ailaget.statistics.group_columns import (
    Column,
    best_partition,
    best_prices,
    can_be_parted,
    cost_of,
    greedy_partition,
    listed_columns,
)
from ailaget.statistics.sample import (
    DuplicateUnits,
    FloatArray,
    InfiniteValues,
    NegativeValues,
    OutsideRange,
    TooFewValues,
)

LEAST, MOST = 4, 8
"""How many a group has, at least and at most."""


@dataclass(frozen=True)
class HostedGroup:
    """A group: the unit that hosts it, all its units with the host first, and what it costs."""

    host: str
    members: tuple[str, ...]
    cost: float


@dataclass(frozen=True)
class Grouping:
    """Groups in which every unit is once, and how good they are.

    `total` is what the groups cost, `greedy` what those cost that are picked one by one, cheapest
    first. No grouping whatsoever costs less than `bound`. `candidates` groups were weighed against
    each other at last.
    """

    groups: tuple[HostedGroup, ...]
    total: float
    greedy: float
    bound: float
    candidates: int

    @property
    def gap(self) -> float:
        """How much of the total the best there is could save at most, 0 to 1."""
        return (self.total - self.bound) / self.total if self.total > 0 else 0.0


def staffing_groups(
    units: Sequence[str],
    costs: FloatArray,
    opening: float = 0.0,
    *,
    least: int = LEAST,
    most: int = MOST,
    seconds: float = 30.0,
) -> Grouping:
    """Part the units into groups of `least` to `most` at the least total cost.

    A group G with the host h in G costs opening + sum over i in G of c_ih. The groups G_1, …, G_k
    with hosts are sought that have every unit exactly once and the least sum of costs:

        minimise   sum_p cost_p x_p   subject to   sum_{p: i in p} x_p = 1 for each i, x_p in {0, 1}

    over all hosted groups p (set partitioning), which are too many to list. Given a price pi_i for
    each unit, the best group of a host has the units with the least c_ih - pi_i, so that none need
    be listed for Lagrange's bound: no grouping whatsoever costs less than

        sum_i pi_i + sum_h min(0, opening + sum_{i in the best group of h} (c_ih - pi_i)).

    Prices with a high bound are found by subgradient steps. The thousands of groups that cost least
    at these prices are listed, and HiGHS picks among them and the greedy groups. Nothing is drawn
    by chance, so there is no seed.

    Parameters
    ----------
    units
        Ids. Their order changes nothing: ties go by id.
    costs
        c_ih, shape (n, n): what unit i costs in a group with host h, at least zero, in any one unit
        such as kilometres. The diagonal is what a host itself costs.
    opening
        What a group costs whoever is in it, in the same unit, at least zero.
    least, most
        Units in a group.
    seconds
        When HiGHS is told to stop and give the best it has. It needs two or three: the time is long
        enough that a busy machine gives the same groups as an idle one, only later.

    Returns
    -------
    Grouping
        Groups from the first id of a host; `total`, `greedy` and `bound` in the unit of the costs.
        Without units there are no groups.

    Raises
    ------
    TooFewValues where there are units, but fewer than `least`, or as many as no groups of such
    sizes hold; DuplicateUnits; InfiniteValues for a cost that is NaN or infinite: an unknown
    distance is never zero; NegativeValues; OutsideRange for `least` and `most`.

    References
    ----------
    Caprara, A., Fischetti, M. and Toth, P. (1999). A heuristic method for the set covering problem.
    Operations Research 47(5), 730-743 (prices first, then the best of a core of columns). Huangfu,
    Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. Mathematical
    Programming Computation 10, 119-142 (HiGHS).

    Examples
    --------
    Two towns 100 km apart, each with a village 3 km east of it and one 4 km west:

    >>> east = np.array([0.0, 3, -4, 100, 103, 96])
    >>> found = staffing_groups(list("abcdef"), abs(east[:, None] - east), least=3, most=4)
    >>> [group.members for group in found.groups], found.total, found.bound
    ([('a', 'b', 'c'), ('d', 'e', 'f')], 14.0, 14.0)
    """
    _check(units, costs, opening, least, most)
    if not units:
        return Grouping((), 0.0, 0.0, 0.0, 0)
    order = sorted(range(len(units)), key=units.__getitem__)
    ids = [units[place] for place in order]
    ordered = costs[np.ix_(order, order)].astype(np.float64)
    sizes = range(least, min(most, len(units)) + 1)
    picked = greedy_partition(ordered, opening, sizes)
    greedy = sum(cost_of(column, ordered, opening) for column in picked)
    prices, bound = best_prices(ordered, opening, sizes, greedy)
    columns = list(dict.fromkeys([*picked, *listed_columns(ordered, opening, sizes, prices)]))
    best = best_partition(columns, ordered, opening, seconds) or picked
    groups = [_named(column, ids, ordered, opening) for column in best]
    groups.sort(key=lambda group: group.host)
    total = min(sum(group.cost for group in groups), greedy)
    return Grouping(tuple(groups), total, greedy, min(bound, total), len(columns))


def _check(units: Sequence[str], costs: FloatArray, opening: float, least: int, most: int) -> None:
    if len(set(units)) < len(units):
        raise DuplicateUnits({unit for unit in units if units.count(unit) > 1})
    if not 1 <= least <= most:
        raise OutsideRange("least", 1, most)
    if not np.isfinite(costs).all() or not np.isfinite(opening):
        raise InfiniteValues(int((~np.isfinite(costs)).sum()))
    if costs.min(initial=0.0) < 0 or opening < 0:
        raise NegativeValues(int((costs < 0).sum()) + (opening < 0))
    if not can_be_parted(len(units), least, most):
        raise TooFewValues(least, len(units))


def _named(column: Column, ids: Sequence[str], costs: FloatArray, opening: float) -> HostedGroup:
    """Return a group by its ids; of hosts that cost as little the first by id is the host."""
    units = sorted({column[0], *column[1]})
    cost, host = min(
        (cost_of((unit, frozenset(units) - {unit}), costs, opening), unit) for unit in units
    )
    members = (ids[host], *(ids[unit] for unit in units if unit != host))
    return HostedGroup(ids[host], members, cost)
