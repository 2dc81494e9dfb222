"""What a reader can work out of everything that was ever shown of a protected question.

The answers of single respondents are unknowns, each published count a linear equation in them. The
audit asks, by linear programming, for sets of fewer than `SET_SIZE` respondents how few and how
many of them can have given an answer. A set for which only one number is possible is a breach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ailaget.disclosure.facts import LEAST_WIDTH, SET_SIZE, Breach, Fact, Replies, Scale
from ailaget.disclosure.program import Program, cells_of
from ailaget.disclosure.worlds import Worlds, unions_that_stay


def breaches(moments: Sequence[Replies], facts: Sequence[Fact], scale: Scale) -> Iterator[Breach]:
    """Yield the sets of fewer than `SET_SIZE` respondents of whom too much is known.

    For cells c, alike to the reader, and answers a, the unknowns are y[c, a], how many of the n[c]
    respondents gave it. The facts are equations in y, and 0 <= y[c, a] <= n[c]. With l and h the
    least and the most of y[c, a], rounded inward, what one respondent answered is known when h < 1
    or l = n[c], and what a whole small cell did when h - l < `LEAST_WIDTH`. So are unions of small
    cells. A part of a cell needs no trying beside others: the number in it moves by itself. Worlds
    that fit, with whole numbers, show most sets safe; only the others are solved for.

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
    Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression program on tabular data
    with linear constraints. Management Science 47(7), 1008-1027.

    Examples
    --------
    >>> from ailaget.disclosure.facts import Reply
    >>> replies = {name: Reply("C8", frozenset({"no"})) for name in "abcdef"}
    >>> scale = Scale(("no", "started"))
    >>> next(breaches([replies], [Fact("C8", 0, "no", 6)], scale))
    Breach(answer='no', groups=('C8',), respondents=1, least=1, most=1)
    """
    cells = cells_of(moments, {fact.moment for fact in facts})
    if not cells:
        return
    program = Program(cells, facts, scale)
    worlds = Worlds(program)
    yield from _parts_told(program, worlds)
    yield from _wholes_told(program, worlds)


def _parts_told(program: Program, worlds: Worlds) -> Iterator[Breach]:
    """Yield answers that all, or none, in a cell must have given: one respondent's is known."""
    for place in np.flatnonzero(~worlds.is_open):
        (cell, answer), row = worlds.tried[place], worlds.rows[place]
        groups, size = (program.cells[cell].group,), program.cells[cell].size
        if program.most(row) < 1:
            yield Breach(answer, groups, 1, 0, 0)
        elif program.least(row) >= size:
            yield Breach(answer, groups, 1, 1, 1)


def _wholes_told(program: Program, worlds: Worlds) -> Iterator[Breach]:
    """Yield whole small cells, alone or together, in which the number that answered so is known."""
    cells = program.cells
    for answer in program.targets:
        small = {
            cell: worlds.counts[:, place] - worlds.counts[:1, place]
            for place, (cell, of) in enumerate(worlds.tried)
            if of == answer and cells[cell].size < SET_SIZE
        }
        for union in unions_that_stay(small, {cell: cells[cell].size for cell in small}):
            row = np.sum([program.count(cell, answer) for cell in union], axis=0)
            least, most = program.least(row), program.most(row)
            if most - least < LEAST_WIDTH:
                groups = tuple(cells[cell].group for cell in union)
                size = sum(cells[cell].size for cell in union)
                yield Breach(answer, groups, size, least, most)
