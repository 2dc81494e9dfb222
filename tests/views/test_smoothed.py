"""Counties' smoothed figures stand beside the usual ones, with how sure a place at an end is."""

import numpy as np
import pytest

from ailaget.codebook import codebook
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.base.smoothed import smoothed_regions
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.scope import region_rows, scope_of
from tests.views.planted import CODES, Planted, choose


def chosen(**choices: object) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, **choices})


def test_each_county_has_a_smoothed_figure_nearer_the_middle_and_chances(demo: Database) -> None:
    selection = chosen(region="17")
    table = region_ranking_view(demo, selection).table
    keys = [column.key for column in table.columns]
    assert keys[-4:] == ["smoothed", "smoothed_low", "smoothed_high", "lowest_chance"]
    figures = [(row[2], *row[-4:]) for row in table.rows if row[2] is not None]
    raw = [row[0] for row in figures]
    middle = sum(row[1] for row in figures) / len(figures)
    assert all(0 <= row[2] <= row[1] <= row[3] <= 100 for row in figures)
    assert sum(row[4] for row in figures) == pytest.approx(5, abs=1e-9)
    assert max(row[1] for row in figures) < max(raw)
    assert min(raw) < min(row[1] for row in figures) < middle


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_at_an_end_is_told_only_where_it_is_likely(demo: Database, language: str) -> None:
    rows = region_rows(demo, chosen(region="17"), scope_of(chosen(region="17")), "maturity")
    found = smoothed_regions(rows, codebook().indicator("maturity"))
    assert len(found) == 21
    seen = set()
    for code, figure in found.items():
        caveat = region_ranking_view(demo, chosen(region=code, language=language)).caveat
        is_likely = max(figure.lowest, figure.highest) >= 0.5
        assert caveat.startswith(("Det går inte att säga", "It cannot be said")) == (not is_likely)
        seen.add(is_likely)
    assert seen == {True, False}


def test_groups_and_rates_are_not_smoothed(demo: Database) -> None:
    for choices in ({"region": "C8"}, {"region": "17", "indicator": "ai_fte_per_100k"}):
        keys = [column.key for column in region_ranking_view(demo, chosen(**choices)).table.columns]
        assert "smoothed" not in keys


NOISE = dict(zip(CODES, np.random.default_rng(8).uniform(10, 90, len(CODES)), strict=True))


def test_what_is_counted_of_all_has_no_probability() -> None:
    chart = region_ranking_view(Planted({"maturity": NOISE}), choose(region="17"))
    assert "smoothed" not in [column.key for column in chart.table.columns]
    assert "sannolikhet" not in chart.caveat


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_county_of_which_all_have_a_value_is_told_as_counted(language: str) -> None:
    others = [code for code in CODES if not code.startswith("17")]
    source = Planted({"maturity": {code: NOISE[code] for code in CODES if code not in others[::3]}})
    counted = texts(language)("region.smoothed_counted", estimate="#").partition("#")[0]
    assert counted in region_ranking_view(source, choose(region="17", language=language)).caveat
    elsewhere = region_ranking_view(source, choose(region="14", language=language)).caveat
    assert counted not in elsewhere
    words = {"estimate": "#", "low": "#", "high": "#"}
    estimated = texts(language)("region.smoothed_estimated", **words).partition("#")[0]
    assert estimated in elsewhere
