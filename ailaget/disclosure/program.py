"""The linear program of an audit: who answered what as unknowns, what is known as equations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from ailaget.disclosure.facts import NO_ANSWER, REST, Fact, Replies, Reply, Scale, is_within

FloatArray: TypeAlias = npt.NDArray[np.float64]

NEAR = 1e-6
"""Closer than this to a whole number is that number."""


@dataclass(frozen=True)
class Cell:
    """Respondents that no table tells apart: of one group, counted at the same moments."""

    group: str
    moments: frozenset[int]
    size: int


def cells_of(moments: Sequence[Replies], shown: set[int]) -> list[Cell]:
    """Return the respondents at the shown moments, those together that no table tells apart."""
    sizes: dict[tuple[str, frozenset[int]], int] = {}
    for respondent in sorted({name for place in shown for name in moments[place]}):
        stays: dict[Reply, list[int]] = {}
        before: Reply | None = None
        for place in sorted(shown):
            reply = moments[place].get(respondent)
            if reply is not None and reply != before and reply in stays:
                # Back to an earlier reply: a reader cannot know that it is the same.
                _add(sizes, reply.group, stays.pop(reply))
            if reply is not None:
                stays.setdefault(reply, []).append(place)
            before = reply
        for reply, places in stays.items():
            _add(sizes, reply.group, places)
    return [Cell(group, at, size) for (group, at), size in sorted(sizes.items(), key=repr)]


def _add(sizes: dict[tuple[str, frozenset[int]], int], group: str, places: list[int]) -> None:
    key = (group, frozenset(places))
    sizes[key] = sizes.get(key, 0) + 1


class Program:
    """The linear program: an unknown per cell and answer, bounded by what is known."""

    def __init__(self, cells: Sequence[Cell], facts: Sequence[Fact], scale: Scale) -> None:
        self.cells, self.scale = cells, scale
        above = scale.answers[1:]
        # Options of which several may be chosen do not divide those that chose any.
        parts = (scale.lowest, *((REST, *above) if scale.is_multi else above), NO_ANSWER)
        self._parts = {part: place for place, part in enumerate(parts)}
        self.targets = (*scale.answers, REST) if above else scale.answers
        self._rows: list[FloatArray] = []
        self._ends: list[tuple[float, float]] = []
        for place, cell in enumerate(cells):
            self._relate(place, cell)
        for fact in facts:
            inside = [
                place
                for place, cell in enumerate(cells)
                if is_within(cell.group, fact.region) and fact.moment in cell.moments
            ]
            row = sum((self.count(place, fact.answer) for place in inside), self._nothing())
            self._know(row, -np.inf if fact.is_most else fact.count, fact.count)
        sizes = np.repeat([float(cell.size) for cell in cells], len(self._parts))
        self._bounds = Bounds(0.0, sizes)
        # As the solver takes it: else it is made so anew for each row that is asked for.
        self._known = LinearConstraint(csc_array(np.array(self._rows)), *np.array(self._ends).T)

    def _know(self, row: FloatArray, least: float, most: float) -> None:
        self._rows.append(row)
        self._ends.append((least, most))

    def _nothing(self) -> FloatArray:
        return np.zeros(len(self.cells) * len(self._parts))

    def count(self, cell: int, answer: str) -> FloatArray:
        """Return the row that counts an answer in a cell."""
        row = self._nothing()
        is_sum = answer == REST and not self.scale.is_multi
        for part in self.scale.answers[1:] if is_sum else (answer,):
            row[cell * len(self._parts) + self._parts[part]] = 1.0
        return row

    def _relate(self, place: int, cell: Cell) -> None:
        divided = (self.scale.lowest, REST, NO_ANSWER)
        whole = sum((self.count(place, part) for part in divided), self._nothing())
        self._know(whole, cell.size, cell.size)
        if self.scale.is_multi and len(self.scale.answers) > 1:
            rest = self.count(place, REST)
            options = [self.count(place, option) for option in self.scale.answers[1:]]
            for option in options:
                self._know(option - rest, -np.inf, 0.0)
            self._know(rest - np.sum(options, axis=0), -np.inf, 0.0)

    def best(self, row: FloatArray) -> FloatArray:
        """Return the unknowns where a row is greatest; ValueError where the facts contradict."""
        solved = milp(
            -row,  # no unknown is asked to be whole: with equations of a transport it is
            bounds=self._bounds,
            constraints=[self._known],
        )
        if solved.status != 0:
            raise ValueError(f"the facts contradict each other: {solved.message}")
        return np.asarray(solved.x)

    def most(self, row: FloatArray) -> int:
        """Return the greatest whole value of a row."""
        return int(np.floor(row @ self.best(row) + NEAR))

    def least(self, row: FloatArray) -> int:
        """Return the least whole value of a row."""
        return int(np.ceil(row @ self.best(-row) - NEAR))
