"""Sorts a file's rows into those that a municipality answered with and those held back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ailaget.ingest.answers import UNANSWERED
from ailaget.ingest.columns import Columns
from ailaget.ingest.folding import fold, tidy
from ailaget.ingest.municipalities import Match, municipality_text
from ailaget.ingest.reading import Table
from ailaget.ingest.repeats import latest_complete
from ailaget.ingest.row_matching import match_rows, municipality_cells
from ailaget.ingest.suggestions import Suggestion
from ailaget.ingest.words import answer_words
from ailaget.ingest.worksheet import cell_address
from ailaget.store.decisions import HOLD_BACK, LATEST_COMPLETE, SUM

_ENOUGH_ASKED = 5
"""Questions in a file from which a row without any answer is taken for no answer at all."""


@dataclass(frozen=True)
class HeldBack:
    """A row that is not taken, why, and which municipalities its text may mean."""

    line: int
    municipality_text: str
    reason: str
    suggestions: tuple[Suggestion, ...] = ()
    cell: str = ""

    def report(self) -> dict[str, Any]:
        """Return the row as the load report lists it."""
        return {
            "line": self.line,
            "municipality_text": self.municipality_text,
            "reason": self.reason,
            "suggestions": [
                {"municipality": code, "name": name} for code, name in self.suggestions
            ],
            "cell": self.cell,
        }


@dataclass(frozen=True)
class SortedRows:
    """A file's rows, each accepted or held back.

    `respondents` are the rows whose answers count, as indices into the table: one per municipality,
    or several that are to be made one. Of rows that repeat each other word for word all are
    accepted, and the first one counts; see `_that_count` for what repeats what.
    """

    accepted_rows: int
    held_back: list[HeldBack]
    respondents: dict[str, list[int]]
    duplicates: list[str]


def sort_rows(
    table: Table, columns: Columns, aliases: Mapping[str, str], rule: str = HOLD_BACK
) -> SortedRows:
    """Decide for each row whether it is taken.

    `aliases` maps folded texts to codes. Rows of a municipality that occurs more than once are
    dealt with by `rule`, one of `DUPLICATE_RULES`, unless they give the very same answers. A row
    that cannot be read holds back the others of its municipality too: what they would make
    together is not known.
    """
    matches = match_rows(table, columns, aliases)
    silent = _silent_rows(table, columns)
    rows_of: dict[str, list[int]] = {}
    for index, match in enumerate(matches):
        if match.code is not None and index not in silent:
            rows_of.setdefault(match.code, []).append(index)
    repeated = {
        code
        for code, rows in rows_of.items()
        if len(rows) > 1
        and (
            any(_has_too_many_cells(table, row) for row in rows)
            or (rule == HOLD_BACK and not _all_alike(table, columns, rows))
        )
    }
    held_back: list[HeldBack] = []
    respondents: dict[str, list[int]] = {}
    for index, match in enumerate(matches):
        reason = _reason(table, index, match, repeated, silent)
        if reason is None and match.code is not None:
            if match.code not in respondents:  # once for each: rows are compared with each other
                rows = rows_of[match.code]
                respondents[match.code] = _that_count(table, columns, rows, rule)
        else:
            text = municipality_text(municipality_cells(table, columns, index))
            line = table.lines[index]
            cell = cell_address(columns.municipality[0], line)
            held_back.append(HeldBack(line, text, reason or "", match.suggestions, cell))
    duplicates = sorted(code for code, rows in rows_of.items() if len(rows) > 1)
    return SortedRows(len(matches) - len(held_back), held_back, respondents, duplicates)


def _that_count(table: Table, columns: Columns, rows: list[int], rule: str) -> list[int]:
    """Return the rows of one municipality that its answers are made of.

    Where parts are added up, two of them may well answer the same. A row is the same one twice only
    where every column says so: its respondent, its time and its department too.
    """
    if len(rows) == 1 or (rule != SUM and _all_alike(table, columns, rows)):
        return rows[:1]
    if rule == LATEST_COMPLETE:
        return [latest_complete(table, columns, rows)]
    distinct: dict[tuple[str, ...], int] = {}
    for row in rows:
        distinct.setdefault(tuple(map(tidy, table.rows[row])), row)
    return list(distinct.values())


def _all_alike(table: Table, columns: Columns, rows: Sequence[int]) -> bool:
    asked = [column.index for column in columns.questions]
    first, *others = ([table.rows[row][index] for index in asked] for row in rows)
    alike = list(map(tidy, first))
    return all(cells == first or list(map(tidy, cells)) == alike for cells in others)


def _has_too_many_cells(table: Table, index: int) -> bool:
    return len(table.rows[index]) > len(table.header)


def _silent_rows(table: Table, columns: Columns) -> set[int]:
    """Return the rows without any answer, in a file that asks enough for that to say something.

    A list of all municipalities, or a survey that was opened and left, is no survey answered.
    """
    if len(columns.by_question()) < _ENOUGH_ASKED:
        return set()
    asked = [column.index for column in columns.questions]
    return {i for i, row in enumerate(table.rows) if not any(_says_anything(row[c]) for c in asked)}


def _says_anything(cell: str) -> bool:
    return bool(cell.strip()) and answer_words().missing.get(fold(cell)) != UNANSWERED


def _reason(
    table: Table, index: int, match: Match, repeated: set[str], silent: set[int]
) -> str | None:
    if match.reason is not None:
        return match.reason
    if index in silent:
        return "no_answers"
    if _has_too_many_cells(table, index):
        return "too_many_cells"
    return "repeated_municipality" if match.code in repeated else None
