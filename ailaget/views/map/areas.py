"""What a map shows: each municipality or county with its value, its places and its centre."""

from dataclasses import dataclass

import pandas as pd

from ailaget import geography
from ailaget.codebook import Indicator
from ailaget.statistics.ranks import rank_intervals
from ailaget.views.base.region_ranks import region_ranks
from ailaget.views.base.selection import place_names


@dataclass(frozen=True)
class Areas:
    """What a map shows, whichever its level.

    `rows` has one row per area: area, name, value, status, lon, lat, area_km2, and its places best
    and worst, had the silent ones answered; by county also n and of.
    """

    rows: pd.DataFrame
    n: int
    of: int


def municipality_areas(rows: pd.DataFrame, indicator: Indicator) -> Areas:
    """Return the municipalities of an indicator's rows."""
    centres = geography.centres()
    places = rank_intervals(rows["value"], higher_is_better=indicator.higher_is_better)
    areas = pd.DataFrame(
        {
            "area": rows["municipality"],
            "name": rows["name"],
            "value": rows["value"],
            "status": rows["status"],
            "lon": [centres[code].lon for code in rows["municipality"]],
            "lat": [centres[code].lat for code in rows["municipality"]],
            "area_km2": [centres[code].area_km2 for code in rows["municipality"]],
            "best": places["best"],
            "worst": places["worst"],
        }
    )
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
