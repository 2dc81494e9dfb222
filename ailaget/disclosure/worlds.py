"""Worlds that fit what is known: what differs between two of them cannot be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ailaget.disclosure.facts import SET_SIZE
from ailaget.disclosure.program import NEAR, Program

IntArray: TypeAlias = npt.NDArray[np.int_]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

SEED = 2026
FEWEST_WORLDS, MOST_WORLDS = 12, 40
"""So many are tried where small cells can be seen together, and so many at the most."""

NOISE = 0.01
"""How strongly chance alone draws a world apart from the others."""


class Worlds:
    """Some of the answers that are possible: whatever differs between two of them is not known.

    Each is an end of the linear program, looked for where cells have not yet been seen to have some
    respondents who gave an answer, and some who did not.
    """

    def __init__(self, program: Program) -> None:
        self.tried = [(c, a) for c in range(len(program.cells)) for a in program.targets]
        self.rows = np.array([program.count(*each) for each in self.tried])
        self.sizes = np.array([program.cells[cell].size for cell, _ in self.tried])
        self._has_some = np.zeros(len(self.tried), dtype=bool)
        self._has_others = np.zeros(len(self.tried), dtype=bool)
        has_unions = sum(cell.size < SET_SIZE for cell in program.cells) > 1
        fewest = FEWEST_WORLDS if has_unions else 1
        draw = np.random.default_rng(SEED)
        counts = []
        for turn in range(MOST_WORLDS):
            if turn >= fewest and self.is_open.all():
                break
            wanted = draw.random(len(self.tried)) * ~self._has_some
            wanted -= draw.random(len(self.tried)) * ~self._has_others
            noise = NOISE * draw.standard_normal(self.rows.shape[1])
            point = program.best(wanted @ self.rows + noise)
            world = np.rint(point)
            if np.abs(point - world).max() > NEAR:
                continue
            counts.append(np.rint(self.rows @ world).astype(int))
            self._has_some |= counts[-1] >= 1
            self._has_others |= counts[-1] < self.sizes
        self.counts = np.array(counts, dtype=int).reshape(len(counts), len(self.tried))

    @property
    def is_open(self) -> BoolArray:
        """Whether some in a cell may have given an answer, and some not."""
        return self._has_some & self._has_others


def unions_that_stay(
    moves: Mapping[int, IntArray], sizes: Mapping[int, int]
) -> Iterator[tuple[int, ...]]:
    """Yield the unions of fewer than `SET_SIZE` respondents whose sum is the same in all worlds.

    `moves` are each cell's counts less those of the first world. Of four cells all are single
    respondents: two pairs that move against each other.
    """
    by_move: dict[bytes, list[tuple[int, ...]]] = {}
    for cell, move in moves.items():
        by_move.setdefault(move.tobytes(), []).append((cell,))
        if not move.any() and sizes[cell] > 1:
            yield (cell,)
    moving = [cell for cell, move in moves.items() if move.any()]
    pairs: dict[bytes, list[tuple[int, ...]]] = {}
    for first, other in combinations(moving, 2):
        size = sizes[first] + sizes[other]
        if size >= SET_SIZE:
            continue
        move = moves[first] + moves[other]
        if not move.any():
            yield first, other
            continue
        against = (-move).tobytes()
        for union in (*by_move.get(against, ()), *pairs.get(against, ())):
            total = size + sum(sizes[cell] for cell in union)
            is_new = len(union) > 1 or union[0] > other
            if is_new and total < SET_SIZE and not {first, other} & set(union):
                yield (first, other, *union)
        pairs.setdefault(move.tobytes(), []).append((first, other))
