"""Between whom? What part of the differences lies between groups, and which groups they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ailaget.charts.decomposition import DecompositionLabels, decomposition
from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.statistics.decomposition import BetweenShares, between_shares
from ailaget.statistics.inequality import theil_by_group
from ailaget.statistics.sample import TooFewValues
from ailaget.views.inequality_basis import FEW, GROUPINGS, NEEDED, Basis, basis_of, blank, chart_of
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import Selection, Source, place_names, value_text


def between_view(source: Source, selection: Selection) -> Chart:
    """Return the part between counties, SKR groups and size classes, each with its interval.

    For an amount it is of Theil's T; for an index or a yes and no, of the variance, which does not
    depend on where the scale has its zero.
    """
    t, basis = selection.t, basis_of(source, selection)
    title = t("inequality.between_title", indicator=basis.indicator.label[t.language])
    if basis.n < NEEDED:
        return blank(basis, "between", title, _too_few(basis))
    measure = "theil" if basis.kind == "amount" else "variance"
    found = between_shares(
        basis.value, basis.rows[list(GROUPINGS)], weights=basis.weights, measure=measure
    )
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
    about = t(f"inequality.about_between_{measure}", permutations=t.number(found.permutations))
    return chart_of(
        basis,
        "between",
        decomposition(_drawn(found, selection), frame, labels),
        _between_table(found, selection),
        title=title,
        finding=_between_finding(found, selection),
        caveat=f"{about} {basis.caveat()}",
    )


def _too_few(basis: Basis) -> str:
    t = basis.selection.t
    return t.error(TooFewValues(NEEDED, basis.n)) if basis.n else t("empty.no_answers")


def _drawn(found: BetweenShares, selection: Selection) -> pd.DataFrame:
    t = selection.t
    rows: list[dict[str, Any]] = []
    for by, part in found.shares.items():
        share = part.share
        rows.append(
            {
                "label": t(f"inequality.between_{by}", n=part.groups),
                "share": share.estimate,
                "low": share.low,
                "high": share.high,
                "by_chance": part.by_chance,
                "share_text": t.percent(share.estimate),
            }
        )
    return pd.DataFrame(rows).astype(dict.fromkeys(("share", "low", "high", "by_chance"), float))


def _between_table(found: BetweenShares, selection: Selection) -> Table:
    t = selection.t
    columns = (
        Column("by", t("inequality.by")),
        Column("groups", t("inequality.column_groups"), "integer"),
        Column("share", t("inequality.part_between_groups"), "share"),
        Column("low", t("inequality.column_low"), "share"),
        Column("high", t("inequality.column_high"), "share"),
        Column("by_chance", t("inequality.by_chance"), "share"),
        Column("within", t("inequality.part_within_groups"), "share"),
    )
    rows: list[tuple[Cell, ...]] = []
    for by, part in found.shares.items():
        share = part.share
        within = None if share.estimate is None else 1 - share.estimate
        rows.append(
            (t(f"inequality.by_label_{by}"), part.groups, share.estimate, share.low, share.high,
             part.by_chance, within)
        )  # fmt: skip
    return Table(columns, rows)


def _between_finding(found: BetweenShares, selection: Selection) -> str:
    """Return what would vanish were the chosen groups equal, and whether it is more than chance."""
    t, part = selection.t, found.shares[selection.by]
    share = part.share
    if share.estimate is None or part.by_chance is None:
        return t("inequality.all_equal")
    is_more = share.low is not None and share.low > part.by_chance
    return selection.marked(
        t(
            "inequality.between_finding" if is_more else "inequality.between_finding_chance",
            by=t(f"inequality.by_{selection.by}"),
            share=t.number(100 * share.estimate),
            chance=t.number(100 * part.by_chance),
        )
    )


def groups_view(source: Source, selection: Selection) -> Chart:
    """Return the mean of each group of the chosen grouping, with n and its own Theil."""
    t, basis, names = selection.t, basis_of(source, selection), place_names(selection.language)
    by, indicator = t(f"inequality.by_{selection.by}"), basis.indicator
    title = t("inequality.groups_title", indicator=indicator.label[t.language], by=by)
    if not basis.n:
        return blank(basis, "groups", title, t("empty.no_answers"))
    parts = theil_by_group(basis.value, basis.rows[selection.by], basis.weights)
    asked = basis.rows.groupby(selection.by).size()
    mean = sum(part.unit_share * part.mean for part in parts.groups)
    table = pd.DataFrame(
        {
            "group": [part.key for part in parts.groups],
            "label": [names[part.key] for part in parts.groups],
            "value": [part.mean for part in parts.groups],
            "value_text": [
                value_text(t, indicator, part.mean, group=True) for part in parts.groups
            ],
            "n_text": [f"{part.n}/{asked[part.key]}" for part in parts.groups],
        }
    )
    labels = RankingLabels(
        value=t("inequality.mean"),
        respondents=t("inequality.answered"),
        empty=t("empty.no_answers"),
        reference=t("inequality.everyone", value=value_text(t, indicator, mean, group=True)),
    )
    ends = (0.0, indicator.upper_bound) if indicator.upper_bound else None
    return chart_of(
        basis,
        "groups",
        ranking(table, selection.frame(title, basis.subtitle()), labels, reference=mean,
                own=_own_group(basis), axis_range=ends),
        _groups_table(basis, parts.groups, asked),
        title=title,
        finding=_groups_finding(basis, table),
        caveat=f"{t('inequality.about_groups')} {basis.indicator.caveat[t.language]}",
    )  # fmt: skip


def _own_group(basis: Basis) -> str | None:
    chosen = basis.selection.municipality
    return str(basis.rows.loc[chosen, basis.selection.by]) if chosen in basis.rows.index else None


def _groups_table(basis: Basis, parts: Sequence[Any], asked: "pd.Series[int]") -> Table:
    t, names = basis.selection.t, place_names(basis.selection.language)
    kind, decimals = ("share", 0) if basis.kind == "share" else ("number", basis.indicator.decimals)
    columns = (
        Column("key", t("inequality.column_key")),
        Column("name", t("column.group"), "name"),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer"),
        Column("mean", t("inequality.mean"), kind, decimals),
        Column("theil", t("inequality.theil_within"), "number", 3),
        Column("note", t("column.note")),
    )
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        note = t("inequality.few") if part.n < FEW else ""
        rows.append((part.key, names[part.key], part.n, int(asked[part.key]), part.mean,
                     part.theil if part.n >= NEEDED else None, note))  # fmt: skip
    return Table(columns, rows)


def _groups_finding(basis: Basis, table: pd.DataFrame) -> str:
    t, counts = basis.selection.t, table["n_text"].str.split("/").str[0].astype(int)
    solid = table[counts >= FEW]
    if len(solid) < NEEDED or np.ptp(solid["value"]) == 0:
        return t("inequality.groups_few")
    high, low = solid.loc[solid["value"].idxmax()], solid.loc[solid["value"].idxmin()]
    return basis.selection.marked(
        t("inequality.groups_finding", high=high["label"], high_value=high["value_text"],
          low=low["label"], low_value=low["value_text"])
    )  # fmt: skip
