"""Steps of the guide, examples and courses in the reader's language, each with its source."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.practice import Course, Entry, Example, Step, in_language
from ailaget.practice.entries import STOPPED, Words
from ailaget.practice.words import field_text, language_of, marks, source_text
from ailaget.texts import Texts, at_beginning
from ailaget.views.base.selection import Selection, Source
from ailaget.views.municipality.peers import Peer

EntryT = TypeVar("EntryT", bound=Entry)

MOST_GUIDE, MOST_EXAMPLES, MOST_COURSES = 3, 2, 1
"""So much is shown of what fits a step: with more, a plan of three steps is no longer two pages."""

EFFORTS = ("days", "weeks", "months")
STATUSES = ("open", "probably_open", "unclear")
COURSE_LEVELS = ("intro", "intermediate", "advanced")
LAST = 10_000
"""Where in the guide's order what is not in it stands."""

LEVELS_EACH = 2
"""A course's level is for so many of the five levels of maturity: the first for the two lowest."""


class Phrase(NamedTuple):
    """A text and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class Reference:
    """An example or a course: what it is, of whom, what to know of it, and where it is told."""

    key: str
    title: Phrase
    about: Phrase
    facts: str
    source: str
    source_name: Phrase
    url: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class GuideStep:
    """A step of the guide; `levels` are those of maturity that it is for, the lowest being 0."""

    key: str
    number: int
    title: Phrase
    why: Phrase
    dimension: str
    responsible: str
    effort: str
    levels: tuple[int, int]
    source: str
    source_name: Phrase
    url: str
    marks: tuple[str, ...]

    def facts(self, t: Texts) -> str:
        """Return in one line what the step is of, who sees to it, and what it takes."""
        return t(
            "getting_started.path_facts",
            dimension=self.dimension,
            responsible=self.responsible,
            effort=self.effort,
        )


def guide_entries(source: Source) -> list[Step]:
    """Return the guide's steps as they are kept, in its order."""
    return sorted(_entries(source, "steps", Step), key=lambda step: step.order)


def guide_steps(source: Source, selection: Selection) -> list[GuideStep]:
    """Return all steps of the guide that readers see, by the level that they begin at, numbered."""
    along = sorted(guide_entries(source), key=lambda step: step.level_from)
    return [guide_step(step, selection, number) for number, step in enumerate(along, start=1)]


def guide_for(source: Source, question: str, level: int) -> list[Step]:
    """Return the steps of the guide that help with a question, first those for the level.

    Where none is for the level all are, in the guide's order.
    """
    helping = [step for step in guide_entries(source) if question in step.questions]
    return [step for step in helping if is_for(step, level)] or helping


def is_for(step: Step, level: int) -> bool:
    """Return whether a step is for those at a level."""
    return step.level_from <= level <= step.level_to


def first_in_guide(source: Source, question: str) -> int:
    """Return where in the guide what helps with a question begins; last where nothing does."""
    orders = [step.order for step in guide_entries(source) if question in step.questions]
    return min(orders, default=LAST)


def fitting_examples(
    source: Source, question: str | None, peers: Sequence[Peer], selection: Selection
) -> list[Example]:
    """Return examples of AI that show a way to a question, nearest in likeness first.

    Without a question they are all. What was stopped or follows rules alone shows no way.
    """
    near = {peer.code: place for place, peer in enumerate(peers)}
    examples = [
        entry
        for entry in _entries(source, "examples", Example)
        if (question is None or question in entry.questions)
        and entry.stage != STOPPED
        and entry.technology in ("ai", "none")
        and entry.municipality != selection.municipality
    ]
    return sorted(examples, key=lambda example: near.get(example.municipality, len(near)))


def fitting_courses(source: Source, question: str, level: int) -> list[Course]:
    """Return courses that help with a question, first those that are given, then by level."""
    aim = min(level // LEVELS_EACH, len(COURSE_LEVELS) - 1)
    courses = [
        entry
        for entry in _entries(source, "courses", Course)
        if question in entry.questions and entry.status in STATUSES
    ]

    def order(course: Course) -> tuple[int, int]:
        return STATUSES.index(course.status), abs(COURSE_LEVELS.index(course.level) - aim)

    return sorted(courses, key=order)


def unused(entries: Iterable[EntryT], used: Collection[str], most: int) -> list[EntryT]:
    """Return the first of some entries, those left out that have been shown already."""
    return [entry for entry in entries if entry.key not in used][:most]


def guide_step(step: Step, selection: Selection, number: int = 0) -> GuideStep:
    """Return a step of the guide in the reader's language, with its number on the path."""
    t = selection.t
    return GuideStep(
        key=step.key,
        number=number,
        title=_phrase(step.step, selection),
        why=_phrase(step.why, selection),
        dimension=codebook().dimensions[step.dimension].label[t.language],
        responsible=field_text(step, "responsible", t),
        effort=field_text(step, "effort", t),
        levels=(step.level_from, step.level_to),
        source=source_text(step, t),
        source_name=_phrase_of(step, "source_name", selection),
        url=step.source_url,
        marks=_marks(step, selection),
    )


def example_reference(example: Example, selection: Selection) -> Reference:
    """Return an example in the reader's language: whose it is, and how far it has come."""
    t = selection.t
    place = geography.municipality(example.municipality).name
    return Reference(
        key=example.key,
        title=_phrase(example.title, selection),
        about=_phrase(example.what, selection),
        facts=t("getting_started.facts", first=place, second=field_text(example, "stage", t)),
        source=source_text(example, t),
        source_name=_phrase_of(example, "source_name", selection),
        url=example.source_url,
        marks=_marks(example, selection),
    )


def course_reference(course: Course, selection: Selection) -> Reference:
    """Return a course in the reader's language: from whom, what it costs, and if it is given."""
    t = selection.t
    known = [field_text(course, name, t) for name in ("type", "price", "status", "languages")]
    return Reference(
        key=course.key,
        title=_phrase_of(course, "name", selection),
        about=_phrase(course.about, selection),
        facts=" · ".join([course.provider, *map(at_beginning, filter(None, known))]),
        source=source_text(course, t),
        source_name=_phrase_of(course, "source_name", selection),
        url=course.source_url,
        marks=_marks(course, selection),
    )


def _phrase_of(entry: Entry, name: str, selection: Selection) -> Phrase:
    return Phrase(getattr(entry, name), language_of(entry, name, selection.language))


def _phrase(words: Words, selection: Selection) -> Phrase:
    return Phrase(*in_language(words, selection.language))


def _marks(entry: Entry, selection: Selection) -> tuple[str, ...]:
    return tuple(marks(entry, selection.t, selection.day))


def _entries(source: Source, kind: str, made: type[EntryT]) -> list[EntryT]:
    return [entry for entry in source.entries(kind) if isinstance(entry, made)]
