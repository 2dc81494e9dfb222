"""The values: of municipalities, and of groups of them, as the pages have them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import pandas as pd

from ailaget import geography
from ailaget.api.records import GroupValue, Level, Status, Value
from ailaget.api.register import known_indicators, known_waves, rate, usual_groups, waves
from ailaget.api.source import BuiltSource
from ailaget.errors import UnknownKey
from ailaget.views.base.groupings import OwnAreas
from ailaget.views.base.own_areas import area_sets
from ailaget.views.base.rows import row_records
from ailaget.views.base.selection import FEW, group_value

COUNTRY = "SE"

Within = Mapping[str, list[str]]
"""The codes to keep, by column; an empty list keeps all."""

WAVES_KEPT = 8
"""Waves whose records stay in memory once they have been asked for: some megabytes each."""


def values(
    source: BuiltSource, asked_waves: list[str], asked_indicators: list[str], within: Within
) -> list[Value]:
    """Return the value of each municipality within, of each indicator; raises UnknownKey."""
    _check(within)
    chosen = {**within, "indicator": known_indicators(asked_indicators)}
    kept = [(column, set(codes)) for column, codes in chosen.items() if codes]
    return [
        each
        for wave in known_waves(source, asked_waves)
        for each in _values_of(source, wave)
        if all(getattr(each, column) in codes for column, codes in kept)
    ]


def group_values(
    source: BuiltSource,
    asked_waves: list[str],
    asked_indicators: list[str],
    levels: list[Level],
) -> list[GroupValue]:
    """Return the value of each group that has municipalities at a wave; raises UnknownKey."""
    indicators = set(known_indicators(asked_indicators))
    return [
        each
        for wave in known_waves(source, asked_waves)
        for each in _group_values_of(source, wave)
        if each.indicator in indicators and each.level in (levels or Level)
    ]


def _check(within: Within) -> None:
    """Raise UnknownKey for a code that is of no municipality and no group."""
    for column, codes in within.items():
        known = _codes()[column]
        for code in codes:
            if code not in known:
                raise UnknownKey(column, code, known)


@cache
def _codes() -> Mapping[str, list[str]]:
    """Return the codes that there are, by the column of a value that has them."""
    codes = {"municipality": [each.code for each in geography.municipalities()]}
    for group in usual_groups():
        codes.setdefault(group.level, []).append(group.group)
    return codes


@lru_cache(WAVES_KEPT)
def _values_of(source: BuiltSource, wave: str) -> tuple[Value, ...]:
    is_demo = _is_demo(source, wave)
    return tuple(
        Value(
            wave=wave,
            is_demo=is_demo,
            indicator=row["indicator"],
            municipality=row["municipality"],
            name=row["name"],
            county=row["county"],
            skr_group=row["skr_group"],
            size_class=row["size_class"],
            value=None if pd.isna(row["value"]) else float(row["value"]),
            status=Status(row["status"]),
        )
        for row in row_records(source.query("wave_indicators", wave=wave))
    )


@lru_cache(WAVES_KEPT)
def _group_values_of(source: BuiltSource, wave: str) -> tuple[GroupValue, ...]:
    rows, is_demo = source.query("wave_indicators", wave=wave), _is_demo(source, wave)
    sets = area_sets(source)
    return tuple(
        GroupValue(
            wave=wave,
            is_demo=is_demo,
            indicator=str(indicator),
            level=level,
            group=code,
            value=group_value(inside),
            n=(n := int(inside["value"].notna().sum())),
            respondents=(respondents := int((inside["status"] != Status.nonresponse).sum())),
            municipalities=len(inside),
            response_rate=rate(respondents, len(inside)),
            is_few=n < FEW,
        )
        for indicator, of_indicator in rows.groupby("indicator", sort=False)
        for level in Level
        for code, inside in _groups(of_indicator, level, sets)
    )


def _is_demo(source: BuiltSource, wave: str) -> bool:
    return next(each.is_demo for each in waves(source) if each.wave == wave)


def _groups(
    rows: pd.DataFrame, level: Level, sets: Sequence[OwnAreas]
) -> Iterator[tuple[str, pd.DataFrame]]:
    if level is Level.country:
        yield COUNTRY, rows
        return
    if level is Level.area:
        for own in sets:
            areas = rows["municipality"].map(own.region_of)
            yield from ((str(code), inside) for code, inside in rows.groupby(areas))
        return
    for code, inside in rows.groupby(level.value):
        yield str(code), inside
