"""An attack on what pages show: every table as equations, solved for small sets of municipalities.

It knows nothing of how the product decides: it reads the tables that readers see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csc_array

from ailaget.codebook import Question
from ailaget.store.database import Database
from ailaget.views.base.selection import Selection
from ailaget.views.region.answers import region_answers_view
from ailaget.views.region.scope import region_codes
from tests.views.undrawn import undrawn

NONE, REST = "no answer", "rest"
SMALL = 5


@dataclass(frozen=True)
class Told:
    """So many among some municipalities gave one of some answers: what one cell of a table says."""

    among: frozenset[str]
    answers: frozenset[str]
    count: int


TOLD: dict[tuple[str, str, str], tuple[Told, ...]] = {}
"""What pages tell, by build, wave and question."""


def told_by_pages(
    database: Database, wave: str, question: Question, places: pd.DataFrame
) -> tuple[Told, ...]:
    """Return all that the charts of answers tell, region by region, as a reader would note it.

    What is told of a question is noted once for all tests: the charts' tables alone are read.
    """
    key = (database.build, wave, question.key)
    if key not in TOLD:
        with undrawn():
            TOLD[key] = tuple(_told_by_pages(database, wave, question, places))
    return TOLD[key]


def _told_by_pages(
    database: Database, wave: str, question: Question, places: pd.DataFrame
) -> Iterator[Told]:
    labels = {choice.label["sv"]: choice.key for choice in question.choices}
    responded = places[places["has_responded"]]
    everyone = frozenset(responded["municipality"])
    for region in region_codes(Selection(wave, is_demo=True).t):
        selection = Selection(wave, is_demo=True, region=region, question=question.key)
        chart = region_answers_view(database, selection)
        columns = {
            "county": responded["county"],
            "main": responded["skr_group"].str[0],
            "group": responded["skr_group"],
        }
        kind = "county" if region[0].isdigit() else "main" if len(region) == 1 else "group"
        own = frozenset(responded.loc[columns[kind] == region, "municipality"])
        is_beside = "hela landet" not in chart.table.columns[3].label.lower()
        for row in chart.table.rows:
            answers = _answers(str(row[0]), question, labels)
            sides = ((row[1], own), (row[3], everyone - own if is_beside else everyone))
            for count, among in sides:
                if answers and isinstance(count, int):
                    yield Told(among, answers, count)


def _answers(label: str, question: Question, labels: Mapping[str, str]) -> frozenset[str]:
    assert question.above_lowest is not None
    if label == question.above_lowest["sv"]:
        return frozenset({REST}) if question.is_multi else frozenset(question.answer_keys[1:])
    if label == "utan svar på frågan":
        return frozenset({NONE})
    if question.is_number:
        return frozenset({label.replace("10 eller fler", "5")}) if label == "0" else frozenset()
    return frozenset({labels[label]}) if label in labels else frozenset()


def forced(
    told: Sequence[Told], places: pd.DataFrame, question: Question
) -> list[tuple[str, str, int]]:
    """Return the answers of fewer than five municipalities that follow: county, group and answer.

    Municipalities of the same county and group are alike to every table, so the unknowns are how
    many of each such cell gave each answer.
    """
    responded = places[places["has_responded"]]
    cells = responded.groupby(["county", "skr_group"])["municipality"].agg(frozenset)
    single = (question.answer_keys[0], REST) if question.is_multi else question.answer_keys
    parts = [*single, NONE, *(question.answer_keys[1:] if question.is_multi else ())]
    place = {each: n for n, each in enumerate(product(range(len(cells)), parts))}
    sizes = [len(members) for members in cells]

    def row(among: frozenset[str], answers: frozenset[str]) -> np.ndarray:
        made = np.zeros(len(place))
        for cell, members in enumerate(cells):
            if members <= among:
                for answer in answers:
                    made[place[cell, answer]] = 1.0
            else:
                assert not members & among
        return made

    equal = [(row(members, frozenset((*single, NONE))), len(members)) for members in cells]
    equal += [(row(each.among, each.answers), each.count) for each in set(told)]
    rows, values = csc_array(np.array([r for r, _ in equal])), [v for _, v in equal]
    bounds = [(0, sizes[cell]) for cell, _ in place]

    def end(objective: np.ndarray) -> np.ndarray:
        solved = linprog(-objective, A_eq=rows, b_eq=values, bounds=bounds, method="highs")
        assert solved.status == 0, solved.message
        return np.asarray(solved.x)

    draw = np.random.default_rng(1)
    low = high = end(draw.standard_normal(len(place)))

    def still(unknowns: Sequence[int]) -> list[int]:
        return [n for n in unknowns if high[n] - low[n] < 1e-6]

    def push(objective: np.ndarray) -> None:
        nonlocal low, high
        reached = end(objective)
        low, high = np.minimum(low, reached), np.maximum(high, reached)

    small = {n: key for key, n in place.items() if sizes[key[0]] < SMALL and key[1] != NONE}
    left, before = still([*small]), 0
    # All that have not moved yet are pushed at once, as long as some then do.
    while len(left) != before:
        before = len(left)
        together = np.zeros(len(place))
        together[left] = draw.uniform(0.5, 1.0, before)
        push(together)
        push(-together)
        left = still(left)
    # What is left is pushed alone, until it moves: what then stays is forced.
    for n in left:
        alone = np.eye(1, len(place), n)[0]
        for objective in (alone, -alone):
            if still([n]):
                push(objective)
    found = []
    for n in still(left):
        cell, answer = small[n]
        county, group = cells.index[cell]
        found.append((f"{county} {group}", answer, round(float(low[n]))))
    return found
