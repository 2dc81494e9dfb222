"""Between whom? What part of the differences lies between groups, and what chance would give."""

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from ailaget.charts.decomposition import DecompositionLabels, decomposition
from ailaget.statistics.decomposition import BetweenShares, between_shares
from ailaget.statistics.permutation import CERTAIN, is_certain
from ailaget.texts import rounded
from ailaget.views.base.cells import folding
from ailaget.views.base.gap import scaled_ends
from ailaget.views.base.groupings import GROUPINGS
from ailaget.views.base.native import BAR, native, with_intervals, with_levels
from ailaget.views.base.panel import PERCENT
from ailaget.views.base.result import Cell, Chart, Column, Native, Table
from ailaget.views.base.selection import COMPARED, FEW, Selection, Source, few_words, grouping_words
from ailaget.views.inequality.basis import Basis, basis_of, blank, chart_of


def between_view(source: Source, selection: Selection) -> Chart:
    """Return the part between counties, SKR groups and size classes, each with its interval.

    For an amount it is of Theil's T; for an index or a yes and no, of the variance, which does not
    depend on where the scale has its zero.
    """
    t, basis = selection.t, basis_of(source, selection)
    title = t("inequality.between_title", indicator=basis.indicator.label[t.language])
    if reason := basis.why_not():
        return blank(basis, "between", title, reason)
    measure, between = _measure(basis), between_of(basis)
    labels = DecompositionLabels(
        between=t("inequality.part_between_groups"),
        within=t("inequality.part_within_groups"),
        uncertainty=t("inequality.uncertainty"),
        chance=t("inequality.by_chance"),
        axis=t(f"inequality.between_axis_{measure}"),
        empty=t("inequality.all_equal"),
        percent=t.percent,
    )
    frame = selection.frame(title, basis.subtitle())
    about = t(
        f"inequality.about_between_{measure}",
        permutations=t.number(between.permutations),
        certain=t.percent(CERTAIN),
    )
    table = _between_table(between, selection)
    return chart_of(
        basis,
        "between",
        decomposition(_drawn(between, selection), frame, labels),
        table,
        title=title,
        headline=_between_headline(between, basis),
        caveat=f"{about} {basis.caveat()}",
        unit=f"{t(f'inequality.between_unit_{measure}')}, {basis.weighting()}",
        native=_native(table, between, basis),
    )


def _native(table: Table, between: BetweenShares, basis: Basis) -> Native:
    """Return the bars with their intervals, and what chance alone would give of each."""
    t, parts = basis.selection.t, list(between.shares.values())
    chance = [None if part.by_chance is None else PERCENT * part.by_chance for part in parts]
    bars = with_levels(native(BAR, table, "by", "share"), {t("inequality.by_chance"): chance})
    ends = [scaled_ends(part.share, PERCENT) for part in parts]
    return with_intervals(bars, {"share": ends}, t)


def between_of(basis: Basis) -> BetweenShares:
    """Return what part of the differences lies between the groups of each grouping."""
    weights = None if basis.weights is None else basis.weights.to_numpy(dtype=float).tobytes()
    own = basis.selection.by_set
    groupings = GROUPINGS if own is None else (*GROUPINGS, own.grouping)
    groups = tuple((by, tuple(basis.rows[by])) for by in groupings)
    return _shares(basis.value.to_numpy(dtype=float).tobytes(), groups, weights, _measure(basis))


def is_more_than_chance(between: BetweenShares, by: str) -> bool:
    """Return whether groups differ more than chance alone would have them: by permutation."""
    return is_certain(between.shares[by].p)


def _measure(basis: Basis) -> str:
    return "theil" if basis.kind == "amount" else "variance"


@lru_cache(maxsize=32)
def _shares(
    values: bytes,
    groups: tuple[tuple[str, tuple[str, ...]], ...],
    weights: bytes | None,
    measure: str,
) -> BetweenShares:
    """Kept by all that it depends on: two charts of one page ask for it."""
    return between_shares(
        pd.Series(np.frombuffer(values)),
        pd.DataFrame(dict(groups)),
        weights=None if weights is None else pd.Series(np.frombuffer(weights)),
        measure=measure,
    )


def _drawn(between: BetweenShares, selection: Selection) -> pd.DataFrame:
    t = selection.t
    rows: list[dict[str, Any]] = []
    for by, part in between.shares.items():
        share = part.share
        rows.append(
            {
                "label": _counted(by, part.groups, selection),
                "share": share.estimate,
                "low": share.low,
                "high": share.high,
                "by_chance": part.by_chance,
                "share_text": t.percent(share.estimate),
            }
        )
    return pd.DataFrame(rows).astype(dict.fromkeys(("share", "low", "high", "by_chance"), float))


def _title(by: str, selection: Selection) -> str:
    """Return what a grouping is called in a table."""
    own = selection.by_set
    if own is not None and by == own.grouping:
        return own.title
    return selection.t(f"inequality.by_label_{by}")


def _counted(by: str, n: int, selection: Selection) -> str:
    """Return a grouping with how many groups it has."""
    own, t = selection.by_set, selection.t
    if own is not None and by == own.grouping:
        key = "areas.counted_others" if n > len(own.names) else "areas.counted"
        return t(key, title=own.title, n=min(n, len(own.names)))
    return t(f"inequality.between_{by}", n=n)


def _between_table(between: BetweenShares, selection: Selection) -> Table:
    t = selection.t
    columns = (
        Column("by", t("inequality.by")),
        Column("groups", t("inequality.column_groups"), "integer"),
        Column("share", t("inequality.part_between_groups"), "share"),
        folding(Column("low", t("inequality.column_low"), "share"), t),
        folding(Column("high", t("inequality.column_high"), "share"), t),
        Column("by_chance", t("inequality.by_chance"), "share"),
        folding(Column("within", t("inequality.part_within_groups"), "share"), t),
        folding(Column("p", t("inequality.column_p"), "number", 3), t),
    )
    rows: list[tuple[Cell, ...]] = []
    for by, part in between.shares.items():
        share = part.share
        within = None if share.estimate is None else 1 - share.estimate
        rows.append(
            (
                _title(by, selection),
                part.groups,
                share.estimate,
                share.low,
                share.high,
                part.by_chance,
                within,
                part.p,
            )
        )
    return Table(columns, rows)


def _between_headline(between: BetweenShares, basis: Basis) -> str:
    """Return how much lies between the chosen groups, and whether it is more than chance."""
    selection, t = basis.selection, basis.selection.t
    part = between.shares[selection.by]
    share = part.share
    if basis.n < FEW:
        return selection.marked(few_words(basis.n, t))
    if part.groups < COMPARED:
        return t("inequality.between_one")
    if share.estimate is None or part.by_chance is None or part.p is None:
        return t("inequality.all_equal")
    is_more = is_more_than_chance(between, selection.by)
    return selection.fitting(
        t.forms(
            "inequality.between_finding" if is_more else "inequality.between_finding_chance",
            indicator=basis.indicator.label[t.language],
            by=grouping_words(selection),
            share=t.number(100 * share.estimate),
            rest=t.number(100 - rounded(100 * share.estimate)),
            chance=t.number(100 * part.by_chance),
        ),
        basis.n,
        basis.of,
    )
