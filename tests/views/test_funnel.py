"""The funnel plot of regions: the figures of the ranking, limits by hand, outside only beyond."""

from typing import Any

import numpy as np
import pytest

from ailaget.codebook import codebook
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


@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai", "ai_fte_per_100k"])
def test_the_limits_hold_the_figures_of_regions_dealt_out_by_lot(
    demo: Database, indicator: str
) -> None:
    """The figure is the region's own, as it is shown: a rate is sum over sum in a deal too."""
    rows = chosen_rows(demo, chosen(), indicator).dropna(subset=["value"])
    is_rate = indicator == "ai_fte_per_100k"
    weights = rows["denominator"].to_numpy(float) if is_rate else np.ones(len(rows))
    values = rows["value"].to_numpy(float) * (100 if indicator == "has_full_time_ai" else 1)
    generator = np.random.default_rng(6)
    for line in lines(region_funnel_view, demo, indicator=indicator):
        units = generator.permuted(np.tile(np.arange(len(values)), (4000, 1)), axis=1)
        units = units[:, : line["n"]]
        figures = (values * weights)[units].sum(axis=1) / weights[units].sum(axis=1)
        for name, share in (("inner", 0.06), ("outer", 0.005)):
            low, high = line[f"{name}_low"] - 1e-9, line[f"{name}_high"] + 1e-9
            assert ((figures < low) | (figures > high)).mean() <= share, (name, line)


@pytest.mark.parametrize("indicator", codebook().indicators)
def test_outside_is_beyond_the_outer_limits_alone(demo: Database, indicator: str) -> None:
    for line in lines(region_funnel_view, demo, indicator=indicator):
        is_within = line["outer_low"] - 1e-6 <= line["value"] <= line["outer_high"] + 1e-6
        assert line["outside"] == T("no" if is_within else "yes"), line


def test_the_heading_names_who_is_outside(demo: Database) -> None:
    shown = lines(region_funnel_view, demo)
    outside = [line["region"] for line in shown if line["outside"] == "Ja"]
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
