"""Tells whether a file's rows are municipalities, regions or areas; where unsure, nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ailaget.ingest.matching.areas import are_all_areas, match_area_rows, of_areas
from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.regions import match_region, of_regions
from ailaget.ingest.matching.rows import match_rows, municipality_cells
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import column_names, fold_header
from ailaget.store.mappings import NOTHING_CONFIRMED, Confirmed
from ailaget.store.waves import MUNICIPALITIES, REGIONS

ROWS_READ = 1000
"""Rows that tell: a file with more is no survey of 21."""


AreaTexts = Mapping[str, Mapping[str, str]]
"""What tells the areas of each set that answers for itself, folded: set's key -> text -> code."""


def respondents_of_file(
    table: RawTable,
    columns: Columns,
    areas: AreaTexts = MappingProxyType({}),
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> str | None:
    """Return whom a file's rows are of, None where that must be asked.

    They are of a set of areas where every row names one of it, and nobody else could be meant.
    Where only some rows do it is asked, unless others are named.
    """
    matches = {
        key: match_area_rows(
            table, of_areas(table, columns, texts, confirmed), texts, with_suggestions=False
        )
        for key, texts in areas.items()
    }
    named = [key for key, rows in matches.items() if any(row.code for row in rows)]
    whole = [key for key in named if are_all_areas(matches[key])]
    if not named or (not whole and _names_others(table, columns)):
        return _municipalities_or_regions(table, columns)
    is_sure = len(named) == len(whole) == 1 and not _names_others(table, columns)
    return whole[0] if is_sure else None


def _names_others(table: RawTable, columns: Columns) -> bool:
    """Whether any row could be a municipality or a region."""
    columns = columns if columns.municipality else of_regions(columns)
    if not columns.municipality:
        return False
    matches = match_rows(table, columns, {}, with_suggestions=False)
    return any(match.code is not None for match in matches) or bool(
        _rows_of_regions(table, columns, is_headed=False)
    )


def _municipalities_or_regions(table: RawTable, columns: Columns) -> str | None:
    """Return whom a file's rows are: one of `RESPONDENTS`, None where that must be asked.

    Six counties share a municipality's name, so what each row names says it only together with the
    others. Rows that can be municipalities alone make it a survey of municipalities, unless more
    can be regions alone; rows of regions alone make it one of regions, unless the heading speaks of
    municipalities. Where every row can be either, the heading says it, or nobody.
    """
    read = replace(table, rows=table.rows[:ROWS_READ], lines=table.lines[:ROWS_READ])
    is_headed = any(
        fold_header(table.header[index]) in column_names().municipality
        for index in columns.municipality
    )
    regions = _rows_of_regions(read, columns, is_headed=is_headed)
    matches = match_rows(read, columns, {}, with_suggestions=False) if columns.municipality else []
    municipalities = {index for index, match in enumerate(matches) if match.code is not None}
    either = {
        index
        for index in regions & municipalities
        if _names_region(municipality_cells(read, columns, index))
    }
    only_municipalities, only_regions = municipalities - either, regions - municipalities
    if only_municipalities:
        return MUNICIPALITIES if len(only_municipalities) >= len(only_regions) else None
    if only_regions:
        return None if is_headed else REGIONS
    return None if either and not is_headed else MUNICIPALITIES


def _rows_of_regions(table: RawTable, columns: Columns, *, is_headed: bool) -> set[int]:
    """Return the rows that name a region; in a column headed as municipalities a name must say it.

    Two digits there are those of a municipality whose county's are lacking.
    """
    where = columns.municipality if is_headed else of_regions(columns).municipality
    rows = ([row[column] for column in where] for row in table.rows)
    return {
        index
        for index, texts in enumerate(rows)
        if _names_region(texts) and not (is_headed and _has_digits(texts))
    }


def _names_region(texts: Sequence[str]) -> bool:
    return match_region(texts, {}, with_suggestions=False).code is not None


def _has_digits(texts: Sequence[str]) -> bool:
    return any(map(str.isdecimal, "".join(texts)))
