"""Who is whose neighbour: shared borders or nearest places, islands, and who answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ailaget.statistics.sample import (
    BoolArray,
    FloatArray,
    OutsideRange,
    TooFewValues,
    UnknownUnits,
)

Edge = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Row-standardised weights: `matrix[i, j]` is j's part in the mean of i's neighbours.

    All neighbours of a unit have the same part. A row sums to 1, or to 0 without neighbours.
    `islands` had none by themselves, `bridges` are the edges added for them, `dropped` the islands
    left out, `lost` the units whose neighbours all went in `restrict`.
    """

    ids: tuple[str, ...]
    matrix: FloatArray
    islands: tuple[str, ...] = ()
    bridges: tuple[Edge, ...] = ()
    dropped: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def of(self, unit: str) -> tuple[str, ...]:
        """Neighbours of one unit, in the order of `ids`."""
        if unit not in self.ids:
            raise UnknownUnits([unit])
        row = self.matrix[self.ids.index(unit)]
        return tuple(self.ids[place] for place in np.flatnonzero(row))

    @property
    def alone(self) -> tuple[str, ...]:
        """Units without any neighbour."""
        return tuple(np.array(self.ids, dtype=object)[self.matrix.sum(axis=1) == 0])


def from_edges(
    ids: Sequence[str],
    edges: Iterable[Edge],
    *,
    islands: Literal["bridge", "drop", "keep"] = "bridge",
    bridges: Iterable[Edge] = (),
    coordinates: FloatArray | None = None,
) -> Neighbours:
    """Neighbours by shared border: an edge counts both ways, once; an edge to oneself does not.

    Parameters
    ----------
    ids, edges
        Units, and pairs of them that share a border.
    islands
        What is done with units without an edge. "bridge": those of `bridges` that touch an island
        are added, then an island still alone is joined to its nearest unit by `coordinates`;
        "drop": islands are left out; "keep": they stay without neighbours.
    bridges, coordinates
        Extra edges (ferry, bridge), and places in metres, shape (n, 2), in the order of `ids`.

    Raises
    ------
    UnknownUnits for an edge to a unit not in `ids`, or for an island that nothing bridges.

    Examples
    --------
    >>> found = from_edges(["a", "b", "c"], [("a", "b")], bridges=[("b", "c")])
    >>> found.islands, found.of("b"), found.matrix[1].tolist()
    (('c',), ('a', 'c'), [0.5, 0.0, 0.5])
    """
    place = {unit: number for number, unit in enumerate(ids)}
    touching = np.zeros((len(ids), len(ids)), dtype=bool)
    _join(touching, edges, place)
    lone: BoolArray = np.logical_not(touching.any(axis=1))
    island_ids = tuple(unit for unit in ids if lone[place[unit]])
    added: list[Edge] = []
    if islands == "bridge":
        added = [edge for edge in bridges if set(edge) & set(island_ids)]
        _join(touching, added, place)
        still = [unit for unit in island_ids if not touching[place[unit]].any()]
        added += _nearest_edges(ids, still, coordinates)
        _join(touching, added, place)
    kept: BoolArray = np.logical_not(lone & (islands == "drop"))
    return Neighbours(
        ids=tuple(unit for unit in ids if kept[place[unit]]),
        matrix=standardise(touching[np.ix_(kept, kept)]),
        islands=island_ids,
        bridges=tuple(added),
        dropped=island_ids if islands == "drop" else (),
    )


def from_nearest(ids: Sequence[str], coordinates: FloatArray, k: int) -> Neighbours:
    """Neighbours by nearness: each unit's k nearest by straight line, ties in the order of `ids`.

    `coordinates` in metres, shape (n, 2). Not symmetric: a remote unit's neighbours need not have
    it as theirs. No islands. `TooFewValues` when there are not k others, `OutsideRange` if k < 1.

    >>> import numpy as np
    >>> from_nearest(["a", "b", "c"], np.array([[0.0, 0], [1, 0], [5, 0]]), k=1).of("c")
    ('b',)
    """
    if k < 1:
        raise OutsideRange("k", 1, len(ids) - 1)
    if len(ids) <= k:
        raise TooFewValues(k + 1, len(ids))
    nearest = np.argsort(_distances(coordinates), axis=1, kind="stable")[:, :k]
    touching = np.zeros((len(ids), len(ids)), dtype=bool)
    np.put_along_axis(touching, nearest, True, axis=1)
    return Neighbours(tuple(ids), standardise(touching))


def restrict(neighbours: Neighbours, answered: Iterable[str]) -> Neighbours:
    """Keep the units that answered and restandardise the rows; `lost` lost every neighbour.

    >>> chain = from_edges(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "d")])
    >>> some = restrict(chain, ["a", "c", "d"])
    >>> some.ids, some.lost, some.of("c")
    (('a', 'c', 'd'), ('a',), ('d',))
    """
    known = set(answered)
    keep = np.array([unit in known for unit in neighbours.ids], dtype=bool)
    weights = neighbours.matrix[np.ix_(keep, keep)]
    ids = tuple(unit for unit in neighbours.ids if unit in known)
    had = neighbours.matrix[keep].sum(axis=1) > 0
    lost = tuple(np.array(ids, dtype=object)[had & (weights.sum(axis=1) == 0)])
    return Neighbours(
        ids, standardise(weights), neighbours.islands, neighbours.bridges, neighbours.dropped, lost
    )


def components(neighbours: Neighbours) -> list[tuple[str, ...]]:
    """Find the sets of units that are joined to each other, largest first.

    >>> components(from_edges(["a", "b", "c", "d", "e"], [("a", "b"), ("c", "d"), ("d", "e")]))
    [('c', 'd', 'e'), ('a', 'b')]
    """
    # Late: scipy's start is slow, and few pages ask.
    from scipy.sparse.csgraph import connected_components

    count, label = connected_components(neighbours.matrix > 0, directed=False)
    unit_sets = [
        tuple(unit for unit, own in zip(neighbours.ids, label, strict=True) if own == number)
        for number in range(count)
    ]
    return sorted(unit_sets, key=lambda units: (-len(units), units))


def standardise(weights: FloatArray | BoolArray) -> FloatArray:
    """Divide each row by its sum; a row of zeros stays."""
    array = weights.astype(np.float64)
    sums = array.sum(axis=1, keepdims=True)
    return np.asarray(array / np.where(sums > 0, sums, 1.0))


def _join(touching: BoolArray, edges: Iterable[Edge], place: dict[str, int]) -> None:
    pairs = [edge for edge in edges if edge[0] != edge[1]]
    strangers = {unit for edge in pairs for unit in edge} - set(place)
    if strangers:
        raise UnknownUnits(strangers)
    for first, second in pairs:
        touching[place[first], place[second]] = touching[place[second], place[first]] = True


def _distances(coordinates: FloatArray) -> FloatArray:
    steps = coordinates[:, None, :] - coordinates[None, :, :]
    distances = np.asarray(np.sqrt((steps**2).sum(axis=-1)))
    np.fill_diagonal(distances, np.inf)
    return distances


def _nearest_edges(
    ids: Sequence[str], alone: Sequence[str], coordinates: FloatArray | None
) -> list[Edge]:
    if not alone:
        return []
    if coordinates is None or len(ids) == 1:
        raise UnknownUnits(alone)
    nearest = _distances(coordinates).argmin(axis=1)
    return [(unit, ids[int(nearest[list(ids).index(unit)])]) for unit in alone]
