"""Answers to protected questions, as they may be shown: of whole SKR groups and the country.

What may be shown was decided when the wave was published; nothing else of these questions is here.
"""

from dataclasses import dataclass

from ailaget.codebook import Question
from ailaget.disclosure.facts import COUNTRY, REST
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection, Source
from ailaget.views.region.scope import Scope
from ailaget.views.region.tally import Tallies, Tally

NO_ANSWER, NONRESPONSE = "no_answer", "nonresponse"


@dataclass(frozen=True)
class ShownCount:
    """What is shown of a region: counts by answer, of `answering`, of `responded`.

    `as_of` is when it was published, where the wave has been published anew since; else None.
    """

    answers: dict[str, int]
    answering: int
    responded: int
    as_of: str | None


def shown_counts(source: Source, wave: str, question: str) -> dict[str, ShownCount]:
    """Return what is shown of a protected question, by region; hidden regions are not there."""
    rows = source.query("protected_counts", wave=wave, question=question)
    counts = {}
    for region, group in rows.groupby("region"):
        first = group.iloc[0]
        counts[str(region)] = ShownCount(
            {str(k): int(n) for k, n in zip(group["answer"], group["respondents"], strict=True)},
            int(first["answering"]),
            int(first["responded"]),
            str(first["as_of"]) if first["is_earlier"] else None,
        )
    return counts


def protected_tallies(
    source: Source, selection: Selection, scope: Scope, question: Question
) -> Tallies:
    """Return both sides' answers to a protected question, whatever the filter says.

    The other side is the rest of the country where both were counted at the same time, else the
    whole country. Beside a group it is told in the group's two levels, alone in every answer that
    is shown.
    """
    places = source.query("municipalities", wave=selection.wave, **NO_FILTER)
    counts = shown_counts(source, selection.wave, question.key)
    whole, own = counts.get(COUNTRY), counts.get(scope.code)
    if own is None:
        alone = None if whole is None else _tally(whole, len(places), question)
        return Tallies(None, alone, is_country=True, since=_since(whole))
    inside = int((scope.regions(places) == scope.code).sum())
    mine = _levels(own, inside, question)
    if whole is None:
        return Tallies(mine, None, since=_since(own))
    all_of_them = _levels(whole, len(places), question)
    is_country = own.as_of != whole.as_of
    rest = all_of_them if is_country else all_of_them.minus(mine)
    return Tallies(mine, rest, is_country=is_country, since=_since(own, whole))


def level_answers(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the two levels of a protected question: key and words of the lowest and any other."""
    lowest = question.answer_keys[0]
    label = next((c.label[language] for c in question.choices if c.key == lowest), lowest)
    assert question.above_lowest is not None
    return [(lowest, label), (REST, question.above_lowest[language])]


def _since(*counts: ShownCount | None) -> str | None:
    """Return the earliest time that a shown count is of, None where all are the newest."""
    return min((count.as_of for count in counts if count and count.as_of), default=None)


def _levels(count: ShownCount, of: int, question: Question) -> Tally:
    lowest = question.answer_keys[0]
    return _made({key: count.answers[key] for key in (lowest, REST)}, count, of)


def _tally(count: ShownCount, of: int, question: Question) -> Tally:
    """Return every answer that is shown; those that are not are hidden, or left at two levels."""
    details = {key: n for key, n in count.answers.items() if key != REST}
    if len(details) == 1:
        return _levels(count, of, question)
    hides = frozenset(question.answer_keys) - details.keys()
    return _made(details, count, of, hides)


def _made(
    answers: dict[str, int], count: ShownCount, of: int, hides: frozenset[str] = frozenset()
) -> Tally:
    missing = {
        NO_ANSWER: count.responded - count.answering,
        NONRESPONSE: of - count.responded,
    }
    return Tally(answers, count.answering, of, missing, hides)


def is_in_levels(tallies: Tallies) -> bool:
    """Return whether the answers are told at two levels."""
    return any(REST in side.counts for side in (tallies.own, tallies.rest) if side is not None)
