"""Where: the regions' own values on the shapes of their counties."""

from typing import Any

import pandas as pd

from ailaget import geography
from ailaget.charts.choropleth import Boundaries, MapParts, Zoom, choropleth
from ailaget.charts.map_legend import MapClass
from ailaget.charts.map_views import around
from ailaget.geography.extents import combined, extents
from ailaget.views.base.chart import make_chart
from ailaget.views.base.classes import Classified, classify
from ailaget.views.base.respondents import Respondents
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection, Source, own_unit_text, value_text
from ailaget.views.map.areas import focus_of
from ailaget.views.regions.basis import RegionsBasis
from ailaget.views.regions.ranking import regions_table
from ailaget.views.regions.words import (
    basis_or_words,
    caveat_of_regions,
    headline_of,
    titles_of,
)

EDGES = ("west", "south", "east", "north")

HEIGHT = 560
"""Pixels: beside the ranked chart."""


def regions_map_view(source: Source, selection: Selection) -> Chart:
    """Return the map of the chosen indicator by region, with the table that the ranking has."""
    basis = basis_or_words(source, selection, "regions_map")
    if isinstance(basis, Chart):
        return basis
    own, t, indicator = basis.selection, selection.t, basis.indicator
    title, subtitle = titles_of(basis)
    classified = classify(
        basis.rows["value"], indicator, own.classes, t, group=False, theme=own.theme
    )
    headline = headline_of(basis)
    return make_chart(
        own,
        "regions_map",
        title=title,
        headline=headline,
        figure=choropleth(_parts(basis, classified), own.frame(title, subtitle)),
        table=regions_table(basis),
        alt=t("map.alt", title=title, basis=own.basis(basis.n, basis.of), headline=headline),
        caveat=caveat_of_regions(basis),
        n=basis.n,
        of=basis.of,
        file_stem=t(f"file.{basis.respondents.called}_map", indicator=indicator.key, wave=own.wave),
        unit=own_unit_text(t, indicator),
    )


def _parts(basis: RegionsBasis, classified: Classified) -> MapParts:
    t, rows = basis.selection.t, basis.rows
    areas = _places(basis).assign(
        map_class=classified.position.to_numpy(),
        value_text=_texts(basis),
        name=rows["name"].to_numpy(),
    )
    return MapParts(
        areas,
        [
            MapClass(each.colour, t("map.class", label=each.label, n=each.count))
            for each in classified.classes
        ],
        t("map.missing", n=int(rows["value"].isna().sum())),
        Boundaries(f"geo/{basis.respondents.facts['boundary_name']}")
        if basis.respondents.facts
        else Boundaries(f"geo/{geography.geojson_path('counties').name}"),
        focus=focus_of(areas, basis.focus),
        height=HEIGHT,
        **_view(basis.respondents),
    )


def _view(respondents: Respondents) -> dict[str, Any]:
    """Return what the map shows: the country, or as much as areas of one's own reach to.

    A map that zooms is of this country: of another one it stands still.
    """
    if respondents.is_regions:
        return {"zoom": Zoom(combined(extents("counties").values()))}
    west, south, east, north = (respondents.facts[key] for key in EDGES)
    return {"bounds": around(south, north, west, east)}


def _places(basis: RegionsBasis) -> pd.DataFrame:
    """Return each one's code with its centre and size: a region's are those of its county."""
    rows = basis.rows
    if not basis.respondents.is_regions:
        known = basis.respondents.places.set_index("area")
        return known.loc[rows["municipality"], ["lon", "lat", "area_km2"]].reset_index()
    members: dict[str, list[str]] = {}
    for each in geography.municipalities():
        members.setdefault(each.county, []).append(each.code)
    areas = []
    for code in rows["municipality"]:
        centre = geography.centre_of(members[code])
        areas.append((code, centre.lon, centre.lat, centre.area_km2))
    return pd.DataFrame(areas, rows.index, ["area", "lon", "lat", "area_km2"])


def _texts(basis: RegionsBasis) -> list[str]:
    """Return what is said of each region where a pointer rests: its name, and its value or why."""
    t, rows = basis.selection.t, basis.rows
    return [
        t(
            "regions.hover",
            name=name,
            value=t(f"status.{status}")
            if pd.isna(value)
            else value_text(t, basis.indicator, value),
        )
        for name, value, status in zip(rows["name"], rows["value"], rows["status"], strict=True)
    ]
