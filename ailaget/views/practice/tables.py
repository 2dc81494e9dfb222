"""Entries as a table to take away: a row each, with source, dates and what to know of them."""

from collections.abc import Sequence

from ailaget.practice import Entry
from ailaget.practice.words import field_text, marks
from ailaget.texts import Texts
from ailaget.views.base.result import Column, Exhibit, Table
from ailaget.views.base.selection import Selection, place_names

SOURCE = ("source_name", "source_date", "read_on", "confidence", "source_url", "source_note")
"""What every entry says of where it comes from."""


def entry_table(entries: Sequence[Entry], names: Sequence[str], selection: Selection) -> Table:
    """Return the entries' fields by `names`, their source, and what a reader should know."""
    t, today = selection.t, selection.day
    shown = (*names, *SOURCE)
    columns = [
        *(Column(name, t(f"practice.field.{name}"), _kind(name)) for name in shown),
        Column("marks", t("column.note")),
    ]
    rows = [
        (*(field_text(entry, name, t) for name in shown), " ".join(marks(entry, t, today)))
        for entry in entries
    ]
    return Table(tuple(columns), rows)


def exhibit_of(
    selection: Selection,
    key: str,
    *,
    title: str,
    headline: str,
    table: Table,
    caveat: str = "",
    attribution: str = "",
    file_stem: str = "",
) -> Exhibit:
    """Return a table of what is no answer to a survey: never invented, and of no municipalities.

    Without an `attribution` it is a table of our own, and without a `file_stem` named by its key.
    """
    return Exhibit(
        key=key,
        title=title,
        headline=headline,
        table=table,
        attribution=attribution or own_source(selection),
        caveat=caveat,
        n=None,
        of=None,
        file_stem=file_stem or selection.t(f"file.{key}", wave=selection.wave),
        wave=selection.wave,
        unit="",
        of_answers=False,
    )


def own_source(selection: Selection) -> str:
    """Return the source line of what is no answer to the survey: each entry names its own."""
    t = selection.t
    return t("source.own", today=t.day(selection.day))


def chosen_words(counted: str, chosen: Sequence[str], t: Texts) -> str:
    """Return how many there are, and of what has been chosen."""
    return t("practice.chosen", count=counted, names="; ".join(chosen)) if chosen else counted


def filter_words(selection: Selection) -> list[str]:
    """Return the shared filter in words."""
    names = place_names(selection.language)
    keys = (*selection.county, *selection.skr_group, *selection.size_class)
    return [names[key] for key in keys]


def _kind(name: str) -> str:
    return "name" if name == "municipality" else "text"
