"""The indicators of a wave: long and wide by municipality, and by group with how many they rest on.

A group's figure is the same as on every page: sum over sum of a rate, else the mean of those with
a value.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from ailaget import geography
from ailaget.codebook import Indicator, codebook
from ailaget.exports.dump.reference import (
    PLACE,
    REFERENCE,
    TO_MUNICIPALITY,
    reference_facts,
)
from ailaget.exports.dump.tables import DumpTable, Field, Value, named, status_of, titled
from ailaget.exports.text.indicator_csv import STATUS
from ailaget.texts import texts
from ailaget.views.base.measurement import answered_of, items_of
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import FEW, Source, group_value, own_unit_text, unit_text

STATUSES = tuple(status for key, status in STATUS.items() if key != "protected")
OF_GROUP = ("ok", "vilar_pa_fa", "utan_varde")
"""A group's figure rests on enough, on fewer than five, or on nobody."""

FIGURE: tuple[Field, ...] = (
    named("indikator"),
    named("varde", "number", is_needed=False),
    named("enhet"),
    named("n", "integer"),
    named("av", "integer"),
    named("status", options=OF_GROUP),
)
"""What a row of a group's figure ends with."""

COUNTRY = "riket"
DIVISIONS = {
    COUNTRY: None,
    "lan": "county",
    "skr_grupp": "skr_group",
    "storleksklass": "size_class",
}
"""The groups that figures are given for, each with the column that parts municipalities so."""


def long_indicators(source: Source, wave: str) -> DumpTable:
    """Return a row for each indicator and municipality."""
    counted = _questions(source, wave)
    rows = [
        (
            wave,
            row["municipality"],
            row["name"],
            row["indicator"],
            _value(row),
            unit,
            _status(row),
            *counted.get((row["indicator"], row["municipality"]), (None, None)),
        )
        for row in row_records(source.query("wave_indicators", wave=wave))
        for unit in [own_unit_text(texts("sv"), codebook().indicator(row["indicator"]))]
    ]
    fields = (
        *PLACE,
        named("indikator"),
        named("varde", "number", is_needed=False),
        named("enhet"),
        named("status", options=STATUSES),
        named("fragor_besvarade", "integer", is_needed=False),
        named("fragor_av", "integer", is_needed=False),
    )
    references = {**TO_MUNICIPALITY, "indikator": ("kodbok_indikatorer", "indikator")}
    key = ("kommunkod", "indikator")
    name = "indikatorer_lang"
    return DumpTable(name, titled(name), fields, rows, key, references)


def _questions(source: Source, wave: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Return how many questions each index has an answer to, of those that apply to each."""
    items = items_of(source.query("index_items", wave=wave))
    parts = {
        index.key: [items[key] for key in index.of or (index.key,)]
        for index in codebook().indicators.values()
        if index.is_index
    }
    return {
        (key, str(code)): (int(answered), int(asked))
        for key, own in parts.items()
        for code, answered, asked in answered_of(own).itertuples()
    }


def wide_indicators(source: Source, wave: str) -> DumpTable:
    """Return a row for each municipality: what is known of it, and each indicator's figure."""
    cells: dict[str, list[Value]] = {}
    for row in row_records(source.query("wave_indicators", wave=wave)):
        cells.setdefault(str(row["municipality"]), []).extend((_value(row), _status(row)))
    facts = reference_facts(source, wave)
    rows = [
        (wave, place.code, place.name, *facts[place.code], *cells[place.code])
        for place in geography.municipalities()
    ]
    name = "indikatorer_bred"
    fields = (*PLACE, *REFERENCE, *_wide_fields())
    return DumpTable(name, titled(name), fields, rows, ("kommunkod",), TO_MUNICIPALITY)


def _wide_fields() -> Iterator[Field]:
    for indicator in codebook().indicators.values():
        yield Field(indicator.key, "number", indicator.label)
        yield status_of(indicator.key, indicator.label, STATUSES)


def group_indicators(source: Source, wave: str) -> DumpTable:
    """Return a row for each group and indicator: the figure, and how many of how many it rests on.

    The groups are the country, its counties, SKR's groups and the classes of size.
    """
    by_indicator = dict(list(source.query("wave_indicators", wave=wave).groupby("indicator")))
    rows = [
        (wave, division, group, name, indicator.key, *figure_of(inside, indicator))
        for division, group, name in _groups()
        for indicator in codebook().indicators.values()
        for inside in [_inside(by_indicator[indicator.key], division, group)]
        if len(inside)
    ]
    fields = (
        named("matomgang"),
        named("indelning", options=tuple(DIVISIONS)),
        named("grupp"),
        named("gruppnamn"),
        *FIGURE,
    )
    references = {"indikator": ("kodbok_indikatorer", "indikator")}
    key = ("indelning", "grupp", "indikator")
    name = "indikatorer_grupper"
    return DumpTable(name, titled(name), fields, rows, key, references)


def _groups() -> Iterator[tuple[str, str, str]]:
    yield COUNTRY, COUNTRY, texts("sv")("dump.country")
    for county in geography.counties():
        yield "lan", county.code, county.names["sv"]
    for group in geography.skr_groups():
        yield "skr_grupp", group.code, group.names["sv"]
    for size in geography.size_classes():
        yield "storleksklass", size.key, size.names["sv"]


def _inside(rows: pd.DataFrame, division: str, group: str) -> pd.DataFrame:
    column = DIVISIONS[division]
    return rows if column is None else rows[rows[column] == group]


def figure_of(inside: pd.DataFrame, indicator: Indicator) -> tuple[Value, str, int, int, str]:
    """Return a group's value, unit, n, of how many, and whether it rests on enough."""
    value, n = group_value(inside), int(inside["value"].notna().sum())
    enough, few, none = OF_GROUP
    status = none if value is None else few if n < FEW else enough
    return value, unit_text(texts("sv"), indicator), n, len(inside), status


def _value(row: Mapping[str, Value]) -> Value:
    return None if pd.isna(row["value"]) else row["value"]


def _status(row: Mapping[str, Value]) -> str:
    return STATUS[str(row["status"])]
