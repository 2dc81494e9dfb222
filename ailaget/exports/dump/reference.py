"""The municipalities of a wave as the reference of all its other tables."""

import pandas as pd

from ailaget import geography
from ailaget.exports.dump.tables import DumpTable, Field, Value, named, titled
from ailaget.views.base.rows import NO_FILTER, row_records
from ailaget.views.base.selection import Source, place_names

PLACE = (named("matomgang"), named("kommunkod"), named("kommun"))
"""What each row of a municipality begins with."""

REFERENCE: tuple[Field, ...] = (
    named("lanskod"),
    named("lan"),
    named("skr_grupp"),
    named("skr_gruppnamn"),
    named("storleksklass"),
    named("folkmangd", "integer"),
    named("folkmangd_ar", "integer"),
    named("anstallda_2017", "integer", is_needed=False),
    named("har_svarat", "boolean"),
)
"""What is known of a municipality, whatever it has answered."""

TO_MUNICIPALITY = {"kommunkod": ("kommuner", "kommunkod")}


def reference_table(source: Source, wave: str) -> DumpTable:
    """Return the municipalities, answered or not, as they are counted in the wave."""
    rows = [
        (wave, code, geography.municipality(code).name, *facts)
        for code, facts in reference_facts(source, wave).items()
    ]
    return DumpTable("kommuner", titled("kommuner"), (*PLACE, *REFERENCE), rows, ("kommunkod",))


def reference_facts(source: Source, wave: str) -> dict[str, tuple[Value, ...]]:
    """Return the cells of `REFERENCE` by municipality."""
    names = place_names("sv")
    rows = source.query("municipalities", wave=wave, **NO_FILTER)
    return {
        str(row["municipality"]): (
            row["county"],
            names[row["county"]],
            row["skr_group"],
            names[row["skr_group"]],
            row["size_class"],
            int(row["population"]),
            int(row["population_year"]),
            None if pd.isna(row["employees"]) else int(row["employees"]),
            bool(row["has_responded"]),
        )
        for row in row_records(rows)
    }


def has_responded(source: Source, wave: str) -> dict[str, bool]:
    """Return whether each municipality has answered the wave at all."""
    rows = source.query("municipalities", wave=wave, **NO_FILTER)
    return dict(zip(rows["municipality"], rows["has_responded"].astype(bool), strict=True))
