"""What may be shown of a protected question: which counts, of which groups, and from when.

One table for each question and wave, by group and no other division: how many gave the lowest
answer and how many any other; for the whole country each answer, where that tells nobody's. What
was shown before counts too, so that two versions side by side tell no more than each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ailaget.disclosure.audit import breaches
from ailaget.disclosure.facts import (
    COUNTRY,
    NO_ANSWER,
    REST,
    Breach,
    Fact,
    Replies,
    Scale,
    is_within,
)

FEWEST_ANSWERS = 5
"""So many must have answered in a group."""

FEWEST_ALIKE = 2
"""So many must have given a counted answer, and so many not: who stands alone knows the rest."""

LEVELS = 2
"""The lowest answer, and any other."""

FEWEST_CHANGES = 5
"""So many must have changed before a count moves: else the change would be theirs to be seen."""


@dataclass(frozen=True)
class Count:
    """What is shown of a region: how many gave each answer, of `answering`, of `responded`.

    `moment` is the place of the moment that it counts. `answers` has the lowest answer and `REST`,
    and every answer besides where the region is `detailed`.
    """

    region: str
    moment: int
    answers: Mapping[str, int]
    answering: int
    responded: int

    @property
    def is_detailed(self) -> bool:
        """Whether other answers than the lowest are counted each for itself."""
        return len(self.answers) > LEVELS

    @property
    def levels(self) -> dict[str, int]:
        """The counts of the lowest answer and of any other."""
        return dict(list(self.answers.items())[:LEVELS])

    def facts(self) -> Iterator[Fact]:
        """Yield what a reader knows of it."""
        for answer, count in self.answers.items():
            yield Fact(self.region, self.moment, answer, count)
        yield Fact(self.region, self.moment, NO_ANSWER, self.responded - self.answering)


@dataclass
class Disclosure:
    """All that was ever shown of one question in one wave.

    `moments` are the replies at each publication, `counts` what was shown then, oldest first, and
    `inferred` what a reader who knows the rule can tell of what was hidden.
    """

    scale: Scale
    moments: list[Replies] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    inferred: list[Fact] = field(default_factory=list)

    def standing(self) -> dict[str, Count]:
        """Return what is shown now: of each region the newest count."""
        return {count.region: count for count in self.counts}

    def breaches(
        self, more: Sequence[Count] = (), inferred: Sequence[Fact] = ()
    ) -> Iterator[Breach]:
        """Yield what a reader can work out of all counts, with those that may come."""
        shown = [fact for count in (*self.counts, *more) for fact in count.facts()]
        return breaches(self.moments, [*shown, *self.inferred, *inferred], self.scale)

    def publish(self, replies: Replies) -> None:
        """Decide what is shown from now on, when the answers are these.

        A region whose count may not be shown keeps its earlier one, if it has one. Whatever breaks
        the audit is left out: the country's single answers where it is one of those that would be
        known, else what lies in the groups of which too much would be known, the smallest first,
        then the smallest group of all, last the country. In the end what was left out, and the main
        groups, are shown after all where the audit finds nothing.
        """
        moment = len(self.moments)
        self.moments.append(replies)
        groups = sorted({reply.group for reply in replies.values()})
        coming = [count for region in (COUNTRY, *groups) for count in self._coming(region, moment)]
        inferred = list(self._inferred(groups, moment))
        left_out = []
        while coming and (breach := next(self.breaches(coming, inferred), None)):
            count = _least_worth(coming, breach)
            coming.remove(count)
            if not count.region and count.is_detailed and breach.answer not in count.levels:
                coming.append(replace(count, answers=count.levels))
            else:
                left_out.append(count)
        mains = sorted({group[0] for group in groups} - set(groups))
        left_out += [count for region in mains for count in self._coming(region, moment)]
        for count in sorted(left_out, key=lambda count: len(count.region), reverse=True):
            if next(self.breaches([*coming, count], inferred), None) is None:
                coming.append(count)
        if coming:
            self.counts += coming
            self.inferred += inferred

    def _coming(self, region: str, moment: int) -> Iterator[Count]:
        """Yield the region's new count, unless it may not be shown or too little has changed."""
        before = self.standing().get(region)
        if before is not None:
            changes = _changes(self.moments[before.moment], self.moments[moment], region)
            if changes < FEWEST_CHANGES:
                return
        count = counted(self.moments[moment], region, self.scale, moment)
        if count is not None:
            yield count

    def _inferred(self, groups: Sequence[str], moment: int) -> Iterator[Fact]:
        """Yield what the rule itself tells: that hardly anyone in a hidden group answered so."""
        replies, scale, standing = self.moments[moment], self.scale, self.standing()
        for region in (COUNTRY, *groups):
            if region in standing:
                continue
            answers = _answers(replies, region, scale)
            if answers[REST] + answers[scale.lowest] < FEWEST_ANSWERS:
                continue
            asked = (scale.lowest, REST) if region else (scale.lowest, *scale.answers[1:])
            yield from (
                Fact(region, moment, answer, FEWEST_ALIKE - 1, is_most=True)
                for answer in asked
                if answers[answer] < FEWEST_ALIKE
            )


def counted(replies: Replies, region: str, scale: Scale, moment: int) -> Count | None:
    """Return what may be shown of a region by itself, None where that is nothing.

    At least `FEWEST_ANSWERS` must have answered, and of the lowest answer and of the others at
    least `FEWEST_ALIKE`. For the country every answer is counted, if each keeps that rule; of an
    option beside others, those that keep it.
    """
    answers = _answers(replies, region, scale)
    answering = answers[scale.lowest] + answers[REST]
    shown = {answer: answers[answer] for answer in (scale.lowest, REST)}
    if answering < FEWEST_ANSWERS or min(shown.values()) < FEWEST_ALIKE:
        return None
    if region == COUNTRY:
        details = {answer: answers[answer] for answer in scale.answers[1:]}
        kept = {a: n for a, n in details.items() if FEWEST_ALIKE <= n <= answering - FEWEST_ALIKE}
        if scale.is_multi or kept == details:
            shown |= kept
    responded = sum(is_within(reply.group, region) for reply in replies.values())
    return Count(region, moment, shown, answering, responded)


def _answers(replies: Replies, region: str, scale: Scale) -> Counter[str]:
    """Return how many in a region gave each answer, and any but the lowest."""
    given = [reply.answers for reply in replies.values() if is_within(reply.group, region)]
    answers = Counter(answer for each in given for answer in each)
    answers[REST] = sum(bool(each - {scale.lowest}) for each in given)
    return answers


def _changes(before: Replies, after: Replies, region: str) -> int:
    """Return how many in a region have come, gone or answered otherwise."""
    return sum(
        before.get(name) != after.get(name)
        for name in before.keys() | after.keys()
        if any(is_within(side[name].group, region) for side in (before, after) if name in side)
    )


def _least_worth(coming: Sequence[Count], breach: Breach) -> Count:
    """Return the count to leave out first."""
    groups = [count for count in coming if count.region]
    detailed = [count for count in coming if not count.region and count.is_detailed]
    if detailed and breach.answer not in detailed[0].levels:
        return detailed[0]
    near = [count for count in groups if count.region in breach.groups]
    return min(near or groups or coming, key=lambda count: (count.answering, count.region))
