"""What a reader can work out of everything that was ever shown of a protected question.

The answers of single respondents are unknowns, each published count a linear equation in them. The
audit asks, by linear programming, for sets of fewer than `SET_SIZE` respondents how few and how
many of them can have given an answer. A set for which only one number is possible is a breach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from ailaget.statistics.sample import FloatArray

SET_SIZE = 5
"""Sets of fewer respondents than this are protected."""

LEAST_WIDTH = 1
"""So far apart are the fewest and the most of a protected set that may have given an answer."""

REST = "above_lowest"
"""Any answer but the lowest, for short: what a group's table tells of the others."""

NO_ANSWER = "no_answer"
"""Neither of them: not known, not applicable, or left empty."""

COUNTRY = ""
"""The region that holds all groups."""

NEAR = 1e-6


@dataclass(frozen=True)
class Scale:
    """The answers to a question, the lowest first; with `is_multi` several of the others may be."""

    answers: tuple[str, ...]
    is_multi: bool = False

    @property
    def lowest(self) -> str:
        """The answer that nothing has been done."""
        return self.answers[0]


@dataclass(frozen=True)
class Reply:
    """What one respondent answered, none where empty, and the group that it belongs to."""

    group: str
    answers: frozenset[str]


Replies = Mapping[str, Reply]
"""All who responded at one moment, by respondent."""


@dataclass(frozen=True)
class Fact:
    """What a reader knows: so many in a region gave an answer, at one of the moments.

    With `is_most` only that they are no more. A region is a group, a main group (its first letter)
    or the country.
    """

    region: str
    moment: int
    answer: str
    count: int
    is_most: bool = False


@dataclass(frozen=True)
class Breach:
    """A set of `respondents` of whom the number that gave an answer is known: `least` to `most`."""

    answer: str
    groups: tuple[str, ...]
    respondents: int
    least: int
    most: int


@dataclass(frozen=True)
class _Cell:
    """Respondents that no table tells apart: of one group, counted at the same moments."""

    group: str
    moments: frozenset[int]
    size: int


def is_within(group: str, region: str) -> bool:
    """Return whether a group lies in a region: itself, its main group or the country."""
    return group.startswith(region)


def breaches(
    moments: Sequence[Replies], facts: Sequence[Fact], scale: Scale
) -> Iterator[Breach]:
    """Yield the sets of fewer than `SET_SIZE` respondents of whom too much is known.

    For cells c, alike to the reader, and answers a, the unknowns are y[c, a], how many of the n[c]
    respondents gave it. The facts are equations in y, and 0 <= y[c, a] <= n[c]. With l and h the
    least and the most of y[c, a], a part of a cell can be told when h < 1 or l > n[c] - 1, and a
    whole one when h - l < `LEAST_WIDTH`. A union of cells is tried where it is protected whole: the
    number in a part of a cell moves by itself. Regions are nested and answers divide the
    respondents, so that the equations of one moment are those of a transport problem, whose ends
    are whole numbers; with several moments the bounds are rounded inward.

    Parameters
    ----------
    moments
        Who had answered what at each moment of which something was shown, in order of time. A reply
        that stays the same between two moments is one unknown, one that changes is two.
    facts
        All that was ever shown, whether it is shown still or not.
    scale
        The question's answers.

    Yields
    ------
    Breach
        Whole counts; nothing where nobody's answer is known.

    Raises
    ------
    ValueError
        Where the facts contradict each other.

    References
    ----------
    Hundepool, A. et al. (2012). Statistical Disclosure Control. Wiley, chapter 4.
    Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data
    with linear constraints. Management Science 47(7), 1008-1027.

    Examples
    --------
    >>> replies = {name: Reply("C8", frozenset({"no"})) for name in "abcdef"}
    >>> scale = Scale(("no", "started"))
    >>> next(breaches([replies], [Fact("C8", 0, "no", 6)], scale))
    Breach(answer='no', groups=('C8',), respondents=1, least=1, most=1)
    """
    cells = _cells(moments, {fact.moment for fact in facts})
    problem = _Problem(cells, facts, scale)
    yield from _parts_told(problem)
    yield from _wholes_told(problem)


def _cells(moments: Sequence[Replies], shown: set[int]) -> list[_Cell]:
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
    return [_Cell(group, at, size) for (group, at), size in sorted(sizes.items(), key=repr)]


def _add(sizes: dict[tuple[str, frozenset[int]], int], group: str, places: list[int]) -> None:
    key = (group, frozenset(places))
    sizes[key] = sizes.get(key, 0) + 1


class _Problem:
    """The linear program: an unknown per cell and answer, bounded by what is known."""

    def __init__(self, cells: Sequence[_Cell], facts: Sequence[Fact], scale: Scale) -> None:
        self.cells, self.scale = cells, scale
        self.is_single = len({fact.moment for fact in facts}) == 1
        above = scale.answers[1:]
        # Options of which several may be chosen do not divide those that chose any.
        parts = (scale.lowest, *((REST, *above) if scale.is_multi else above), NO_ANSWER)
        self._parts = {part: place for place, part in enumerate(parts)}
        self.targets = (*scale.answers, REST) if above else scale.answers
        self._equal: list[tuple[FloatArray, float]] = []
        self._most: list[tuple[FloatArray, float]] = []
        for place, cell in enumerate(cells):
            self._relate(place, cell)
        for fact in facts:
            inside = [
                place
                for place, cell in enumerate(cells)
                if is_within(cell.group, fact.region) and fact.moment in cell.moments
            ]
            row = sum((self.count(place, fact.answer) for place in inside), self._nothing())
            (self._most if fact.is_most else self._equal).append((row, fact.count))

    def _nothing(self) -> FloatArray:
        return np.zeros(len(self.cells) * len(self._parts))

    def count(self, cell: int, answer: str) -> FloatArray:
        """Return the row that counts an answer in a cell."""
        row = self._nothing()
        is_sum = answer == REST and not self.scale.is_multi
        for part in self.scale.answers[1:] if is_sum else (answer,):
            row[cell * len(self._parts) + self._parts[part]] = 1.0
        return row

    def _relate(self, place: int, cell: _Cell) -> None:
        divided = (self.scale.lowest, REST, NO_ANSWER)
        self._equal.append((sum((self.count(place, p) for p in divided), self._nothing()), cell.size))
        if self.scale.is_multi and len(self.scale.answers) > 1:
            rest = self.count(place, REST)
            options = [self.count(place, option) for option in self.scale.answers[1:]]
            self._most += [(option - rest, 0.0) for option in options]
            self._most.append((rest - np.sum(options, axis=0), 0.0))

    def most(self, row: FloatArray) -> float:
        """Return the greatest value of a row; raises ValueError where the facts contradict."""
        return self._solve(row, extra=[])[0]

    def inside(self, rows: Sequence[tuple[FloatArray, float]]) -> list[float]:
        """Return the rows' values at a point as far as can be from 0 and from each row's most."""
        extra = [(-row, 0.0, 1.0) for row, _ in rows] + [(row, size, 1.0) for row, size in rows]
        _, point = self._solve(self._nothing(), extra)
        return [float(row @ point) for row, _ in rows]

    def _solve(
        self, row: FloatArray, extra: Sequence[tuple[FloatArray, float, float]]
    ) -> tuple[float, FloatArray]:
        """Maximise a row, or with `extra` the slack that is left in each of them."""
        width = len(row)
        upper = [(np.append(each, 0.0), limit) for each, limit in self._most]
        upper += [(np.append(each, slack), limit) for each, limit, slack in extra]
        equal = [(np.append(each, 0.0), value) for each, value in self._equal]
        sizes = np.repeat([cell.size for cell in self.cells], len(self._parts))
        solved = linprog(
            -np.append(row, 1.0 if extra else 0.0),
            A_ub=np.array([each for each, _ in upper]) if upper else None,
            b_ub=[limit for _, limit in upper] or None,
            A_eq=np.array([each for each, _ in equal]),
            b_eq=[value for _, value in equal],
            bounds=[*((0.0, float(size)) for size in sizes), (0.0, 1.0)],
            method="highs",
        )
        if solved.status != 0:
            raise ValueError(f"the facts contradict each other: {solved.message}")
        return -float(solved.fun), np.asarray(solved.x[:width])


def _parts_told(problem: _Problem) -> Iterator[Breach]:
    """Yield an answer that all, or none, in a cell must have given: then one respondent's is known.

    One program for all cells at once finds most of them safe; only the others are tried singly.
    """
    tried = [(place, answer) for place in range(len(problem.cells)) for answer in problem.targets]
    rows = [(problem.count(*each), float(problem.cells[each[0]].size)) for each in tried]
    if not rows:
        return
    # Of one moment's equations an end that is not 0 is at least 1: they are those of a transport.
    margin = NEAR if problem.is_single else 1 - NEAR
    for (place, answer), (row, size), value in zip(tried, rows, problem.inside(rows), strict=True):
        if margin <= value <= size - margin:
            continue
        least, most = -problem.most(-row), problem.most(row)
        if most < 1 - NEAR:
            yield Breach(answer, (problem.cells[place].group,), 1, 0, 0)
        elif least > size - 1 + NEAR:
            yield Breach(answer, (problem.cells[place].group,), 1, 1, 1)


def _wholes_told(problem: _Problem) -> Iterator[Breach]:
    """Yield whole small cells, alone or together, in which the number that answered so is known."""
    cells = problem.cells
    small = [place for place, cell in enumerate(cells) if 1 < cell.size < SET_SIZE]
    single = [place for place, cell in enumerate(cells) if cell.size == 1]
    for wanted in range(1, SET_SIZE):
        for places in combinations([*small, *single], wanted):
            size = sum(cells[place].size for place in places)
            # One alone was tried as a part.
            if not 1 < size < SET_SIZE:
                continue
            for answer in problem.targets:
                row = np.sum([problem.count(place, answer) for place in places], axis=0)
                least = int(np.ceil(-problem.most(-row) - NEAR))
                most = int(np.floor(problem.most(row) + NEAR))
                if most - least < LEAST_WIDTH:
                    groups = tuple(cells[place].group for place in places)
                    yield Breach(answer, groups, size, least, most)
