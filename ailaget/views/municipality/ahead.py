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
    own, limit = here.value(MEASURE), _limit(here)
    found = [
        peer
        for peer in peers
        if (value := peer.figures[MEASURE]) is not None
        and not exceeds(limit, value)
        and not exceeds(peer.unlikeness, ALIKE)
    ][:MOST_AHEAD]
    kind = "ahead" if own is not None else "above"
    key = f"{kind}_title" if found else f"{kind}_nobody"
    params = {
        "name": here.name,
        "points": t.number(here.sure[MEASURE], measure.decimals),
        "mean": t.number(limit, measure.decimals),
    }
    cards = tuple(_card(here, peer, has, selection) for peer in found)
    note = t(f"municipality.{kind}_note", **params)
    return Ahead(t(f"municipality.{key}", **params), note, cards)


def _limit(here: MunicipalityWave) -> float:
    """Return the least value of one that is ahead: clearly over the own one, else over the mean."""
    own, group = here.value(MEASURE), here.figure("skr_group", MEASURE)
    if own is not None:
        return own + here.sure[MEASURE]
    around = group if group.n >= FEW else here.figure("sweden", MEASURE)
    return around.value or 0.0


def _card(here: MunicipalityWave, peer: Peer, has: pd.DataFrame, selection: Selection) -> AheadCard:
    t, measure = selection.t, codebook().indicator(MEASURE)
    is_known = here.code in has.index
    among = (
        lacked(has, here.code) if is_known else [question.key for question in milestone_questions()]
    )
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
    has_text = t(f"municipality.card_{kind}{'' if is_known else '_alone'}", **params)
    return AheadCard(peer.code, peer.name, value, facts, has_text)
