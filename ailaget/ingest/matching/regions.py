"""Matches the texts of a row to one of the 21 regions: exactly, or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz, process

from ailaget.geography import regions
from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.county_names import county_forms
from ailaget.ingest.matching.municipalities import (
    Match,
    codes_by_form,
    fold_alias,
    municipality_text,
)
from ailaget.ingest.matching.municipality_suggestions import MOST_SUGGESTIONS, Suggestion
from ailaget.ingest.matching.rows_apart import rows_apart
from ailaget.ingest.reading.normalisation import fold_name, tidy
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import answer_words, column_names, fold_header

_CODE = re.compile(r"(?:00)?([0-9]{1,2})(?:[.,]0+)?")
"""A county's two digits; Kolada writes them as four, and a spreadsheet may take the first zero."""

_NUMBER = re.compile(r"[0-9][0-9 .,]*")
_LEAST_LIKENESS = 70


@cache
def region_forms() -> Mapping[str, str]:
    """Return the regions' codes by every folded form of their names and their counties'."""
    own = {fold_name(name): each.code for each in regions() for name in each.names.values()}
    return {**county_forms(), **own}


def of_regions(columns: Columns) -> Columns:
    """Return what a file's columns hold where its rows are regions: those that say which one.

    They are the columns headed as regions or counties, else those that could say a municipality.
    """
    headed = tuple(
        index
        for index, text in enumerate(columns.header)
        if fold_header(text) in column_names().region and index not in _asked(columns)
    )
    where = headed or columns.municipality
    left = tuple(index for index in columns.left if index not in where)
    return replace(columns, municipality=where, left=left)


def match_region(
    texts: Sequence[str], aliases: Mapping[str, str], *, with_suggestions: bool = True
) -> Match:
    """Match the region cells of one row, all of which must agree.

    `aliases` maps folded texts to codes, as people have decided.
    """
    text = municipality_text(texts)
    if not text:
        return Match(None, "blank_region")
    codes = [_code(cell) for cell in map(tidy, texts) if cell]
    known = {code for code in codes if code}
    if len(known) == 1 and all(codes):
        return Match(known.pop())
    decided = aliases.get(fold_alias(text))
    if decided in {region.code for region in regions()}:
        return Match(decided)
    suggested = _suggestions(text, known) if with_suggestions else ()
    return Match(None, _reason(texts, known), suggested)


def match_region_rows(table: RawTable, columns: Columns, aliases: Mapping[str, str]) -> list[Match]:
    """Return what each row matches, with the reason where it is no region's answer."""
    apart = rows_apart(table, columns)
    known: dict[tuple[str, ...], Match] = {}
    for row in table.rows:
        texts = _texts(row, columns)
        if texts not in known:
            known[texts] = match_region(texts, aliases)
    return [
        Match(None, apart[index]) if index in apart else known[_texts(row, columns)]
        for index, row in enumerate(table.rows)
    ]


def _texts(row: Sequence[str], columns: Columns) -> tuple[str, ...]:
    return tuple(row[column] for column in columns.municipality)


def _asked(columns: Columns) -> set[int]:
    return {column.index for column in columns.questions}


def _code(cell: str) -> str | None:
    """Return the code of the region that a cell names, None where it names none."""
    if digits := _CODE.fullmatch(cell):
        code = digits.group(1).zfill(2)
        return code if any(region.code == code for region in regions()) else None
    return region_forms().get(fold_name(cell))


def _reason(texts: Sequence[str], known: set[str]) -> str:
    names = [fold_name(text) for text in texts if text.strip()]
    if any(name in answer_words().totals for name in names):
        return "total_row"
    if known:
        return "region_columns_disagree"
    is_municipality = any(name in codes_by_form() for name in names)
    is_code = any(_NUMBER.fullmatch(tidy(text)) for text in texts)
    return "municipality_not_region" if is_municipality or is_code else "unknown_region"


def _suggestions(text: str, first: set[str]) -> tuple[Suggestion, ...]:
    """Return up to three regions that a text may mean; none is taken without a person."""
    alike = process.extract(
        fold_name(text),
        list(region_forms()),
        scorer=fuzz.ratio,
        limit=MOST_SUGGESTIONS,
        score_cutoff=_LEAST_LIKENESS,
    )
    names = {region.code: region.names["sv"] for region in regions()}
    codes = dict.fromkeys([*sorted(first), *(region_forms()[form] for form, _, _ in alike)])
    return tuple((code, names[code]) for code in codes)[:MOST_SUGGESTIONS]
