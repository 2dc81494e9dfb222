"""In which areas a map shows municipalities together: counties, or a set with own boundaries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ailaget import geography
from ailaget.texts import Texts
from ailaget.views.base.choices import AREA_SET, LEVELS
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source, place_names

COUNTY, AREAS = "county", "areas"


@dataclass(frozen=True)
class Grouping:
    """Areas made up of whole municipalities, and what is said of them.

    `kind` is county or areas, and ends keys of texts. `area_of` has the municipalities that belong
    to any. `note` says where an own set comes from and whom it leaves out; empty for counties.
    """

    kind: str
    title: str
    names: Mapping[str, str]
    area_of: Mapping[str, str]
    map_name: str
    note: str = ""

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
    if selection.level in LEVELS or selection.level not in levels(source):
        return None
    return _own(source, selection)


def _own(source: Source, selection: Selection) -> Grouping:
    key = selection.level.removeprefix(AREA_SET)
    facts = next(each for each in row_records(source.query("area_sets")) if each["area_set"] == key)
    members = source.query("area_members", area_set=key)
    belonging = members[members["area"].notna()]
    return Grouping(
        AREAS,
        str(facts["title"]),
        dict(zip(belonging["area"], belonging["area_name"], strict=True)),
        dict(zip(belonging["municipality"], belonging["area"], strict=True)),
        str(facts["map_name"]),
        _note(facts, members, selection.t),
    )


def _note(facts: Mapping[str, object], members: pd.DataFrame, t: Texts) -> str:
    """Return whose boundaries they are, who belongs to no area, and who is split by a border."""
    belonging = members[members["area"].notna()]
    outside = len(geography.municipalities()) - len(belonging)
    split = belonging.loc[belonging["is_split"], "name"]
    parts = [
        t("map.areas_source", title=facts["title"], source=facts["source"], terms=facts["licence"])
    ]
    if outside:
        parts.append(t.count("map.areas_outside", outside))
    if len(split):
        names = t.listing(sorted(split, key=t.sort_key)[:FEW_NAMES])
        more = len(split) > FEW_NAMES
        parts.append(
            t.count("map.areas_split_many" if more else "map.areas_split", len(split), names=names)
        )
    return " ".join(parts)


FEW_NAMES = 5
"""So many split municipalities are named; of more the first are."""
