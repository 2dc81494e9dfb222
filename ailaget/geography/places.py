"""Owns the reference facts: municipalities, counties, SKR groups and size classes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ailaget.errors import UnknownKey
from ailaget.geography.rows import read_rows

Words = Mapping[str, str]
"""One text per language."""

NAMED = "name_"
"""How the columns of names begin; the language's code is the rest."""

GROUPINGS = (2017, 2023)
"""The years of SKR's groupings; each holds for waves from its year on, the first for all before."""


@dataclass(frozen=True)
class Municipality:
    """One municipality; `population` is by year, 31 December; `employees_2017` in November 2017."""

    code: str
    name: str
    county: str
    skr_group_2017: str
    skr_group_2023: str
    population: Mapping[int, int] = field(hash=False)
    employees_2017: int | None


@dataclass(frozen=True)
class County:
    """One county; `names` by language are "Stockholms län", …, and `short_name` "Stockholm"."""

    code: str
    names: Words = field(hash=False)
    short_name: str

    @property
    def name(self) -> str:
        """The name that the county itself has."""
        return self.names["sv"]


@dataclass(frozen=True)
class Region:
    """One of the 21 regions, an authority of its own; its code is its county's.

    `names` by language are "Region Norrbotten", …; `population` by year is that of its county.
    Gotland's is the municipality itself, which has a region's tasks: asked as a municipality it is
    0980, asked as a region 09.
    """

    code: str
    names: Words = field(hash=False)
    population: Mapping[int, int] = field(hash=False)


@dataclass(frozen=True)
class SkrGroup:
    """One group of SKR's grouping, or one main group, which is its own main group."""

    code: str
    main_group: str
    names: Words = field(hash=False)


@dataclass(frozen=True)
class SizeClass:
    """One class of inhabitants, both ends included; the largest has no `maximum`."""

    key: str
    minimum: int
    maximum: int | None
    names: Words = field(hash=False)


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return the 290 municipalities by code."""
    return tuple(_municipality(row) for row in read_rows("municipalities.csv"))


def _municipality(row: dict[str, str]) -> Municipality:
    population = {
        int(column.removeprefix("population_")): int(value)
        for column, value in row.items()
        if column.startswith("population_") and value
    }
    return Municipality(
        code=row["code"],
        name=row["name"],
        county=row["county"],
        skr_group_2017=row["skr_group_2017"],
        skr_group_2023=row["skr_group_2023"],
        population=population,
        employees_2017=int(row["employees_2017"]) if row["employees_2017"] else None,
    )


@cache
def _municipalities_by_code() -> Mapping[str, Municipality]:
    return {place.code: place for place in municipalities()}


def municipality(code: str) -> Municipality:
    """Return the municipality with a four-digit code; raises UnknownKey."""
    try:
        return _municipalities_by_code()[code]
    except KeyError:
        raise UnknownKey("municipality", code, sorted(_municipalities_by_code())) from None


@cache
def counties() -> tuple[County, ...]:
    """Return the 21 counties by code."""
    return tuple(
        County(row["code"], _names(row), row["short_name"]) for row in read_rows("counties.csv")
    )


def county(code: str) -> County:
    """Return the county with a two-digit code; raises UnknownKey."""
    for candidate in counties():
        if candidate.code == code:
            return candidate
    raise UnknownKey("county", code, [candidate.code for candidate in counties()])


@cache
def regions() -> tuple[Region, ...]:
    """Return the 21 regions by code."""
    inside: dict[str, Counter[int]] = {}
    for place in municipalities():
        inside.setdefault(place.county, Counter()).update(place.population)
    return tuple(
        Region(row["code"], _names(row), inside[row["code"]]) for row in read_rows("regions.csv")
    )


@cache
def respondent_names(language: str = "sv") -> Mapping[str, str]:
    """Return what each municipality and each region is called, by its code."""
    names = {place.code: place.name for place in municipalities()}
    return names | {region.code: region.names[language] for region in regions()}


@cache
def names_of_places(language: str = "sv") -> frozenset[str]:
    """Return what municipalities, counties and regions are called."""
    counties_named = (
        name for each in counties() for name in (each.names[language], each.short_name)
    )
    return frozenset({*respondent_names(language).values(), *counties_named})


@cache
def _all_skr_groups() -> tuple[SkrGroup, ...]:
    return tuple(
        SkrGroup(row["code"], row["main_group"], _names(row)) for row in read_rows("skr_groups.csv")
    )


def skr_groups() -> tuple[SkrGroup, ...]:
    """Return the nine groups, A1 to C9."""
    return tuple(group for group in _all_skr_groups() if group.code != group.main_group)


def skr_main_groups() -> tuple[SkrGroup, ...]:
    """Return the three main groups, A to C."""
    return tuple(group for group in _all_skr_groups() if group.code == group.main_group)


@cache
def size_classes() -> tuple[SizeClass, ...]:
    """Return the size classes from the smallest."""
    return tuple(
        SizeClass(
            key=row["key"],
            minimum=int(row["minimum"]),
            maximum=int(row["maximum"]) if row["maximum"] else None,
            names=_names(row),
        )
        for row in read_rows("size_classes.csv")
    )


def _names(row: Mapping[str, str]) -> Words:
    """Return a row's names by language, of its columns ``name_sv``, ``name_en`` and so on."""
    return {
        column.removeprefix(NAMED): name for column, name in row.items() if column.startswith(NAMED)
    }


def in_order_of_size(keys: Iterable[str]) -> list[str]:
    """Return keys of size classes from the smallest class to the largest."""
    return sorted(keys, key=[size.key for size in size_classes()].index)


def size_class_of(population: int) -> str:
    """Return the key of the size class that a number of inhabitants belongs to."""
    return [each.key for each in size_classes() if each.minimum <= population][-1]


def grouping_of(wave: str) -> int:
    """Return the year of the SKR grouping in force for a wave (YYYY-MM): 2023 from 2023 on."""
    older, newer = GROUPINGS
    return newer if _year_of(wave) >= newer else older


def skr_group_of(place: Municipality, wave: str) -> str:
    """Return the municipality's SKR group by the grouping in force for a wave."""
    groups = dict(zip(GROUPINGS, (place.skr_group_2017, place.skr_group_2023), strict=True))
    return groups[grouping_of(wave)]


def population_for(place: Municipality, wave: str) -> tuple[int, int]:
    """Return the year and the population that a wave is measured against.

    It is 31 December of the year before the wave, else the nearest earlier year that is known,
    else the earliest; the year is returned so that it can be named.
    """
    before = [year for year in place.population if year < _year_of(wave)]
    year = max(before) if before else min(place.population)
    return year, place.population[year]


def _year_of(wave: str) -> int:
    return int(wave[:4])
