"""One indicator's rows: asked for once a wave, so that a filter only chooses among them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from ailaget.views.base.selection import Keeping, Selection, Source


def row_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries by column."""
    names = [str(column) for column in table.columns]
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


NO_FILTER: Mapping[str, list[str]] = MappingProxyType(
    {"counties": [], "skr_groups": [], "size_classes": []}
)


def all_rows(source: Source, wave: str, indicator: str) -> pd.DataFrame:
    """Return the query `indicator_values` for the whole country.

    Where answers are kept they are chosen among those of every indicator: all are asked for at
    once, in the time that two or three take.
    """
    if not isinstance(source, Keeping):
        return source.query("indicator_values", wave=wave, indicator=indicator, **NO_FILTER)
    return source.kept(("all_rows", wave, indicator), lambda: _chosen(source, wave, indicator))


def _chosen(source: Source, wave: str, indicator: str) -> pd.DataFrame:
    rows = source.query("wave_indicators", wave=wave)
    rows = rows[rows["indicator"] == indicator]
    return rows.drop(columns="indicator").reset_index(drop=True)


def chosen_rows(source: Source, selection: Selection, indicator: str) -> pd.DataFrame:
    """Return the query `indicator_values` for the selection's wave and filter.

    Where it is grouped by areas of one's own, each has its area as well.
    """
    return grouped(rows_within(source, selection.wave, indicator, selection.filter), selection)


def grouped(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return rows of municipalities with the column of the chosen grouping, also an own one.

    Those who belong to no area are a group of their own: every grouping is of the same.
    """
    own = selection.by_set
    if own is None:
        return rows
    return rows.assign(
        **{own.grouping: [own.region_of(code) or own.elsewhere for code in rows["municipality"]]}
    )


def rows_within(
    source: Source, wave: str, indicator: str, chosen: Mapping[str, list[str]]
) -> pd.DataFrame:
    """Return the query `indicator_values` for a filter: who passes it is asked once for all."""
    rows = all_rows(source, wave, indicator)
    if not any(chosen.values()):
        return rows
    passing = source.query("municipalities", wave=wave, **chosen)["municipality"]
    return rows[rows["municipality"].isin(passing)].reset_index(drop=True)
