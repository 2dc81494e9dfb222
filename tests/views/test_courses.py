"""The page Utbildningar: every course is reached, and what is suggested follows the answers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ailaget.codebook import codebook
from ailaget.ingest.loading import load
from ailaget.practice import Course, shipped
from ailaget.practice.words import field_text, source_text
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.choices import CHOICES
from ailaget.views.base.selection import Selection
from ailaget.views.courses.choosing import CHOSEN, chosen_courses
from ailaget.views.courses.gaps import INDEX, MOST, REMEDIES, Gaps, gaps_view
from ailaget.views.courses.listing import courses_table, courses_view
from tests.practice.planted import PlantedSource, like_the_first
from tests.remembered import remembered

T = texts("sv")
ALL = [entry for entry in shipped("courses") if isinstance(entry, Course)]
CHOOSING = Selection(wave="2026-10", is_demo=True, today="2026-11-28")
LOW, HIGH, SILENT, PARTLY = "0114", "1781", "2026", "2029"
ANSWERS = [
    {
        "kommunkod": LOW,
        "utb_medarb_pct": 10,
        "utb_chef_pct": 80,
        "kompetens_niva": 1,
        "ai_kunnighet": 0,
    },
    {
        "kommunkod": HIGH,
        "utb_medarb_pct": 90,
        "utb_chef_pct": 50,
        "kompetens_niva": 5,
        "ai_kunnighet": 3,
    },
    {
        "kommunkod": PARTLY,
        "utb_medarb_pct": 90,
        "utb_chef_pct": "Vet ej",
        "kompetens_niva": 5,
        "ai_kunnighet": "",
    },
]


@pytest.fixture
def answered(
    empty_place: Workspace, survey_file: Callable[..., Path]
) -> Iterator[Callable[[str], Gaps]]:
    """Give what is said of a municipality in a small real wave."""
    load(empty_place, survey_file(ANSWERS), publish=True)
    database = remembered(empty_place)

    def gaps(code: str) -> Gaps:
        real = replace(CHOOSING, is_demo=False, municipality=code)
        view = gaps_view(database, real)
        assert view is not None
        return view

    yield gaps
    database.connection.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_course_is_on_the_page_with_its_source_and_dates(
    demo: Database, language: str
) -> None:
    selection = replace(CHOOSING, language=language)
    cards = [card for group in courses_view(demo, selection).groups for card in group.cards]
    assert sorted(card.key for card in cards) == sorted(entry.key for entry in ALL)
    by_key = {entry.key: entry for entry in ALL}
    for card in cards:
        entry = by_key[card.key]
        assert card.source == source_text(entry, selection.t)
        assert card.source_url == entry.source_url
        # Whether it is given is said first, in words.
        assert card.tags[0] == selection.t(f"practice.status.{entry.status}")
    assert len(courses_table(demo, selection).table.rows) == len(ALL)


@pytest.mark.parametrize("key", CHOSEN)
def test_each_choice_leaves_those_that_have_it(demo: Database, key: str) -> None:
    reached: set[str] = set()
    for option in CHOICES[key].options():
        for entry in chosen_courses(demo, replace(CHOOSING, **{key: (option,)})):
            value = getattr(entry, CHOSEN[key])
            values = value if isinstance(value, tuple) else (value,)
            assert option in values or (key == "audience" and "all" in values)
            reached.add(entry.key)
    assert reached == {entry.key for entry in ALL}


def test_several_in_a_row_have_one_capital_but_for_names(demo: Database) -> None:
    course = next(each for each in ALL if {"lawyer", "developer"} <= set(each.audience))
    finnish = next(each for each in ALL if "fi" in each.languages)
    assert field_text(course, "audience", T) == "Jurister och utvecklare"
    assert field_text(course, "audience", texts("en")) == "Lawyers and developers"
    assert field_text(finnish, "languages", T) == "svenska, engelska och finska"
    assert field_text(finnish, "languages", texts("en")) == "Swedish, English and Finnish"


def test_what_is_for_all_fits_each_audience(demo: Database) -> None:
    for option in CHOICES["audience"].options():
        shown = {entry.key for entry in chosen_courses(demo, replace(CHOOSING, audience=(option,)))}
        assert "elements-of-ai" in shown
    assert "all" not in CHOICES["audience"].options()


def test_what_is_given_no_longer_stands_apart_and_says_so(demo: Database) -> None:
    ended = like_the_first("courses", status="ended")
    source = PlantedSource(demo, {"courses": (ended, *ALL)})
    given, gone = courses_view(source, CHOOSING).groups
    assert "planted" not in {card.key for card in given.cards}
    (card,) = gone.cards
    assert (gone.heading, card.tags[0]) == (T("courses.ended_title"), "Ges inte längre")


def test_every_question_of_the_index_has_its_remedy() -> None:
    assert set(REMEDIES) == {item.question for item in codebook().indicator(INDEX).items}


def test_what_is_suggested_follows_the_answers_and_says_why(
    answered: Callable[[str], Gaps],
) -> None:
    gaps = answered(LOW)
    # The lowest first; 80 per cent of the managers is no gap.
    assert [group.heading for group in gaps.groups] == [
        "AI-kompetensen räcker för våra mål: Stämmer inte alls (1\xa0av\xa05)",
        "Plan för AI-kunnighet (AI-förordningen art. 4): Nej",
        "Andel medarbetare som fått AI-utbildning de senaste 12 månaderna: 10 procent",
    ]
    by_key = {entry.key: entry for entry in ALL}
    for group in gaps.groups:
        assert group.note.startswith("Därför: ")
        assert 0 < len(group.cards) <= MOST
    for card in gaps.groups[-1].cards:
        course = by_key[card.key]
        assert course.level == "intro" and {"all", "employee"} & set(course.audience)


def test_who_has_come_half_way_gets_no_suggestions(answered: Callable[[str], Gaps]) -> None:
    gaps = answered(HIGH)
    assert gaps.groups == ()
    assert gaps.sentence == T("courses.gaps_none", name="Kristinehamn")


def test_no_answer_is_no_gap(answered: Callable[[str], Gaps]) -> None:
    partly = answered(PARTLY)
    assert partly.groups == ()
    assert partly.sentence.endswith("2 frågor om kompetens har inget svar.")
    silent = answered(SILENT)
    assert silent.groups == ()
    assert "har inte svarat på enkäten" in silent.sentence


def test_without_a_municipality_nothing_is_suggested(demo: Database) -> None:
    assert gaps_view(demo, CHOOSING) is None


def test_what_leaves_the_page_says_that_the_answers_are_invented(demo: Database) -> None:
    selection = replace(CHOOSING, municipality="2026")
    gaps = gaps_view(demo, selection)
    assert gaps is not None
    assert "påhittade data" in gaps.sentence
    on_page = gaps_view(demo, replace(selection, on_page=True))
    assert on_page is not None and "påhittade data" not in on_page.sentence
