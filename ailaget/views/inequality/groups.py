"""Which groups are high and which low: the mean of each, with n and how uneven it is within."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.statistics.inequality import GroupTheil, theil_by_group
from ailaget.views.inequality.basis import NEEDED, Basis, basis_of, blank, chart_of
from ailaget.views.result import CELL, Cell, Chart, Column, Table
from ailaget.views.selection import (
    FEW,
    Selection,
    Source,
    marked_name,
    place_names,
    unit_text,
    value_text,
)


def groups_view(source: Source, selection: Selection) -> Chart:
    """Return the mean of each group of the chosen grouping, with n and its own Theil."""
    t, basis = selection.t, basis_of(source, selection)
    by, indicator = t(f"inequality.by_{selection.by}"), basis.indicator
    title = t("inequality.groups_title", indicator=indicator.label[t.language], by=by)
    if reason := basis.why_not(1):
        return blank(basis, "groups", title, reason)
    parts = theil_by_group(basis.value, basis.rows[selection.by], basis.weights)
    asked, names = basis.rows.groupby(selection.by).size(), place_names(selection.language)
    mean = sum(part.unit_share * part.mean for part in parts.groups)
    table = pd.DataFrame(
        {
            "group": [part.key for part in parts.groups],
            "label": [
                marked_name(t, names[part.key], part.n, asked[part.key]) for part in parts.groups
            ],
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
    kind, decimals = _kind(basis)
    marked = Table(
        (
            Column("marked", t("column.group"), "name"),
            Column("value", t("inequality.mean"), kind, decimals),
        ),
        list(zip(table["label"], table["value"], strict=True)),
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
        drawn=marked,
    )  # fmt: skip


def _own_group(basis: Basis) -> str | None:
    own = basis.rows.loc[basis.rows.index == basis.selection.municipality, basis.selection.by]
    return None if own.empty else str(own.iloc[0])


def _kind(basis: Basis) -> tuple[str, int]:
    return ("share", 0) if basis.kind == "share" else ("number", basis.indicator.decimals)


def _groups_table(basis: Basis, parts: Sequence[GroupTheil], asked: "pd.Series[int]") -> Table:
    t, names = basis.selection.t, place_names(basis.selection.language)
    kind, decimals = _kind(basis)
    # A size class has no code that anybody else uses.
    has_codes = basis.selection.by != "size_class"
    columns = (
        *((Column("key", t("inequality.column_key")),) if has_codes else ()),
        Column("name", t("column.group"), "name"),
        Column("n", "n", "integer"),
        Column("of", t("column.of"), "integer", folded=t("column.folded_of", cell=CELL)),
        Column("mean", t("inequality.mean"), kind, decimals, unit=unit_text(t, basis.indicator)),
        Column("theil", t("inequality.theil_within"), "number", 3, unit=t("inequality.unit_none")),
        Column("note", t("column.note"), folded=CELL),
    )
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        note = t("inequality.few") if part.n < FEW else ""
        code = (part.key,) if has_codes else ()
        rows.append((*code, names[part.key], part.n, int(asked[part.key]), part.mean,
                     part.theil if part.n >= NEEDED else None, note))  # fmt: skip
    return Table(columns, rows)


def _groups_finding(basis: Basis, table: pd.DataFrame) -> str:
    t, counts = basis.selection.t, table["n_text"].str.split("/").str[0].astype(int)
    solid = table[counts >= FEW]
    if len(solid) < NEEDED or np.ptp(solid["value"]) == 0:
        return t("inequality.groups_few")
    ordered = solid.sort_values(["value", "group"])
    high, low = ordered.iloc[-1], ordered.iloc[0]
    return basis.selection.marked(
        t("inequality.groups_finding", high=high["label"], high_value=high["value_text"],
          low=low["label"], low_value=low["value_text"])
    )  # fmt: skip
