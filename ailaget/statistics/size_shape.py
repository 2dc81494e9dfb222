"""Whether the gradient by size has a shape, or is what values dealt out by lot would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from ailaget.statistics.permutation import CERTAIN, TIE
from ailaget.statistics.sample import SEED, FloatArray, Series, pairs
from ailaget.statistics.smooth import SPAN, smoother

PERMUTATIONS = 999
POINTS = 3

Shape = Literal["rising", "falling", "valley", "peak", "flat"]


@dataclass(frozen=True)
class SizeShape:
    """The shape of the line between a small, a middling and a large size, and what it rests on.

    `p` is the least of the three differences' p, corrected for there being three.
    """

    shape: Shape
    p: float
    n: int
    permutations: int
    seed: int


def shape_by_size(
    values: Series,
    sizes: Series,
    at: Sequence[float],
    *,
    span: float = SPAN,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> SizeShape:
    """Test the three differences of the smooth line between three sizes, all at once.

    The line of `smooth` is linear in the values: each of the differences is a contrast c'y. With
    T = c'y / sqrt(c'c), a difference is certain when max |T| over the three, with the values dealt
    out among the units anew, is at least as large in at most `CERTAIN` of the permutations
    (single-step max T). So where size means nothing, some difference is called in at most that
    share of cases, whatever the response rate; a pointwise band claims far more, as it is
    narrower than a whole curve asks, and has no width at all when everyone has answered.

    Parameters
    ----------
    values, sizes, span
        As for `smooth.smooth_by_size`.
    at
        A small, a middling and a large size, in inhabitants, ascending.
    permutations, seed
        Permutations and the seed of the generator.

    Returns
    -------
    SizeShape
        valley: the middling lies below both, peak: above both; rising or falling: the large lies
        above or below the small; flat: none of these is certain.

    Raises
    ------
    TooFewValues without two pairs.

    References
    ----------
    Westfall, P. H. and Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley.

    Examples
    --------
    >>> import pandas as pd
    >>> size = pd.Series(np.geomspace(1e3, 1e5, 40))
    >>> shape_by_size(np.log10(size), size, [1e3, 1e4, 1e5]).shape
    'rising'
    >>> shape_by_size(size * 0 + 3, size, [1e3, 1e4, 1e5]).shape
    'flat'
    """
    both = pairs(values, sizes, needed=2)
    y, z = both["first"].to_numpy(float), np.log10(both["second"].to_numpy(float))
    n = len(both)
    line = smoother(z, np.log10(np.asarray(at, dtype=np.float64)), span)
    contrasts = np.stack([line[j] - line[i] for i, j in combinations(range(POINTS), 2)])
    length = np.sqrt((contrasts**2).sum(axis=1, keepdims=True))
    contrasts = np.divide(contrasts, length, out=np.zeros_like(contrasts), where=length > TIE)
    centred = y - y.mean()
    generator = np.random.default_rng(seed)
    dealt = generator.permuted(np.tile(centred, (permutations, 1)), axis=1)
    most = np.abs(dealt @ contrasts.T).max(axis=1)
    seen = contrasts @ centred
    margin = TIE * max(float(np.abs(centred).max()), 1.0)
    p = (1 + (most[:, None] >= np.abs(seen) - margin).sum(axis=0)) / (1 + permutations)
    certain = np.where(p <= CERTAIN, np.sign(seen), 0.0)
    return SizeShape(_shape(certain), float(p.min()), n, permutations, seed)


def _shape(certain: FloatArray) -> Shape:
    """Return the shape by the certain signs: middling - small, large - small, large - middling."""
    first, whole, last = certain
    if first < 0 < last:
        return "valley"
    if last < 0 < first:
        return "peak"
    return "rising" if whole > 0 else "falling" if whole < 0 else "flat"
