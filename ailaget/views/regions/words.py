"""What charts of regions or areas say: who lies highest and lowest, and what to bear in mind."""

from math import ceil

import pandas as pd

from ailaget.views.base.chart import worded_chart
from ailaget.views.base.ends import ends_sentences
from ailaget.views.base.respondents import chosen_respondents
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import (
    Selection,
    Source,
    indicator_of,
    number_or_none,
    own_unit_text,
    value_text,
)
from ailaget.views.regions.basis import RegionsBasis, regions_basis


def basis_or_words(source: Source, selection: Selection, key: str) -> RegionsBasis | Chart:
    """Return the basis of a chart, or a chart that says why there is nothing to see."""
    t, basis = selection.t, regions_basis(source, selection)
    asked = basis.respondents if basis else chosen_respondents(source, selection)
    title = asked.words(t, "chart_title", indicator=indicator_of(selection).label[t.language])
    unit = own_unit_text(t, indicator_of(selection))
    if basis is None:
        reason = asked.words(t, "no_waves")
        return worded_chart(selection, key, title=title, reason=reason, of=0, unit=unit)
    if not basis.can_be_counted:
        reason = asked.uncounted(t, basis.indicator.formula)
        return worded_chart(
            basis.selection, key, title=title, reason=reason, of=basis.of, unit=unit
        )
    return basis


def titles_of(basis: RegionsBasis) -> tuple[str, str]:
    """Return a chart's title and subtitle: the indicator, its unit, wave and n."""
    own, t, indicator = basis.selection, basis.selection.t, basis.indicator
    subtitle = t(
        "chart.subtitle",
        unit=own_unit_text(t, indicator),
        wave=t.wave(own.wave),
        basis=own.basis(basis.n, basis.of),
    )
    title = basis.respondents.words(t, "chart_title", indicator=indicator.label[t.language])
    return title, subtitle


def headline_of(basis: RegionsBasis) -> str:
    """Return who lies highest and lowest of those with a value, or how many say yes."""
    selection, indicator, rows = basis.selection, basis.indicator, basis.rows
    t, label = selection.t, indicator.label[selection.language]
    if not basis.n:
        return basis.respondents.words(t, "nobody")
    if indicator.is_share:
        yes = number_or_none(int((rows["value"] >= 1).sum()), t)
        said = {"indicator": label, "yes": yes, "n": t.number(basis.n)}
        counted = basis.respondents.forms(t, "finding_share", **said)
        return selection.fitting(counted, basis.n, basis.of)
    sentences = ends_sentences(
        rows,
        lambda value: value_text(t, indicator, value),
        t,
        measure=label,
        kind="region" if basis.respondents.is_regions else "area",
        among="_of_those" if basis.n < basis.of else "",
    )
    return selection.fitting(sentences, basis.n, basis.of)


def headline_beside(basis: RegionsBasis) -> str:
    """Return how many regions lie outside the interval of their county's municipalities.

    A yes or no is on no scale with a share, and then, as without intervals, it is who lies highest.
    """
    t, rows = basis.selection.t, basis.rows
    compared = [
        (value, beside.interval.low, beside.interval.high)
        for code, value in zip(rows["municipality"], rows["value"], strict=True)
        if (beside := basis.beside.get(code)) and pd.notna(value)
    ]
    bounded = [
        (value, low, high) for value, low, high in compared if low is not None and high is not None
    ]
    if basis.indicator.is_share or not bounded:
        return headline_of(basis)
    counted = t.forms(
        "regions.finding_beside",
        indicator=basis.indicator.label[t.language],
        above=number_or_none(sum(value > high for value, _, high in bounded), t),
        below=number_or_none(sum(value < low for value, low, _ in bounded), t),
        n=t.number(len(bounded)),
    )
    return basis.selection.fitting(counted, basis.n, basis.of)


def caveat_of_regions(basis: RegionsBasis) -> str:
    """Return what to bear in mind: who answers, and that the municipalities are others."""
    t = basis.selection.t
    said, facts = basis.respondents, basis.respondents.facts
    parts = [said.words(t, "caveat")]
    if facts:
        parts.append(t("answering.boundaries", source=facts["source"], terms=facts["licence"]))
    if basis.beside_wave is not None:
        parts.append(t("regions.caveat_beside", wave=t.wave(basis.beside_wave)))
    if basis.detectable is not None:
        parts.append(said.words(t, "caveat_sure", change=t.number(ceil(basis.detectable))))
    if said.is_regions:
        parts.append(t("regions.caveat_gotland"))
    return " ".join(parts)
