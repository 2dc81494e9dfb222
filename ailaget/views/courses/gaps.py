"""Courses for what a municipality lacks in skills, by its own answers, each with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from ailaget.codebook import Item, codebook
from ailaget.practice import Course
from ailaget.views.base.selection import Selection, Source
from ailaget.views.courses.choosing import all_courses, fits
from ailaget.views.courses.listing import ENDED, course_card
from ailaget.views.municipality.answer_words import Answers, answer_text, given_answers, item_score
from ailaget.views.municipality.next_step import STARTED
from ailaget.views.municipality.wave import MunicipalityWave, municipality_wave
from ailaget.views.practice.cards import CardGroup

INDEX = "maturity_skills"

MOST = 3
"""So many courses are named for one gap."""


IN_SHORT = ("length", "price", "languages")
"""Facts of a suggested course; all of them stand further down."""


@dataclass(frozen=True)
class Remedy:
    """Which courses meet a gap: for whom they are, and how deep they go. Ours to suggest."""

    audience: tuple[str, ...]
    level: tuple[str, ...] = ()


REMEDIES: Mapping[str, Remedy] = {
    "utb_medarb_pct": Remedy(("employee",), ("intro",)),
    "utb_chef_pct": Remedy(("manager",), ("intro",)),
    "kompetens_niva": Remedy(
        ("manager", "lawyer", "developer", "analyst"), ("intermediate", "advanced")
    ),
    "ai_kunnighet": Remedy(("lawyer", "manager")),
}
"""By the question of the index that was answered low."""


@dataclass(frozen=True)
class Gaps:
    """What is said of a municipality's skills, and for each gap the courses that meet it."""

    title: str
    sentence: str
    groups: tuple[CardGroup, ...]


def gaps_view(source: Source, selection: Selection) -> Gaps | None:
    """Return what a municipality lacks by its own answers; None where none is chosen.

    A question that it has not answered is no gap, and is said to be unanswered.
    """
    here = municipality_wave(source, selection)
    if here is None:
        return None
    t = selection.t
    params = {"name": here.name, "wave": t.wave(here.wave)}
    title = t("courses.gaps_title", name=here.name)
    if not here.has_responded:
        return Gaps(title, t("courses.gaps_silent", **params), ())
    answers = given_answers(source, here.code)
    items = codebook().indicator(INDEX).items
    scores = {item: item_score(item, answers.get((here.wave, item.question))) for item in items}
    low = [item for item, score in scores.items() if score is not None and score < STARTED]
    unanswered = sum(score is None for score in scores.values())
    kind = "some" if low else "none" if unanswered < len(scores) else "unknown"
    sentences = [selection.marked(t(f"courses.gaps_{kind}", **params))]
    if unanswered and kind != "unknown":
        sentences.append(t.count("courses.gaps_unanswered", unanswered))
    low.sort(key=lambda item: scores[item] or 0.0)
    groups = [_group(item, answers, here, source, selection) for item in low]
    return Gaps(title, " ".join(sentences), tuple(groups))


def _group(
    item: Item,
    answers: Answers,
    here: MunicipalityWave,
    source: Source,
    selection: Selection,
) -> CardGroup:
    t, question = selection.t, codebook().question(item.question)
    remedy = REMEDIES[item.question]
    courses = [course for course in all_courses(source) if _meets(course, remedy)][:MOST]
    answer = answer_text(question, answers.get((here.wave, item.question)), t)
    reason = t("courses.gaps_reason", question=question.label[t.language], answer=answer)
    why = t(f"courses.why_{item.question}" if courses else "courses.gaps_no_course")
    cards = tuple(course_card(course, selection, IN_SHORT) for course in courses)
    return CardGroup(selection.marked(reason), why, cards)


def _meets(course: Course, remedy: Remedy) -> bool:
    return (
        course.status != ENDED
        and fits(course, "audience", remedy.audience)
        and fits(course, "level", remedy.level)
    )
