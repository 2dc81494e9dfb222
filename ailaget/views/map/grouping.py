"""In which areas a map shows municipalities together: counties, or a set with own boundaries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ailaget import geography
from ailaget.texts import Texts
from ailaget.views.base.choices import LEVELS
from ailaget.views.base.groupings import AREA_SET, OwnAreas, set_key
from ailaget.views.base.own_areas import areas_note, own_areas
from ailaget.views.base.selection import Selection, Source, place_names

COUNTY, AREAS = "county", "areas"


@dataclass(frozen=True)
class Grouping:
    """Areas made up of whole municipalities, and what is said of them.

    `kind` is county or areas, and ends keys of texts. `area_of` has the municipalities that belong
    to any. `note` says where an own set comes from and whom it leaves out; empty for counties.
    `level` is the key by which the map is shown so. `boundary_name` is the file of an own set's
    boundaries as they came, and `bounded` the areas in it, also those without a municipality.
    """

    kind: str
    title: str
    names: Mapping[str, str]
    area_of: Mapping[str, str]
    map_name: str
    note: str = ""
    level: str = COUNTY
    boundary_name: str = ""
    bounded: tuple[str, ...] = ()

    def region(self, area: str) -> str:
        """Return an area's key as a region that can be chosen."""
        return area if self.kind == COUNTY else f"{self.level}.{area}"

    def area_in_focus(self, selection: Selection) -> str | None:
        """Return the area of the chosen municipality, else the chosen area; None where none is."""
        if (area := self.area_of.get(selection.municipality or "")) is not None:
            return area
        return next((area for area in self.names if self.region(area) == selection.region), None)

    def inside(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the municipalities of `rows` that belong to an area, each with its ``region``."""
        regions = rows["municipality"].map(self.area_of)
        return rows.assign(region=regions)[regions.notna()].reset_index(drop=True)


def levels(source: Source) -> list[str]:
    """Return what a map can be shown by: municipalities, counties, and each set of areas."""
    return [*LEVELS, *(f"{AREA_SET}{key}" for key in source.query("area_sets")["area_set"])]


def level_words(source: Source, t: Texts) -> Mapping[str, str]:
    """Return what each level is called; an own set by its own name."""
    sets = source.query("area_sets")
    own = zip(sets["area_set"], sets["title"], strict=True)
    words = {level: t(f"map.level_{level}") for level in LEVELS}
    return words | {f"{AREA_SET}{key}": str(title) for key, title in own}


def at_known_level(source: Source, selection: Selection) -> Selection:
    """Return a selection by municipality where its set of areas is no more."""
    known = selection.level in LEVELS or selection.level in levels(source)
    return selection if known else replace(selection, level=LEVELS[0])


def grouping_of(source: Source, selection: Selection) -> Grouping | None:
    """Return the areas that a map shows; None by municipality."""
    if selection.level == COUNTY:
        names = place_names(selection.language)
        return Grouping(
            COUNTY,
            selection.t("map.level_county"),
            {county.code: names[county.code] for county in geography.counties()},
            {place.code: place.county for place in geography.municipalities()},
            geography.geojson_path("counties").name,
        )
    key = set_key(selection.level)
    own = own_areas(source, key) if key else None
    return None if own is None else _own(source, own, selection.t)


def _own(source: Source, own: OwnAreas, t: Texts) -> Grouping:
    return Grouping(
        AREAS,
        own.title,
        own.names,
        own.area_of,
        own.map_name,
        areas_note(own, t),
        own.grouping,
        own.boundary_name,
        tuple(source.query("areas", area_set=own.key)["area"]),
    )


def choices_of_click(
    grouping: Grouping | None, area: str, municipality: str | None
) -> dict[str, str | None]:
    """Return what a click on a map's area chooses: a municipality, or a county or area of a set.

    An area's code may look like a municipality's and never is one. Of what is chosen one place
    stays: a `municipality` that lies elsewhere is chosen no longer.
    """
    if grouping is None:
        return {"municipality": area}
    is_inside = grouping.area_of.get(municipality or "") == area
    return {
        "region": grouping.region(area),
        "municipality": municipality if is_inside else None,
    }
