"""Where: one indicator on a map, by municipality or county, and the same in a ranked table."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ailaget import geography
from ailaget.charts.choropleth import Boundaries, MapClass, choropleth
from ailaget.codebook import Indicator
from ailaget.statistics.ranks import rank_intervals
from ailaget.texts import Texts
from ailaget.views.classes import Classified, classify
from ailaget.views.ends import ends_sentence
from ailaget.views.indicator_rows import chosen_rows
from ailaget.views.result import Cell, Chart, Column, Table
from ailaget.views.selection import (
    Selection,
    Source,
    group_value,
    indicator_of,
    place_names,
    unit_text,
    value_text,
)

MAP_HEIGHT = 530
"""Pixels: on its page the map ends above 768 at 1366 x 768."""


@dataclass(frozen=True)
class Areas:
    """What a map shows, whichever its level.

    `rows` has one row per area: area, name, value, status, lon, lat.
    """

    rows: pd.DataFrame
    n: int
    of: int


def map_view(source: Source, selection: Selection, *, height: int = MAP_HEIGHT) -> Chart:
    """Return the map of the chosen indicator with its ranked table.

    By county an area's figure is its group figure, with n and how many were asked beside it.
    """
    t, indicator = selection.t, indicator_of(selection)
    rows = chosen_rows(source, selection, indicator.key)
    by_county = selection.level == "county"
    areas = _counties(rows, selection) if by_county else _municipalities(rows)
    classified = classify(areas.rows["value"], indicator, selection.classes, t)
    table = _table(areas, classified, indicator, selection)
    label = indicator.label[selection.language]
    title = t("map.chart_title_county" if by_county else "map.chart_title", indicator=label)
    basis = selection.basis(areas.n, areas.of)
    subtitle = t("chart.subtitle", unit=unit_text(t, indicator), wave=t.wave(selection.wave),
                 basis=basis)  # fmt: skip
    figure = choropleth(
        _drawn(areas.rows, classified, indicator, selection),
        [MapClass(c.colour, t("map.class", label=c.label, n=c.count)) for c in classified.classes],
        t("map.missing", n=int(areas.rows["value"].isna().sum())),
        _boundaries(by_county),
        selection.frame(title, subtitle),
        view=selection.view,
        focus=_focus(areas.rows, selection),
        height=height,
    )
    finding = _finding(areas, indicator, selection)
    return Chart(
        key="map",
        title=title,
        finding=finding,
        figure=figure,
        table=table,
        alt=t("map.alt", title=title, basis=basis, finding=finding),
        source=selection.source_line(),
        caveat=indicator.caveat[selection.language],
        n=areas.n,
        of=areas.of,
        file_stem=t("file.map", indicator=indicator.key, wave=selection.wave),
        wave=selection.wave,
        unit=unit_text(t, indicator),
    )


def _municipalities(rows: pd.DataFrame) -> Areas:
    centres = geography.centres()
    areas = pd.DataFrame(
        {
            "area": rows["municipality"],
            "name": rows["name"],
            "value": rows["value"],
            "status": rows["status"],
            "lon": [centres[code].lon for code in rows["municipality"]],
            "lat": [centres[code].lat for code in rows["municipality"]],
        }
    )
    return Areas(areas, int(areas["value"].notna().sum()), len(areas))


def _counties(rows: pd.DataFrame, selection: Selection) -> Areas:
    names, centres = place_names(selection.language), geography.centres()
    areas = []
    for county, inside in rows.groupby("county", sort=True):
        value = group_value(inside)
        points = [centres[code] for code in inside["municipality"]]
        weight = sum(point.area_km2 for point in points)
        areas.append(
            {
                "area": county,
                "name": names[str(county)],
                "value": float("nan") if value is None else value,
                "status": "ok" if value is not None else "nonresponse",
                "lon": sum(point.lon * point.area_km2 for point in points) / weight,
                "lat": sum(point.lat * point.area_km2 for point in points) / weight,
                "n": int(inside["value"].notna().sum()),
                "of": len(inside),
            }
        )
    columns = ["area", "name", "value", "status", "lon", "lat", "n", "of"]
    n = int(rows["value"].notna().sum())
    return Areas(pd.DataFrame(areas, columns=columns), n, len(rows))


def _drawn(
    rows: pd.DataFrame, classified: Classified, indicator: Indicator, selection: Selection
) -> pd.DataFrame:
    t, group = selection.t, selection.level == "county"
    texts = [
        value_text(t, indicator, value, group=group) if pd.notna(value) else t(f"status.{status}")
        for value, status in zip(rows["value"], rows["status"], strict=True)
    ]
    if group:
        texts = [
            f"{text} ({selection.basis(n, of)})"
            for text, n, of in zip(texts, rows["n"], rows["of"], strict=True)
        ]
    return rows[["area", "lon", "lat"]].assign(
        map_class=classified.position.to_numpy(), value_text=texts
    )


def _table(
    areas: Areas, classified: Classified, indicator: Indicator, selection: Selection
) -> Table:
    t, rows = selection.t, areas.rows
    by_county = selection.level == "county"
    ranks = rank_intervals(rows["value"], higher_is_better=indicator.higher_is_better)
    listed = rows.assign(
        best=ranks["best"].to_numpy(),
        worst=ranks["worst"].to_numpy(),
        position=classified.position.to_numpy(),
    ).to_dict("records")  # plain records: a frame's cells one by one cost more than all the rest
    listed.sort(key=lambda row: _order(row, t))
    records = [_record(row, indicator, selection) for row in listed]
    swatches = [
        "" if pd.isna(row["position"]) else classified.classes[int(row["position"])].colour
        for row in listed
    ]
    columns = [
        Column("rank", t("column.rank")),
        Column("name", t("column.county" if by_county else "column.municipality"), "name"),
        Column("value", unit_text(t, indicator), _kind(indicator, by_county), indicator.decimals),
        *([Column("n", "n", "integer"), Column("of", t("column.of"), "integer")] * by_county),
        Column("note", t("column.note")),
    ]
    codes = () if by_county else tuple(row["area"] for row in listed)
    return Table(tuple(columns), records, codes, swatches, selection.municipality)


def _order(row: dict[Hashable, Any], t: Texts) -> tuple[bool, float, str]:
    is_missing = pd.isna(row["value"])
    return is_missing, 0.0 if is_missing else -row["value"], t.sort_key(row["name"])


def _record(
    row: dict[Hashable, Any], indicator: Indicator, selection: Selection
) -> tuple[Cell, ...]:
    t, by_county = selection.t, selection.level == "county"
    counts: list[Cell] = [int(row["n"]), int(row["of"])] if by_county else []
    if pd.isna(row["value"]):
        return (None, row["name"], None, *counts, t(f"status.{row['status']}"))
    best, worst = row["best"], row["worst"]
    place = str(best) if best == worst else f"{best}–{worst}"
    value: Cell = float(row["value"])
    if indicator.is_share and not by_county:
        value = value_text(t, indicator, row["value"])
    return (place, row["name"], value, *counts, "")


def _kind(indicator: Indicator, by_county: bool) -> str:
    if not indicator.is_share:
        return "number"
    return "share" if by_county else "text"


def _boundaries(by_county: bool) -> Boundaries:
    shapes = f"geo/{geography.geojson_path('municipalities').name}"
    counties = f"geo/{geography.geojson_path('counties').name}"
    return Boundaries(counties) if by_county else Boundaries(shapes, counties)


def _focus(rows: pd.DataFrame, selection: Selection) -> tuple[str, str] | None:
    if selection.municipality is None:
        return None
    if selection.level == "county":
        code = geography.municipality(selection.municipality).county
    else:
        code = selection.municipality
    here = rows[rows["area"] == code]
    return None if here.empty else (code, str(here["name"].iloc[0]))


def _finding(areas: Areas, indicator: Indicator, selection: Selection) -> str:
    """Return what the map says, computed: who lies highest and lowest, or how many have none."""
    t = selection.t
    valued = areas.rows[areas.rows["value"].notna()]
    if valued.empty:
        return t("empty.no_answers")
    group = selection.level == "county"
    zero = int((valued["value"] == 0).sum())
    if indicator.upper_bound is None and not group and 2 * zero > areas.n:
        return selection.marked(t("map.finding_zero", zero=t.number(zero), n=t.number(areas.n)))
    if indicator.is_share and not group:
        share = t.percent(float(valued["value"].mean()))
        return selection.marked(t("map.finding_share", share=share, n=t.number(areas.n)))
    return selection.marked(
        ends_sentence(
            valued,
            lambda value: value_text(t, indicator, value, group=group),
            t,
            kind=selection.level,
        )
    )
