"""Matches every row to its municipality, by its own cells and by what their column says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.county_names import county_forms
from ailaget.ingest.matching.county_rows import county_rows
from ailaget.ingest.matching.municipalities import Match, match_municipality
from ailaget.ingest.matching.rows_apart import rows_apart
from ailaget.ingest.matching.split_codes import SplitCodes, split_codes
from ailaget.ingest.reading.normalisation import fold_name
from ailaget.ingest.reading.raw_table import RawTable

_SUGGESTED_FOR = 400
"""Distinct texts for which suggestions are sought: a file with more is no survey of 290."""


def match_rows(
    table: RawTable,
    columns: Columns,
    aliases: Mapping[str, str],
    *,
    with_suggestions: bool = True,
) -> list[Match]:
    """Return what each row matches, with the reason where it is no municipality's answer.

    `aliases` maps folded texts to codes, as people have decided; see `match_municipality`.
    """
    apart = {**county_rows(table, columns), **rows_apart(table, columns)}
    codes = split_codes(table, columns)
    known: dict[tuple[str, ...], Match] = {}
    matches = []
    for index in range(len(table.rows)):
        texts = tuple(_texts(table, columns, codes, index))
        if texts not in known:
            few = len(known) < _SUGGESTED_FOR
            match = match_municipality(texts, aliases, with_suggestions=few and with_suggestions)
            known[texts] = _of_short_code(match, texts) if codes.are_short else match
        reason = apart.get(index)
        matches.append(Match(None, reason) if reason else known[texts])
    return matches


def municipality_cells(table: RawTable, columns: Columns, index: int) -> Sequence[str]:
    """Return the cells of a row that tell its municipality, as written."""
    return [table.rows[index][column] for column in columns.municipality]


def _texts(table: RawTable, columns: Columns, codes: SplitCodes, index: int) -> Sequence[str]:
    """Return the cells that tell a row's municipality, with its code whole."""
    whole = (codes.whole or {}).get(index)
    cells = zip(columns.municipality, municipality_cells(table, columns, index), strict=True)
    return [whole if whole and column == codes.column else cell for column, cell in cells]


def _of_short_code(match: Match, texts: Sequence[str]) -> Match:
    """Say that a code lacks its county's digits, where that is what is wrong with the row."""
    is_county = any(fold_name(text) in county_forms() for text in texts)
    wrong = ("foreign_code", "code_and_name_disagree", "county_not_municipality")
    return replace(match, reason="short_code") if match.reason in wrong and not is_county else match
