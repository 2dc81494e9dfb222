"""Two things at once: who stands in which quadrant, on the map and among the dots."""

import pytest

from ailaget.charts.style import palette
from ailaget.texts import LANGUAGES, texts
from ailaget.views.inequality.two_at_once import bivariate_map_view, bivariate_scatter_view, both_of
from tests.views.planted import Planted, choose

STAFF = {"0180": 0.0, "1480": 3.0, "1280": 0.5, "1780": 0.0, "1764": 4.0}
MATURITY = {"0180": 45.0, "1480": 39.9, "1280": 40.0, "1780": 10.0, "0114": 50.0}
FIVE = Planted({"ai_fte_per_100k": STAFF, "maturity": MATURITY})
VIEWS = (bivariate_map_view, bivariate_scatter_view)


def test_quadrants_by_any_staff_and_the_level_building_up() -> None:
    both = both_of(FIVE, choose())
    quadrants = dict(zip(both.known["code"], both.known["quadrant"], strict=True))
    assert quadrants == {
        "0180": "low_high",
        "1480": "high_low",
        "1280": "high_high",
        "1780": "low_low",
    }


def test_nine_classes_from_none_some_and_more_staff() -> None:
    both = both_of(FIVE, choose()).known.set_index("code")
    assert both["up_class"].to_dict() == {"0180": 0, "1280": 1, "1480": 2, "1780": 0}
    assert both["right_class"].to_dict() == {"0180": 2, "1280": 2, "1480": 1, "1780": 0}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_key_has_nine_squares_with_the_counts_and_the_missing(theme: str) -> None:
    figure = bivariate_map_view(FIVE, choose(theme=theme)).figure
    colours = [colour for row in palette(theme).bivariate for colour in row]
    assert [shape.fillcolor for shape in figure.layout.shapes] == colours
    assert {fill for _, fill in figure.data[0].colorscale} == {*colours, palette(theme).missing}
    counts = [note.text for note in figure.layout.annotations if note.text in {"0", "1", "2"}]
    assert sum(int(text) for text in counts) == 4
    assert "Inget värde (286)" in [trace.name for trace in figure.data]


def test_the_chosen_municipality_is_ringed_and_named() -> None:
    figure = bivariate_scatter_view(FIVE, choose(municipality="1480")).figure
    assert "<b>Göteborg</b>" in [note.text for note in figure.layout.annotations]


def test_the_missing_value_is_said_in_the_table() -> None:
    chart = bivariate_scatter_view(FIVE, choose())
    rows = dict(zip(chart.table.codes, chart.table.rows, strict=True))
    assert rows["1764"][4] == "AI-mognad: har inte svarat"
    assert (chart.n, chart.of) == (4, 290)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view_of", ["sweden", "malmo"])
def test_nobody_with_both_is_said_in_words(view, language: str, view_of: str) -> None:
    chart = view(Planted({"maturity": {"0180": 5.0}}), choose(language=language, view=view_of))
    assert chart.headline == texts(language)("two_at_once.empty")


@pytest.mark.parametrize("staff", [0.0, 2.0])
@pytest.mark.parametrize("view", VIEWS)
def test_one_municipality_and_equal_values(view, staff: float) -> None:
    one = Planted({"ai_fte_per_100k": {"0180": staff}, "maturity": {"0180": 40.0}})
    assert view(one, choose()).n == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_close_view_says_whom_its_figures_are_of(language: str) -> None:
    t = texts(language)
    for filters, whole in (({}, "map.whole_country"), ({"county": ("12",)}, "map.whole_filter")):
        selection = choose(view="malmo", language=language, **filters)
        chart, dots = (view(FIVE, selection) for view in VIEWS)
        assert chart.headline.endswith(f"({t(whole)})")
        assert t(whole) in chart.figure.layout.title.subtitle.text.replace("<br>", " ")
        assert t(whole) not in dots.figure.layout.title.subtitle.text.replace("<br>", " ")
    assert (
        t("map.whole_country") not in bivariate_map_view(FIVE, choose(language=language)).headline
    )
