"""The maps of several waves side by side: one scale, n for each, and a table that says the same."""

from dataclasses import replace
from typing import Any

import pytest

from ailaget.charts.map_panels import HEADING
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES
from ailaget.views.base.classes import SCHEMES
from ailaget.views.base.result import Chart
from ailaget.views.map.choropleth import map_view
from ailaget.views.map.waves import map_waves_view
from tests.views.planted import choose

WAVES = ("2024-10", "2025-10", "2026-10")


def areas(chart: Chart) -> list[Any]:
    """Return the trace of areas with values of each map, in order."""
    return [trace for trace in chart.figure.data if trace.type == "choropleth" and trace.text]


def headings(chart: Chart) -> list[str]:
    return [note.text for note in chart.figure.layout.annotations if note.name == HEADING]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", ["municipality", "county"])
def test_each_wave_has_its_map_and_says_how_many_have_a_value(
    demo: Database, language: str, level: str
) -> None:
    selection = choose(language=language, level=level)
    chart, t = map_waves_view(demo, selection), selection.t
    singles = [map_view(demo, replace(selection, wave=wave)) for wave in WAVES]
    assert [trace.geo for trace in areas(chart)] == ["geo", "geo2", "geo3"]
    for heading, wave, single in zip(headings(chart), WAVES, singles, strict=True):
        assert t.wave(wave) in heading
        assert selection.basis(single.n, single.of) in heading
        assert str(single.n) in chart.headline and chart.headline in chart.alt
    assert (chart.n, chart.of) == (singles[-1].n, singles[-1].of)


@pytest.mark.parametrize(
    ("scheme", "indicator"),
    [
        *((scheme, "ai_fte_per_100k") for scheme in SCHEMES),
        # Where limits are fixed an index goes by its level: by the value itself, not as it is read.
        *((scheme, "maturity") for scheme in SCHEMES if scheme != "bands"),
    ],
)
def test_one_value_has_one_colour_in_every_map(demo: Database, scheme: str, indicator: str) -> None:
    chart = map_waves_view(demo, choose(classes=scheme, indicator=indicator))
    colours: dict[str, set[int]] = {}
    for trace in areas(chart):
        assert trace.colorscale == areas(chart)[0].colorscale
        assert (trace.zmin, trace.zmax) == (areas(chart)[0].zmin, areas(chart)[0].zmax)
        for text, map_class in zip(trace.text, trace.z, strict=True):
            colours.setdefault(text, set()).add(map_class)
    values = {text: found for text, found in colours.items() if text[:1].isdigit()}
    assert all(len(found) == 1 for found in values.values())


def test_there_is_one_legend_without_the_counts_of_any_one_wave(demo: Database) -> None:
    chart = map_waves_view(demo, choose())
    legend = [trace.name for trace in chart.figure.data if trace.showlegend]
    assert len(legend) == len(set(legend)) == 6
    assert not any("(" in name for name in legend)


def test_the_table_has_every_value_of_every_wave_and_none_is_zero(demo: Database) -> None:
    chart = map_waves_view(demo, choose())
    assert [column.key for column in chart.table.columns] == ["name", *WAVES]
    for place, wave in enumerate(WAVES, start=1):
        single = map_view(demo, choose(wave=wave)).table.rows
        assert {row[0]: row[place] for row in chart.table.rows} == {
            row[1]: row[2] for row in single
        }
    assert any(row[1] is None for row in chart.table.rows)
    assert len(chart.table.codes) == 290


def test_by_county_n_stands_beside_each_figure(demo: Database) -> None:
    chart = map_waves_view(demo, choose(level="county"))
    assert [column.key for column in chart.table.columns][:3] == ["name", "2024-10", "2024-10_n"]
    single = map_view(demo, choose(level="county", wave="2025-10")).table.rows
    assert {row[0]: row[3:5] for row in chart.table.rows} == {row[1]: row[2:4] for row in single}


def test_no_wave_after_the_chosen_one_is_shown(demo: Database) -> None:
    chart = map_waves_view(demo, choose(wave="2024-10"))
    assert len(areas(chart)) == 1
    assert chart.headline.startswith("AI-mognad i en mätomgång")


def test_a_filter_frames_every_map_and_one_that_nobody_passes_gives_words(demo: Database) -> None:
    chart = map_waves_view(demo, choose(county=("17",)))
    ranges = {tuple(chart.figure.layout[geo].lataxis.range) for geo in ("geo", "geo2", "geo3")}
    ((south, north),) = ranges
    assert 58.5 < south < 59 and 61 < north < 61.5
    nobody = map_waves_view(demo, choose(county=("25",), skr_group=("A1",)))
    assert nobody.headline == choose().t("empty.nobody_in_filter")
    assert list(nobody.table.rows) == []


@pytest.mark.parametrize(("municipality", "side"), [("0180", "left"), ("1480", "right")])
def test_a_name_stands_where_a_narrow_map_has_room_for_it(
    demo: Database, municipality: str, side: str
) -> None:
    chart = map_waves_view(demo, choose(municipality=municipality))
    places = [
        trace.textposition
        for trace in chart.figure.data
        if trace.type == "scattergeo" and trace.text
    ]
    assert places == [f"middle {side}"] * len(WAVES)


@pytest.mark.parametrize("filters", [{"size_class": ("50_100k",)}, {"skr_group": ("B5",)}])
@pytest.mark.parametrize("level", ["municipality", "county"])
def test_the_same_municipalities_are_in_every_map_also_where_their_size_has_changed(
    demo: Database, filters: dict[str, Any], level: str
) -> None:
    chosen = choose(level=level, **filters)
    chart = map_waves_view(demo, chosen)
    newest = map_view(demo, chosen)
    assert (chart.n, chart.of) == (newest.n, newest.of)
    for heading in headings(chart):
        assert f" av {newest.of} " in heading.replace("<br>", " ").replace("(", " (")
    if level == "municipality":
        everyone = {wave: {row[0]: row[1] for row in _values(demo, wave)} for wave in WAVES}
        for place, wave in enumerate(WAVES, start=1):
            for row in chart.table.rows:
                assert row[place] == everyone[wave][row[0]]


def _values(demo: Database, wave: str) -> list[tuple[Any, ...]]:
    rows = map_view(demo, choose(wave=wave)).table.rows
    return [(row[1], row[2]) for row in rows]
