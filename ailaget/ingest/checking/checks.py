"""Checks that answers fit together and are believable, by the rules of the codebook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ailaget import geography
from ailaget.codebook import Check, Codebook
from ailaget.ingest.checking.answers import Reading

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Doubt:
    """A question whose answer does not fit, and the reason's key; an error holds it back."""

    question: str
    reason: str
    is_error: bool


def doubts(readings: Mapping[str, Reading], municipality: str, book: Codebook) -> list[Doubt]:
    """Return what does not fit in one municipality's answers to one survey, errors first.

    Only what is answered is compared: a missing part proves nothing.
    """
    values = {key: reading.value for key, reading in readings.items() if reading.value is not None}
    misfits: list[Doubt] = []
    for question in book.questions.values():
        limit, value = values.get(question.at_most or ""), values.get(question.key)
        if limit is not None and value is not None and value > limit:
            misfits.append(Doubt(question.key, "exceeds_other_question", is_error=True))
    for check in book.checks:
        keys = _broken(check, values, municipality)
        misfits += [Doubt(key, check.reason, check.severity == "error") for key in keys]
    return sorted(misfits, key=lambda doubt: not doubt.is_error)


def _broken(check: Check, values: Mapping[str, float], municipality: str) -> Iterable[str]:
    """Return the questions that break a rule about one wave."""
    if check.kind == "parts_at_most":
        return _parts_exceed(check, values)
    if check.kind == "parts_add_up":
        return _parts_fall_short(check, values)
    if check.kind == "per_employees":
        employees = _employees().get(municipality)  # of a region nobody here knows
        most = (check.most or 0) * (employees or 0) / 1000
        return [key for key in check.questions if employees and values.get(key, 0) > most]
    return ()


@cache
def _employees() -> Mapping[str, int | None]:
    return {place.code: place.employees_2017 for place in geography.municipalities()}


def _parts_exceed(check: Check, values: Mapping[str, float]) -> list[str]:
    """Return the whole and the parts that are too large for it: which is wrong cannot be told."""
    whole = values.get(check.whole or "")
    parts = {key: values[key] for key in check.questions if values.get(key)}
    if whole is None or sum(parts.values()) <= whole + check.tolerance + _ROUNDING:
        return []
    return [check.whole or "", *parts]


def _parts_fall_short(check: Check, values: Mapping[str, float]) -> list[str]:
    whole = values.get(check.whole or "")
    parts = [values[key] for key in check.questions if key in values]
    if whole is None or len(parts) < len(check.questions):
        return []
    return [check.whole or ""] if sum(parts) < whole - check.tolerance - _ROUNDING else []


def changes(
    now: Mapping[str, float], before: Mapping[str, float], checks: Sequence[Check]
) -> list[tuple[str, str, float]]:
    """Return each answer that has changed more since the wave before than is believable.

    `now` and `before` are one municipality's numbers and codes by question. Each item is the
    question, the reason's key, and what the answer was.
    """
    large_changes = []
    for check in checks:
        for key in check.questions:
            if key in now and key in before and _is_leap(check, now[key], before[key]):
                large_changes.append((key, check.reason, before[key]))
    return large_changes


def _is_leap(check: Check, now: float, before: float) -> bool:
    if check.kind == "fall":
        return before - now >= (check.least or 0)
    if check.kind != "change" or abs(now - before) < (check.least or 0):
        return False
    low, high = sorted((now, before))
    return high >= (check.factor or 0) * low
