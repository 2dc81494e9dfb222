"""Attacks on protected answers, as a reader would make them: none of them finds anything."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.ingest.building import build
from ailaget.ingest.disclosure import protected_questions
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import publish_version, withdraw_wave
from ailaget.store.database import QUERIES, Database, current_build, open_database
from ailaget.store.versions import WaveContent
from ailaget.store.workspace import Workspace, workspace
from ailaget.views.base.rows import NO_FILTER
from ailaget.views.base.selection import Selection
from ailaget.views.region.answers import region_answers_view
from ailaget.views.region.protected import shown_counts
from tests.disclosure.attack import Told, forced, told_by_pages

WAVES = ("2024-10", "2025-10", "2026-10")
PROTECTED = [q.key for q in codebook().questions.values() if not q.is_open]
WAVE = "2027-03"
SurveyFile = Callable[..., Path]


def places_of(database: Database, wave: str) -> pd.DataFrame:
    return database.query("municipalities", wave=wave, **NO_FILTER)


# --- Crossing, homogeneity, totals -------------------------------------------------------------


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("question", PROTECTED)
def test_all_tables_together_force_no_answer(demo: Database, wave: str, question: str) -> None:
    asked, places = codebook().question(question), places_of(demo, wave)
    told = list(told_by_pages(demo, wave, asked, places))
    assert len(told) > 10
    assert forced(told, places, asked) == []


def test_the_attack_finds_what_a_second_division_tells(demo: Database) -> None:
    """Else the one above could not fail: with a table by county too, answers follow."""
    wave, asked = "2024-10", codebook().question("riskklassning")
    places = places_of(demo, wave)
    rows = (
        demo.connection.cursor()
        .execute(
            "select county, value, list(municipality) as who from answer"
            " inner join municipality_wave using (wave, municipality)"
            " where wave = ? and question = ? and status = 'answered' group by all",
            [wave, asked.key],
        )
        .df()
    )
    told = list(told_by_pages(demo, wave, asked, places))
    responded = places[places["has_responded"]].groupby("county")["municipality"].agg(frozenset)
    for county, value, who in rows.itertuples(index=False):
        answers = frozenset({asked.answer_key(value, None)})
        told.append(Told(responded[county], answers, len(who)))
    truth = {
        (county, asked.answer_key(value, None)): len(who)
        for county, value, who in rows.itertuples(index=False)
    }
    found = forced(told, places, asked)
    assert len(found) > 10
    assert all(count <= truth.get((where[:2], answer), 0) for where, answer, count in found)


@pytest.mark.parametrize("question", PROTECTED)
def test_no_filter_moves_a_protected_count(demo: Database, question: str) -> None:
    for region in ("C7", "C", "17"):
        plain, *others = (
            region_answers_view(
                demo, Selection("2026-10", True, region=region, question=question, **chosen)
            ).table.rows
            for chosen in (
                {},
                {"county": ("17",)},
                {"size_class": ("lt10k",)},
                {"skr_group": ("C8", "C7")},
            )
        )
        assert all(rows == plain for rows in others)


# --- Indices -----------------------------------------------------------------------------------


def test_no_figure_of_a_municipality_moves_with_any_protected_answer(
    demo_workspace: Workspace, tmp_path: Path
) -> None:
    """For each question every answer and every way to be silent, given to all, in all waves.

    So whatever open figures are combined, every one of them remains possible.
    """
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes((demo_workspace.databases / str(current_build(demo_workspace))).read_bytes())
    script = (QUERIES / "build" / "03_indicator_value.sql").read_text(encoding="utf-8")
    figures = (
        "select wave, municipality, indicator, value, status, numerator, denominator"
        " from every_indicator_value order by all"
    )
    with duckdb.connect(str(copy)) as database:
        before = database.execute(figures).df()
        for key in PROTECTED:
            question = codebook().question(key)
            values = (
                [(None, each.key, "answered") for each in question.choices]
                if question.is_multi
                else [(value, None, "answered") for value in (0.0, 1.0, 2.0, 3.0)]
            )
            silent = [(None, None, s) for s in ("dont_know", "not_applicable", "unanswered")]
            for value, choice, status in [*values, *silent]:
                database.execute("delete from every_answer where question = ?", [key])
                database.execute(
                    "insert into every_answer select wave, is_demo, municipality, ?, ?, ?, ?, 'A1'"
                    " from every_respondent",
                    [key, value, choice, status],
                )
                database.execute("drop table every_indicator_value cascade")
                database.execute(script)
                pd.testing.assert_frame_equal(before, database.execute(figures).df())


# --- Versions ----------------------------------------------------------------------------------


def municipalities(group: str) -> list[str]:
    from ailaget import geography

    return [p.code for p in geography.municipalities() if p.skr_group_2023 == group]


def rows(codes: list[str], *answers: int) -> list[dict[str, object]]:
    """Return answers to a protected question, the given ones in turn."""
    return [
        {
            "kommunkod": code,
            "ai_heltid": 0,
            "ai_strategi": 0,
            "ai_ansvarig": 0,
            "uc_pilot": 0,
            "riskklassning": answers[place % len(answers)],
        }
        for place, code in enumerate(codes)
    ]


def country(place: Workspace) -> tuple[dict[str, int], str | None]:
    database = open_database(place)
    counts = shown_counts(database, WAVE, "riskklassning")
    database.close()
    return dict(counts[""].answers), counts[""].as_of


@pytest.fixture
def published(survey_file: SurveyFile) -> Workspace:
    place = workspace()
    build(place, empty=True)
    many = rows([*municipalities("C7")[:20], *municipalities("B4")[:20]], 0, 1, 0, 2, 3)
    load(place, survey_file(many, f"a_{WAVE}.csv"), publish=True)
    return place


def test_a_late_answer_does_not_show_in_the_difference(
    published: Workspace, survey_file: SurveyFile
) -> None:
    before, _ = country(published)
    late = rows(municipalities("C7")[20:21], 3)
    load(published, survey_file(late, f"b_{WAVE}.csv"), publish=True)
    assert country(published)[0] == before
    assert country(published)[1] is not None  # and it says from when it stands


def test_a_changed_answer_does_not_show_in_the_difference(
    published: Workspace, survey_file: SurveyFile
) -> None:
    before, _ = country(published)
    load(published, survey_file(rows(municipalities("C7")[:1], 3), f"b_{WAVE}.csv"), publish=True)
    assert country(published)[0] == before


def test_late_answers_show_once_they_are_enough_and_differ(
    published: Workspace, survey_file: SurveyFile
) -> None:
    before, _ = country(published)
    late = rows(municipalities("C7")[20:32], 0, 1, 2, 3)
    load(published, survey_file(late, f"b_{WAVE}.csv"), publish=True)
    after, as_of = country(published)
    assert as_of is None
    assert sum(after[k] for k in ("no", "above_lowest")) == 12 + sum(
        before[k] for k in ("no", "above_lowest")
    )


def test_all_versions_and_a_withdrawal_together_tell_nothing(
    published: Workspace, survey_file: SurveyFile
) -> None:
    draw = np.random.default_rng(5)
    for place in range(4):
        codes = list(draw.permutation(municipalities("C7") + municipalities("B4")))[:9]
        answers = tuple(int(a) for a in draw.integers(0, 4, 9))
        load(published, survey_file(rows(codes, *answers), f"v{place}_{WAVE}.csv"), publish=True)
    publish_version(published, WAVE, WaveContent((0, 1)))
    withdraw_wave(published, WAVE)
    publish_version(published, WAVE, WaveContent((0, 1, 2, 3, 4)))
    of_wave = [
        each
        for each in protected_questions(published, published.state())
        if each.wave == (WAVE, False)
    ]
    assert len(of_wave) == len(PROTECTED)
    assert all(len(each.disclosure.moments) == 7 for each in of_wave)
    asked = next(each for each in of_wave if each.question == "riskklassning")
    assert asked.disclosure.counts
    assert not list(asked.disclosure.breaches())
