"""Tells whether a file's rows are municipalities or regions; where they may be either, nobody."""

from collections.abc import Sequence
from dataclasses import replace

from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.regions import match_region, of_regions
from ailaget.ingest.matching.rows import match_rows, municipality_cells
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import column_names, fold_header
from ailaget.store.waves import MUNICIPALITIES, REGIONS

ROWS_READ = 1000
"""Rows that tell: a file with more is no survey of 21."""


def respondents_of_file(table: RawTable, columns: Columns) -> str | None:
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
