"""The regions in order of one indicator, each beside the municipalities of its county."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.statistics.ties import joined
from ailaget.views.base.cells import folding
from ailaget.views.base.chart import make_chart
from ailaget.views.base.gap import scaled_ends
from ailaget.views.base.native import BAR, native, with_intervals
from ailaget.views.base.panel import held_caveat, shown_factor
from ailaget.views.base.result import CELL, Cell, Chart, Column, Native, Table
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import (
    FEW,
    Selection,
    Source,
    figure_text,
    group_value,
    own_unit_text,
    value_text,
)
from ailaget.views.regions.basis import Beside, RegionsBasis
from ailaget.views.regions.words import (
    basis_or_words,
    caveat_of_regions,
    headline_beside,
    titles_of,
)

MOST_DRAWN = 60
"""Of more areas the chart has the highest and the lowest; the table has them all."""


def regions_ranking_view(source: Source, selection: Selection) -> Chart:
    """Return the regions ranked, with the figure of their county's municipalities beside each."""
    basis = basis_or_words(source, selection, "regions_ranking")
    if isinstance(basis, Chart):
        return basis
    own, t, indicator = basis.selection, selection.t, basis.indicator
    title, subtitle = titles_of(basis)
    if basis.beside_wave is not None:
        subtitle = t("regions.subtitle_beside", subtitle=subtitle, wave=t.wave(basis.beside_wave))
    if basis.of > MOST_DRAWN:
        subtitle = basis.respondents.words(
            t, "subtitle_ends", subtitle=subtitle, n=t.number(MOST_DRAWN // 2)
        )
    everyone = group_value(basis.rows)
    labels = RankingLabels(
        value=t("column.value"),
        respondents=t("column.change"),
        empty=basis.respondents.words(t, "nobody"),
        reference=basis.respondents.words(
            t, "everyone", value=figure_text(t, indicator, everyone, basis.n), n=basis.n
        ),
        beside=t("regions.beside"),
    )
    factor = shown_factor(indicator)
    table = regions_table(basis)
    return make_chart(
        own,
        "regions_ranking",
        title=title,
        headline=headline_beside(basis),
        figure=ranking(
            _drawn(basis),
            own.frame(title, subtitle),
            labels,
            reference=None if everyone is None or basis.n < FEW else factor * everyone,
            own=basis.focus,
        ),
        table=table,
        caveat=held_caveat(caveat_of_regions(basis), indicator, t),
        n=basis.n,
        of=basis.of,
        file_stem=t(
            f"file.{basis.respondents.called}_ranking", indicator=indicator.key, wave=own.wave
        ),
        unit=own_unit_text(t, indicator),
        native=_native(basis),
    )


def in_order(basis: RegionsBasis) -> pd.DataFrame:
    """Return the regions from the highest value, then by name; those without a value last."""
    t, rows = basis.selection.t, basis.rows
    return rows.assign(
        equal=joined(rows["value"]), alphabetical=rows["name"].map(t.sort_key)
    ).sort_values(["equal", "alphabetical"], ascending=[False, True], na_position="last")


def drawn_of(basis: RegionsBasis) -> pd.DataFrame:
    """Return those that are drawn, in order: all, else the ends and the one that is looked at."""
    ordered = in_order(basis)
    if len(ordered) <= MOST_DRAWN:
        return ordered
    valued = ordered[ordered["value"].notna()]
    half = MOST_DRAWN // 2
    ends = {*valued.index[:half], *valued.index[-half:]}
    return ordered[ordered.index.isin(ends) | (ordered["municipality"] == basis.focus)]


def regions_table(basis: RegionsBasis) -> Table:
    """Return each region's place, value and change, and the figure beside it with its interval."""
    t, indicator, ordered = basis.selection.t, basis.indicator, in_order(basis)
    columns = (
        Column("place", t("column.rank"), "place"),
        Column("region", _head(basis), "name"),
        Column(
            "value",
            own_unit_text(t, indicator),
            "text" if indicator.is_share else "number",
            indicator.decimals,
            t("column.value"),
        ),
        Column("change", t("column.change"), collapsed=t("regions.folded_change", cell=CELL)),
        *_columns_beside(basis),
        Column("note", t("column.note"), collapsed=CELL),
    )
    changes = _changes(ordered, basis)
    rows = [
        _record(row, change, basis)
        for row, change in zip(row_records(ordered), changes, strict=True)
    ]
    codes = tuple(map(str, ordered["municipality"]))
    return Table(columns, rows, codes, (), basis.focus)


def _head(basis: RegionsBasis) -> str:
    return basis.selection.t("column.region" if basis.respondents.is_regions else "column.area")


def _columns_beside(basis: RegionsBasis) -> list[Column]:
    """Return the columns of the municipalities of a region's county; areas have none."""
    t, indicator = basis.selection.t, basis.indicator
    if not basis.respondents.is_regions:
        return []
    kind = "share" if indicator.is_share else "number"
    ends = (
        Column(key, t(f"regions.beside_{key}"), kind, indicator.decimals) for key in ("low", "high")
    )
    columns = (
        Column("beside", t("regions.beside"), kind, indicator.decimals),
        *ends,
        Column("n", t("regions.beside_n"), "integer"),
        Column("of", t("regions.beside_of"), "integer"),
    )
    return [folding(column, t) for column in columns]


def _record(row: Mapping[str, Any], change: str, basis: RegionsBasis) -> tuple[Cell, ...]:
    t, indicator = basis.selection.t, basis.indicator
    beside = basis.beside.get(str(row["municipality"]))
    value = row["value"]
    figures: tuple[Cell, ...] = (None,) * len(_columns_beside(basis))
    if beside is not None:
        interval = beside.interval
        figures = (interval.estimate, interval.low, interval.high, beside.n, beside.of)
    if pd.isna(value):
        return (None, str(row["name"]), None, change, *figures, t(f"status.{row['status']}"))
    best, worst = row["best"], row["worst"]
    place = str(best) if best == worst else t("region.interval", low=best, high=worst)
    shown: Cell = value_text(t, indicator, value) if indicator.is_share else value
    few = beside is not None and 0 < beside.n < FEW
    note = t("regions.few_beside") if few else ""
    return (place, str(row["name"]), shown, change, *figures, note)


def _changes(rows: pd.DataFrame, basis: RegionsBasis) -> list[str]:
    """Return how each value has changed since the regions' wave before; nothing where unknown."""
    t, indicator = basis.selection.t, basis.indicator
    texts = []
    for change, now, before in zip(
        rows["change"], rows["value"], rows["previous_value"], strict=True
    ):
        if pd.isna(change):
            texts.append("")
        elif not indicator.is_share:
            texts.append(t.number(change, indicator.decimals, sign=True))
        else:
            was, is_now = (value_text(t, indicator, each) for each in (before, now))
            same = t("regions.unchanged")
            texts.append(same if was == is_now else t("regions.turned", before=was, after=is_now))
    return texts


def _drawn(basis: RegionsBasis) -> pd.DataFrame:
    """Return the regions as the chart has them, each with what stands beside it."""
    t, indicator, ordered = basis.selection.t, basis.indicator, drawn_of(basis)
    factor, records = shown_factor(indicator), []
    for row, change in zip(row_records(ordered), _changes(ordered, basis), strict=True):
        beside = basis.beside.get(str(row["municipality"]))
        interval = None if beside is None else beside.interval
        low, high = (None, None) if interval is None else scaled_ends(interval, factor)
        is_missing = pd.isna(row["value"])
        records.append(
            {
                "group": row["municipality"],
                "label": row["name"],
                "value": factor * row["value"],
                "value_text": t(f"status.{row['status']}")
                if is_missing
                else value_text(t, indicator, row["value"]),
                "n_text": change,
                "beside": None
                if interval is None or interval.estimate is None
                else factor * interval.estimate,
                "beside_low": low,
                "beside_high": high,
                "beside_text": _beside_text(beside, basis),
            }
        )
    ends = ("value", "beside", "beside_low", "beside_high")
    return pd.DataFrame(records).astype(dict.fromkeys(ends, float))


def _beside_text(beside: Beside | None, basis: RegionsBasis) -> str:
    """Return the municipalities' figure with its n, as a pointer that rests on it is told."""
    t, indicator = basis.selection.t, basis.indicator
    if beside is None or beside.interval.estimate is None:
        return ""
    value = figure_text(t, indicator, beside.interval.estimate, beside.n)
    return t("regions.beside_hover", value=value, n=t.number(beside.n), of=t.number(beside.of))


def _native(basis: RegionsBasis) -> Native:
    """Return the regions and what stands beside them as bars, for Excel and PowerPoint."""
    t, indicator, ordered = basis.selection.t, basis.indicator, drawn_of(basis)
    kind = "share" if indicator.is_share else "number"
    columns = (
        Column("region", _head(basis), "name"),
        Column("value", _head(basis), kind, indicator.decimals),
        Column("beside", t("regions.beside"), kind, indicator.decimals),
    )
    figures = [basis.beside.get(str(code)) for code in ordered["municipality"]]
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            None if pd.isna(value) else value,
            None if beside is None else beside.interval.estimate,
        )
        for name, value, beside in zip(ordered["name"], ordered["value"], figures, strict=True)
    ]
    # A line across bars that stand beside each other is not drawn by any of them.
    everyone = group_value(basis.rows)
    lacks = () if everyone is None or basis.n < FEW else ("references",)
    if not any(figures):
        return replace(native(BAR, Table(columns, rows), "region", "value"), lacks=lacks)
    factor, nothing = shown_factor(indicator), (None, None)
    ends = [scaled_ends(each.interval, factor) if each else nothing for each in figures]
    bars = replace(native(BAR, Table(columns, rows)), lacks=lacks)
    return with_intervals(bars, {"beside": ends}, t)
