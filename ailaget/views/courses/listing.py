"""The courses of the page: those that are given, and apart those that no longer are."""

from collections.abc import Sequence
from dataclasses import dataclass

from ailaget.practice import Course
from ailaget.practice.words import field_text
from ailaget.views.base.result import Exhibit
from ailaget.views.base.selection import Selection, Source
from ailaget.views.courses.choosing import all_courses, choice_words, chosen_courses
from ailaget.views.practice.cards import Card, CardGroup, card_of, line_of, title_of
from ailaget.views.practice.tables import chosen_words, entry_table, exhibit_of

ENDED = "ended"

EVERY_FIELD = (
    "name",
    "provider",
    "type",
    "audience",
    "level",
    "form",
    "extent",
    "length",
    "price",
    "languages",
    "about",
    "status",
)

FACTS = ("provider", "audience", "level", "form", "length", "price", "languages")
"""What a card says of a course, each under its label."""


@dataclass(frozen=True)
class Courses:
    """What the page lists: how many of all, of what, and the courses in groups."""

    count: str
    groups: tuple[CardGroup, ...]


def courses_view(source: Source, selection: Selection) -> Courses:
    """Return the chosen courses, those that have ended apart."""
    t, chosen = selection.t, chosen_courses(source, selection)
    given = [entry for entry in chosen if entry.status != ENDED]
    ended = [entry for entry in chosen if entry.status == ENDED]
    note = t("courses.order" if given else "courses.nothing")
    groups = [_group(t("courses.given_title"), note, given, selection)]
    if ended:
        groups.append(_group(t("courses.ended_title"), t("courses.ended_note"), ended, selection))
    return Courses(count_words(source, selection), tuple(groups))


def count_words(source: Source, selection: Selection) -> str:
    """Return how many of all courses are chosen, and by what."""
    t = selection.t
    n, of = len(chosen_courses(source, selection)), len(all_courses(source))
    counted = t("courses.count", n=t.number(n), of=t.number(of))
    return chosen_words(counted, choice_words(selection), t)


def course_card(entry: Course, selection: Selection, names: Sequence[str] = FACTS) -> Card:
    """Return a course's card with some of its facts; whether it is given stands first."""
    t = selection.t
    facts = [line_of(entry, name, selection, t(f"practice.field.{name}")) for name in names]
    return card_of(
        entry,
        selection,
        title=title_of(entry, "name", selection),
        tags=[field_text(entry, name, t) for name in ("status", "type")],
        lines=[line_of(entry, "about", selection), *facts],
    )


def courses_table(source: Source, selection: Selection) -> Exhibit:
    """Return the chosen courses as a table, every field of them."""
    return exhibit_of(
        selection,
        "courses",
        title=selection.t("courses.title"),
        headline=count_words(source, selection),
        table=entry_table(chosen_courses(source, selection), EVERY_FIELD, selection),
        caveat=selection.t("courses.caveat"),
    )


def _group(heading: str, note: str, entries: Sequence[Course], selection: Selection) -> CardGroup:
    return CardGroup(heading, note, tuple(course_card(entry, selection) for entry in entries))
