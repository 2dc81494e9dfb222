"""The names of the counties and regions, six of which are municipalities' names too."""

from collections.abc import Mapping
from functools import cache

from ailaget.geography import counties
from ailaget.ingest.reading.normalisation import fold_name
from ailaget.ingest.reading.words import answer_words


@cache
def county_forms() -> Mapping[str, str]:
    """Return the counties' codes by every folded form of their names, in every language."""
    return dict(answer_words().counties) | {
        fold_name(form): county.code
        for county in counties()
        for form in (
            *county.names.values(),
            county.short_name,
            f"{county.short_name} län",
            f"Region {county.short_name}",
            f"Region {county.name}",
        )
    }


def is_bare(form: str) -> bool:
    """Whether a folded form of a county's name says neither county nor region: ``skåne``."""
    return not (form.endswith(("län", "county", "regionen")) or form.startswith("region"))
