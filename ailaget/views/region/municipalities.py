"""The municipalities of a region and of the rest, one by one: value, level, staffing, place."""

import math

import pandas as pd

from ailaget.codebook import Indicator, codebook
from ailaget.statistics.ranks import rank_intervals
from ailaget.statistics.ties import joined
from ailaget.views.base.incomplete import incomplete_in
from ailaget.views.base.result import CELL, Cell, Column, Table
from ailaget.views.base.selection import Selection, Source, indicator_of, unit_text, value_text
from ailaget.views.region.scope import OWN, Scope, region_rows, scope_of, words_of


def region_table_view(source: Source, selection: Selection) -> Table:
    """Return the region's own municipalities, for the page, whose caption has the unit."""
    return municipality_table(source, selection, scope_of(selection), only_own=True)


def municipality_table(
    source: Source, selection: Selection, scope: Scope, *, only_own: bool = False
) -> Table:
    """Return municipalities from the highest value; the region's own first, the silent last.

    The place is an interval among all municipalities in the filter, on both sides.
    """
    indicator = indicator_of(selection)
    rows = region_rows(source, selection, scope, indicator.key)
    graded = indicator if indicator.is_index else codebook().indicator("maturity")
    rows = _with_more(rows, source, selection, scope, graded, indicator)
    rows = _ordered(rows[rows["side"] == OWN] if only_own else rows, selection)
    columns = _columns(indicator, graded, selection, only_own=only_own)
    phrases, marks = words_of(scope, selection), incomplete_in(source, selection, indicator).marks
    records: list[tuple[Cell, ...]] = []
    for row in rows.to_dict("records"):
        side = phrases.name if row["side"] == OWN else phrases.rest
        is_plain = row["status"] == "ok" and (only_own or row["municipality"] in marks)
        note = marks.get(row["municipality"], "")
        cells: tuple[Cell, ...] = (
            row["name"],
            row["level"],
            row["position"],
            _shown(row["value"], indicator, selection),
            row["rank"] or None,
            note if is_plain else selection.t(f"status.{row['status']}"),
        )
        records.append(cells if only_own else (side, *cells))
    return Table(columns, records, tuple(rows["municipality"]), (), selection.municipality)


def _columns(
    indicator: Indicator, graded: Indicator, selection: Selection, *, only_own: bool
) -> tuple[Column, ...]:
    t = selection.t
    unit = indicator.label[t.language] if indicator.is_share else unit_text(t, indicator)
    return (
        *([] if only_own else [Column("group", t("column.group"), collapsed=CELL)]),
        Column("name", t("column.municipality"), "name"),
        Column("level", t("region.level", indicator=graded.label[t.language]), collapsed=CELL),
        Column("position", t("region.position")),
        Column(
            "value",
            t("column.value") if only_own else unit,
            "text" if indicator.is_share else "number",
            indicator.decimals,
        ),
        Column("rank", t("column.rank"), "place"),
        Column("note", t("column.note" if only_own else "region.status"), collapsed=CELL),
    )


def _with_more(
    rows: pd.DataFrame,
    source: Source,
    selection: Selection,
    scope: Scope,
    level_indicator: Indicator,
    indicator: Indicator,
) -> pd.DataFrame:
    """Return rows with their level and position in words, and their place."""
    kinds = (level_indicator.key, "has_full_time_ai", "has_ai_position")
    index, own, any_ = (
        region_rows(source, selection, scope, key).set_index("municipality")["value"].dropna()
        for key in kinds
    )
    ranks = rank_intervals(rows["value"], higher_is_better=indicator.higher_is_better)
    codes = rows["municipality"]
    return rows.assign(
        level=codes.map(lambda code: _level(index.get(code), selection)),
        position=codes.map(lambda code: _position(own.get(code), any_.get(code), selection)),
        rank=_intervals(ranks, selection).where(rows["value"].notna(), ""),
    )


def _intervals(ranks: pd.DataFrame, selection: Selection) -> "pd.Series[str]":
    places = [
        str(best) if best == worst else selection.t("region.interval", low=best, high=worst)
        for best, worst in zip(ranks["best"], ranks["worst"], strict=True)
    ]
    return pd.Series(places, index=ranks.index)


def _level(index: float | None, selection: Selection) -> str:
    if index is None:
        return ""
    return codebook().level_of(index).label[selection.language]


def _position(own: float | None, any_: float | None, selection: Selection) -> str:
    if own is None or any_ is None:
        return ""
    kind = "own" if own >= 1 else "shared" if any_ >= 1 else "none"
    return selection.t(f"region.position_{kind}")


def _shown(value: float, indicator: Indicator, selection: Selection) -> Cell:
    if math.isnan(value):
        return None
    return value_text(selection.t, indicator, value) if indicator.is_share else value


def _ordered(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    names = [selection.t.sort_key(name) for name in rows["name"]]
    keyed = rows.assign(sort=names, figure=joined(rows["value"]))
    return keyed.sort_values(
        ["side", "figure", "sort"], ascending=[True, False, True], na_position="last"
    )
