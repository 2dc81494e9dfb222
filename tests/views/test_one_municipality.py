"""A filter that leaves one municipality: no heading speaks of one as of several."""

import re

import pytest

from ailaget.store.database import Database
from ailaget.texts import LANGUAGES
from ailaget.views.catalogue import CHARTS
from ailaget.views.method.response import answers_view
from tests.views.planted import choose

SEVERAL = re.compile(r"\b1 (svarande |answering )?(kommuner|municipalities)\b")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai", "ai_fte_per_100k"])
def test_one_municipality_is_not_several(demo: Database, indicator: str, language: str) -> None:
    filtered = choose(county=("09",), indicator=indicator, language=language)
    alone = choose(region="09", indicator=indicator, language=language)
    charts = {key: view(demo, filtered) for key, view in CHARTS.items()}
    said = {key: f"{chart.headline} {chart.alt}" for key, chart in charts.items()}
    said |= {key: CHARTS[key](demo, alone).headline for key in CHARTS if key.startswith("region_")}
    answers = answers_view(demo, filtered)
    assert answers is not None
    said["answers"] = answers.sentence
    assert not {key: text for key, text in said.items() if SEVERAL.search(text)}


def test_municipalities_are_chosen_only_where_a_reader_has_chosen(demo: Database) -> None:
    country, county = answers_view(demo, choose()), answers_view(demo, choose(county=("25",)))
    assert country is not None and county is not None
    assert " av 290 kommuner har svarat" in country.sentence
    assert " av 14 valda kommuner har svarat" in county.sentence
    assert "valda kommunerna" not in str(country) and "valda kommunerna" in str(county)
