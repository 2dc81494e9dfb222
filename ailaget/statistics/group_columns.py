"""Hosted groups as columns: picked one by one, priced, listed, and the best of them together.

Units are places in the matrix of costs, whose column h is what each unit costs with the host h.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ailaget.statistics.sample import FloatArray, IntArray

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Column: TypeAlias = tuple[int, frozenset[int]]
"""A group: the place of its host, and those of the others."""

ROUNDS, PATIENCE, SLOWER = 500, 10, 1.3
"""How often prices are moved, after how many moves without a better bound they move less, and by
how much less."""

NEAR, LISTED, EACH = 11, 3000, 2
"""Of each host so many of the cheapest others are combined; so many groups are listed in all, and
of each host and size at least so many."""

NEAR_ENOUGH = 1e-3
"""The share of the total that HiGHS need not seek on for: less than prices leave open anyhow."""


def cost_of(column: Column, costs: FloatArray, opening: float) -> float:
    """Return what a group costs: its opening, and each unit's cost with the host."""
    host, others = column
    return float(opening + costs[host, host] + costs[sorted(others), host].sum())


def can_be_parted(n: int, least: int, most: int) -> bool:
    """Return whether `n` units fill groups of `least` to `most`, none left over.

    >>> [n for n in range(10) if can_be_parted(n, 4, 8)], can_be_parted(5, 3, 4)
    ([0, 4, 5, 6, 7, 8, 9], False)
    """
    return -(-n // most) <= n // least


def greedy_partition(costs: FloatArray, opening: float, sizes: range) -> list[Column]:
    """Pick the group that is cheapest to each unit in it, then again among those that are left.

    A size that would leave units which no groups hold is not picked.
    """
    left = np.arange(len(costs))
    picked: list[Column] = []
    while len(left):
        fitting = [
            size
            for size in sizes
            if size <= len(left) and can_be_parted(len(left) - size, sizes[0], sizes[-1])
        ]
        nearest, sums = _cheapest(costs[np.ix_(left, left)], opening, fitting)
        each = sums / np.array(fitting)[:, None]
        at, host = np.unravel_index(int(each.argmin()), each.shape)
        others = left[nearest[: fitting[at] - 1, host]]
        picked.append((int(left[host]), frozenset(others.tolist())))
        left = np.setdiff1d(left, [left[host], *others])
    return picked


def best_prices(
    costs: FloatArray, opening: float, sizes: range, known: float
) -> tuple[FloatArray, float]:
    """Return prices of the units that give a high bound, and the bound: no grouping costs less.

    At prices pi no grouping costs less than sum_i pi_i + sum_h min(0, r_h), where r_h is the least
    cost of a group of h when each unit gives its price back. Prices rise for units that are in no
    group then, and fall for those that are in several (subgradient steps of Polyak's length,
    towards what is `known` to be enough).
    """
    prices = np.full(len(costs), known / len(costs))
    best, bound, length, waited = prices, -np.inf, 1.0, 0
    for _ in range(ROUNDS):
        nearest, sums = _cheapest(costs - prices[:, None], opening, sizes)
        cheapest = sums.min(axis=0)
        value = float(prices.sum() + np.minimum(cheapest, 0.0).sum())
        waited += 1
        if value > bound:
            best, bound, waited = prices, value, 0
        elif waited >= PATIENCE:
            prices, length, waited = best, length / SLOWER, 0
            continue
        lacking = np.ones(len(costs))
        for host in np.flatnonzero(cheapest < 0):
            size = sizes[int(sums[:, host].argmin())]
            lacking[[host, *nearest[: size - 1, host]]] -= 1
        if not lacking.any() or known <= value:
            break
        prices = prices + length * (known - value) / (lacking**2).sum() * lacking
    return best, bound


def listed_columns(
    costs: FloatArray, opening: float, sizes: range, prices: FloatArray
) -> list[Column]:
    """Return the groups that cost least when each unit gives its price back.

    Whatever is a part of a good answer costs hardly more than its prices.
    """
    near = min(NEAR, len(costs) - 1)
    reduced = _apart(costs - prices[:, None])
    nearest = np.argsort(reduced, axis=0, kind="stable")[:near]
    reached = np.take_along_axis(reduced, nearest, axis=0)
    own = opening + np.diag(costs) - prices
    ways = [_ways(near, size - 1) for size in sizes]
    sums = [own + reached[way].sum(axis=1) for way in ways]
    every = np.concatenate([each.ravel() for each in sums])
    limit = np.partition(every, min(LISTED, len(every)) - 1)[min(LISTED, len(every)) - 1]
    return [
        (int(host), frozenset(nearest[way[at], host].tolist()))
        for way, each in zip(ways, sums, strict=True)
        for at, host in _within(each, limit)
    ]


def best_partition(
    columns: Sequence[Column], costs: FloatArray, opening: float, seconds: float
) -> list[Column] | None:
    """Return the cheapest groups that have every unit once; None where none is found in time."""
    # Late: scipy's start is slow, and few pages ask.
    from scipy.optimize import Bounds, LinearConstraint, milp

    solved = milp(
        [cost_of(column, costs, opening) for column in columns],
        integrality=np.ones(len(columns)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(_incidence(columns, len(costs)), 1, 1),
        options={"mip_rel_gap": NEAR_ENOUGH, "time_limit": seconds},
    )
    if solved.x is None:
        return None
    return [column for column, share in zip(columns, solved.x, strict=True) if share > 1 / 2]


def _apart(costs: FloatArray) -> FloatArray:
    """Return the costs without those of a host with itself: it is not one of its others."""
    apart = costs.copy()
    np.fill_diagonal(apart, np.inf)
    return apart


def _cheapest(
    costs: FloatArray, opening: float, sizes: Sequence[int]
) -> tuple[IntArray, FloatArray]:
    """Return each host's others from the cheapest on, and what its cheapest group of a size costs.

    Both have a column for each host.
    """
    apart, most = _apart(costs), sizes[-1] - 1
    nearest = np.argsort(apart, axis=0, kind="stable")[:most]
    reached = np.take_along_axis(apart, nearest, axis=0).cumsum(axis=0)
    # A group of one has nobody but its host.
    reached = np.vstack([np.zeros(len(costs)), reached])
    return nearest, opening + np.diag(costs) + reached[[size - 1 for size in sizes]]


def _ways(of: int, some: int) -> IntArray:
    """Return all ways to choose some of so many, a row each."""
    ways = list(combinations(range(of), some))
    return np.array(ways, dtype=np.int64).reshape(len(ways), some)


def _within(sums: FloatArray, limit: float) -> Iterator[tuple[int, int]]:
    """Yield way and host of what costs at most the limit, and of each host's cheapest anyway."""
    if not len(sums):
        return
    last = min(EACH, len(sums)) - 1
    own_limit = np.partition(sums, last, axis=0)[last]
    for at, host in np.argwhere((sums <= limit) | (sums <= own_limit)):
        yield int(at), int(host)


def _incidence(columns: Sequence[Column], units: int) -> csc_array:
    """Return a row for each unit with 1 in the columns that it is part of."""
    from scipy.sparse import csc_array

    members = [[host, *sorted(others)] for host, others in columns]
    ends = np.cumsum([0, *map(len, members)])
    rows = np.concatenate([np.array(each) for each in members])
    return csc_array((np.ones(len(rows)), rows, ends), shape=(units, len(columns)))
