"""The audit run over the pages on what to do next: nothing protected follows from them.

What Etik och data tells is added to what the charts of answers tell, and solved for small sets. The
count of those at risk joins two protected questions, so both are solved together with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import csc_array

from ailaget.codebook import Question, codebook
from ailaget.disclosure.facts import COUNTRY
from ailaget.ingest.risk import NEEDS_CARE
from ailaget.ingest.risk import ROUTINE as ROUTINE_ASKED
from ailaget.ingest.risk import TRAINING as TRAINING_ASKED
from ailaget.practice import Entry
from ailaget.store.database import Database
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection
from ailaget.views.ethics.begun import every_begun
from ailaget.views.ethics.readiness import matrix_view, readiness_view
from ailaget.views.ethics.training import risk_of, training_view
from ailaget.views.getting_started.exhibits import steps_exhibit
from ailaget.views.getting_started.levels import levels_view
from ailaget.views.getting_started.path import path_view
from ailaget.views.getting_started.plan import plan_view
from tests.disclosure.attack import NONE, REST, SMALL, Told, forced, told_by_pages

WAVES = ("2024-10", "2025-10", "2026-10")
ON_ETHICS = ("skyddsvarda_rutin", "dpia", "riskklassning", "traningsdata")
CARE, NO_ROUTINE = "care", "no routine"
STILL = 1e-6


def responded(database: Database, wave: str) -> pd.DataFrame:
    places = database.query("municipalities", wave=wave, **NO_FILTER)
    return places[places["has_responded"]]


def told_by_ethics(database: Database, wave: str, question: Question) -> Iterator[Told]:
    """Yield what the tables of the page and its files tell of a question, as a reader notes it."""
    places = responded(database, wave)
    above = frozenset({REST} if question.is_multi else question.answer_keys[1:])
    lowest, none = frozenset(question.answer_keys[:1]), frozenset({NONE})
    for each in every_begun(database, Selection(wave, is_demo=True)):
        if each.question.key != question.key or each.begun is None or each.answering is None:
            continue
        among = places if each.region == COUNTRY else places[places["skr_group"] == each.region]
        among = (
            among if len(each.region) != 1 else places[places["skr_group"].str[0] == each.region]
        )
        codes = frozenset(among["municipality"])
        yield Told(codes, above, each.begun)
        yield Told(codes, lowest, each.answering - each.begun)
        yield Told(codes, none, len(codes) - each.answering)
    if question.key != TRAINING_ASKED:
        return
    labels = {choice.label["sv"]: choice.key for choice in question.choices}
    chart, everyone = (
        training_view(database, Selection(wave, True)),
        frozenset(places["municipality"]),
    )
    for label, _, count in chart.table.rows:
        answers = frozenset({labels[str(label)]}) if label in labels else above
        yield Told(everyone, answers, int(str(count)))


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("key", ON_ETHICS)
def test_what_the_page_tells_beside_the_charts_forces_no_answer(
    demo: Database, wave: str, key: str
) -> None:
    question = codebook().question(key)
    assert not question.is_open
    places = demo.query("municipalities", wave=wave, **NO_FILTER)
    on_page = list(told_by_ethics(demo, wave, question))
    assert on_page
    told = [*told_by_pages(demo, wave, question, places), *on_page]
    assert forced(told, places, question) == []


def test_its_tables_hold_no_other_figures(demo: Database) -> None:
    """What the pages and files show of protected questions are the counts that were solved."""
    chosen = Selection("2026-10", is_demo=True)
    counts = {
        (each.question.label["sv"], each.begun, each.answering)
        for each in every_begun(demo, chosen)
        if not each.question.is_open
    }
    protected = {label for label, _, _ in counts}
    rows = [row for row in readiness_view(demo, chosen).table.rows if row[1] in protected]
    assert rows and {(row[1], row[3], row[4]) for row in rows} == counts
    hidden = chosen.t("ethics.hidden")
    assert any(hidden in row for row in matrix_view(demo, chosen).table.rows)


# --- How many are at risk: two protected questions at once ---------------------------------------


@dataclass(frozen=True)
class Joint:
    """So many among some municipalities fit a description of both questions."""

    among: frozenset[str]
    kinds: frozenset[tuple[str, str]]
    count: int


DATA = ("lowest", CARE, "other", NONE)
HAVE = (NO_ROUTINE, "routine", NONE)
KINDS = tuple(product(DATA, HAVE))
"""What a municipality can be to both questions: its data, and whether it has a routine."""


def joint_facts(database: Database, wave: str, *, by_county: bool = False) -> list[Joint]:
    """Return all that is told of both questions, and the count that joins them."""
    places = responded(database, wave)
    everyone, facts = frozenset(places["municipality"]), []
    in_words = {TRAINING_ASKED: (0, "lowest"), ROUTINE_ASKED: (1, NO_ROUTINE)}
    for key, (side, lowest) in in_words.items():
        question = codebook().question(key)
        for each in (
            *told_by_pages(database, wave, question, places),
            *told_by_ethics(database, wave, question),
        ):
            words = _kinds(each.answers, question, side, lowest)
            if words:
                facts.append(Joint(each.among, words, each.count))
    # In the first wave too few are of a kind: the count is not told, and the tables stand alone.
    if risk := risk_of(database, Selection(wave, is_demo=True)):
        facts.append(Joint(everyone, frozenset({(CARE, NO_ROUTINE)}), risk.at_risk))
        answered = frozenset(kind for kind in KINDS if NONE not in kind)
        facts.append(Joint(everyone, answered, risk.answering))
    return [*facts, *_by_county(database, wave, places)] if by_county else facts


def _kinds(
    answers: frozenset[str], question: Question, side: int, lowest: str
) -> frozenset[tuple[str, str]]:
    """Return the joint kinds that some answers to one question stand for; none of single choices.

    What each choice of the many tells is left out: of data in need of care it tells no sum.
    """
    above = frozenset({REST} if question.is_multi else question.answer_keys[1:])
    wanted = {
        frozenset({NONE}): lambda word: word == NONE,
        frozenset(question.answer_keys[:1]): lambda word: word == lowest,
        above: lambda word: word not in (lowest, NONE),
    }
    fits = wanted.get(answers)
    return frozenset(kind for kind in KINDS if fits(kind[side])) if fits else frozenset()


def _by_county(database: Database, wave: str, places: pd.DataFrame) -> Iterator[Joint]:
    """Yield a count that is never told: of those at risk in each county, from the answers."""
    rows = (
        database.connection.cursor()
        .execute(
            "select municipality from answer where wave = ? and question = ? and value = 0"
            " and status = 'answered' intersect"
            " select municipality from answer where wave = ? and question = ?"
            " and list_contains(?, choice)",
            [wave, ROUTINE_ASKED, wave, TRAINING_ASKED, sorted(NEEDS_CARE)],
        )
        .df()
    )
    at_risk = set(rows["municipality"])
    for _, members in places.groupby("county")["municipality"].agg(frozenset).items():
        count = len(members & at_risk)
        yield Joint(members, frozenset({(CARE, NO_ROUTINE)}), count)


def forced_jointly(facts: Sequence[Joint], places: pd.DataFrame) -> list[tuple[str, str]]:
    """Return what follows of both questions for sets of fewer than five, by cell and description.

    A set is all of one county and group: those are alike to every table.
    """
    cells = places.groupby(["county", "skr_group"])["municipality"].agg(frozenset)
    width = len(KINDS)

    def row(among: frozenset[str], kinds: frozenset[tuple[str, str]]) -> np.ndarray:
        inside = np.array([members <= among for members in cells], dtype=float)
        return np.kron(inside, np.array([float(kind in kinds) for kind in KINDS]))

    whole = frozenset(KINDS)
    equal = [(row(members, whole), len(members)) for members in cells]
    equal += [(row(fact.among, fact.kinds), fact.count) for fact in set(facts)]
    rows, values = csc_array(np.array([r for r, _ in equal])), [v for _, v in equal]
    bounds = [(0, len(members)) for members in cells for _ in KINDS]
    described = {
        "at risk": frozenset({(CARE, NO_ROUTINE)}),
        "care": frozenset(kind for kind in KINDS if kind[0] == CARE),
        "no routine": frozenset(kind for kind in KINDS if kind[1] == NO_ROUTINE),
        "routine": frozenset(kind for kind in KINDS if kind[1] == "routine"),
    }
    targets = {
        (" ".join(cells.index[n]), name): row(members, kinds)
        for n, members in enumerate(cells)
        if len(members) < SMALL
        for name, kinds in described.items()
    }
    assert len(targets) > width

    def end(objective: np.ndarray) -> np.ndarray:
        solved = linprog(-objective, A_eq=rows, b_eq=values, bounds=bounds, method="highs")
        assert solved.status == 0, solved.message
        return np.asarray(solved.x)

    draw = np.random.default_rng(1)
    left, low, high = dict(targets), {}, {}
    while left:
        weights = sum(draw.uniform(0.5, 1.0) * target for target in left.values())
        for reached in (end(weights), end(-weights)):
            for name, target in left.items():
                at = float(target @ reached)
                low[name], high[name] = min(low.get(name, at), at), max(high.get(name, at), at)
        moved = [name for name in left if high[name] - low[name] > STILL]
        if not moved:
            break
        for name in moved:
            del left[name]
    # What did not move together is pushed alone: what then stays follows from what is told.
    return [
        name
        for name, target in left.items()
        if float(target @ end(target)) - low[name] < STILL
        and high[name] - float(target @ end(-target)) < STILL
    ]


@pytest.mark.parametrize("wave", WAVES)
def test_the_count_of_those_at_risk_tells_of_no_small_set(demo: Database, wave: str) -> None:
    places = responded(demo, wave)
    facts = joint_facts(demo, wave)
    assert len(facts) > len(DATA) * len(HAVE)
    assert forced_jointly(facts, places) == []


def test_the_joint_attack_finds_what_the_same_count_by_county_tells(demo: Database) -> None:
    """Else the one above could not fail."""
    places = responded(demo, "2026-10")
    assert forced_jointly(joint_facts(demo, "2026-10", by_county=True), places) != []


# --- Kom igång rests on open answers alone ------------------------------------------------------


class Watched:
    """A database that remembers what was asked of it."""

    def __init__(self, database: Database) -> None:
        self.asked: set[str] = set()
        self._database = database

    def query(self, name: str, **params: object) -> pd.DataFrame:
        self.asked.add(name)
        rows = self._database.query(name, **params)
        if "question" in rows:
            assert all(codebook().question(key).is_open for key in rows["question"].unique())
        return rows

    def computed(self, key: str) -> object | None:
        return self._database.computed(key)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        return self._database.entries(kind)


@pytest.mark.parametrize("code", ["2026", "0180", "2480", None])
def test_no_protected_answer_is_asked_for_by_kom_igang(demo: Database, code: str | None) -> None:
    chosen = replace(Selection("2026-10", is_demo=True), municipality=code)
    source = Watched(demo)
    for view in (plan_view, levels_view, path_view, steps_exhibit):
        view(source, chosen)
    assert not source.asked & {"protected_counts", "protected_risk", "answer_counts"}
    assert source.asked or code is None
