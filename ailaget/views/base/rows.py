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

NONE = ""
"""The key of no indicator."""


def all_rows(source: Source, wave: str, indicator: str) -> pd.DataFrame:
    """Return the query `indicator_values` for the whole country.

    Where answers are kept they are chosen among those of every indicator: all are asked for at
    once, in the time that two or three take.
    """
    if not isinstance(source, Keeping):
        return source.query("indicator_values", wave=wave, indicator=indicator, **NO_FILTER)
    by_indicator = source.kept(("by_indicator", wave), lambda: _by_indicator(source, wave))
    return by_indicator.get(indicator, by_indicator[NONE])


def _by_indicator(source: Source, wave: str) -> dict[str, pd.DataFrame]:
    """Return the rows of each indicator, parted once for all of them, and none under `NONE`."""
    rows = source.query("wave_indicators", wave=wave)
    parts = {str(key): part for key, part in rows.groupby("indicator", sort=False)}
    parts[NONE] = rows.iloc[:0]
    return {
        key: part.drop(columns="indicator").reset_index(drop=True) for key, part in parts.items()
    }


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
    return _passing(source, all_rows(source, wave, indicator), wave, chosen)


def history_within(
    source: Source, wave: str, indicator: str, chosen: Mapping[str, list[str]]
) -> pd.DataFrame:
    """Return the query `indicator_history` for a filter.

    Where answers are kept it is joined of the waves' rows, which are there for every indicator.
    """
    if not isinstance(source, Keeping):
        return source.query("indicator_history", wave=wave, indicator=indicator, **chosen)
    rows = source.kept(("history", wave, indicator), lambda: _history(source, wave, indicator))
    return _passing(source, rows, wave, chosen)


def _history(source: Source, wave: str, indicator: str) -> pd.DataFrame:
    own = all_rows(source, wave, indicator)
    places = own.set_index("municipality")[["name", "county", "skr_group", "size_class", "factor"]]
    parts = {
        earlier: places.join(_measured(source, earlier, indicator))
        for earlier in sorted(source.query("waves")["wave"])
    }
    rows: pd.DataFrame = pd.concat(parts, names=["wave"]).reset_index()
    return rows.assign(factor=rows.pop("factor"))


def _measured(source: Source, wave: str, indicator: str) -> pd.DataFrame:
    rows = all_rows(source, wave, indicator)
    return rows.set_index("municipality")[["value", "numerator", "denominator"]]


def _passing(
    source: Source, rows: pd.DataFrame, wave: str, chosen: Mapping[str, list[str]]
) -> pd.DataFrame:
    if not any(chosen.values()):
        return rows
    passing = source.query("municipalities", wave=wave, **chosen)["municipality"]
    return rows[rows["municipality"].isin(passing)].reset_index(drop=True)
