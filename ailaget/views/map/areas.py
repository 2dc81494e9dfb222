"""What a map shows: each municipality or county with its value, its places and its centre."""

from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.charts.choropleth import Boundaries
from ailaget.codebook import Indicator
from ailaget.statistics.ranks import rank_intervals
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.base.selection import Selection, indicator_of, place_names


@dataclass(frozen=True)
class Areas:
    """What a map shows, whichever its level.

    `rows` has one row per area: area, name, value, status, lon, lat, area_km2, and its places best
    and worst, had the silent ones answered; by county also n and of.
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


def boundaries_of(level: str) -> Boundaries:
    """Return the shapes of counties, or of municipalities with those of counties above."""
    municipalities, counties = (
        f"geo/{geography.geojson_path(layer).name}" for layer in ("municipalities", "counties")
    )
    return Boundaries(counties) if level == "county" else Boundaries(municipalities, counties)


def focus_of(areas: pd.DataFrame, code: str | None) -> tuple[str, str] | None:
    """Return an area's id and name, None where it is not among `areas`."""
    here = areas[areas["area"] == code]
    return None if here.empty else (str(here["area"].iloc[0]), str(here["name"].iloc[0]))


def areas_of(rows: pd.DataFrame, selection: Selection) -> Areas:
    """Return what a map shows of an indicator's rows, by municipality or county."""
    indicator = indicator_of(selection)
    if selection.level == "county":
        return county_areas(rows, indicator, selection.language)
    return municipality_areas(rows, indicator)


def municipality_areas(rows: pd.DataFrame, indicator: Indicator) -> Areas:
    """Return the municipalities of an indicator's rows."""
    places = rank_intervals(rows["value"], higher_is_better=indicator.higher_is_better)
    areas = centred(rows[["name", "value", "status"]], rows["municipality"])
    areas = areas.assign(best=places["best"], worst=places["worst"])
    return Areas(areas, int(areas["value"].notna().sum()), len(areas))


def county_areas(rows: pd.DataFrame, indicator: Indicator, language: str) -> Areas:
    """Return the counties of an indicator's rows, figured and placed as on the region page."""
    names, centres = place_names(language), geography.centres()
    placed = region_ranks(rows.assign(region=rows["county"]), indicator)
    areas = []
    for county, inside in rows.groupby("county", sort=True):
        here = placed[str(county)]
        points = [centres[code] for code in inside["municipality"]]
        weight = sum(point.area_km2 for point in points)
        areas.append(
            {
                "area": county,
                "name": names[str(county)],
                "value": float("nan") if here.value is None else here.value,
                "status": "ok" if here.value is not None else "nonresponse",
                "lon": sum(point.lon * point.area_km2 for point in points) / weight,
                "lat": sum(point.lat * point.area_km2 for point in points) / weight,
                "area_km2": weight,
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
