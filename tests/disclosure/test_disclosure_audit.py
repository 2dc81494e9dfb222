"""The audit of what is shown of a protected question, held against every world that fits."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np
import pytest

from ailaget.disclosure.audit import breaches
from ailaget.disclosure.facts import (
    COUNTRY,
    NO_ANSWER,
    REST,
    SET_SIZE,
    Fact,
    Replies,
    Reply,
    Scale,
    is_within,
)
from tests.disclosure.replies import MULTI, SCALE, group_of, reply

MOST_UNKNOWNS = 6
"""More take too long to try one by one."""
ENOUGH = 3

Unknown = tuple[str, frozenset[int]]
World = tuple[frozenset[str], ...]


# --- The audit against every world that fits ---------------------------------------------------


def unknowns(moments: Sequence[Replies]) -> list[Unknown]:
    """Return each respondent's replies that may differ: its group, and when it was in force."""
    parts: list[Unknown] = []
    for name in sorted({name for moment in moments for name in moment}):
        before: Reply | None = None
        places: list[int] = []
        for place, moment in enumerate(moments):
            now = moment.get(name)
            if now != before and places and before is not None:
                parts.append((before.group, frozenset(places)))
                places = []
            if now is not None:
                places.append(place)
            before = now
        if places and before is not None:
            parts.append((before.group, frozenset(places)))
    return parts


def says(given: frozenset[str], answer: str, scale: Scale) -> bool:
    if answer == NO_ANSWER:
        return not given
    return bool(given - {scale.lowest}) if answer == REST else answer in given


def worlds(parts: Sequence[Unknown], facts: Sequence[Fact], scale: Scale) -> Iterator[World]:
    """Yield every way to answer in which all facts hold."""
    above = scale.answers[1:]
    options = [frozenset[str](), *(frozenset({answer}) for answer in scale.answers)]
    if scale.is_multi:
        options.append(frozenset(above))
    for world in product(options, repeat=len(parts)):
        if all(_holds(fact, parts, world, scale) for fact in facts):
            yield world


def _holds(fact: Fact, parts: Sequence[Unknown], world: World, scale: Scale) -> bool:
    count = sum(
        says(given, fact.answer, scale)
        for (group, at), given in zip(parts, world, strict=True)
        if fact.moment in at and is_within(group, fact.region)
    )
    return count <= fact.count if fact.is_most else count == fact.count


def told_in_truth(moments: Sequence[Replies], facts: Sequence[Fact], scale: Scale) -> bool:
    """Return whether one number alone is possible for some small set and answer."""
    parts = unknowns(moments)
    possible = list(worlds(parts, facts, scale))
    assert possible
    targets = (*scale.answers, REST)
    given = {
        answer: np.array([[says(each, answer, scale) for each in world] for world in possible])
        for answer in targets
    }
    return any(
        len(np.unique(given[answer][:, list(places)].sum(axis=1))) == 1
        for size in range(1, SET_SIZE)
        for places in combinations(range(len(parts)), size)
        for answer in targets
    )


def random_facts(moments: Sequence[Replies], scale: Scale, draw: np.random.Generator) -> list[Fact]:
    """Return some true counts; of the first moment at least one."""
    regions = (COUNTRY, "A", "A1", "A2")
    answers = (*scale.answers, REST, NO_ANSWER)
    facts = []
    for moment, replies in enumerate(moments):
        for place in draw.permutation(len(regions) * len(answers))[: draw.integers(1, 4)]:
            region, answer = regions[place % len(regions)], answers[place // len(regions)]
            inside = [each for each in replies.values() if is_within(each.group, region)]
            count = sum(says(each.answers, answer, scale) for each in inside)
            facts.append(Fact(region, moment, answer, count, is_most=draw.random() < 0.15))
    return facts


def random_moments(scale: Scale, times: int, draw: np.random.Generator) -> list[Replies]:
    """Return a few respondents' replies, of whom some later change, come or go."""
    sizes = {"A1": int(draw.integers(2, 5)), "A2": int(draw.integers(1, 3))}
    names = [f"{group}:{place}" for group, size in sizes.items() for place in range(size)]

    def random_reply(name: str) -> Reply:
        place = int(draw.integers(0, len(scale.answers) + 1))
        return reply(name[:2], *scale.answers[place : place + 1])

    before = {name: random_reply(name) for name in names}
    after = dict(before)
    for name in names[: int(draw.integers(0, 3))]:
        after[name] = random_reply(name)
    gone = {names[-1]} if draw.random() < 0.3 else set()
    return [before, {name: each for name, each in after.items() if name not in gone}][:times]


def test_the_audit_says_what_trying_every_world_says() -> None:
    outcomes = []
    for seed, scale, times in product(range(30), (SCALE, MULTI), (1, 2)):
        draw = np.random.default_rng([seed, times, scale.is_multi])
        moments = random_moments(scale, times, draw)
        if len(unknowns(moments)) > MOST_UNKNOWNS:
            continue
        facts = random_facts(moments, scale, draw)
        is_told = next(breaches(moments, facts, scale), None) is not None
        assert is_told == told_in_truth(moments, facts, scale), (seed, scale, times)
        outcomes.append((times, is_told))
    for times in (1, 2):
        for is_told in (True, False):
            assert outcomes.count((times, is_told)) > ENOUGH, (times, is_told)


# --- What is planted is found ------------------------------------------------------------------


def told(moments: Sequence[Replies], *facts: Fact) -> set[tuple[str, tuple[str, ...]]]:
    return {(breach.answer, breach.groups) for breach in breaches(moments, facts, SCALE)}


COUNTRY_OF = {
    **group_of("A1", no=1, started=2),
    **group_of("C8", no=12, started=8),
    **group_of("C9", no=9, started=6),
}


def test_a_group_in_which_all_answered_alike_is_found() -> None:
    alike = group_of("C8", no=15)
    assert ("no", ("C8",)) in told([alike], Fact("C8", 0, "no", 15))
    assert ("done", ("C8",)) in told([alike], Fact("C8", 0, REST, 0))


def test_the_hidden_group_that_total_less_the_shown_gives_is_found() -> None:
    facts = [
        Fact(COUNTRY, 0, "no", 22),
        Fact(COUNTRY, 0, REST, 16),
        Fact("C8", 0, "no", 12),
        Fact("C9", 0, "no", 9),
    ]
    assert ("no", ("A1",)) in told([COUNTRY_OF], *facts)
    assert told([COUNTRY_OF], *facts[:3]) == set()


def test_the_late_answer_in_the_difference_between_two_versions_is_found() -> None:
    before = group_of("C8", no=6, started=6)
    after = before | group_of("C8", start=12, started=1)
    facts = [Fact("C8", moment, "no", 6) for moment in (0, 1)]
    facts += [Fact("C8", 0, REST, 6), Fact("C8", 1, REST, 7)]
    assert told([before, after], *facts[::2]) == set()
    assert (REST, ("C8",)) in told([before, after], *facts)


def test_the_changed_answer_in_the_difference_between_two_versions_is_found() -> None:
    before = group_of("C8", no=6, started=6)
    after = before | {"C8:0": reply("C8", "started")}
    facts = [Fact("C8", 0, "no", 6), Fact("C8", 1, "no", 5)]
    assert ("no", ("C8",)) in told([before, after], *facts)


def test_two_crossing_divisions_that_force_one_answer_are_found() -> None:
    """The main group of one group and a stranger: the stranger's answer follows."""
    replies = {**group_of("C8", no=9, started=1), **group_of("C9", started=1)}
    facts = [Fact("C8", 0, REST, 1), Fact(COUNTRY, 0, REST, 2)]
    assert (REST, ("C9",)) in told([replies], *facts)


def test_small_groups_of_which_only_the_sum_is_known_are_found_together() -> None:
    replies = {**group_of("A1", no=1, started=1), **group_of("C9", no=1, started=1)}
    replies |= group_of("C8", no=6, started=6)
    facts = [Fact(COUNTRY, 0, "no", 8), Fact("C8", 0, "no", 6)]
    assert ("no", ("A1", "C9")) in told([replies], *facts)


def test_what_the_rule_itself_tells_is_counted_with() -> None:
    facts = [Fact(COUNTRY, 0, REST, 3), Fact("C8", 0, REST, 1, is_most=True)]
    replies = {**group_of("A1", started=2), **group_of("C8", no=19, started=1)}
    assert (REST, ("A1",)) in told([replies], *facts)


def test_facts_that_contradict_each_other_are_an_error() -> None:
    with pytest.raises(ValueError, match="contradict"):
        told([COUNTRY_OF], Fact("C8", 0, "no", 12), Fact("C8", 0, "no", 11))


def test_of_nothing_nothing_is_known() -> None:
    assert told([]) == set()
    assert told([{}], Fact(COUNTRY, 0, "no", 0)) == set()
