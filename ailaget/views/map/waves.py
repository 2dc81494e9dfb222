"""The map of the chosen wave and of those before it, side by side with one scale."""

from dataclasses import dataclass, replace

import pandas as pd

from ailaget.charts.choropleth import MapParts
from ailaget.charts.map_legend import MapClass
from ailaget.charts.map_panels import MapPanel, map_panels
from ailaget.texts import Texts
from ailaget.views.base.chart import make_chart, worded_chart
from ailaget.views.base.classes import Classified, classify
from ailaget.views.base.incomplete import incomplete_in
from ailaget.views.base.result import Cell, Chart, Column, Table
from ailaget.views.base.rows import all_rows, chosen_rows, grouped
from ailaget.views.base.selection import (
    Selection,
    Source,
    indicator_of,
    own_unit_text,
    unit_text,
    value_text,
)
from ailaget.views.map.areas import Areas, areas_of, boundaries_of
from ailaget.views.map.choropleth import classed_areas, map_caveat, outside_words, own_words
from ailaget.views.map.grouping import Grouping, at_known_level, grouping_of
from ailaget.views.map.table import name_key
from ailaget.views.map.zoom import chosen_area, zoom_of

MOST = 4
"""Maps beside each other: of more none would be large enough. The table has every wave."""


@dataclass(frozen=True, eq=False)
class WaveAreas:
    """What a map shows in one wave."""

    wave: str
    areas: Areas


def map_waves_view(source: Source, selection: Selection) -> Chart:
    """Return a map for each wave until the chosen one, the last four, and a table of all."""
    selection = at_known_level(source, selection)
    t, indicator, grouping = selection.t, indicator_of(selection), grouping_of(source, selection)
    label = indicator.label[selection.language]
    unit = own_unit_text(t, indicator) if grouping is None else unit_text(t, indicator)
    key = f"map.waves_title_{grouping.kind}" if grouping else "map.waves_title"
    title = t(key, indicator=label, areas=grouping.title if grouping else "")
    waves = _waves(source, selection, grouping)
    newest = waves[-1].areas
    if newest.rows.empty:
        reason = t("empty.nobody_in_filter")
        return worded_chart(selection, "map_waves", title=title, reason=reason, of=0, unit=unit)
    headline = selection.marked(_headline(waves[-MOST:], label, t))
    frame = selection.frame(title, t("map.waves_subtitle", unit=unit))
    figure = map_panels(_panels(waves[-MOST:], selection, grouping), frame)
    incomplete = incomplete_in(source, selection, indicator)
    return make_chart(
        selection,
        "map_waves",
        title=title,
        headline=headline,
        figure=figure,
        table=_table(waves, selection, grouping),
        alt=t("map.waves_alt", title=title, headline=headline),
        caveat=f"{map_caveat(indicator, incomplete, selection, grouping)} {t('map.waves_caveat')}",
        n=newest.n,
        of=newest.of,
        file_stem=t("file.map_waves", indicator=indicator.key, wave=selection.wave),
        unit=unit,
    )


def _waves(source: Source, selection: Selection, grouping: Grouping | None) -> list[WaveAreas]:
    """Return the waves until the chosen one, in order of time.

    Who is in them is who passes the filter in the chosen one: a size or a group is then of the same
    municipalities in every wave, as in all that is told over time.
    """
    known = sorted(wave for wave in source.query("waves")["wave"] if wave <= selection.wave)
    members = chosen_rows(source, selection, selection.indicator)["municipality"]
    return [
        WaveAreas(wave, areas_of(_rows_of(members, source, wave, selection), selection, grouping))
        for wave in known
    ]


def _rows_of(
    members: "pd.Series[str]", source: Source, wave: str, selection: Selection
) -> pd.DataFrame:
    """Return the rows that some municipalities have in a wave."""
    rows = grouped(all_rows(source, wave, selection.indicator), selection)
    return rows[rows["municipality"].isin(members)].reset_index(drop=True)


def _panels(
    waves: list[WaveAreas], selection: Selection, grouping: Grouping | None
) -> list[MapPanel]:
    t, indicator = selection.t, indicator_of(selection)
    values = pd.concat([each.areas.rows["value"] for each in waves], ignore_index=True)
    shared = classify(
        values,
        indicator,
        selection.classes,
        t,
        group=grouping is not None,
        theme=selection.theme,
    )
    panels, begins = [], 0
    for each in waves:
        ends = begins + len(each.areas.rows)
        classified = replace(shared, position=shared.position.iloc[begins:ends])
        panels.append(_panel(each, classified, selection, grouping))
        begins = ends
    return panels


def _panel(
    each: WaveAreas, classified: Classified, selection: Selection, grouping: Grouping | None
) -> MapPanel:
    t, areas = selection.t, each.areas
    parts = MapParts(
        classed_areas(areas.rows, classified, selection, grouping),
        [MapClass(value_class.colour, value_class.label) for value_class in classified.classes],
        t("map.waves_missing"),
        boundaries_of(grouping),
        view=selection.view,
        focus=chosen_area(areas.rows, selection, grouping),
        outside_label=outside_words(areas, selection, grouping),
        own_label=own_words(selection, grouping),
        zoom=zoom_of(areas.rows, selection, grouping),
    )
    basis = selection.basis(areas.n, areas.of)
    return MapPanel(parts, t("map.waves_panel", wave=t.wave(each.wave), basis=basis))


def _headline(waves: list[WaveAreas], label: str, t: Texts) -> str:
    """Return what the picture shows: the indicator, and how many have a value in each wave."""
    numbers = t.listing([t.number(each.areas.n) for each in waves])
    of = t.number(waves[-1].areas.of)
    return t.count("map.waves_headline", len(waves), indicator=label, numbers=numbers, of=of)


def _table(waves: list[WaveAreas], selection: Selection, grouping: Grouping | None) -> Table:
    """Return the areas by name with their values in each wave, of groups with n as well."""
    t, indicator = selection.t, indicator_of(selection)
    is_grouped = grouping is not None
    kind = "number" if not indicator.is_share else "share" if is_grouped else "text"
    columns = [Column("name", t(name_key(grouping)), "name")]
    for each in waves:
        wave = t.wave(each.wave)
        columns.append(Column(each.wave, wave, kind, indicator.decimals))
        if is_grouped:
            columns.append(Column(f"{each.wave}_n", t("map.waves_column_n", wave=wave), "integer"))
    rows = {each.wave: each.areas.rows.set_index("area") for each in waves}
    newest = rows[waves[-1].wave]
    names = dict(zip(newest.index, newest["name"], strict=True))
    order = sorted(names, key=lambda area: t.sort_key(names[area]))
    records = []
    for area in order:
        cells: list[Cell] = [names[area]]
        for each in waves:
            cells += _cells(rows[each.wave], area, selection, is_grouped=is_grouped)
        records.append(tuple(cells))
    codes = () if is_grouped else tuple(order)
    reasons = {} if is_grouped else {each: _reasons(rows[each], order, t) for each in rows}
    return Table(tuple(columns), records, codes, focus=selection.municipality, reasons=reasons)


def _reasons(rows: pd.DataFrame, order: list[str], t: Texts) -> list[str]:
    """Return why each area has no value in a wave; empty where it has."""
    statuses = rows["status"].reindex(order)
    return ["" if status == "ok" else t(f"status.{status}") for status in statuses]


def _cells(rows: pd.DataFrame, area: str, selection: Selection, *, is_grouped: bool) -> list[Cell]:
    """Return an area's value in a wave, None where it has none; and of a group its n."""
    indicator = indicator_of(selection)
    value = rows["value"].get(area)
    cell: Cell = None if value is None or pd.isna(value) else float(value)
    if cell is not None and indicator.is_share and not is_grouped:
        cell = value_text(selection.t, indicator, value)
    return [cell, int(rows["n"].get(area, 0))] if is_grouped else [cell]
