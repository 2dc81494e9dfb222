"""Entries as tables: what each is called, its source, and how it stands; and what is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date

from ailaget.practice import Entry, Problem
from ailaget.practice.words import field_text, marks, problem_text
from ailaget.texts import Texts
from ailaget.views.base.cells import folding
from ailaget.views.base.result import Column, Table

NAMES = ("title", "name", "step", "task", "what")
"""The fields that name an entry, the first that it has."""


def entry_name(entry: Entry, t: Texts) -> str:
    """Return what an entry is called, in the reader's language where it has words in it."""
    field = next(name for name in NAMES if hasattr(entry, name))
    return field_text(entry, field, t)


def entries_table(entries: Sequence[tuple[Entry, str]], t: Texts, today: date) -> Table:
    """Return a row for each entry, with its state in words."""
    more = [
        Column("state", t("entries.column_state")),
        *(
            Column(name, t(f"practice.field.{name}"))
            for name in ("source_name", "source_date", "read_on", "confidence")
        ),
        Column("source_url", t("practice.field.source_url"), "address"),
        Column("marks", t("entries.column_marks")),
        Column("key", t("practice.field.key")),
    ]
    columns = [
        Column("name", t("entries.column_name"), "name"),
        *(folding(each, t) for each in more),
    ]
    rows = [
        (
            entry_name(entry, t),
            state,
            entry.source_name,
            field_text(entry, "source_date", t),
            field_text(entry, "read_on", t),
            field_text(entry, "confidence", t),
            entry.source_url,
            " ".join(marks(entry, t, today)),
            entry.key,
        )
        for entry, state in entries
    ]
    return Table(tuple(columns), rows)


def problems_table(kind: str, refused: Mapping[int, Sequence[Problem]], t: Texts) -> Table:
    """Return a row for each thing that is wrong in a file, by its line."""
    columns = (
        Column("line", t("entries.column_line"), "integer"),
        Column("problem", t("entries.column_problem")),
    )
    rows = [
        (line, problem_text(kind, problem, t))
        for line, problems in refused.items()
        for problem in problems
    ]
    return Table(columns, rows)
