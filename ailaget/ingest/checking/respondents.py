"""Sorts a file's rows into those that a municipality answered with and those held back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ailaget.ingest.checking.answers import UNANSWERED
from ailaget.ingest.checking.repeats import all_alike, latest_complete
from ailaget.ingest.matching.columns import Columns
from ailaget.ingest.matching.municipalities import Match, municipality_text
from ailaget.ingest.matching.municipality_suggestions import Suggestion
from ailaget.ingest.matching.rows import match_rows, municipality_cells
from ailaget.ingest.matching.time_columns import NotOrdered, TimeColumns
from ailaget.ingest.reading.normalisation import fold, tidy
from ailaget.ingest.reading.raw_table import RawTable
from ailaget.ingest.reading.words import answer_words
from ailaget.ingest.reading.worksheet import cell_address
from ailaget.store.decisions import HOLD_BACK, LATEST_COMPLETE, SUM

Matcher = Callable[[RawTable, Columns, Mapping[str, str]], list[Match]]
"""Tells of each row which municipality, or region, it is of."""

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
    table: RawTable,
    columns: Columns,
    aliases: Mapping[str, str],
    rule: str = HOLD_BACK,
    matcher: Matcher = match_rows,
) -> SortedRows:
    """Decide for each row whether it is taken.

    `aliases` maps folded texts to codes, and `matcher` says whom a row is
    of. Rows of a municipality that occurs more than once are
    dealt with by `rule`, one of `DUPLICATE_RULES`, unless they give the very same answers. A row
    that cannot be read holds back the others of its municipality too: what they would make
    together is not known.
    """
    matches = matcher(table, columns, aliases)
    silent = _silent_rows(table, columns)
    rows_of: dict[str, list[int]] = {}
    for index, match in enumerate(matches):
        if match.code is not None and index not in silent:
            rows_of.setdefault(match.code, []).append(index)
    respondents, held = _respondents(table, columns, rows_of, rule)
    held_back: list[HeldBack] = []
    for index, match in enumerate(matches):
        reason = _reason(table, index, match, held, silent)
        if reason is not None:
            text = municipality_text(municipality_cells(table, columns, index))
            line = table.lines[index]
            cell = cell_address(columns.municipality[0], line)
            held_back.append(HeldBack(line, text, reason, match.suggestions, cell))
    duplicates = sorted(code for code, rows in rows_of.items() if len(rows) > 1)
    return SortedRows(len(matches) - len(held_back), held_back, respondents, duplicates)


def _respondents(
    table: RawTable, columns: Columns, rows_of: Mapping[str, list[int]], rule: str
) -> tuple[dict[str, list[int]], dict[str, str]]:
    """Return the rows that count for each municipality, and why the others' are held back."""
    times = TimeColumns(table, columns)
    respondents: dict[str, list[int]] = {}
    held: dict[str, str] = {}
    for code, rows in rows_of.items():
        is_too_wide = any(_has_too_many_cells(table, row) for row in rows)
        is_unruled = rule == HOLD_BACK and len(rows) > 1 and not all_alike(table, columns, rows)
        if is_unruled or (is_too_wide and len(rows) > 1):
            held[code] = "repeated_municipality"
        elif not is_too_wide:
            try:
                respondents[code] = _that_count(table, columns, rows, rule, times)
            except NotOrdered as error:
                held[code] = error.reason
    return respondents, held


def _that_count(
    table: RawTable, columns: Columns, rows: list[int], rule: str, times: TimeColumns
) -> list[int]:
    """Return the rows of one municipality that its answers are made of.

    Where parts are added up, two of them may well answer the same. A row is the same one twice only
    where every column says so: its respondent, its time and its department too.
    """
    if len(rows) == 1 or (rule != SUM and all_alike(table, columns, rows)):
        return rows[:1]
    if rule == LATEST_COMPLETE:
        return [latest_complete(table, columns, times, rows)]
    distinct: dict[tuple[str, ...], int] = {}
    for row in rows:
        distinct.setdefault(tuple(map(tidy, table.rows[row])), row)
    return list(distinct.values())


def _has_too_many_cells(table: RawTable, index: int) -> bool:
    return len(table.rows[index]) > len(table.header)


def _silent_rows(table: RawTable, columns: Columns) -> set[int]:
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
    table: RawTable, index: int, match: Match, held: Mapping[str, str], silent: set[int]
) -> str | None:
    if match.reason is not None:
        return match.reason
    if index in silent:
        return "no_answers"
    if _has_too_many_cells(table, index):
        return "too_many_cells"
    return held.get(match.code or "")
