"""The three most alike that are ahead, and what each of them has that the municipality has not."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ailaget.codebook import codebook
from ailaget.statistics.ties import exceeds
from ailaget.views.base.selection import FEW, Selection, value_text
from ailaget.views.municipality.milestones import had_words, lacked, milestone_questions
from ailaget.views.municipality.peers import Peer
from ailaget.views.municipality.wave import MunicipalityWave

MEASURE = "maturity"
MOST_AHEAD = 3

MOST_THINGS = 5
"""So many things are named on a card, the last of them how many more there are."""

ALIKE = 1.0
"""Unlikeness up to which another is said to be alike: that of two municipalities in general."""


@dataclass(frozen=True)
class AheadCard:
    """One that is alike and ahead: its figure, how alike it is, and what it has, all in words."""

    code: str
    name: str
    value: str
    facts: str
    has: str


@dataclass(frozen=True)
class Ahead:
    """Those who are alike and ahead, nearest in likeness first, and what makes them so."""

    title: str
    note: str
    cards: tuple[AheadCard, ...]


def ahead(
    here: MunicipalityWave, peers: Sequence[Peer], has: pd.DataFrame, selection: Selection
) -> Ahead:
    """Return who is ahead, as far down the list of those alike as it takes to find three.

    One without a value of its own has nobody ahead of it: it is shown who is above the others.
    """
    t, measure = selection.t, codebook().indicator(MEASURE)
    own, (area, mean) = here.value(MEASURE), _around(here)
    if mean is None:
        return Ahead(t("municipality.above_unknown", wave=t.wave(here.wave)), "", ())
    least = None if own is None else own + here.sure[MEASURE]
    found = [
        peer
        for peer in peers
        if (value := peer.figures[MEASURE]) is not None
        and (exceeds(value, mean) if least is None else not exceeds(least, value))
        and not exceeds(peer.unlikeness, ALIKE)
    ][:MOST_AHEAD]
    kind = "ahead" if own is not None else "above"
    key = f"{kind}_title" if found else f"{kind}_nobody"
    params = {
        "name": here.name,
        "area": here.area_name(area, selection),
        "points": t.number(here.sure[MEASURE], measure.decimals),
        "mean": t.number(mean, measure.decimals),
    }
    cards = tuple(_card(here, peer, has, selection) for peer in found)
    note = t(f"municipality.{kind}_note", **params)
    return Ahead(t(f"municipality.{key}", **params), note, cards)


def _around(here: MunicipalityWave) -> tuple[str, float | None]:
    """Return which area is compared with, its SKR group unless that is of few, and its mean."""
    area = "skr_group" if here.figure("skr_group", MEASURE).n >= FEW else "sweden"
    return area, here.figure(area, MEASURE).value


def _card(here: MunicipalityWave, peer: Peer, has: pd.DataFrame, selection: Selection) -> AheadCard:
    t, measure = selection.t, codebook().indicator(MEASURE)
    missing = lacked(has, here.code)
    among = missing or [question.key for question in milestone_questions()]
    things = had_words(has, peer.code, among, selection.language)
    kind = "has" if things else "has_nothing"
    named = things if len(things) <= MOST_THINGS else things[: MOST_THINGS - 1]
    rest = len(things) - len(named)
    more = [t("municipality.card_more", n=t.number(rest))] if rest else []
    params = {"name": here.name, "things": t.listing([*named, *more])}
    facts = t(
        "municipality.card_facts",
        population=t.number(peer.population),
        kilometres=t.number(peer.kilometres),
    )
    value = t("municipality.card_value", value=value_text(t, measure, peer.figures[MEASURE]))
    has_text = t(f"municipality.card_{kind}{'' if missing else '_alone'}", **params)
    return AheadCard(peer.code, peer.name, value, facts, has_text)
