"""Who answers besides municipalities: the 21 regions, or a set of areas of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ailaget import geography
from ailaget.practice import Entry
from ailaget.store.database import query_of
from ailaget.store.waves import REGIONS
from ailaget.texts import Texts
from ailaget.views.base.groupings import AREA_SET, set_key
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import Selection, Source

INHABITANTS = ("per_population",)
EMPLOYEES = ("per_employees",)
"""Formulas that need to know of each respondent how many it has."""


@dataclass(frozen=True)
class Respondents:
    """Regions, or the areas of a set, whose `key` begins the names of the queries of them.

    `names` are by code. Of areas, `places` has a row for each: ``area``, ``name``, ``lon``,
    ``lat``, ``area_km2``; and `facts` are those of the query `respondent_sets`. Of regions both are
    empty.
    """

    key: str
    names: Mapping[str, str] = field(repr=False, compare=False)
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    places: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False, compare=False)

    @property
    def is_regions(self) -> bool:
        """Whether they are the regions."""
        return self.key == REGIONS

    @property
    def unknown(self) -> tuple[str, ...]:
        """The formulas of indicators that cannot be made of them."""
        is_counted = self.is_regions or self.facts["with_population"] > 0
        return EMPLOYEES if is_counted else (*EMPLOYEES, *INHABITANTS)

    def uncounted(self, t: Texts, formula: str) -> str:
        """Return why an indicator of such a formula cannot be made of them."""
        return self.words(t, "no_inhabitants" if formula in INHABITANTS else "no_employees")

    def region(self, code: str) -> str:
        """Return what the address calls one of them."""
        return code if self.is_regions else f"{AREA_SET}{self.key}.{code}"

    @property
    def called(self) -> str:
        """The name of the texts that speak of them."""
        return "regions" if self.is_regions else "answering"

    def words(self, t: Texts, key: str, **params: object) -> str:
        """Return a text that speaks of them."""
        if self.is_regions:
            return t(f"regions.{key}", **params)
        return t(f"answering.{key}", title=self.facts["title"], **params)

    def forms(self, t: Texts, key: str, **params: object) -> Sequence[str]:
        """Return a text that speaks of them, in all its forms."""
        if self.is_regions:
            return t.forms(f"regions.{key}", **params)
        return t.forms(f"answering.{key}", title=self.facts["title"], **params)


@dataclass(frozen=True)
class RespondentsSource:
    """Answers the queries of `queries/` with regions or areas where they have municipalities."""

    source: Source
    respondents: str = REGIONS

    def query(self, name: str, **params: object) -> pd.DataFrame:
        """Return a query's rows, each of a region or area: ``municipality`` is its code."""
        return self.source.query(query_of(self.respondents, name), **params)

    def computed(self, key: str) -> Any | None:
        """Return None: nothing of them is computed ahead."""
        return None

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of a kind that readers see."""
        return self.source.entries(kind)


def set_titles(source: Source) -> dict[str, str]:
    """Return the titles of the sets of areas that answer for themselves, by key."""
    sets = source.query("respondent_sets")
    return dict(zip(sets["area_set"], sets["title"], strict=True))


def respondents_of(source: Source, key: str, language: str) -> Respondents:
    """Return a set of areas by its key; the regions where there is none (any longer)."""
    if key != REGIONS:
        for facts in row_records(source.query("respondent_sets")):
            if facts["area_set"] == key:
                places = source.query("areas", area_set=key)
                names = dict(zip(places["area"], places["name"], strict=True))
                return Respondents(key, names, facts, places)
    called = geography.respondent_names(language)
    return Respondents(REGIONS, {each.code: called[each.code] for each in geography.regions()})


def chosen_respondents(source: Source, selection: Selection) -> Respondents:
    """Return whose answers a reader has chosen to see."""
    return respondents_of(source, selection.areas, selection.language)


def is_of_areas(selection: Selection) -> bool:
    """Whether the region looked at is an area of the set that a reader has chosen."""
    return set_key(selection.region or "") == selection.areas
