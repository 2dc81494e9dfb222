"""Entries as tables: what each is called, its source, and how it stands; and what is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date

from ailaget.practice import Entry, Problem, rules_of
from ailaget.practice.words import field_text, foreign_text, marks, problem_text
from ailaget.texts import Texts
from ailaget.views.base.cells import DAY, folding
from ailaget.views.base.result import Column, Exhibit, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.practice.tables import exhibit_of

NAMES = ("title", "name", "step", "task", "what")
"""The fields that name an entry, the first that it has."""


def entry_name(entry: Entry, t: Texts) -> str:
    """Return what an entry is called, in the reader's language where it has words in it."""
    return field_text(entry, _name_field(entry), t)


def _name_field(entry: Entry) -> str:
    return next(name for name in NAMES if hasattr(entry, name))


def entries_table(entries: Sequence[tuple[Entry, str]], t: Texts, today: date) -> Table:
    """Return a row for each entry, with its state in words where any is given; days can be sorted.

    `confidence_words` says what stands behind the word of how certain each is.
    """
    has_states = any(state for _, state in entries)
    more = [
        *[Column("state", t("entries.column_state"))] * has_states,
        Column("source_name", t("practice.field.source_name")),
        *(Column(name, t(f"practice.field.{name}"), DAY) for name in ("source_date", "read_on")),
        Column("confidence", t("entries.column_confidence")),
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
            *[state] * has_states,
            entry.source_name,
            entry.source_date,
            entry.read_on.isoformat(),
            t(f"practice.confidence_word.{entry.confidence}"),
            entry.source_url,
            " ".join(marks(entry, t, today)),
            entry.key,
        )
        for entry, state in entries
    ]
    foreign = {
        "name": [foreign_text(entry, _name_field(entry), t) for entry, _ in entries],
        "source_name": [foreign_text(entry, "source_name", t) for entry, _ in entries],
    }
    return Table(tuple(columns), rows, foreign=foreign)


def confidence_words(t: Texts) -> str:
    """Return what each word of how certain an entry is stands for."""
    options = rules_of(Entry)["confidence"].options
    return " ".join(f"{t(f'practice.confidence.{option}')}." for option in options)


def entries_view(source: Source, selection: Selection) -> Exhibit:
    """Return the entries of the chosen kind that readers see, with what each rests on."""
    t, kind = selection.t, selection.t(f"practice.kind.{selection.kind}")
    entries = source.entries(selection.kind)
    return exhibit_of(
        selection,
        "entries",
        title=t("entries.table_title", kind=kind),
        headline=t("entries.caption", kind=kind, n=t.number(len(entries))),
        table=entries_table([(entry, "") for entry in entries], t, selection.day),
        caveat=f"{t('entries.intro')} {confidence_words(t)}",
        file_stem=t("file.entries", kind=t(f"file.kind.{selection.kind}"), wave=selection.wave),
    )


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
