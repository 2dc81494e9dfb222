"""What it costs two places to work together, in kilometres: distance, borders, old ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ailaget.statistics.sample import BoolArray, FloatArray, InfiniteValues, NegativeValues

METRES = 3
"""Decimals of a kilometre that count: distances that are equal to the metre are equal."""


@dataclass(frozen=True)
class TravelWeights:
    """What is added to the distance in a straight line, in kilometres, and how much that counts."""

    distance: float = 1.0
    border: float = 0.0
    stranger: float = 0.0


def straight_kilometres(places: FloatArray) -> FloatArray:
    """Return the straight line between all places in metres on a plane, shape (n, 2), in km.

    >>> straight_kilometres(np.array([[0.0, 0], [3000, 4000]])).tolist()
    [[0.0, 5.0], [5.0, 0.0]]
    """
    if not np.isfinite(places).all():
        raise InfiniteValues(int((~np.isfinite(places)).any(axis=1).sum()))
    steps = places[:, None, :] - places[None, :, :]
    return np.asarray(np.round(np.sqrt((steps**2).sum(axis=-1)) / 1000, METRES))


def travel_costs(
    kilometres: FloatArray,
    counties: Sequence[str],
    together: BoolArray,
    weights: TravelWeights | None = None,
) -> FloatArray:
    """Return what it costs each place to work with each other, in kilometres.

    c_ij = distance * d_ij + border * [i and j are in different counties]
    + stranger * [i and j do not work together today]; c_ii = 0.

    Parameters
    ----------
    kilometres
        d_ij, shape (n, n), at least zero; NaN is an error, for an unknown distance is not zero.
    counties
        The county of each place.
    together
        Whether two places work together already, shape (n, n).
    weights
        At least zero. By themselves distance alone counts.

    Raises
    ------
    InfiniteValues, NegativeValues.

    Examples
    --------
    >>> far = np.array([[0.0, 30], [30, 0]])
    >>> alone = np.zeros((2, 2), dtype=bool)
    >>> travel_costs(far, ["20", "21"], alone, TravelWeights(2, 25, 10)).tolist()
    [[0.0, 95.0], [95.0, 0.0]]
    """
    chosen = weights or TravelWeights()
    if not np.isfinite(kilometres).all():
        raise InfiniteValues(int((~np.isfinite(kilometres)).sum()))
    if min(kilometres.min(initial=0.0), chosen.distance, chosen.border, chosen.stranger) < 0:
        raise NegativeValues(1)
    county = np.array(counties, dtype=object)
    is_across = county[:, None] != county[None, :]
    costs = chosen.distance * kilometres + chosen.border * is_across + chosen.stranger * ~together
    np.fill_diagonal(costs, 0.0)
    return np.asarray(costs)
