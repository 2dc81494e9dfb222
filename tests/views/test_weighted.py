"""What a figure would be had all answered is one figure, wherever it stands."""

import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import Selection, per_cent_number
from ailaget.views.inequality.adjusted import (
    adjusted_interval,
    adjusted_sentence,
    answer_weights,
)
from ailaget.views.inequality.nonresponse import bounds_view, silence_of
from ailaget.views.overview.summary import overview_view
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.report.ready import opening
from tests.views.planted import Planted, choose, everyone

SHARES = ("has_full_time_ai", "has_ai_position")
FILTERS = ({}, {"county": ("14",)}, {"skr_group": ("C8",)}, {"size_class": ("lt10k",)})


def chosen(**choices: object) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, "on_page": True, **choices})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("filtered", FILTERS)
def test_the_first_page_has_the_shares_of_the_section_on_certainty(
    demo: Database, language: str, filtered: dict[str, tuple[str, ...]]
) -> None:
    t, words = texts(language), overview_view(demo, chosen(language=language, **filtered)).weighted
    for key in SHARES:
        selection = chosen(language=language, indicator=key, **filtered)
        rows = chosen_rows(demo, selection, key).set_index("municipality")
        adjusted = silence_of(demo, rows, codebook().indicator(key), selection).adjusted
        assert adjusted is not None and adjusted.mean.estimate is not None
        assert f" {per_cent_number(adjusted.mean.estimate, t)} " in words
    rows = chosen_rows(demo, chosen(**filtered), "maturity").set_index("municipality")
    weights = answer_weights(demo, rows, "2026-10")
    middle = adjusted_interval(rows["value"].astype(float), weights, "median", (0.0, 100.0))
    assert t.number(middle.estimate, 1) in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_all_or_few_have_answered_there_is_nothing_to_weigh_for(language: str) -> None:
    indicators = (*SHARES, "ai_fte_per_100k", "maturity")
    whole = Planted({key: everyone(1.0) for key in indicators})
    few = Planted({key: {"1764": 1.0, "1780": 0.0} for key in indicators})
    for source in (whole, few):
        assert overview_view(source, choose(language=language)).weighted == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai"])
@pytest.mark.parametrize(("region", "kind"), [("14", "county"), ("C8", "skr_group")])
def test_a_region_has_the_figure_that_a_filter_on_it_gives(
    demo: Database, language: str, indicator: str, region: str, kind: str
) -> None:
    t, measure = texts(language), codebook().indicator(indicator)
    selection = chosen(language=language, indicator=indicator, region=region)
    caveat = region_ranking_view(demo, selection).caveat
    filtered = chosen(language=language, indicator=indicator, **{kind: (region,)})
    rows = chosen_rows(demo, filtered, indicator).set_index("municipality")
    adjusted = silence_of(demo, rows, measure, filtered).adjusted
    assert adjusted is not None
    what = t("silent.share_word" if measure.is_share else "silent.mean_word")
    sentence = adjusted_sentence(adjusted, float(rows["value"].mean()), what, measure, t)
    sentence = t.in_words(sentence)
    assert sentence in bounds_view(demo, filtered).caveat
    assert sentence.rpartition(what)[2] in caveat


def test_a_rate_of_a_region_has_none(demo: Database) -> None:
    caveat = region_ranking_view(demo, chosen(indicator="ai_fte_per_100k", region="14")).caveat
    assert "brukar svara" not in caveat


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_the_country_says_what_the_first_page_says(
    demo: Database, language: str
) -> None:
    selection = chosen(language=language)
    expected = overview_view(demo, selection).weighted
    assert expected and opening("country", demo, selection).sentences[-1] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_a_county_has_the_figures_that_a_filter_on_it_gives(
    demo: Database, language: str
) -> None:
    """Its maturity is a mean, as the figure beside it is; where all have answered it says none."""
    t = texts(language)
    sentence = opening("county", demo, chosen(language=language, region="14")).sentences[-1]
    filtered = chosen(language=language, county=("14",))
    for key in (*SHARES, "maturity"):
        measure = codebook().indicator(key)
        rows = chosen_rows(demo, filtered, key).set_index("municipality")
        adjusted = silence_of(demo, rows, measure, filtered).adjusted
        assert adjusted is not None and adjusted.mean.estimate is not None
        number = per_cent_number if measure.is_share else t.number
        assert number(adjusted.mean.estimate, *([t] if measure.is_share else [1])) in sentence
    middle = t("overview.weighted_mean").split("{mean}")[0].rpartition(". ")[2]
    assert middle in sentence
    everybody = Planted({key: everyone(1.0) for key in (*SHARES, "ai_fte_per_100k", "maturity")})
    told = opening("county", everybody, choose(language=language, region="14")).sentences
    assert not any(middle in each for each in told)
