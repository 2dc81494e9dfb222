"""Who a survey is sent to, and the questions as they are put to them.

Municipalities, regions, or the areas of a set that answer for themselves.
"""

from dataclasses import dataclass
from functools import cache

from ailaget import geography
from ailaget.codebook import Codebook, codebook, codebook_of_areas, codebook_of_regions
from ailaget.store.waves import MUNICIPALITIES, REGIONS
from ailaget.texts import Texts
from ailaget.views.base.respondents import Respondents as Areas

AREAS = "areas"


@dataclass(frozen=True, eq=False)
class Respondents:
    """Those who are asked: the codebook in their wording, and their codes and names.

    `key` and `title` are of a set of areas, empty of others.
    """

    kind: str
    book: Codebook
    codes: tuple[str, ...]
    names: tuple[str, ...]
    key: str = ""
    title: str = ""

    def text(self, key: str, t: Texts) -> str:
        """Return a text of the survey as it is said of them."""
        if self.kind == AREAS:
            return t(f"survey.{key}_areas", title=self.title, area_set=self.key)
        return t(f"survey.{key}_regions" if self.kind == REGIONS else f"survey.{key}")


Asked = str | Respondents
"""Whom a survey is for: ``municipalities``, ``regions``, or areas (`areas_asked`)."""


def respondents_of(asked: Asked = MUNICIPALITIES, language: str = "sv") -> Respondents:
    """Return those who are asked, with the names that they have in a language."""
    return asked if isinstance(asked, Respondents) else _known(asked, language)


def areas_asked(areas: Areas) -> Respondents:
    """Return the areas of a set as those who are asked."""
    title = str(areas.facts["title"])
    codes, names = tuple(areas.names), tuple(areas.names.values())
    return Respondents(AREAS, codebook_of_areas(), codes, names, areas.key, title)


@cache
def _known(kind: str, language: str) -> Respondents:
    if kind != REGIONS:
        places = geography.municipalities()
        names = tuple(place.name for place in places)
        return Respondents(kind, codebook(), tuple(place.code for place in places), names)
    regions = geography.regions()
    names = tuple(region.names[language] for region in regions)
    return Respondents(kind, codebook_of_regions(), tuple(each.code for each in regions), names)
