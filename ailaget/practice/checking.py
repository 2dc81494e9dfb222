"""What is wrong with an entry, column by column, before it is taken in or shown."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ailaget import geography
from ailaget.errors import UnknownKey
from ailaget.practice.entries import KINDS, MEASURED, STOPPED, Entry
from ailaget.practice.fields import Rule, rules_of
from ailaget.practice.rows import parts_of

HIGHEST_LEVEL = 4

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_PERSON = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?<!\d)(\+46|0)\d{1,3}[ -]?\d{2,3}([ -]?\d{2}){2}(?!\d)"
)
"""What points at a person: an e-mail address or a telephone number."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a column: `reason` is the key of a text, which `params` fill in."""

    column: str
    reason: str
    params: Mapping[str, object]


def check_row(kind: str, row: Mapping[str, str]) -> list[Problem]:
    """Return all that is wrong with a row of a kind of entries, in the order of its columns."""
    rules = rules_of(KINDS[kind]).values()
    problems = [problem for rule in rules for problem in _in_field(rule, row)]
    return problems or list(_between_fields(kind, row))


def why_not_shown(entry: Entry) -> str:
    """Return the key of the reason why readers do not see an entry; empty where they may."""
    if not entry.reviewed_by:
        return "not_reviewed"
    return "" if entry.is_shown else "low_confidence"


def _in_field(rule: Rule, row: Mapping[str, str]) -> Iterator[Problem]:
    cells = {column: row.get(column, "").strip() for column in rule.columns}
    first = rule.columns[0]
    if not cells[first]:
        # A text in English alone is as good as none: the other is what readers fall back on.
        if rule.required or any(cells.values()):
            yield Problem(first, "required", {})
        return
    for column, cell in cells.items():
        yield from _in_cell(rule, column, cell)


def _in_cell(rule: Rule, column: str, cell: str) -> Iterator[Problem]:
    if len(cell) > rule.longest and not rule.is_list:
        yield Problem(column, "too_long", {"n": len(cell), "most": rule.longest})
    if rule.kind in ("text", "words") and (person := _PERSON.search(cell)):
        yield Problem(column, "person", {"text": person[0]})
    wrong = CHECKS.get(rule.kind)
    if wrong is not None and (text := wrong(rule, cell)) is not None:
        yield Problem(column, rule.kind, {"text": text, "options": ", ".join(rule.options)})


def _unknown(rule: Rule, values: Iterable[str]) -> str | None:
    return next((value for value in values if value not in rule.options), None)


def _no_place(codes: Iterable[str]) -> str | None:
    for code in codes:
        try:
            geography.municipality(code)
        except UnknownKey:
            return code
    return None


def _no_day(cell: str) -> str | None:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return cell
    return None if len(cell) == len("2026-11-28") else cell


def _no_period(cell: str) -> str | None:
    if not _PERIOD.fullmatch(cell):
        return cell
    return _no_day(f"{cell}{'-01-01'[len(cell) - len('2026') :]}")


def _not(pattern: re.Pattern[str], cell: str) -> str | None:
    return None if pattern.fullmatch(cell) else cell


CHECKS: Mapping[str, Callable[[Rule, str], str | None]] = {
    "key": lambda _, cell: _not(_KEY, cell),
    "option": lambda rule, cell: _unknown(rule, [cell]),
    "options": lambda rule, cell: _unknown(rule, parts_of(cell)),
    "place": lambda _, cell: _no_place([cell]),
    "places": lambda _, cell: _no_place(parts_of(cell)),
    "day": lambda _, cell: _no_day(cell),
    "period": lambda _, cell: _no_period(cell),
    "whole": lambda _, cell: None if cell.isascii() and cell.isdigit() else cell,
    "address": lambda _, cell: _not(_ADDRESS, cell),
}
"""By a field's kind: what in a cell that is not empty cannot be read, None where all can."""


def _between_fields(kind: str, row: Mapping[str, str]) -> Iterator[Problem]:
    if kind == "examples":
        yield from _in_example(row)
    if kind == "steps" and not int(row["level_from"]) <= int(row["level_to"]) <= HIGHEST_LEVEL:
        yield Problem("level_to", "levels", {"most": HIGHEST_LEVEL})


def _in_example(row: Mapping[str, str]) -> Iterator[Problem]:
    """Hold that an estimate is no effect, and that what was measured or stopped is told."""
    measured = row["effect_is_measured"] == "yes"
    if row["stage"] == MEASURED and not measured:
        yield Problem("stage", "not_measured", {})
    if measured and not row.get("effect_sv", "").strip():
        yield Problem("effect_sv", "no_effect", {})
    if row["stage"] == STOPPED and not row.get("why_stopped_sv", "").strip():
        yield Problem("why_stopped_sv", "no_reason", {})
