"""Which columns of a table say the municipality: by their names, else by what stands in them."""

import re
from collections.abc import Collection, Sequence

from ailaget.ingest.context.areas import area_of
from ailaget.ingest.reading.words import column_names

AREAS = {"region", "kod", "code", "kommun", "regionkod", "area", "id"}
_THOUSANDS = re.compile(r"\d{1,3}(?:\s\d{3})+")
MOST = 0.6
"""Of a column's cells that must be of a kind for the column to be: areas, or figures."""


def area_columns(
    names: Sequence[str], sample: Sequence[Sequence[str]], besides: Collection[str]
) -> tuple[int, ...]:
    """Return the columns that say the municipality: those named so, else those without a name.

    A column named as in `besides`, such as one of years, is none, though 2021, 2023 and 2026 are
    codes of municipalities too. One of counties beside one of municipalities says where they lie.
    """
    known = column_names().municipality | AREAS
    of_areas = [
        at for at, name in enumerate(names) if name not in besides and _is_areas(at, sample)
    ]
    named = tuple(at for at in of_areas if names[at] in known)
    unnamed = tuple(at for at in of_areas if not names[at])
    found = named or unnamed or tuple(of_areas)
    found = tuple(at for at in found if _has_municipalities(at, sample)) or found
    return found if named or unnamed else found[:1]


def _has_municipalities(at: int, sample: Sequence[Sequence[str]]) -> bool:
    return any(area_of(row[at]).code is not None for row in sample)


def _is_areas(at: int, sample: Sequence[Sequence[str]]) -> bool:
    cells = [row[at] for row in sample if row[at].strip()]
    # Thousands apart, as in "1 907", are no code, though Surahammar has those digits.
    codes = [cell for cell in cells if not _THOUSANDS.fullmatch(cell.strip())]
    known = sum(area.code is not None or area.skipped is not None for area in map(area_of, codes))
    return bool(cells) and known >= MOST * len(cells)
