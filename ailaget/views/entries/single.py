"""One entry of practice by itself: on its card, and as an agenda, a report and a file take it."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import plotly.graph_objects as go

from ailaget.practice import KINDS, Collaboration, LawDate, Step
from ailaget.practice.words import field_text
from ailaget.views.base.result import Chart, Column, Exhibit, Table
from ailaget.views.base.selection import Selection, Source
from ailaget.views.courses.listing import course_card
from ailaget.views.examples.cards import example_card
from ailaget.views.managers.tasks import task_card
from ailaget.views.practice.cards import Card, Line, card_of, line_of, title_of
from ailaget.views.practice.tables import exhibit_of

KEYS = {f"entry_{kind}": kind for kind in KINDS}
"""The kinds of entries, by the key that one of them has on an agenda and in a report."""


def entry_card(kind: str, source: Source, selection: Selection) -> Card | None:
    """Return the card of the chosen entry; None where none of the kind is chosen, or no more."""
    entry = next((e for e in source.entries(kind) if e.id == selection.entry), None)
    return CARDS[kind](entry, selection) if entry else None


def entry_exhibit(key: str) -> Callable[[Source, Selection], Exhibit | None]:
    """Return what makes the table of an entry; None where none is chosen."""

    def exhibit(source: Source, selection: Selection) -> Exhibit | None:
        card = entry_card(KEYS[key], source, selection)
        return _exhibit(key, card, selection) if card else None

    return exhibit


def entry_chart(key: str) -> Callable[[Source, Selection], Chart]:
    """Return what makes an entry as an agenda holds it; it says so where the entry is no more."""

    def chart(source: Source, selection: Selection) -> Chart:
        card = entry_card(KEYS[key], source, selection)
        exhibit = _exhibit(key, card, selection)
        kept: dict[str, Any] = {f.name: getattr(exhibit, f.name) for f in fields(Exhibit)}
        return Chart(**kept, figure=go.Figure(), alt=exhibit.headline)

    # A page remembers a view by its name: each kind's is its own.
    chart.__qualname__ = f"{chart.__qualname__}.{key}"
    return chart


def step_card(entry: Step, selection: Selection) -> Card:
    """Return the card of a step of the guide: why, who sees to it, and what it takes."""
    t = selection.t
    names = ("why", "responsible", "effort")
    return card_of(
        entry,
        selection,
        title=title_of(entry, "step", selection),
        tags=[field_text(entry, "dimension", t)],
        lines=[line_of(entry, name, selection, t(f"practice.field.{name}")) for name in names],
    )


def collaboration_card(entry: Collaboration, selection: Selection) -> Card:
    """Return a collaboration's card: what it is, of whom, and what its source leaves open."""
    t = selection.t
    unsure = {
        "collaboration.note_perhaps_ended": entry.is_ended == "unknown",
        "collaboration.note_more_members": entry.complete == "no",
    }
    return card_of(
        entry,
        selection,
        title=title_of(entry, "name", selection),
        tags=[field_text(entry, "type", t)],
        lines=[
            line_of(entry, "what", selection),
            line_of(entry, "members", selection, t("practice.field.members")),
            *(Line(t(key)) for key, is_so in unsure.items() if is_so),
        ],
    )


def law_date_card(entry: LawDate, selection: Selection) -> Card:
    """Return the card of a date of law: what applies, from when, by which article."""
    t = selection.t
    names = ("applies_from", "article", "amended_by")
    return card_of(
        entry,
        selection,
        title=title_of(entry, "what", selection),
        tags=[],
        lines=[
            *(line_of(entry, name, selection, t(f"practice.field.{name}")) for name in names),
            Line(t("ethics.dates_caveat")),
        ],
    )


CARDS: Mapping[str, Callable[[Any, Selection], Card]] = {
    "examples": example_card,
    "courses": course_card,
    "steps": step_card,
    "tasks": task_card,
    "collaborations": collaboration_card,
    "law_dates": law_date_card,
}


def _exhibit(key: str, card: Card | None, selection: Selection) -> Exhibit:
    t = selection.t
    if card is None:
        gone = t("practice.single.gone")
        return exhibit_of(
            selection,
            key,
            title=gone,
            headline=gone,
            table=Table((), []),
            file_stem=t("file.entry", entry=KEYS[key]),
        )
    title = t.in_words(f"{card.place}: {card.title.text}" if card.place else card.title.text)
    return exhibit_of(
        selection,
        key,
        title=title,
        headline=title,
        table=_table(card, selection),
        attribution=f"{card.source} {card.source_url}".strip(),
        file_stem=t("file.entry", entry=card.key),
    )


def _table(card: Card, selection: Selection) -> Table:
    """Return a row for each line of a card, and last where it is told."""
    t = selection.t
    kept: list[tuple[str, str]] = [
        (t("practice.single.title"), card.title.text),
        (t("practice.field.municipality"), card.place),
        (t("practice.single.tags"), " · ".join(card.tags)),
        *((line.label or t("practice.single.about"), line.text) for line in card.lines),
        (t("practice.field.source_name"), card.source),
        (t("practice.field.source_url"), card.source_url),
        (t("practice.field.source_note"), card.note.text if card.note else ""),
        (t("column.note"), " ".join(card.marks)),
    ]
    columns = (
        Column("field", t("practice.single.field"), "name"),
        Column("value", t("practice.single.value"), "address"),
    )
    return Table(columns, [row for row in kept if row[1]])
