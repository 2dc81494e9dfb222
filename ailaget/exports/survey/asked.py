"""Who a survey is sent to: municipalities or regions, and the questions as they are put to them."""

from dataclasses import dataclass
from functools import cache

from ailaget import geography
from ailaget.codebook import Codebook, codebook, codebook_of_regions
from ailaget.store.waves import MUNICIPALITIES, REGIONS
from ailaget.texts import Texts


@dataclass(frozen=True, eq=False)
class Respondents:
    """Those who are asked: the codebook in their wording, and their codes and names."""

    kind: str
    book: Codebook
    codes: tuple[str, ...]
    names: tuple[str, ...]

    def text(self, key: str, t: Texts) -> str:
        """Return a text of the survey as it is said of them."""
        return t(f"survey.{key}_regions" if self.kind == REGIONS else f"survey.{key}")


@cache
def respondents_of(kind: str = MUNICIPALITIES, language: str = "sv") -> Respondents:
    """Return the municipalities, or the regions, with the names that they have in a language."""
    if kind != REGIONS:
        places = geography.municipalities()
        names = tuple(place.name for place in places)
        return Respondents(kind, codebook(), tuple(place.code for place in places), names)
    regions = geography.regions()
    names = tuple(region.names[language] for region in regions)
    return Respondents(kind, codebook_of_regions(), tuple(each.code for each in regions), names)
