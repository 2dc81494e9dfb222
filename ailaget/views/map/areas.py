"""What a map shows: each municipality or county with its value, its places and its centre."""

from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.charts.choropleth import Boundaries
from ailaget.codebook import Indicator
from ailaget.statistics.ranks import rank_intervals
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.base.selection import Selection, indicator_of
from ailaget.views.map.grouping import COUNTY, Grouping


@dataclass(frozen=True)
class Areas:
    """What a map shows, whichever its level.

    `rows` has one row per area: area, name, value, status, lon, lat, area_km2, and its places best
    and worst, had the silent ones answered; of counties and other areas also n and of.
    """

    rows: pd.DataFrame
    n: int
    of: int


def centred(rows: pd.DataFrame, codes: "pd.Series[str]") -> pd.DataFrame:
    """Return the rows with each municipality's ``area`` (its code), centre and size, by `codes`."""
    centres = geography.centres()
    return rows.assign(
        area=codes,
        lon=[centres[code].lon for code in codes],
        lat=[centres[code].lat for code in codes],
        area_km2=[centres[code].area_km2 for code in codes],
    )


def boundaries_of(grouping: Grouping | None = None) -> Boundaries:
    """Return the shapes of municipalities, or of areas, with those of counties above.

    Above areas of an own set are their boundaries as they came, and no counties'.
    """
    municipalities, counties = (
        f"geo/{geography.geojson_path(layer).name}" for layer in ("municipalities", "counties")
    )
    if grouping is None:
        return Boundaries(municipalities, counties)
    areas = f"geo/{grouping.map_name}"
    if grouping.kind == COUNTY:
        return Boundaries(areas)
    return Boundaries(areas, own=f"geo/{grouping.boundary_name}", bounded=grouping.bounded)


def focus_of(areas: pd.DataFrame, code: str | None) -> tuple[str, str] | None:
    """Return an area's id and name, None where it is not among `areas`."""
    here = areas[areas["area"] == code]
    return None if here.empty else (str(here["area"].iloc[0]), str(here["name"].iloc[0]))


def areas_of(rows: pd.DataFrame, selection: Selection, grouping: Grouping | None) -> Areas:
    """Return what a map shows of an indicator's rows, by municipality or by area."""
    indicator = indicator_of(selection)
    if grouping is None:
        return municipality_areas(rows, indicator)
    return grouped_areas(rows, indicator, grouping)


def municipality_areas(rows: pd.DataFrame, indicator: Indicator) -> Areas:
    """Return the municipalities of an indicator's rows."""
    places = rank_intervals(rows["value"], higher_is_better=indicator.higher_is_better)
    areas = centred(rows[["name", "value", "status"]], rows["municipality"])
    areas = areas.assign(best=places["best"], worst=places["worst"])
    return Areas(areas, int(areas["value"].notna().sum()), len(areas))


def grouped_areas(rows: pd.DataFrame, indicator: Indicator, grouping: Grouping) -> Areas:
    """Return the areas of an indicator's rows, figured and placed as on the region page.

    A municipality that belongs to none is neither counted nor asked.
    """
    rows = grouping.inside(rows)
    placed = region_ranks(rows, indicator)
    areas = []
    for area, inside in rows.groupby("region", sort=True):
        here = placed[str(area)]
        centre = geography.centre_of(inside["municipality"])
        areas.append(
            {
                "area": area,
                "name": grouping.names[str(area)],
                "value": float("nan") if here.value is None else here.value,
                "status": "ok" if here.value is not None else "nonresponse",
                "lon": centre.lon,
                "lat": centre.lat,
                "area_km2": centre.area_km2,
                "best": here.best,
                "worst": here.worst,
                "n": here.n,
                "of": here.of,
            }
        )
    columns = [
        "area",
        "name",
        "value",
        "status",
        "lon",
        "lat",
        "area_km2",
        "best",
        "worst",
        "n",
        "of",
    ]
    n = int(rows["value"].notna().sum())
    return Areas(pd.DataFrame(areas, columns=columns), n, len(rows))
