"""One word for one thing in what readers see, and nobody said in words."""

import re
from dataclasses import replace

import pytest

from ailaget.codebook import codebook
from ailaget.ingest.matching.choices import CodedScale
from ailaget.ingest.reading.normalisation import fold
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import LONGEST, Selection, short_label
from ailaget.views.catalogue import CHARTS
from ailaget.views.collaboration.partners import partners_view
from ailaget.views.inequality.transitions import transitions_view
from ailaget.views.inequality.two_at_once import bivariate_map_view
from ailaget.views.municipality import advice
from ailaget.views.municipality.advice import Step
from ailaget.views.municipality.comparison import comparison_view
from tests.views.planted import CODES, Planted, choose

SV = texts("sv")

DIFFERENCES = ("size_gap.", "county_gap.", "collaboration.", "explanations.", "chart_name.explan")
"""Texts of a difference between groups."""


def test_a_gap_is_between_top_and_bottom_and_a_difference_between_groups() -> None:
    for key, text in SV.entries.items():
        if key.startswith(DIFFERENCES) and not key.startswith("explanations.part_"):
            words = re.sub(r"\{\w+\}", "", str(text))
            assert not re.search(r"\bgap(et)?\b", words, re.I), key


def test_who_has_not_answered_is_called_so() -> None:
    assert (SV("status.ok"), SV("status.nonresponse")) == ("har svarat", "har inte svarat")


@pytest.mark.parametrize(
    ("question", "earlier", "now"),
    [
        ("ai_heltid", "Planerad inom 12 mån", "Planerad inom 12 månader"),
        ("effekt", "Budgeterad hemtagning", "Nyttan är inräknad i budgeten"),
    ],
)
def test_files_may_have_the_words_of_before(question: str, earlier: str, now: str) -> None:
    scale = CodedScale(codebook().question(question))
    assert scale.read(fold(earlier)) == scale.read(fold(now))
    assert earlier not in [choice.label["sv"] for choice in codebook().question(question).choices]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_said_in_words(demo: Database, language: str) -> None:
    chosen = Selection("2026-10", True, language=language, county=("17",), on_page=True)
    headline = bivariate_map_view(demo, chosen).headline
    assert headline.startswith(texts(language)("two_at_once.nobody_mature"))
    assert not re.search(r"\b0\b", headline)


@pytest.mark.parametrize("code", ["1715", "1781", "0180", "2313"])
def test_a_comparison_is_said_in_one_heading(demo: Database, code: str) -> None:
    chosen = Selection("2026-10", True, municipality=code, on_page=True)
    assert len(comparison_view(demo, chosen).headline) <= LONGEST


def test_a_day_in_a_swedish_sentence_has_its_article() -> None:
    """Somebody says that it was frozen den 3 november, and not that it was frozen 3 november."""
    after_a_word = re.compile(
        r"(?<!\bden)(?<!\bDatumet)(?<=[a-zåäö]) \{(?:day|date|when|approved)\}"
    )
    bare = [key for key, text in SV.entries.items() if after_a_word.search(text)]
    assert not bare


def test_a_score_is_out_of_a_hundred_in_english() -> None:
    bare = re.compile(r"(?<!out)(?<=\}) of 100\b(?!,)")
    assert not [key for key, text in texts("en").entries.items() if bare.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_none_of_the_others_did_is_said_in_words(language: str) -> None:
    """Of the ten others none has done it: nobody says that 0 of 10 have."""
    step = Step("ai_ansvarig", 5, 10, 0, 10, is_sure=True)
    selection = Selection("2026-10", True, language=language, on_page=True)
    why = advice._why(step, "2025-10", selection)
    assert ("mot ingen av 10" if language == "sv" else "by none of 10") in why
    assert not re.search(r"\b0\b", why)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gap_is_named_within_a_sentence_with_a_small_letter(
    demo: Database, language: str
) -> None:
    selection = Selection("2026-10", True, language=language, municipality="2026", on_page=True)
    partners = partners_view(demo, selection)
    assert partners is not None
    label = short_label(codebook().indicator("maturity_collaboration"), language)
    named = [sentence for sentence in partners.sentences if label.lower() in sentence.lower()]
    assert named and not [sentence for sentence in named if re.search(rf"[ (]{label}", sentence)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_of_those_that_changed_level_is_a_word(language: str) -> None:
    """Of four that climbed for sure nobody went down and nobody stayed."""
    rises = dict.fromkeys(CODES[:6], 90.0)
    source = Planted({"maturity": rises}, {"maturity": dict.fromkeys(rises, 30.0)})
    headline = transitions_view(source, choose(language=language)).chart.headline
    assert not re.search(r"\b0\b", headline)
    assert ("ingen ned" if language == "sv" else "none down") in headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heading_begins_with_a_capital_and_has_a_yes_or_no_within_it_small(
    demo: Database, language: str
) -> None:
    t = texts(language)
    chosen = Selection(
        "2026-10", True, language=language, indicator="has_ai_position", municipality="2026"
    )
    charts = (CHARTS[key](demo, replace(chosen, region="17")) for key in CHARTS)
    headlines = {chart.key: chart.headline for chart in charts}
    assert not [key for key, headline in headlines.items() if headline[:1].islower()]
    assert f" {t('no').lower()}" in headlines["municipality_trend"]
    assert t("no") not in headlines["municipality_trend"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_region_above_or_below_is_a_word(demo: Database, language: str) -> None:
    chosen = Selection("2026-10", True, language=language, indicator="ai_fte", on_page=True)
    headline = CHARTS["regions_ranking"](demo, chosen).headline
    assert not re.search(r"\b0\b", headline)
    assert ("ingen under" if language == "sv" else "below: none") in headline
