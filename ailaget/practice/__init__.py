"""Examples, courses, steps, first tasks, collaborations and dates of law: what is known."""

from ailaget.practice.checking import Problem, check_row, why_not_shown
from ailaget.practice.entries import (
    KINDS,
    Collaboration,
    Course,
    Entry,
    Example,
    LawDate,
    Step,
    Task,
    Words,
    in_language,
)
from ailaget.practice.fields import Rule, columns_of, rules_of
from ailaget.practice.rows import entry_of, row_of
from ailaget.practice.shipped import shipped

__all__ = [
    "KINDS",
    "Collaboration",
    "Course",
    "Entry",
    "Example",
    "LawDate",
    "Problem",
    "Rule",
    "Step",
    "Task",
    "Words",
    "check_row",
    "columns_of",
    "entry_of",
    "in_language",
    "row_of",
    "rules_of",
    "shipped",
    "why_not_shown",
]
