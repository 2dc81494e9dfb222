"""The page Kom igång: the next step as on Kommun, then by those that climbed, else by the guide."""

from pathlib import Path

import pytest

from ailaget import geography
from ailaget.codebook import codebook
from ailaget.practice import Step, shipped
from ailaget.practice.entries import MILESTONES
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import FEW
from ailaget.views.getting_started.exhibits import steps_exhibit
from ailaget.views.getting_started.levels import levels_view
from ailaget.views.getting_started.path import path_view
from ailaget.views.getting_started.plan import LEAST_EXAMPLES, MOST_STEPS, Plan, plan_view
from ailaget.views.municipality.peers import peers_of
from ailaget.views.municipality.profile import profile_view
from ailaget.views.municipality.wave import municipality_wave
from tests.views.test_municipality import (
    EARLIER,
    GAGNEF,
    KRISTINEHAMN,
    LOWEST,
    NOW,
    STRATEGY,
    chosen,
    database_of,
    plain,
)

SOME = [place.code for place in geography.municipalities()][::24]
both_languages = pytest.mark.parametrize("language", LANGUAGES)
PARTS = ("Strategi och ledning", "Kompetens")


def plan_of(source: Database, code: str = GAGNEF, **choices: object) -> Plan:
    plan = plan_view(source, chosen(code, **choices))
    assert plan is not None
    return plan


@pytest.mark.parametrize("code", SOME)
def test_the_first_step_is_told_as_on_the_page_kommun(demo: Database, code: str) -> None:
    profile = profile_view(demo, chosen(code))
    assert profile is not None
    plan, step = plan_of(demo, code), profile.next_step
    assert plan.next_step == step
    if plan.steps:
        first = plan.steps[0]
        assert (first.title, first.why, first.ask) == (step.action, step.why, step.ask)
        assert 1 <= len(plan.steps) <= MOST_STEPS
    else:
        assert not step.question


@pytest.mark.parametrize("code", SOME)
def test_every_step_says_who_what_it_takes_what_comes_first_and_who_has_done_it(
    demo: Database, code: str
) -> None:
    plan = plan_of(demo, code)
    for step in plan.steps:
        assert step.guide or step.examples or step.courses
        assert (
            step.why
            and step.responsible
            and step.effort
            and step.first
            and step.climbed
            and step.done_by
        )
    assert len({step.question for step in plan.steps}) == len(plan.steps)
    keys = [key for step in plan.steps for key in step.keys]
    assert len(keys) == len(set(keys))
    if plan.steps:
        examples = [each for step in plan.on_paper.steps for each in step.examples]
        assert len(examples) + len(plan.others) >= LEAST_EXAMPLES
        assert any(step.courses for step in plan.steps)
        for step in plan.steps:
            for course in step.courses:
                assert all(fact[0].isupper() for fact in course.facts.split(" · ")), course.facts


@pytest.fixture(scope="module")
def alike(demo: Database) -> list[str]:
    """The municipalities most like Gagnef, whatever anybody has answered."""
    selection = chosen(GAGNEF)
    here = municipality_wave(demo, selection)
    assert here is not None
    return [peer.code for peer in peers_of(demo, here, selection, 290)]


def climbed(folder: Path, alike: list[str], n: int) -> Database:
    """Return a survey in which `n` climbed by a pilot, all of them with a strategy before."""
    others = alike[: n + 6]
    had = {**LOWEST, "ai_strategi": 2}
    rose = {**had, "uc_pilot": 10, "ledning_prio": 5, "kompetens_niva": 5, "data_kvalitet": 5}
    return database_of(
        folder,
        {
            EARLIER: [{"kommunkod": code, **had} for code in (GAGNEF, *others)],
            NOW: [
                {"kommunkod": GAGNEF, **LOWEST},
                *({"kommunkod": code, **rose} for code in others[:n]),
                *({"kommunkod": code, **had} for code in others[n:]),
            ],
        },
    )


def test_what_those_that_climbed_had_orders_the_steps_with_how_many(
    tmp_path: Path, alike: list[str]
) -> None:
    source = climbed(tmp_path, alike, FEW + 1)
    plan = plan_of(source)
    source.close()
    titles = {step.question: step for step in plan.steps}
    assert plan.steps[0].question == "uc_pilot"  # what those alike that climbed did, as on Kommun
    assert plan.steps[1].question == "ai_strategi"  # all six had it when they had climbed
    assert plain(titles["ai_strategi"].climbed) == (
        "6 av 6 kommuner som säkert har stigit från nivån ”I början” hade det på plats efteråt."
    )
    # Of the twelve others that have answered the six that climbed have tried AI, all a strategy.
    assert plain(titles["uc_pilot"].done_by).startswith("6 av de 12 som har svarat bland de")
    assert plain(titles["ai_strategi"].done_by).startswith("12 av de 12 som har svarat bland de")
    assert plain(titles["uc_pilot"].first) == (
        "De flesta som tog steget hade redan en AI-strategi (6 av 6; det saknar ni)."
    )


def test_where_too_few_have_climbed_the_guide_s_order_holds_and_it_is_said(
    tmp_path: Path, alike: list[str]
) -> None:
    source = climbed(tmp_path, alike, FEW - 1)
    plan = plan_of(source)
    source.close()
    guide = sorted(shipped("steps"), key=lambda step: getattr(step, "order", 0))
    firsts = {
        question: next(
            place
            for place, step in enumerate(guide)
            if isinstance(step, Step) and question in step.questions
        )
        for question in MILESTONES
    }
    order = [firsts[step.question] for step in plan.steps[1:]]
    assert order == sorted(order)
    for step in plan.steps:
        assert "Därför följer steget guidens ordning" in step.climbed
        assert "I guiden" in step.first
        assert f"(n = {FEW - 1})" in plain(step.climbed)


def test_one_that_has_not_answered_gets_the_door_and_no_step_of_its_own(demo: Database) -> None:
    plan = plan_of(demo, KRISTINEHAMN)
    assert not plan.has_responded and plan.steps == () and plan.door is not None
    assert "har inte svarat" in plan.lead


@both_languages
def test_without_a_municipality_the_path_has_every_step_with_source_and_date(
    demo: Database, language: str
) -> None:
    path = path_view(demo, chosen(None, language=language))
    steps = [step for level in path.levels for step in level.steps]
    assert [step.number for step in steps] == list(range(1, path.n + 1))
    assert path.n == len([step for step in shipped("steps") if step.is_shown]) == 39
    assert len(path.levels) == len(codebook().levels)
    for step in steps:
        assert texts(language).day(shipped("steps")[0].read_on) in step.source
    untranslated = [step for step in steps if step.title.language != language]
    assert all(any("Swedish" in mark for mark in step.marks) for step in untranslated)


@both_languages
def test_the_table_is_of_the_plan_or_of_the_whole_path(demo: Database, language: str) -> None:
    plan = steps_exhibit(demo, chosen(GAGNEF, language=language))
    path = steps_exhibit(demo, chosen(None, language=language))
    silent = steps_exhibit(demo, chosen(KRISTINEHAMN, language=language))
    assert len(plan.table.rows) == MOST_STEPS and plan.of_answers
    assert len(path.table.rows) == len(silent.table.rows) == 39 and not path.of_answers
    for exhibit in (plan, path):
        assert all(len(row) == len(exhibit.table.columns) for row in exhibit.table.rows)


def test_levels_are_those_of_the_codebook_and_a_small_group_has_no_mean(demo: Database) -> None:
    chart = levels_view(demo, chosen(GAGNEF))
    assert len(chart.table.rows) == 6
    for _, level, own, _, _ in chart.table.rows:
        assert isinstance(own, float)
        assert level == codebook().level_of(own).label["sv"]
    stockholm = levels_view(demo, chosen("0180"))
    for *_, mean, n in stockholm.table.rows:
        assert (mean is None) == (int(n or 0) < FEW)


def test_a_level_and_the_mean_beside_it_are_those_worked_by_hand(tmp_path: Path) -> None:
    group = geography.municipality(GAGNEF).skr_group_2023
    others = [
        place.code
        for place in geography.municipalities()
        if place.skr_group_2023 == group and place.code != GAGNEF
    ][:FEW]
    leading = {**LOWEST, **STRATEGY}
    rows = [{"kommunkod": GAGNEF, **LOWEST}, *({"kommunkod": code, **leading} for code in others)]
    source = database_of(tmp_path, {NOW: rows})
    chart = levels_view(source, chosen(GAGNEF))
    plan = plan_of(source)
    source.close()
    strategy, skills = ({row[0]: row[1:] for row in chart.table.rows}[part] for part in PARTS)
    # Gagnef has nothing and the five others all that is asked of strategy: 500 over six.
    assert strategy[:2] == ("I början", 0.0)
    assert strategy[2] == pytest.approx(500 / 6)
    assert skills == ("I början", 0.0, 0.0, 6)
    assert (chart.n, strategy[3]) == (6, 6)
    (why,) = [plain(step.why) for step in plan.steps[1:] if "strategi" in step.why.lower()][:1]
    assert "är 0,0 av 100" in why
