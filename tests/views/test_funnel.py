"""The funnel plot of regions: the figures of the ranking, limits by hand, outside only beyond."""

from typing import Any

import numpy as np
import pytest

from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import FEW, Selection
from ailaget.views.region.funnel import region_funnel_view
from ailaget.views.region.ranking import region_ranking_view

T = texts("sv")


def chosen(**choices: Any) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": False, "region": "17", **choices})


def lines(view: Any, demo: Database, **choices: Any) -> list[dict[str, Any]]:
    table = view(demo, chosen(**choices)).table
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai", "ai_fte_per_100k"])
@pytest.mark.parametrize("region", ["17", "C8", "B"])
def test_each_region_has_the_figure_that_the_ranking_has(
    demo: Database, indicator: str, region: str
) -> None:
    ranked = lines(region_ranking_view, demo, indicator=indicator, region=region)
    factor = 100 if indicator == "has_full_time_ai" else 1
    expected = {line["region"]: factor * line["value"] for line in ranked if line["n"] >= FEW}
    shown = lines(region_funnel_view, demo, indicator=indicator, region=region)
    assert {line["region"]: line["value"] for line in shown} == pytest.approx(expected)


def test_the_limits_of_a_mean_are_those_of_the_formula(demo: Database) -> None:
    values = chosen_rows(demo, chosen(), "maturity")["value"].dropna().to_numpy(float)
    most = len(values)
    for line in lines(region_funnel_view, demo):
        n = line["n"]
        error = values.std() / np.sqrt(n) * np.sqrt((most - n) / (most - 1))
        assert line["inner_high"] == pytest.approx(values.mean() + 1.959964 * error, abs=1e-3)
        assert line["outer_low"] == pytest.approx(
            max(0.0, values.mean() - 3.090232 * error), abs=1e-3
        )


def test_outside_is_beyond_the_outer_limits_alone(demo: Database) -> None:
    shown = lines(region_funnel_view, demo)
    outside = [line["region"] for line in shown if line["outside"] == "Ja"]
    assert outside == [
        line["region"]
        for line in shown
        if not line["outer_low"] <= line["value"] <= line["outer_high"]
    ]
    assert outside == ["Västra Götalands län"]
    headline = region_funnel_view(demo, chosen()).headline
    assert headline == "AI-mognad: Västra Götalands län skiljer sig säkert från de andra"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", ["17", "C8", "B"])
def test_every_kind_of_region_has_its_words(demo: Database, region: str, language: str) -> None:
    for indicator in ("maturity", "ai_fte_per_100k"):
        chart = region_funnel_view(
            demo, chosen(region=region, language=language, indicator=indicator)
        )
        assert chart.headline and "{" not in f"{chart.title} {chart.headline} {chart.caveat}"


@pytest.mark.parametrize("county", ["09", "08"])
def test_a_filter_that_leaves_nothing_to_compare_says_so(demo: Database, county: str) -> None:
    chart = region_funnel_view(demo, chosen(county=(county,), region="C8"))
    assert not chart.table.rows and chart.headline == T("lagging.few")
