"""The municipalities that did not answer, as they are taken away: the list of whom to remind."""

import pandas as pd

from ailaget.texts import Texts
from ailaget.views.base.result import Column, Exhibit, Table
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, Source, place_names

MEASURE = "maturity"
"""Any indicator would do: each has a row for every municipality that was asked."""


def silent_rows(asked: pd.DataFrame, t: Texts) -> pd.DataFrame:
    """Return the rows of those that did not answer, by name in the language's order."""
    silent = asked[~asked["has_responded"]]
    return silent.sort_values("name", key=lambda names: names.map(t.sort_key))


def overview_silent(source: Source, selection: Selection) -> Exhibit | None:
    """Return who did not answer in the chosen wave and filter; None where everybody did."""
    t, asked = selection.t, chosen_rows(source, selection, MEASURE)
    silent = silent_rows(asked, t)
    if silent.empty:
        return None
    columns = (
        Column("code", t("overview.silent_code")),
        Column("name", t("column.municipality"), "name"),
        Column("county", t("column.county")),
        Column("population", t("column.population"), "integer"),
    )
    counties = silent["county"].map(place_names(selection.language))
    people = silent["population"].astype(int)
    rows = list(zip(silent["municipality"], silent["name"], counties, people, strict=True))
    n, of = len(asked) - len(silent), len(asked)
    return Exhibit(
        key="overview_silent",
        title=t("overview.silent_title", n=t.number(len(silent))),
        headline=t("overview.silent_finding", basis=selection.basis(n, of)),
        table=Table(columns, rows, tuple(silent["municipality"])),
        attribution=selection.source_line(),
        caveat="",
        n=n,
        of=of,
        file_stem=t("file.overview_silent", wave=selection.wave),
        wave=selection.wave,
        unit="",
    )
