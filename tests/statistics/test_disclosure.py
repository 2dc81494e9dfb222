"""What may be shown of a protected question: the audit against every world that fits, and the rule."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np
import pytest

from ailaget.statistics.disclosure import Disclosure, counted
from ailaget.statistics.disclosure_audit import (
    COUNTRY,
    NO_ANSWER,
    REST,
    SET_SIZE,
    Breach,
    Fact,
    Replies,
    Reply,
    Scale,
    breaches,
    is_within,
)

SCALE = Scale(("no", "started", "done"))
MULTI = Scale(("none", "open", "internal"), is_multi=True)
MOST_UNKNOWNS = 6
"""More take too long to try one by one."""
ENOUGH = 5

Unknown = tuple[str, frozenset[int]]
World = tuple[frozenset[str], ...]


def reply(group: str, *answers: str) -> Reply:
    return Reply(group, frozenset(answers))


def group_of(group: str, **counts: int) -> dict[str, Reply]:
    """Return the replies of one group: so many with each answer, `none` for those without."""
    given = [answer for answer, count in counts.items() for _ in range(count)]
    return {
        f"{group}:{place}": reply(group, *([] if answer == "none" else [answer]))
        for place, answer in enumerate(given)
    }


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
    for seed, scale, times in product(range(40), (SCALE, MULTI), (1, 2)):
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
