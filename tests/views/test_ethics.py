"""The page Etik och data: what is protected stays so, and law dates stand beside the figures."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.ingest.building import build
from ailaget.ingest.loading import load
from ailaget.ingest.publishing import withdraw_wave
from ailaget.ingest.risk import NEEDS_CARE, at_risk
from ailaget.practice import shipped
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.ethics.begun import QUESTIONS, every_begun, regions
from ailaget.views.ethics.dates import articles_of, dates_view, in_force_words
from ailaget.views.ethics.readiness import matrix_view, readiness_view
from ailaget.views.ethics.training import risk_of, risk_words, training_view
from tests.conftest import write_csv
from tests.remembered import remembered

each_language = pytest.mark.parametrize("language", LANGUAGES)
WAVE = "2026-10"

SEVERAL = ", "
"""What stands between the options of a cell in the file."""


@pytest.fixture(scope="module")
def single(single_workspace: Workspace) -> Iterator[Database]:
    database = remembered(single_workspace)
    yield database
    database.connection.close()


def choose(**chosen: Any) -> Selection:
    return Selection(**{"wave": WAVE, "is_demo": True, "today": "2026-11-28", **chosen})


def demo_answers() -> pd.DataFrame:
    """Return the newest invented wave as its file has it, with questions' keys as columns."""
    file = Path(__file__).parents[2] / "data" / "surveys" / f"demo_{WAVE}.csv"
    answers = pd.read_csv(file, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    keys = {q.wording["sv"]: key for key, q in codebook().questions.items()}
    return answers.rename(columns={**keys, "Kommunkod": "kommunkod"})


# --- Counted anew from the file -------------------------------------------------------------------


def test_open_questions_are_counted_as_in_the_file(demo: Database) -> None:
    choices = {c.label["sv"]: c.value for c in codebook().question("ai_kunnighet").choices}
    numbers = [choices[cell] for cell in demo_answers()["ai_kunnighet"] if cell in choices]
    (country,) = [
        each
        for each in every_begun(demo, choose())
        if each.kind == "country" and each.question.key == "ai_kunnighet"
    ]
    assert country.answering == len(numbers)
    assert country.begun == sum(bool(number) for number in numbers)


def test_groups_and_sizes_of_open_questions_make_the_country(demo: Database) -> None:
    every = every_begun(demo, choose())
    for key in ("ai_kunnighet", "ai_register"):
        by_kind = {
            kind: [e for e in every if e.kind == kind and e.question.key == key]
            for kind in ("country", "skr_group", "size_class")
        }
        totals = {
            kind: (sum(e.begun or 0 for e in es), sum(e.answering or 0 for e in es))
            for kind, es in by_kind.items()
        }
        assert totals["skr_group"] == totals["size_class"] == totals["country"]


def test_every_region_and_question_has_its_cell(demo: Database) -> None:
    every = every_begun(demo, choose())
    assert len(every) == len(regions()) * len(QUESTIONS)
    matrix = matrix_view(demo, choose()).table
    assert len(matrix.rows) == len(matrix.headings) == len(regions())
    assert all(len(row) == len(QUESTIONS) + 1 and all(row) for row in matrix.rows)


# --- What is protected ----------------------------------------------------------------------------


def test_protected_questions_are_never_told_by_size(demo: Database) -> None:
    for each in every_begun(demo, choose()):
        if not each.question.is_open and each.kind == "size_class":
            assert (each.begun, each.answering) == (None, None)


def test_a_filter_changes_nothing(demo: Database) -> None:
    narrow = choose(county=("17",))
    for view in (training_view, readiness_view):
        assert view(demo, narrow).table == view(demo, choose()).table
    assert matrix_view(demo, narrow).table == matrix_view(demo, choose()).table
    assert risk_words(demo, narrow) == risk_words(demo, choose())


@each_language
def test_of_three_who_answered_nothing_protected_is_told(single: Database, language: str) -> None:
    selection = choose(is_demo=False, language=language)
    t = texts(language)
    assert training_view(single, selection).headline == t("ethics.training_hidden")
    assert risk_words(single, selection) == t("ethics.risk_hidden")
    for each in every_begun(single, selection):
        assert each.question.is_open or each.begun is None


def test_the_risk_is_counted_as_in_the_file_and_named_to_who_edits(
    demo: Database, demo_workspace: Workspace
) -> None:
    answers = demo_answers()
    scale = {c.label["sv"]: c.key for c in codebook().question("traningsdata").choices}
    rows = [
        code
        for code, data, routine in zip(
            answers["kommunkod"],
            answers["traningsdata"],
            answers["skyddsvarda_rutin"],
            strict=True,
        )
        if {scale.get(part) for part in data.split(SEVERAL)} & NEEDS_CARE and routine == "Nej"
    ]
    codes = at_risk(demo_workspace, WAVE, is_demo=True)
    assert codes == sorted(rows)
    risk = risk_of(demo, choose())
    assert risk is not None
    assert risk.at_risk == len(codes)


def test_no_name_of_one_at_risk_is_in_the_database(demo: Database) -> None:
    rows = demo.query("protected_risk", wave=WAVE)
    assert list(rows.columns) == ["at_risk", "answering", "as_of"]
    assert len(rows) == 1


Published = Callable[[str, int], None]


@pytest.fixture
def real(tmp_path: Path) -> tuple[Workspace, Published]:
    """Return a folder without waves, and what publishes one where so many more are at risk."""
    place = Workspace(tmp_path / "var")
    build(place, empty=True)
    codes = demo_answers()["kommunkod"]

    def publish(name: str, more: int) -> None:
        kinds = [("personal", 0)] * (8 + more) + [("personal", 2)] * 10
        kinds += [("open", 0)] * (30 - more) + [("open", 2)] * 30
        rows = [
            {"kommunkod": code, "traningsdata": data, "skyddsvarda_rutin": routine}
            for code, (data, routine) in zip(codes, kinds, strict=False)
        ]
        load(place, write_csv(tmp_path / f"{name}_2027-03.csv", rows), publish=True)

    return place, publish


def told(place: Workspace) -> int | None:
    database = open_database(place)
    risk = risk_of(database, choose(wave="2027-03", is_demo=False))
    database.close()
    return None if risk is None else risk.at_risk


def test_two_versions_tell_no_more_than_one(real: tuple[Workspace, Published]) -> None:
    place, publish = real
    publish("a", 0)
    assert told(place) == 8
    publish("b", 2)
    assert told(place) == 8
    publish("c", 12)
    assert told(place) == 20
    withdraw_wave(place, "2027-03", "")
    assert told(place) is None


# --- In words -------------------------------------------------------------------------------------


@each_language
def test_no_bar_s_words_reach_its_per_cent(demo: Database, language: str) -> None:
    figure = readiness_view(demo, choose(language=language)).figure
    labels = [str(note.text) for note in figure.layout.annotations if "(n = " in str(note.text)]
    labels = labels or [
        text for trace in figure.data for text in (trace.text or ()) if "(n =" in text
    ]
    assert labels and max(map(len, labels)) <= 45


@each_language
def test_headings_are_short_and_have_no_sign_of_per_cent(demo: Database, language: str) -> None:
    selection = choose(language=language, on_page=True)
    for view in (training_view, readiness_view):
        chart = view(demo, selection)
        assert len(chart.headline) <= 100
        assert "%" not in chart.headline
        assert chart.n <= chart.of == 290
    assert risk_words(demo, selection).startswith("8 ")


def test_dates_stand_in_order_with_what_the_survey_says(demo: Database) -> None:
    exhibit = dates_view(demo, choose())
    places = {column.key: place for place, column in enumerate(exhibit.table.columns)}
    assert len(exhibit.table.rows) == len(shipped("law_dates")) == 16
    by_article = {
        str(row[places["article"]]).split(" ")[0].rstrip("."): row for row in exhibit.table.rows
    }
    assert "AI-kunnighet" in str(by_article["4"][places["readiness"]])
    assert "Förteckning" in str(by_article["26"][places["readiness"]])
    assert by_article["113"][places["readiness"]] == ""
    states = [row[places["state"]] for row in exhibit.table.rows]
    assert states == sorted(states)  # Gäller nu before Kommer
    assert all(str(row[places["source"]]).startswith("https://") for row in exhibit.table.rows)


@pytest.mark.parametrize(
    ("today", "passed", "next_day"),
    [("2024-01-01", "0 av 16", "1 augusti 2024"), ("2026-11-28", "8 av 16", "2 december 2026")],
)
def test_what_applies_is_told_by_the_day(
    demo: Database, today: str, passed: str, next_day: str
) -> None:
    applies, comes = in_force_words(demo, choose(today=today))
    assert applies.startswith(passed)
    assert next_day in comes


def test_a_date_that_nobody_has_checked_for_long_says_so(demo: Database) -> None:
    old = choose().t("practice.stale")
    for today, is_old in (("2026-11-28", False), ("2029-01-01", True)):
        rows = dates_view(demo, choose(today=today)).table.rows
        assert all(any(old in str(cell) for cell in row) == is_old for row in rows)


def test_after_the_last_date_nothing_comes(demo: Database) -> None:
    applies, comes = in_force_words(demo, choose(today="2031-01-01"))
    assert (applies[:8], comes) == ("16 av 16", "")


def test_articles_are_numbers() -> None:
    question = codebook().question("ai_register")
    assert articles_of(question) == ["26", "49"]
    assert articles_of(replace(codebook().question("dpia"))) == []
