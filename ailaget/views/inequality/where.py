"""Where alike stand together: local clusters on a map, and own value against the neighbours'."""

import pandas as pd
import plotly.graph_objects as go

from ailaget import geography
from ailaget.charts.choropleth import Boundaries, choropleth
from ailaget.charts.map_legend import MapClass
from ailaget.charts.moran import CLUSTERS, MoranLabels, moran_scatter
from ailaget.statistics.sample import TooFewValues
from ailaget.views.base.result import Chart, Column, Table
from ailaget.views.base.row_records import row_records
from ailaget.views.base.selection import Selection, Source, indicator_of, own_unit_text, unit_text
from ailaget.views.base.worded import worded_chart
from ailaget.views.inequality.where_rows import ORDER, Where, where_of
from ailaget.views.inequality.where_table import cluster_colours, where_table
from ailaget.views.inequality.where_words import (
    axis_text,
    caveat_of,
    finding_of,
    hover_text,
    subtitle_of,
)
from ailaget.views.map.close_view import subtitle_in_view

MAP_HEIGHT = 560
"""Pixels: as high as the scatter that stands beside it with its table."""


def clusters_view(source: Source, selection: Selection, *, height: int = MAP_HEIGHT) -> Chart:
    """Return the local clusters (LISA) as a map; a false discovery rate holds chance back.

    The whole country is always counted; the filter decides who is shown and listed.
    """
    return _view("clusters", source, selection, height)


def moran_view(source: Source, selection: Selection, *, height: int = MAP_HEIGHT) -> Chart:
    """Return each municipality's value against its neighbours' mean, with global Moran's I."""
    return _view("moran", source, selection, height)


def _view(kind: str, source: Source, selection: Selection, height: int) -> Chart:
    t, indicator = selection.t, indicator_of(selection)
    unit = own_unit_text(t, indicator)
    title = t(f"where.{kind}_title", indicator=indicator.label[t.language])
    try:
        where = where_of(source, selection)
    except TooFewValues as error:
        of = len(geography.municipalities())
        return worded_chart(kind, title, t.error(error), selection, unit=unit, of=of)
    headline = selection.marked(finding_of(where, kind, t))
    basis = selection.basis(where.n, len(where.rows))
    draw = _map if kind == "clusters" else _scatter
    return Chart(
        key=kind,
        title=title,
        headline=headline,
        figure=draw(where, title, selection, height),
        table=where_table(where, selection),
        alt=t(f"where.{kind}_alt", title=title, basis=basis, headline=headline),
        attribution=selection.source_line(),
        caveat=caveat_of(where, kind, selection),
        n=where.n,
        of=len(where.rows),
        file_stem=t(f"where.{kind}_file", indicator=indicator.key, wave=selection.wave),
        wave=selection.wave,
        unit=unit,
        native_table=_beside(where, selection) if kind == "moran" and indicator.is_share else None,
    )


def _beside(where: Where, selection: Selection) -> Table:
    """Return what share of the neighbours say yes, on average, beside a yes and beside a no."""
    t = selection.t
    columns = (
        Column("group", t("where.own_answer"), "name"),
        Column("share", t("where.neighbours_yes"), "share"),
    )
    known = where.rows.dropna(subset=["value", "lag"])
    answers = (("yes", known[known["value"] >= 1]), ("no", known[known["value"] < 1]))
    return Table(
        columns,
        [
            (t(f"where.beside_{answer}", n=t.number(len(rows))), float(rows["lag"].mean()))
            for answer, rows in answers
            if len(rows)
        ],
    )


def _map(where: Where, title: str, selection: Selection, height: int) -> go.Figure:
    t, centres = selection.t, geography.centres()
    rows = where.rows[where.rows["inside"]]
    label = rows["label"]
    counts = label.value_counts()
    shown = [key for key in reversed(ORDER) if key != "no_neighbours" or key in counts]
    colours = cluster_colours(selection.theme)
    classes = [
        MapClass(colours[key], t("map.class", label=t(f"where.{key}"), n=int(counts.get(key, 0))))
        for key in shown
    ]
    areas = pd.DataFrame(
        {
            "area": rows["code"],
            "lon": [centres[code].lon for code in rows["code"]],
            "lat": [centres[code].lat for code in rows["code"]],
            "area_km2": [centres[code].area_km2 for code in rows["code"]],
            "map_class": label.map({key: place for place, key in enumerate(shown)}),
            "value_text": [hover_text(row, where, t) for row in row_records(rows)],
        }
    )
    line = subtitle_of(where, selection)
    municipalities = geography.geojson_path("municipalities").name
    counties = geography.geojson_path("counties").name
    return choropleth(
        areas,
        classes,
        t("map.missing", n=int(label.isna().sum())),
        Boundaries(f"geo/{municipalities}", f"geo/{counties}"),
        selection.frame(title, subtitle_in_view(line, selection, is_country=True)),
        view=selection.view,
        focus=_focus(rows, selection),
        height=height,
    )


def _focus(rows: pd.DataFrame, selection: Selection) -> tuple[str, str] | None:
    here = rows[rows["code"] == selection.municipality]
    return None if here.empty else (str(here["code"].iloc[0]), str(here["name"].iloc[0]))


def _scatter(where: Where, title: str, selection: Selection, height: int) -> go.Figure:
    t, indicator, counts = selection.t, where.indicator, where.quadrants
    points = where.rows.assign(
        municipality=where.rows["code"],
        is_faded=~where.rows["inside"],
        text=[hover_text(row, where, t) for row in row_records(where.rows)],
    )
    labels = MoranLabels(
        own=t("where.own_axis", unit=unit_text(t, indicator)),
        neighbours=t("where.neighbours_axis"),
        quadrants={k: t("map.class", label=t(f"where.{k}"), n=counts[k]) for k in CLUSTERS},
        line=t("where.line", i=t.number(where.spatial.moran.i, 2)),
        empty=t("where.equal"),
        number=lambda value: axis_text(value, indicator, t),
    )
    return moran_scatter(
        points,
        selection.frame(title, subtitle_of(where, selection)),
        labels,
        mean=where.mean,
        slope=where.spatial.moran.i,
        focus=selection.municipality,
        height=height,
    )
