"""The sets of areas of one's own that a database knows, and what is said of them."""

from collections.abc import Mapping
from dataclasses import replace

from ailaget import geography
from ailaget.texts import Texts
from ailaget.views.base.choices import USUAL
from ailaget.views.base.groupings import OwnAreas, set_key
from ailaget.views.base.respondents import set_titles
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source

FEW_NAMES = 5
"""So many split municipalities are named; of more the first are."""


def area_sets(source: Source) -> list[OwnAreas]:
    """Return every set in force, in the order in which they were taken in."""
    return [_own_areas(source, facts) for facts in row_records(source.query("area_sets"))]


def own_areas(source: Source, key: str) -> OwnAreas | None:
    """Return a set by its key, None where there is none (any longer)."""
    known = row_records(source.query("area_sets"))
    facts = next((each for each in known if each["area_set"] == key), None)
    return None if facts is None else _own_areas(source, facts)


def is_gone(source: Source, chosen: str | None) -> bool:
    """Return whether a region, grouping or level is of a set, or an area of one, that is no more.

    None and whatever is of no set are never gone, nor is a set that answers for itself.
    """
    key = set_key(chosen or "")
    if key is None or chosen is None or key in set_titles(source):
        return False
    own = own_areas(source, key)
    return own is None or (chosen != own.grouping and chosen not in own.region_names)


def with_own_areas(source: Source, selection: Selection) -> Selection:
    """Return a selection with the sets that its region and its grouping are of, where they are any.

    A region or a grouping that is no more is as if none had been chosen. An area that answers for
    itself is looked at as what it is, beside the set that is chosen.
    """
    region_set, by_set = (
        own_areas(source, key) if chosen and (key := set_key(chosen)) else None
        for chosen in (selection.region, selection.by)
    )
    region, by = selection.region, selection.by
    answers = region and set_key(region) == selection.areas
    if (
        region
        and set_key(region)
        and not answers
        and not (region_set and region in region_set.region_names)
    ):
        region = region_set = None
    if set_key(by) and by_set is None:
        by = str(USUAL["by"])
    return replace(selection, region=region, by=by, region_set=region_set, by_set=by_set)


def _own_areas(source: Source, facts: Mapping[str, object]) -> OwnAreas:
    members = source.query("area_members", area_set=facts["area_set"])
    belonging = members[members["area"].notna()]
    return OwnAreas(
        str(facts["area_set"]),
        str(facts["title"]),
        str(facts["map_name"]),
        str(facts["boundary_name"]),
        str(facts["source"]),
        str(facts["licence"]),
        dict(sorted(zip(belonging["area"], belonging["area_name"], strict=True))),
        dict(zip(belonging["municipality"], belonging["area"], strict=True)),
        len(geography.municipalities()) - len(belonging),
        tuple(belonging.loc[belonging["is_split"], "name"]),
    )


def own_region_labels(source: Source, t: Texts) -> Mapping[str, str]:
    """Return what each area of any set is called in a list of all regions: with its set's name."""
    return {
        code: t("areas.of_set", name=name, title=own.title)
        for own in area_sets(source)
        for code, name in sorted(own.region_names.items(), key=lambda pair: t.sort_key(pair[1]))
    }


def areas_note(own: OwnAreas, t: Texts) -> str:
    """Return whose boundaries they are, who belongs to no area, and who is split by a border."""
    parts = [t("map.areas_source", title=own.title, source=own.source, terms=own.licence)]
    if own.outside:
        parts.append(t.count("map.areas_outside", own.outside))
    if own.split:
        names = t.listing(sorted(own.split, key=t.sort_key)[:FEW_NAMES])
        key = "map.areas_split_many" if len(own.split) > FEW_NAMES else "map.areas_split"
        parts.append(t.count(key, len(own.split), names=names))
    return " ".join(parts)
