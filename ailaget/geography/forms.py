"""Owns how Swedish files write a municipality's name; matching a cell to it is ingest's."""

from collections.abc import Mapping
from functools import cache

from ailaget.geography.places import Municipality
from ailaget.geography.rows import read_rows

ORGANISATIONS = ("kommun", "stad")


@cache
def _rows() -> Mapping[str, dict[str, str]]:
    return {row["code"]: row for row in read_rows("municipality_forms.csv")}


def official_name(municipality: Municipality) -> str:
    """Return what the organisation calls itself: "Falu kommun", "Malmö stad", "Region Gotland"."""
    return _rows()[municipality.code]["official_name"]


@cache
def official_forms(municipality: Municipality) -> tuple[str, ...]:
    """Return the accepted ways to write a municipality, its name and its official name first.

    Besides those two: genitive, bare name and machine-made genitive ("Kalixs kommun", seen in
    public files), each with "kommun" and "stad", and the other spelling that
    `data/municipality_forms.csv` lists. No two forms of one municipality differ by case alone.
    """
    row = _rows()[municipality.code]
    names = [municipality.name, *filter(None, [row["other_name"]])]
    stems = [row["genitive"], *names, f"{municipality.name}s"]
    forms = [municipality.name, row["official_name"], *names]
    forms += [f"{stem} {organisation}" for organisation in ORGANISATIONS for stem in stems]
    distinct: dict[str, str] = {}
    for form in forms:
        distinct.setdefault(form.casefold(), form)
    return tuple(distinct.values())
