"""Where the dots of a strip stand: each at its value, packed so that none hides another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PACKED_AT = 460.0
"""The plot's width in pixels for which swarms are packed: between a phone's and a page's."""

FEW = 60
"""Groups up to this size get the larger dot."""

LARGE, SMALL = 9.0, 6.0
"""Diameters of dots in pixels."""

TALLEST = 64.0
"""A swarm's largest distance from its middle, in pixels; taller ones are pressed together."""

PILE = 24
"""More equal values than this at the axis' end stand in a block beside it, in every group."""


@dataclass(frozen=True)
class Scale:
    """The ends of an axis, in the indicator's unit, on a plot of `PACKED_AT` pixels.

    Where `has_pile`, a block of equal values stands between `low` and the first tick.
    """

    low: float
    high: float
    has_pile: bool = False

    def share(self, value: float) -> float:
        """Return where on the axis a value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def pixels(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how many pixels from the left edge the values stand."""
        return (values - self.low) / (self.high - self.low) * PACKED_AT


def beeswarm_offsets(values: Sequence[float], radius: float) -> NDArray[np.float64]:
    """Return how far from the middle line each dot stands, so that no two overlap.

    Values and radius in pixels. Dots are placed from the lowest value up, each as near the line as
    those before it allow; the same values give the same swarm.
    """
    x = np.asarray(values, dtype=float)
    offsets = np.zeros(len(x))
    order = np.argsort(x, kind="stable")
    first = 0
    for place, dot in enumerate(order):
        while x[dot] - x[order[first]] >= 2 * radius:
            first += 1
        near = order[first:place]
        if not len(near):
            continue
        reach = np.sqrt(4 * radius**2 - (x[dot] - x[near]) ** 2)
        tries = np.concatenate([[0.0], offsets[near] + reach, offsets[near] - reach])
        gaps = np.abs(tries[:, None] - offsets[near][None, :])
        free = tries[(gaps >= reach - 1e-9).all(axis=1)]
        side = 1 if place % 2 else -1
        offsets[dot] = min(free, key=lambda y: (round(abs(y), 6), -side * y))
    return offsets


def packed_swarms(dots: pd.DataFrame, ticks: Sequence[float]) -> tuple[pd.DataFrame, Scale]:
    """Return the dots with ``x``, ``offset`` and ``size`` (pixels), and the scale of the axis.

    `dots` has ``group`` and ``value`` (no NaN). Where many values equal the first tick, as when two
    in three municipalities have no AI staff, their dots form a block to its left.
    """
    packed = dots.reset_index(drop=True)
    members = packed["group"].map(packed["group"].value_counts())
    ends = packed["value"] == ticks[0]
    piled = ends & bool(ends.groupby(packed["group"]).sum().max() > PILE)
    packed["size"] = np.where((members <= FEW) & ~piled, LARGE, SMALL)
    pitch = SMALL + 0.4
    deep = int(2 * TALLEST / pitch)
    columns = -(-int(piled.groupby(packed["group"]).sum().max()) // deep)
    room = max(columns * pitch + 4 * bool(columns), LARGE)
    per_pixel = (ticks[-1] - ticks[0]) / (PACKED_AT - room - 12)
    scale = Scale(ticks[0] - room * per_pixel, ticks[-1] + 12 * per_pixel, bool(columns))
    packed["x"], packed["offset"] = packed["value"].astype(float), 0.0
    for _, block in packed[piled].groupby("group"):
        place = np.arange(len(block))
        packed.loc[block.index, "x"] = ticks[0] - (place // deep * pitch + 4) * per_pixel
        packed.loc[block.index, "offset"] = (place % deep - (min(deep, len(block)) - 1) / 2) * pitch
    for _, swarm in packed[~piled].groupby("group"):
        x = scale.pixels(swarm["value"].to_numpy(dtype=float)).tolist()
        offsets = beeswarm_offsets(x, swarm["size"].iloc[0] / 2 + 0.3)
        packed.loc[packed.index.isin(swarm.index), "offset"] = offsets
    tallest = float(packed["offset"].abs().max())
    # One factor for all swarms, so that their heights stay comparable.
    packed["offset"] *= min(1.0, TALLEST / tallest) if tallest else 1.0
    return packed, scale
