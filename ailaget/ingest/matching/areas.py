"""Matches the texts of a row to one of a set of areas of one's own: exactly, or not at all.

What tells an area are the code and the name that it has in its file of boundaries, and what people
have decided. They come as `aliases`, folded: text -> code.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from ailaget.ingest.matching.columns import MUNICIPALITY, Columns
from ailaget.ingest.matching.municipalities import Match, fold_alias, municipality_text
from ailaget.ingest.matching.municipality_suggestions import MOST_SUGGESTIONS, Suggestion
from ailaget.ingest.matching.rows import municipality_cells
from ailaget.ingest.matching.rows_apart import rows_apart
from ailaget.ingest.reading.normalisation import tidy
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import answer_words
from ailaget.store.mappings import Confirmed

_NUMBER = re.compile(r"([0-9]{1,40})(?:[.,]0+)?")
"""A code as a spreadsheet may write it: as a decimal, and without the zeros in front."""

_LEAST_LIKENESS = 70


def of_areas(
    table: RawTable, columns: Columns, aliases: Mapping[str, str], confirmed: Confirmed
) -> Columns:
    """Return what a file's columns hold where its rows are areas: those that say which one.

    They are the columns that a person has pointed out, else those of which more than half of what
    is written names an area, whatever they are headed.
    """
    if MUNICIPALITY in confirmed.columns.values():
        return columns
    known, possible = _Known(aliases), sorted({*columns.municipality, *columns.left})
    where = tuple(index for index in possible if _is_of_areas(table, index, known))
    return replace(
        columns,
        municipality=where or columns.municipality,
        left=tuple(index for index in columns.left if index not in where),
    )


def match_area_rows(
    table: RawTable,
    columns: Columns,
    aliases: Mapping[str, str],
    *,
    with_suggestions: bool = True,
) -> list[Match]:
    """Return what each row matches, with the reason where it is no area's answer."""
    apart, known = rows_apart(table, columns), _Known(aliases)
    told: dict[tuple[str, ...], Match] = {}
    matches = []
    for index in range(len(table.rows)):
        texts = tuple(municipality_cells(table, columns, index))
        if texts not in told:
            told[texts] = _match(texts, known, with_suggestions=with_suggestions)
        matches.append(Match(None, apart[index]) if index in apart else told[texts])
    return matches


def are_all_areas(matches: Sequence[Match]) -> bool:
    """Whether every row that is an answer names an area, and some row does."""
    no_answers = ("trial_answer", "repeated_heading", "total_row")
    named = [each.code is not None for each in matches if each.reason not in no_answers]
    return bool(named) and all(named)


class _Known:
    """What tells an area, and the areas whose codes are numbers by the number alone."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self.aliases = aliases
        self._numbers: dict[int, set[str]] = {}
        for code in set(aliases.values()):
            if number := _NUMBER.fullmatch(code):
                self._numbers.setdefault(int(number[1]), set()).add(code)

    def code(self, cell: str) -> str | None:
        """Return the code of the area that a cell names, None where it names none."""
        text = tidy(cell)
        if code := self.aliases.get(fold_alias(text)):
            return code
        number = _NUMBER.fullmatch(text)
        same = self._numbers.get(int(number[1]), set()) if number else set()
        return next(iter(same)) if len(same) == 1 else None


def _is_of_areas(table: RawTable, index: int, known: _Known) -> bool:
    cells = [row[index] for row in table.rows if row[index].strip()]
    return 2 * sum(known.code(cell) is not None for cell in cells) > len(cells)


def _match(texts: Sequence[str], known: _Known, *, with_suggestions: bool) -> Match:
    """Match the cells of one row, all of which must agree."""
    text = municipality_text(texts)
    if not text:
        return Match(None, "blank_area")
    if decided := known.aliases.get(fold_alias(text)):
        return Match(decided)
    codes = [known.code(cell) for cell in texts if cell.strip()]
    named = {code for code in codes if code}
    if len(named) == 1 and all(codes):
        return Match(named.pop())
    if any(fold_alias(cell) in answer_words().totals for cell in texts):
        return Match(None, "total_row")
    suggested = _suggestions(text, named, known.aliases) if with_suggestions else ()
    return Match(None, "area_columns_disagree" if named else "unknown_area", suggested)


def _suggestions(text: str, first: set[str], aliases: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """Return up to three areas that a text may mean; none is taken without a person."""
    alike = process.extract(
        fold_alias(text),
        list(aliases),
        scorer=fuzz.ratio,
        limit=MOST_SUGGESTIONS,
        score_cutoff=_LEAST_LIKENESS,
    )
    codes = dict.fromkeys([*sorted(first), *(aliases[form] for form, _, _ in alike)])
    return tuple((code, code) for code in codes)[:MOST_SUGGESTIONS]
