"""By what municipalities are grouped: the usual ways in their order, and areas of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

GROUPINGS = ("county", "skr_group", "size_class")

AREA_SET = "areas."
"""How the key begins of a level, a grouping or a region that is of a set of one's own areas."""


@dataclass(frozen=True)
class OwnAreas:
    """A set of areas of one's own, each made up of whole municipalities; known by its content.

    `names` are the areas' names by code, `area_of` their municipalities'. `outside` is how many
    municipalities belong to none, and `split` those that a border runs through, by name.
    """

    key: str
    title: str
    map_name: str
    boundary_name: str = field(repr=False, compare=False)
    source: str = field(repr=False, compare=False)
    licence: str = field(repr=False, compare=False)
    names: Mapping[str, str] = field(repr=False, compare=False)
    area_of: Mapping[str, str] = field(repr=False, compare=False)
    outside: int = field(repr=False, compare=False)
    split: tuple[str, ...] = field(repr=False, compare=False)

    @property
    def grouping(self) -> str:
        """The key of the set as a grouping and as a level: ``areas.forbund``."""
        return f"{AREA_SET}{self.key}"

    @property
    def elsewhere(self) -> str:
        """The key of those who belong to no area, as a group; no area has an empty code."""
        return self.region("")

    @property
    def region_names(self) -> Mapping[str, str]:
        """The areas' names by their keys as regions: ``areas.forbund.V``."""
        return {self.region(area): name for area, name in self.names.items()}

    def region(self, area: str) -> str:
        """Return an area's key as a region: it is never that of a county or a municipality."""
        return f"{self.grouping}.{area}"

    def code_of(self, region: str) -> str:
        """Return an area's own code from its key as a region; empty of those outside."""
        return region.removeprefix(self.region(""))

    def region_of(self, municipality: str) -> str | None:
        """Return the key of the area that a municipality belongs to, None where to none."""
        area = self.area_of.get(municipality)
        return None if area is None else self.region(area)


def set_key(chosen: str) -> str | None:
    """Return the key of the set that a level, grouping or region is of; None of any other.

    >>> set_key("areas.forbund.V"), set_key("areas.forbund"), set_key("17")
    ('forbund', 'forbund', None)
    """
    if not chosen.startswith(AREA_SET):
        return None
    return chosen.removeprefix(AREA_SET).partition(".")[0]
