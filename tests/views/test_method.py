"""The method page: complete from the codebook and the data, in both languages."""

import pandas as pd
import pytest

from ailaget.codebook import codebook
from ailaget.exports.text.indicator_csv import STATUS
from ailaget.practice import shipped
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection, place_names
from ailaget.views.method.codebook import (
    MISSING_STATES,
    answer_text,
    formula_text,
    numbers_view,
    survey_view,
)
from ailaget.views.method.response import answers_view
from ailaget.views.method.sources import benchmarks_used, calibration, demo_view, sources_view


class Frames:
    """Answers the queries of the page with a handful of rows."""

    def __init__(self, rows):
        self.frames = {
            "municipalities": pd.DataFrame(
                rows,
                columns=[
                    "municipality",
                    "county",
                    "skr_group",
                    "size_class",
                    "population_year",
                    "has_responded",
                ],
            ),
            "protected_counts": pd.DataFrame(
                [
                    ("", answer, n, 9, 9, "2026-11-01T10:00:00+00:00", False)
                    for answer, n in (("above_lowest", 4), ("no", 5))
                ],
                columns=[
                    "region",
                    "answer",
                    "respondents",
                    "answering",
                    "responded",
                    "as_of",
                    "is_earlier",
                ],
            ),
            "question_answers": pd.DataFrame(
                columns=["municipality", "skr_group", "value", "choice", "status"]
            ),
            "wave_answers": pd.DataFrame(
                columns=["municipality", "question", "value", "choice", "status"]
            ),
            "wave_indicators": pd.DataFrame(columns=["municipality", "indicator", "value"]),
            "index_items": pd.DataFrame(
                columns=["municipality", "indicator", "question", "status", "score"]
            ),
            "waves": pd.DataFrame(
                [("2026-10", True, 2023, 3, 4)],
                columns=["wave", "is_demo", "grouping", "respondents", "municipalities"],
            ),
        }

    def query(self, name, **params):
        return self.frames[name]

    def entries(self, kind):
        return shipped(kind)


FOUR = [
    ("1780", "17", "B3", "50_100k", 2025, True),
    ("1781", "17", "C6", "20_50k", 2025, False),
    ("2026", "20", "C8", "10_20k", 2025, True),
    ("0980", "09", "C9", "50_100k", 2025, True),
]


@pytest.fixture(params=LANGUAGES)
def selection(request):
    return Selection("2026-10", is_demo=True, language=request.param, today="2026-11-01")


def test_response_rates_are_counted_by_county_group_and_size(selection):
    found = answers_view(Frames(FOUR), selection)
    rates = {row[0]: row[1:] for row in found.by_county.table.rows}
    assert rates[place_names(selection.language)["17"]] == (
        1,
        2,
        0.5,
    )
    assert len(rates) == 3
    sizes = [row[1:3] for row in found.by_size_class.table.rows]
    assert sizes == [(1, 1), (0, 1), (2, 2)], "as the size classes lie"
    assert "50" in found.by_county.heading
    assert found.sentence.endswith(f"{selection.t('demo.sentence', sentence='')}.")


def test_an_empty_filter_gives_nothing(selection):
    assert answers_view(Frames([]), selection) is None


def test_the_lowest_rate_is_named_only_where_it_says_something(selection):
    same = answers_view(Frames([(*row[:5], True) for row in FOUR]), selection)
    t = selection.t
    assert same.by_county.heading == t(
        "method.response_same", kind=t("filter.county"), rate=t.in_words(t.percent(1))
    )


def test_every_question_is_there_once(selection):
    keys = [row[-1] for s in survey_view(Frames(FOUR), selection) for row in s.table.rows]
    assert sorted(keys) == sorted(codebook().questions)


def test_a_protected_question_says_so(selection):
    rows = {row[-1]: row for s in survey_view(Frames(FOUR), selection) for row in s.table.rows}
    assert rows["dpia"][2] == selection.t("method.visibility_aggregate")
    assert rows["ai_register"][2] == selection.t("method.visibility_open")


def test_answers_are_told_from_the_scale():
    t, book = texts("sv"), codebook()
    assert answer_text(book.question("ai_assistent"), t) == "0 Nej, 1 Test, 2 Breddinförd."
    assert answer_text(book.question("ledning_prio"), t).startswith("1 Stämmer inte alls, 2, 3, 4,")
    assert answer_text(book.question("hinder"), t).startswith("Högst 3 av: Ekonomi;")
    assert "AI-förordningen, artikel 4." in answer_text(book.question("ai_kunnighet"), t)


def test_formulas_are_told_from_the_codebook():
    t, book = texts("en"), codebook()
    assert "times 100,000" in formula_text(book.indicator("ai_fte_per_100k"), t)
    assert "Yes, of its own" in formula_text(book.indicator("has_full_time_ai"), t)
    for key in book.indicator("maturity").of:
        assert book.indicator(key).label["en"] in formula_text(book.indicator("maturity"), t)
    for item in book.indicator("maturity_use").items:
        label = book.question(item.question).label["en"]
        assert label in formula_text(book.indicator("maturity_use"), t)


def test_every_indicator_and_level_is_explained(selection):
    sections = numbers_view(Frames(FOUR), selection)
    tables = [section.table.rows for section in sections if section.table]
    assert len(tables[0]) == len(codebook().indicators)
    assert len(tables[1]) == len(codebook().levels)
    assert any("2025" in section.text for section in sections)


def test_the_missing_states_are_those_of_exported_files():
    assert {key: word for key, (word, _) in MISSING_STATES.items()} == {
        key: word for key, word in STATUS.items() if key != "ok"
    }


def test_sources_and_targets_have_their_words(selection):
    benchmarks = sources_view(Frames(FOUR), selection)[-1].table
    assert [row[0] for row in benchmarks.rows] == benchmarks_used()
    assert all(row[-1].startswith("https://") for row in benchmarks.rows)
    # What is filled in may be words, which no sentence begins with.
    assert not [row[3] for row in benchmarks.rows if row[3][0].islower()]
    targets = demo_view(Frames(FOUR), selection)[-1].table
    assert len(targets.rows) == len(calibration()["target"])
