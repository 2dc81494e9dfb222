"""The map: a heading that holds, places as on the region page, and classes that say their unit."""

from typing import Any

import pytest

from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.charts.style import palette
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES
from ailaget.views.inequality.where import clusters_view
from ailaget.views.map.choropleth import map_view
from ailaget.views.region.ranking import region_ranking_view
from ailaget.views.region.spread import region_spread_view
from tests.views.planted import CODES, Planted, choose, everyone

LEVELS = ("municipality", "county")


def planted(values: dict[str, float | None], indicator: str = "maturity") -> Planted:
    return Planted({indicator: values})


def headline(values: dict[str, float | None], **chosen: Any) -> str:
    return map_view(planted(values), choose(**chosen)).headline


def test_the_heading_says_a_tie_as_a_tie() -> None:
    zeros = everyone(0)
    assert headline({**zeros, "0114": 80.0}) == (
        "AI-mognad: högst i Upplands Väsby (80,0), lägst i 289 kommuner (0,0)"
    )


def test_the_figure_is_made_into_json_once_and_whole() -> None:
    chart = map_view(planted(everyone(40)), choose())
    assert chart.figure_json == chart.figure.to_json()
    assert chart.figure_json is chart.figure_json


def test_beside_the_map_of_counties_a_note_stands_under_the_name_where_there_is_no_room() -> None:
    tables = [map_view(planted(everyone(40)), choose(level=level)).table for level in LEVELS]
    folds = [[column.key for column in table.columns if column.collapsed] for table in tables]
    assert folds == [[], ["note"]]


def test_one_county_alone_is_not_both_highest_and_lowest() -> None:
    alone = headline(everyone(40), county=("09",), level="county")
    assert alone == "AI-mognad: 40,0 i Gotlands län"


def test_the_heading_of_a_regions_spread_says_a_tie_as_a_tie() -> None:
    own = [code for code in CODES if code.startswith("17")]
    chart = region_spread_view(
        planted({**dict.fromkeys(own, 0.0), own[0]: 60.0}), choose(region="17")
    )
    finding = "AI-mognad i Värmlands län: högst i Kil (60,0), lägst i 15 kommuner (0,0)"
    assert chart.headline == f"Bland de 16 med värde – {finding}"


@pytest.mark.parametrize("indicator", ["maturity", "ai_fte_per_100k", "has_full_time_ai", "ai_fte"])
def test_a_county_has_the_same_figure_and_places_on_the_map_as_on_the_region_page(
    demo: Database, indicator: str
) -> None:
    selection = choose(indicator=indicator, level="county", region="08")
    on_map, on_page = map_view(demo, selection).table, region_ranking_view(demo, selection).table
    # On both: places, county, figure, n and of first.
    assert [row[:5] for row in on_map.rows] == [row[:5] for row in on_page.rows]
    assert any("–" in str(row[0]) for row in on_map.rows)


def test_a_countys_figure_is_the_unweighted_mean() -> None:
    own = [code for code in CODES if code.startswith("10")]
    source = planted(dict(zip(own, (0.0, 0.0, 0.0, 10.0, 90.0), strict=True)))
    (row,) = map_view(source, choose(county=("10",), level="county")).table.rows
    assert row[1:5] == ("Blekinge län", 20.0, 5, 5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_page_says_where_means_and_medians_are_shown(language: str) -> None:
    t = choose(language=language).t
    words = t("method.groups_text")
    assert all(t(f"{page}.title") in words for page in ("overview", "region", "municipality"))


@pytest.mark.parametrize(("level", "blank"), [("municipality", 290 - 16), ("county", 21 - 1)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_says_what_a_filter_leaves_blank(
    demo: Database, language: str, level: str, blank: int
) -> None:
    def entries(**chosen: Any) -> list[str]:
        figure = map_view(demo, choose(language=language, level=level, **chosen)).figure
        shown = [trace for trace in figure.data if trace.showlegend]
        return [trace.name for trace in sorted(shown, key=lambda one: one.legendrank or 1000)]

    everywhere, here = entries(), entries(county=("17",))
    words = choose(language=language).t("map.outside", n=blank)
    assert here[0] == words
    assert len(here) == len(everywhere) + 1
    assert words not in everywhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_yes_or_no_and_a_countys_figure_a_share(demo: Database, language: str) -> None:
    chosen = choose(indicator="has_full_time_ai", language=language)
    t, own = chosen.t, map_view(demo, chosen)
    assert t("unit.yes_no") in own.figure.layout.title.subtitle.text
    assert own.unit == own.table.columns[2].label == t("unit.yes_no")
    clusters = clusters_view(demo, chosen)
    assert clusters.unit == t("unit.yes_no")
    assert clusters.figure.layout.title.subtitle.text.startswith(clusters.unit)
    county = map_view(demo, choose(indicator="has_full_time_ai", language=language, level="county"))
    assert county.unit == t("unit.share")
    assert t("unit.share") in county.figure.layout.title.subtitle.text


@pytest.mark.parametrize("level", ["municipality", "county"])
def test_a_filter_that_nobody_passes_gives_words_and_no_map(demo: Database, level: str) -> None:
    selection = choose(county=("25",), skr_group=("A1",), level=level)
    chart = map_view(demo, selection)
    assert chart.headline == selection.t("empty.nobody_in_filter")
    assert (chart.n, chart.of, list(chart.table.rows)) == (0, 0, [])
    assert "geo" not in chart.figure.layout.to_plotly_json()


def test_map_and_table_have_the_same_colours_in_dark(demo: Database) -> None:
    chart = map_view(demo, choose(theme="dark"))
    swatches = {colour for colour in chart.table.swatches if colour}
    drawn = {fill for _, fill in chart.figure.data[0].colorscale}
    assert swatches <= set(palette("dark").sequential) and swatches <= drawn


@pytest.mark.parametrize("view", CLOSE_VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_close_view_says_whom_its_figures_are_of(
    demo: Database, view: str, language: str
) -> None:
    t = choose(language=language).t
    for filters, whole in (({}, "map.whole_country"), ({"county": ("12",)}, "map.whole_filter")):
        for indicator in ("maturity", "has_full_time_ai", "ai_fte"):
            selection = choose(view=view, language=language, indicator=indicator, **filters)
            chart = map_view(demo, selection)
            assert chart.headline.endswith(f"({t(whole)})")
            assert t(whole) in chart.figure.layout.title.subtitle.text.replace("<br>", " ")
    assert t("map.whole_country") not in map_view(demo, choose(language=language)).headline


def test_a_county_of_few_answers_says_so() -> None:
    source = planted({code: 40.0 for code in CODES if code.startswith(("09", "10"))})
    rows = map_view(source, choose(county=("09", "10"), level="county")).table.rows
    assert {row[1]: row[-1] for row in rows} == {"Gotlands län": "en kommun", "Blekinge län": ""}
