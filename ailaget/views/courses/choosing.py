"""Which courses a reader has chosen: for whom, how deep, in which form, how long, at what price."""

from collections.abc import Sequence

from ailaget.practice import Course, rules_of
from ailaget.practice.words import option_text
from ailaget.views.base.choices import FITS_EVERYBODY
from ailaget.views.base.selection import Selection, Source

STATUSES = ("open", "probably_open", "unclear", "ended")
"""Those that are surely given first, those that are given no longer last."""

CHOSEN = {
    "audience": "audience",
    "course_level": "level",
    "course_form": "form",
    "extent": "extent",
    "price": "price",
    "course_language": "languages",
}
"""The field of a course that each key of the address chooses by."""


def all_courses(source: Source) -> list[Course]:
    """Return every course that readers see, by how sure it is that it is given."""
    entries = [entry for entry in source.entries("courses") if isinstance(entry, Course)]
    return sorted(entries, key=lambda entry: STATUSES.index(entry.status))


def chosen_courses(source: Source, selection: Selection) -> list[Course]:
    """Return those that pass every choice; what is for everybody fits each audience."""
    return [
        entry
        for entry in all_courses(source)
        if all(fits(entry, name, getattr(selection, key)) for key, name in CHOSEN.items())
    ]


def fits(entry: Course, name: str, wanted: Sequence[str]) -> bool:
    """Return whether a course has any of the options wanted in a field; none wanted is any."""
    value = getattr(entry, name)
    values = set(value if isinstance(value, tuple) else (value,))
    is_for_all = name == "audience" and FITS_EVERYBODY in values
    return not wanted or is_for_all or bool(values & set(wanted))


def choice_words(selection: Selection) -> list[str]:
    """Return all that has been chosen, in words."""
    t, rules = selection.t, rules_of(Course)
    words = []
    for key, name in CHOSEN.items():
        options: Sequence[str] = getattr(selection, key)
        label = t(f"practice.field.{name}")
        words += [f"{label}: {option_text(rules[name], option, t)}" for option in options]
    return words
