"""Which county or SKR group the region page is about, and whom it is set against."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ailaget import geography
from ailaget.charts.marks import MARKS, Kind
from ailaget.codebook import Indicator
from ailaget.texts import Texts
from ailaget.views.base.groupings import OwnAreas
from ailaget.views.base.own_areas import areas_note
from ailaget.views.base.rows import rows_within
from ailaget.views.base.selection import Selection, Source, place_names, region_names

COUNTY, SKR_GROUP, MAIN_GROUP, AREAS = "county", "skr_group", "main_group", "areas"
OWN, REST = "own", "rest"

SIDE_COLOURS = (MARKS["county"].fill, MARKS["rest"].fill)
"""Of the region and the rest in Excel and PowerPoint, whatever the region's kind."""


@dataclass(frozen=True)
class Scope:
    """The region, its kind and the filter in force.

    A filter of the region's own kind that would leave nobody to compare with is not in `filter`.
    `own` is the set that the region is an area of, where it is one of those.
    """

    code: str
    kind: str
    filter: Mapping[str, list[str]]
    own: OwnAreas | None = None

    @property
    def mark(self) -> Kind:
        """Whose mark the region has in a chart."""
        return "county" if self.kind in (COUNTY, AREAS) else "skr_group"

    @property
    def is_narrowed(self) -> bool:
        """Whether the filter leaves anyone out, on either side."""
        return any(self.filter.values())

    def regions(self, rows: pd.DataFrame) -> "pd.Series[str]":
        """Return each row's region of this kind, missing where it belongs to none.

        `rows` has municipality, county and skr_group.
        """
        if self.own is not None:
            return rows["municipality"].map(self.own.region_of)
        if self.kind == COUNTY:
            return rows["county"]
        return rows["skr_group"].str[0] if self.kind == MAIN_GROUP else rows["skr_group"]


@dataclass(frozen=True)
class Words:
    """How a sentence names the two sides; `short_name` and `short_place` are for headings."""

    name: str
    place: str
    short_name: str
    short_place: str
    rest: str
    rest_place: str


def region_codes(t: Texts) -> list[str]:
    """Return every region that can be chosen: counties in Swedish order, then SKR groups."""
    names = place_names(t.language)
    counties = [county.code for county in geography.counties()]
    groups = [group.code for group in (*geography.skr_main_groups(), *geography.skr_groups())]
    return [*sorted(counties, key=lambda code: t.sort_key(names[code])), *sorted(groups)]


def region_of(selection: Selection) -> str:
    """Return the region's code; without a valid one of its own, what the other choices suggest.

    That is the filter's only county or SKR group, else the county of the chosen municipality, else
    the county with the most municipalities.
    """
    known = set(region_codes(selection.t))
    if selection.region_set is not None:
        known |= selection.region_set.region_names.keys()
    wishes = [selection.region]
    wishes += [only[0] for only in (selection.county, selection.skr_group) if len(only) == 1]
    if selection.municipality is not None:
        wishes.append(geography.municipality(selection.municipality).county)
    region = next((wish for wish in wishes if wish in known), None)
    if region is not None:
        return region
    counts = Counter(place.county for place in geography.municipalities())
    return counts.most_common(1)[0][0]


def scope_of(selection: Selection) -> Scope:
    """Return the region of a selection with the filter that narrows both its sides."""
    code, filters = region_of(selection), dict(selection.filter)
    area_set = selection.region_set
    if area_set is not None and code in area_set.region_names:
        return Scope(code, AREAS, filters, area_set)
    kind = COUNTY if code[0].isdigit() else MAIN_GROUP if len(code) == 1 else SKR_GROUP
    own_kind = "counties" if kind == COUNTY else "skr_groups"
    kept, own = _finest(filters[own_kind]), _finest([code])
    if not own < kept:
        filters[own_kind] = []
    return Scope(code, kind, filters)


def of_region(selection: Selection) -> Selection:
    """Return a selection of the county or group alone, whatever else is chosen.

    An area of one's own is no filter: for one of those it is what would be looked at without.
    """
    selection = without_own_region(selection)
    scope = scope_of(selection)
    is_county = scope.kind == COUNTY
    return replace(
        selection,
        county=(scope.code,) if is_county else (),
        skr_group=() if is_county else (scope.code,),
        size_class=(),
    )


def without_own_region(selection: Selection) -> Selection:
    """Return a selection of a county or group, where an area of one's own cannot be looked at."""
    if selection.region_set is None:
        return selection
    return replace(selection, region=None, region_set=None)


def _finest(codes: list[str]) -> set[str]:
    """Return the codes with every main group spelled out as its groups."""
    groups = geography.skr_groups()
    return {g.code for code in codes for g in groups if code == g.main_group} | {
        code for code in codes if len(code) > 1
    }


def words_of(scope: Scope, selection: Selection) -> Words:
    """Return how the two sides are named in the selection's language."""
    t, name = selection.t, region_names(selection)[scope.code]
    if scope.kind == MAIN_GROUP:
        name = t("region.main_group", code=scope.code)
    rest = "rest_narrowed" if scope.is_narrowed else "rest"
    place = t(f"region.place_{scope.kind}", name=name, code=scope.code)
    is_group = scope.kind == SKR_GROUP
    return Words(
        name=name,
        place=place,
        short_name=t("region.short_group", code=scope.code) if is_group else name,
        short_place=t("region.short_place", code=scope.code) if is_group else place,
        rest=t(f"region.{rest}"),
        rest_place=t(f"region.{rest}_place"),
    )


def region_rows(source: Source, selection: Selection, scope: Scope, indicator: str) -> pd.DataFrame:
    """Return an indicator's rows in the filter, with each one's `region` and `side`."""
    return sided(rows_within(source, selection.wave, indicator, scope.filter), scope)


def inside_any(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that belong to any region: those that regions are ranked by."""
    return rows[rows["region"].notna()].reset_index(drop=True)


def sided(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return rows with their `region` of the scope's kind and their `side`, own or rest."""
    regions = scope.regions(rows)
    return rows.assign(region=regions, side=(regions == scope.code).map({True: OWN, False: REST}))


def figure_kind(indicator: Indicator) -> str:
    """Return which figure of a group `group_value` gives: ratio, share or mean."""
    return "ratio" if indicator.is_ratio else "share" if indicator.is_share else "mean"


def caveat_of(indicator: Indicator, scope: Scope, selection: Selection) -> str:
    """Return what to know of the indicator, of the group's figure, and of the filter."""
    t = selection.t
    parts = [indicator.caveat[selection.language]]
    if figure_kind(indicator) == "mean":
        parts.append(t("region.caveat_mean"))
    if scope.is_narrowed:
        parts.append(t("region.caveat_narrowed"))
    if scope.own is not None:
        parts.append(areas_note(scope.own, t))
    return " ".join(parts)


def subtitle_of(indicator_unit: str, basis: str, scope: Scope, selection: Selection) -> str:
    """Return a chart's second line: unit, wave and n, and that a filter narrows both sides."""
    t = selection.t
    line = t("chart.subtitle", unit=indicator_unit, wave=t.wave(selection.wave), basis=basis)
    return t("region.subtitle_narrowed", subtitle=line) if scope.is_narrowed else line
