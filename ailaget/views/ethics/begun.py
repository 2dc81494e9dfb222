"""How many have begun with what the law and good practice ask for: of the country and of groups.

Begun is any answer but the lowest. Protected questions are told of the regions that may be shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.codebook import Question, codebook
from ailaget.disclosure.facts import COUNTRY, REST
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection, Source, place_names
from ailaget.views.region.protected import shown_counts

QUESTIONS = ("ai_kunnighet", "skyddsvarda_rutin", "dpia", "ai_register", "riskklassning")
"""What a municipality is to have in place, in the order of the page."""

TRAINING = "traningsdata"


@dataclass(frozen=True)
class Begun:
    """How many of a region have begun with one thing: `begun` of `answering`.

    `kind` is country, skr_group or size_class. Both are None where it may not be shown.
    """

    kind: str
    region: str
    question: Question
    begun: int | None
    answering: int | None

    @property
    def share(self) -> float | None:
        """The share of those who answered, 0 to 1; None where none did, or none may be shown."""
        if self.begun is None or not self.answering:
            return None
        return self.begun / self.answering


def begun_in_country(source: Source, selection: Selection) -> list[Begun]:
    """Return each thing in the whole country, in the order of the page."""
    return [each for each in every_begun(source, selection) if each.kind == "country"]


def every_begun(source: Source, selection: Selection) -> list[Begun]:
    """Return each thing by the country, the SKR groups and the sizes; the filter is not asked."""
    places = source.query("municipalities", wave=selection.wave, **NO_FILTER)
    return [
        each
        for key in QUESTIONS
        for each in _of_question(source, selection.wave, codebook().question(key), places)
    ]


def region_name(each: Begun, selection: Selection) -> str:
    """Return a region's name."""
    if each.kind == "country":
        return selection.t("ethics.country")
    return place_names(selection.language)[each.region]


def _of_question(
    source: Source, wave: str, question: Question, places: pd.DataFrame
) -> Iterator[Begun]:
    counts = (
        _open_counts(source, wave, question, places)
        if question.is_open
        else _protected_counts(source, wave, question)
    )
    for kind, region in regions():
        yield Begun(kind, region, question, *counts.get((kind, region), (None, None)))


def regions() -> list[tuple[str, str]]:
    """Return the kind and key of each region: the country, the groups, the sizes from smallest."""
    groups = [("skr_group", group.code) for group in geography.skr_groups()]
    sizes = [("size_class", size.key) for size in geography.size_classes()]
    return [("country", COUNTRY), *groups, *sizes]


Counts = dict[tuple[str, str], tuple[int | None, int | None]]


def _protected_counts(source: Source, wave: str, question: Question) -> Counts:
    return {
        ("skr_group" if region else "country", region): (count.answers[REST], count.answering)
        for region, count in shown_counts(source, wave, question.key).items()
        if REST in count.answers
    }


def _open_counts(source: Source, wave: str, question: Question, places: pd.DataFrame) -> Counts:
    rows = source.query("question_answers", wave=wave, question=question.key, **NO_FILTER)
    answered = rows[rows["status"] == "answered"].merge(
        places[["municipality", "size_class"]], on="municipality"
    )
    answered["begun"] = answered["value"] > (question.minimum or 0)
    counts: Counts = {("country", COUNTRY): _count(answered)}
    for kind in ("skr_group", "size_class"):
        for region, group in answered.groupby(kind):
            counts[kind, str(region)] = _count(group)
    return {key: count for key, count in counts.items() if count[1]}


def _count(answered: pd.DataFrame) -> tuple[int, int]:
    return int(answered["begun"].sum()), len(answered)
