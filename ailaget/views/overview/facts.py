"""The strongest facts of a wave and filter: what may be said on the first page, and in what order.

A candidate is carried where its own test or interval leaves chance out; one that is not is never
chosen. Those that are stand in the order of their effect, on one scale for all kinds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt

import pandas as pd

from ailaget.codebook import codebook
from ailaget.statistics.effects import beyond_chance, of_difference, of_share
from ailaget.statistics.intervals import finite_population_factor
from ailaget.texts import rounded
from ailaget.views.base.panel import (
    PERCENT,
    Figure,
    figure_verdict,
    gap_figure,
    median_figure,
    moved,
    panel,
)
from ailaget.views.base.selection import COMPARED, FEW, Selection, Source, group_value
from ailaget.views.inequality.basis import Basis
from ailaget.views.inequality.between import between_of, is_more_than_chance
from ailaget.views.inequality.two_at_once import MATURE, Both, both_of

MOST = 3
"""So many facts are read in ten seconds."""

MATURITY, STAFF = "maturity", "has_full_time_ai"

WIDTH = 1.96
"""Standard errors on each side of an estimate in an interval of 95 %."""

FIGURES: Mapping[str, tuple[str, Figure]] = {
    "median": (MATURITY, median_figure),
    "gap": (MATURITY, gap_figure),
    "share": (STAFF, group_value),
}
"""What may have changed since the wave before, by how the texts name it."""


@dataclass(frozen=True)
class Fact:
    """Something to say: `effect` is the part of a variance (0 to 1) that it explains.

    It `is_carried` where its permutation test or its interval leaves chance out.
    """

    text: str
    effect: float
    is_carried: bool


def strongest(facts: Iterator[Fact]) -> tuple[str, ...]:
    """Return the words of the strongest facts that are carried, the strongest first."""
    carried = sorted((fact for fact in facts if fact.is_carried), key=lambda fact: -fact.effect)
    return tuple(fact.text for fact in carried[:MOST])


def facts_of(
    source: Source, selection: Selection, rows: Mapping[str, pd.DataFrame]
) -> Iterator[Fact]:
    """Give every candidate; `rows` are those of the measures that are told of, by indicator."""
    for key in (MATURITY, STAFF):
        yield from between_facts(rows[key], key, selection)
    for name, (key, figure) in FIGURES.items():
        yield from change_facts(name, figure, rows[key], key, selection)
    yield from far_facts(both_of(source, selection), selection)


def between_facts(rows: pd.DataFrame, key: str, selection: Selection) -> Iterator[Fact]:
    """Give how much of the differences lies between groups, by the grouping that tells most."""
    t, n = selection.t, int(rows["value"].notna().sum())
    if n < FEW:
        return
    chosen = replace(selection, weighted=False, indicator=key)
    basis = Basis(rows.set_index("municipality", drop=False), codebook().indicator(key), chosen)
    between, facts = between_of(basis), []
    for by, part in between.shares.items():
        share = part.share.estimate
        large = rows.loc[rows["value"].notna(), by].value_counts() >= FEW
        if large.sum() < COMPARED or share is None or part.by_chance is None:
            continue
        text = t(
            f"overview.fact_between_{key}",
            n=t.number(n),
            share=t.number(PERCENT * share),
            chance=t.number(PERCENT * part.by_chance),
            by=t(f"inequality.by_{by}"),
        )
        effect = beyond_chance(share, part.by_chance)
        facts.append(Fact(text, effect, is_more_than_chance(between, by)))
    # Groupings overlap, as sizes and SKR groups do: the next would say nearly the same again.
    yield from sorted(facts, key=lambda fact: (not fact.is_carried, -fact.effect))[:1]


def change_facts(
    name: str, figure: Figure, rows: pd.DataFrame, key: str, selection: Selection
) -> Iterator[Fact]:
    """Give how a figure has moved since the wave before, among those with a value both times."""
    t, indicator, change = selection.t, codebook().indicator(key), moved(rows, figure)
    if change.wave is None or change.before is None or change.after is None or change.n < FEW:
        return
    both = panel(rows)
    verdict = figure_verdict(figure, both, len(rows), indicator, t)
    factor, digits = (PERCENT, 0) if indicator.is_share else (1.0, 1)
    before, after = (rounded(factor * each, digits) for each in (change.before, change.after))
    direction = "grew" if after > before else "shrank"
    text = t(
        f"overview.fact_{name}_{direction}",
        n=t.number(change.n),
        wave=t.wave(change.wave),
        before=t.number(before, digits),
        after=t.number(after, digits),
    )
    spread = (
        (change.before + change.after) / 2
        if figure is gap_figure
        else sqrt(float(both[["previous_value", "value"]].var(ddof=0).mean()))
    )
    effect = of_difference(change.after - change.before, spread)
    yield Fact(text, effect, verdict in ("grew", "shrank") and before != after)


def far_facts(both: Both, selection: Selection) -> Iterator[Fact]:
    """Give how many have come far without anybody who works with AI."""
    t, n, far = selection.t, len(both.known), both.counts["low_high"]
    if far < FEW:
        return
    share = far / n
    error = sqrt(share * (1 - share) / n) * finite_population_factor(n, len(both.rows))
    text = t(
        "overview.fact_far",
        far=t.number(far),
        n=t.number(n),
        level=codebook().levels[MATURE].label[t.language],
    )
    yield Fact(text, of_share(share), share - WIDTH * error > 0)
