"""What is said of clusters: in the subtitle, above the chart, when pointing, and of the method."""

from typing import Any

import pandas as pd

from ailaget.charts.moran import CLUSTERS
from ailaget.codebook import Indicator
from ailaget.statistics.spatial import LEVEL, PERMUTATIONS
from ailaget.texts import Texts
from ailaget.views.base.enough import FEW, few_words
from ailaget.views.base.selection import Selection, own_unit_text, value_text
from ailaget.views.inequality.neighbourhood import definition_words, neighbour_method
from ailaget.views.inequality.where_rows import Where

LEAST_P = 0.001
"""Below this a p value says no more than that it is small."""

STEP = 10
"""Points of an index by which the slope is told in words."""


def mean_text(value: float, indicator: Indicator, t: Texts) -> str:
    """Return a mean of municipalities in words: per cent where each says yes or no."""
    if indicator.is_share:
        return t.percent(value)
    return t.number(value, max(indicator.decimals, 1))


def axis_text(value: float, indicator: Indicator, t: Texts) -> str:
    """Return a tick of an axis in words, without decimals that say nothing."""
    if indicator.is_share:
        return t.percent(value)
    return t.number(value, 0 if float(value).is_integer() else 1)


def p_text(p: float, t: Texts) -> str:
    """Return a p value with its sign: ``"= 0,023"``, or ``"< 0,001"``."""
    sign, value = ("<", LEAST_P) if p < LEAST_P else ("=", p)
    return f"{sign}\N{NO-BREAK SPACE}{t.number(value, 3)}"


def hover_text(row: dict[str, Any], where: Where, t: Texts) -> str:
    """Return what is said of one municipality when it is pointed at."""
    if pd.isna(row["value"]):
        return t(f"status.{row['status']}")
    own = value_text(t, where.indicator, row["value"])
    if pd.isna(row["lag"]):
        return t("where.hover_alone", own=own)
    return t(
        "where.hover",
        own=own,
        lag=mean_text(row["lag"], where.indicator, t),
        near=row["near"],
        words=t(f"where.{row['label']}"),
        q=t.number(row["q"], 2),
    )


def subtitle_of(where: Where, selection: Selection) -> str:
    """Return the definition of neighbours, the wave, the basis, and Moran's I with its p."""
    t, found = selection.t, where.spatial.moran
    words = t(
        "where.subtitle",
        unit=own_unit_text(t, where.indicator),
        definition=definition_words(selection),
        wave=t.wave(selection.wave),
        basis=selection.basis(where.n, len(where.rows)),
    )
    if found.i is None or found.p is None:
        return words
    expected, p = t.number(found.expected, 3), p_text(found.p, t)
    return words + t("where.subtitle_i", i=t.number(found.i, 2), expected=expected, p=p)


def finding_of(where: Where, kind: str, t: Texts) -> str:
    """Return what the map or the scatter says, computed."""
    found = where.spatial.moran
    if where.n < FEW:
        return few_words(where.n, t)
    if found.i is None or found.p is None:
        return t("where.equal")
    pattern = "none" if found.p > LEVEL else "alike" if found.i > found.expected else "unlike"
    if kind == "moran" and pattern == "alike" and where.indicator.is_index:
        step = t.number(STEP * found.i, 1)
        return t("where.finding_alike_points", step=t.number(STEP), points=step)
    if kind == "moran":
        return t(f"where.finding_{pattern}")
    clusters = where.spatial.local.clusters
    parts = [
        t("map.class", label=t(f"where.{key}_in_text"), n=len(clusters[key]))
        for key in CLUSTERS
        if clusters[key]
    ]
    if parts:
        return t("where.finding_some", parts=t.listing(parts))
    return t(f"where.finding_nowhere_{pattern}")


def caveat_of(where: Where, kind: str, selection: Selection) -> str:
    """Return the method in plain words, and what it does not cover."""
    t, found = selection.t, where.spatial.moran
    numbers = {
        "permutations": t.number(PERMUTATIONS),
        "seed": str(found.seed),
        "n": t.number(where.n),
        "level": t.percent(LEVEL),
        "expected": t.number(found.expected, 3),
    }
    sentences = [
        where.indicator.caveat[t.language],
        t(f"where.{kind}_method", **numbers),
        neighbour_method(selection, found.lost),
        t("where.whole_country"),
        t("where.not_covered"),
    ]
    return " ".join(sentences)
