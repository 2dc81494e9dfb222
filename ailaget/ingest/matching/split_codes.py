"""Joins a municipality's code where the county's two digits and its own stand in two columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ailaget.geography import counties
from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.county_names import county_forms
from ailaget.ingest.reading.normalisation import fold_name, tidy
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import column_names, fold_header

_PART = re.compile(r"([0-9]{1,2})(?:[.,]0+)?")
_COUNTY_FIRST = re.compile(r"([0-9]{1,2})(?:[.,]0+)?(?:\s+\D*)?")


@dataclass(frozen=True)
class SplitCodes:
    """The column that holds the last two digits, and each row's whole code where it is known."""

    column: int | None = None
    whole: Mapping[int, str] | None = None

    @property
    def are_short(self) -> bool:
        """Whether the file has two digits of each code alone: which county is not said."""
        return self.column is not None and self.whole is None


def split_codes(table: RawTable, columns: Columns) -> SplitCodes:
    """Return how the municipalities' codes are parted; nothing where they are whole.

    Codes are parted where every cell of a column of municipalities is a number of one or two
    digits, and they are not all counties' own. LÄNSKOD 01, or LÄN Stockholm, beside
    KOMMUNKOD 14 is 0114.
    """
    for column in columns.municipality:
        parts = _column(table, column, _PART)
        if not parts:
            continue
        for index, header in enumerate(table.header):
            if fold_header(header) not in column_names().county_code:
                continue
            leading = _column(table, index, _COUNTY_FIRST) or _named_counties(table, index)
            if leading and set(leading.values()) <= _counties() and leading.keys() >= parts.keys():
                whole = {row: leading[row] + part for row, part in parts.items()}
                return SplitCodes(column, whole)
        if not set(parts.values()) <= _counties():
            return SplitCodes(column)
    return SplitCodes()


def _column(table: RawTable, column: int, pattern: re.Pattern[str]) -> dict[int, str]:
    """Return two digits for each row that has any; none where a cell is something else."""
    digits: dict[int, str] = {}
    for index, row in enumerate(table.rows):
        cell = tidy(row[column])
        match = pattern.fullmatch(cell)
        if cell and not match:
            return {}
        if match:
            digits[index] = match.group(1).zfill(2)
    return digits


def _named_counties(table: RawTable, column: int) -> dict[int, str]:
    """Return the counties' two digits where every cell that is not blank names one."""
    names = {i: fold_name(row[column]) for i, row in enumerate(table.rows) if row[column].strip()}
    codes = {index: county_forms().get(name) for index, name in names.items()}
    return {index: code for index, code in codes.items() if code} if all(codes.values()) else {}


def _counties() -> set[str]:
    return {county.code for county in counties()}
