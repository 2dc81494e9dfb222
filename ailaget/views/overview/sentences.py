"""The start page's three sentences: staffing, maturity and change, true for one and for many."""

import pandas as pd

from ailaget.codebook import codebook
from ailaget.texts import Texts
from ailaget.views.base.enough import FEW
from ailaget.views.base.panel import (
    UNCERTAIN,
    figure_verdict,
    gap_figure,
    gap_verdict,
    median_figure,
    moved,
    panel,
)
from ailaget.views.base.selection import Selection

SMALLEST, LARGEST = "lt10k", "ge100k"


def staff_sentence(own: pd.DataFrame, any_: pd.DataFrame, t: Texts) -> str:
    """Return how many have a position for AI, and how that goes with size where enough answer."""
    valued = own[own["value"].notna()]
    n = len(valued)
    if not n:
        return t("overview.sentence_staff_nobody")
    if n == 1:
        shared = any_.set_index("municipality")["value"].get(valued["municipality"].iloc[0])
        kind = "own" if valued["value"].iloc[0] == 1 else "shared" if shared == 1 else "none"
        return t(f"overview.sentence_staff_{kind}", name=valued["name"].iloc[0])
    told = t(
        "overview.sentence_staff",
        own=t.number(int(own["value"].sum())),
        n=t.number(n),
        any=t.number(int(any_["value"].sum())),
    )
    return " ".join([told, *_by_size(valued, t)])


def _by_size(valued: pd.DataFrame, t: Texts) -> list[str]:
    found = valued.groupby("size_class")["value"].agg(["mean", "count"])
    if any(size not in found.index for size in (SMALLEST, LARGEST)):
        return []
    if found["count"][[SMALLEST, LARGEST]].min() < FEW:
        return []
    large, small = (t.percent(float(found["mean"][size])) for size in (LARGEST, SMALLEST))
    return [t("overview.sentence_size", large=large, small=small)]


def maturity_sentence(rows: pd.DataFrame, t: Texts) -> str:
    """Return the median and the gap; of one municipality its index, of few no gap."""
    valued = rows[rows["value"].notna()]
    median, n = median_figure(valued, ""), len(valued)
    if median is None:
        return t("overview.sentence_maturity_nobody")
    words = {"median": t.number(median, 1), "n": t.number(n)}
    if n == 1:
        level = codebook().level_of(median).label[t.language]
        return t(
            "overview.sentence_maturity_one",
            name=valued["name"].iloc[0],
            level=level,
            median=words["median"],
        )
    gap = gap_figure(valued, "")
    if gap is None:
        return t("overview.sentence_maturity_few", **words)
    return t("overview.sentence_maturity", median=words["median"], gap=t.number(gap, 1))


def change_sentence(rows: pd.DataFrame, selection: Selection) -> str:
    """Return how median and gap have moved; without a wave before, how many have answered."""
    t, found = selection.t, moved(rows, median_figure)
    if found.wave is None:
        n, of = int(rows["has_responded"].sum()), len(rows)
        return t("overview.sentence_first", basis=selection.basis(n, of))
    wave = t.wave(found.wave)
    if found.before is None or found.after is None:
        return t("overview.sentence_change_nobody", wave=wave, now=t.wave(selection.wave))
    before, after = t.number(found.before, 1), t.number(found.after, 1)
    key = "same" if before == after else "change"
    words, both = {"before": before, "after": after, "wave": wave}, panel(rows)
    if found.n == 1:
        name = both["name"].iloc[0]
        return t(f"overview.sentence_{key}_one", name=name, **words)
    certain = figure_verdict(median_figure, both, len(rows), codebook().indicator("maturity"), t)
    if key == "change" and certain in UNCERTAIN:
        key = certain
    median = t(f"overview.sentence_{key}", n=t.number(found.n), **words)
    return f"{median} {_gap_moved(rows, t)}"


def _gap_moved(rows: pd.DataFrame, t: Texts) -> str:
    """Return whether the gap has changed, by the rule that the page on inequality has."""
    gap = moved(rows, gap_figure)
    if gap.before is None or gap.after is None:
        return t("overview.sentence_gap_few")
    found = gap_verdict(panel(rows), len(rows), codebook().indicator("maturity"), t)
    before, after = t.number(gap.before, 1), t.number(gap.after, 1)
    return t(f"overview.sentence_gap_{found}", before=before, after=after)
