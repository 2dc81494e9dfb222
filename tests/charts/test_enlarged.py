"""Charts for the projector: no text too small, and what is measured in pixels grows alike."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest

from ailaget.charts.enlarged import FACTOR, KEY_HEIGHT, ROOM, SMALLEST, enlarged, subtitle_of
from ailaget.charts.enlarged_names import PLAIN
from ailaget.charts.geometry import text_width
from ailaget.charts.goal_marks import GoalMark
from ailaget.charts.line_ends import END
from ailaget.charts.map_panels import HEADING
from ailaget.charts.map_views import CLOSE_VIEWS
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

CHOSEN = Selection("2026-10", True, municipality="1781", region="17")


@pytest.fixture(scope="module")
def database(demo_workspace: Workspace) -> Iterator[Database]:
    opened = open_database(demo_workspace)
    yield opened
    opened.close()


def sizes(node: object, name: str = "") -> Iterator[float]:
    """Yield the size of every font."""
    if isinstance(node, dict):
        if name.endswith("font") and "size" in node:
            yield node["size"]
        for key, part in node.items():
            yield from sizes(part, key)
    elif isinstance(node, list):
        for part in node:
            yield from sizes(part, name)


@pytest.mark.parametrize("key", [key for key in CHARTS if key != "municipality_answers"])
def test_every_chart_fits_with_no_text_under_28_pixels(database: Database, key: str) -> None:
    figure = CHARTS[key](database, CHOSEN).figure
    parts = enlarged(figure, 1792, 770)
    assert min(sizes(parts)) >= SMALLEST
    layout = parts["layout"]
    assert (layout["width"], layout["height"]) == (1792, 770)
    assert "title" not in layout
    texts = json.dumps(parts, ensure_ascii=False)
    assert "Källa:" not in texts
    assert not [px for px in re.findall(r"font-size:\s*([\d.]+)", texts) if float(px) < SMALLEST]


def test_marks_and_shapes_in_pixels_grow_and_values_do_not(database: Database) -> None:
    figure = CHARTS["bivariate_map"](database, CHOSEN).figure
    parts = enlarged(figure, 1792, 770)
    before = [shape for shape in figure.layout.shapes if shape.xsizemode == "pixel"]
    after = [one for one in parts["layout"]["shapes"] if one.get("xsizemode") == "pixel"]
    assert [one["x1"] for one in after] == [FACTOR * shape.x1 for shape in before]
    trend = CHARTS["region_trend"](database, CHOSEN).figure
    lines = enlarged(trend, 1792, 770)["data"]
    assert [line["y"] for line in lines] == [list(line.y) for line in trend.data]
    assert lines[0]["marker"]["size"] == FACTOR * trend.data[0].marker.size


def test_the_figure_itself_is_left_as_it_was(database: Database) -> None:
    figure = CHARTS["movers"](database, CHOSEN).figure
    before = figure.to_json()
    enlarged(figure, 1792, 770)
    assert figure.to_json() == before


def test_the_subtitle_is_told_in_one_line(database: Database) -> None:
    chart = CHARTS["map"](database, CHOSEN)
    words = subtitle_of(chart.figure)
    assert f"{chart.n} av {chart.of}" in words
    assert "<br>" not in words


def test_a_key_stands_above_the_plot_in_as_few_lines_as_fit(database: Database) -> None:
    figure = CHARTS["municipality_comparison"](database, CHOSEN).figure
    keys = [note for note in figure.layout.annotations if note.name == "key"]
    layout = enlarged(figure, 1792, 770)["layout"]
    (key,) = (note for note in layout["annotations"] if note.get("yanchor") == "bottom")
    assert 0 <= key["text"].count("<br>") < len(keys) - 1
    assert [note["text"] for note in layout["annotations"]].count(keys[0].text) == 0
    assert layout["yaxis"]["range"][1] > max(note.y for note in keys)
    signs = [sign for note in keys for sign in re.findall("\u00a0([^\u2003]+)", note.text)]
    assert all(sign in key["text"] for sign in signs)


def test_names_that_a_phone_breaks_are_whole_where_there_is_room(database: Database) -> None:
    def broken(notes: list[dict[str, object]]) -> list[object]:
        return [note["text"] for note in notes if "<br>" in str(note["text"])]

    figure = CHARTS["silent"](database, CHOSEN).figure
    before = [note.to_plotly_json() for note in figure.layout.annotations[1:]]
    assert broken(before)
    assert not broken(enlarged(figure, 1792, 770)["layout"]["annotations"])


def test_what_is_told_on_the_axis_stays_there(database: Database) -> None:
    figure = CHARTS["municipality_similar"](database, CHOSEN).figure
    tails = [note.ay for note in figure.layout.annotations if note.ayref == "y"]
    after = enlarged(figure, 1792, 770)["layout"]["annotations"]
    assert tails
    assert [note["ay"] for note in after if note.get("ayref") == "y"] == tails


def test_names_share_a_line_where_two_would_be_too_low(database: Database) -> None:
    chosen = replace(CHOSEN, municipality="1715", compare=("0180", "1785"))
    figure = CHARTS["municipality_comparison"](database, chosen).figure
    after = enlarged(figure, 1792, 770)["layout"]["annotations"]
    rows: dict[float, list[dict[str, float]]] = {}
    for note in after:
        if note.get("ayref") == "y":
            rows.setdefault(note["y"], []).append(note)
    assert any(len(names) > 1 for names in rows.values())
    assert all(len({note["ay"] for note in names}) == 1 for names in rows.values())


@pytest.mark.parametrize("compare", [("0180", "1785"), ("1480", "1280", "0580"), ("2121", "0512")])
def test_no_name_stands_over_the_next_rows_name_or_value(
    database: Database, compare: tuple[str, ...]
) -> None:
    for own in ("1715", "2104"):
        chosen = replace(CHOSEN, municipality=own, compare=compare)
        figure = CHARTS["municipality_comparison"](database, chosen).figure
        layout = enlarged(figure, 1792, 770)["layout"]
        boxes = [box_of(note, layout) for note in layout["annotations"] if "yref" not in note]
        assert len(boxes) > 14
        for one, other in combinations(boxes, 2):
            is_beside = one[1] <= other[0] or other[1] <= one[0]
            assert is_beside or one[3] <= other[2] or other[3] <= one[2]


def box_of(note: dict[str, Any], layout: dict[str, Any]) -> tuple[float, float, float, float]:
    """Return the left, right, top and bottom of a text in the plot, in pixels."""
    margin, size = layout["margin"], note.get("font", {}).get("size", PLAIN)
    (left, right), (bottom, top) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    across = layout["width"] - margin["l"] - margin["r"]
    scale = (layout["height"] - margin["t"] - margin["b"]) / (bottom - top)
    if note.get("ayref") == "y":
        x = (note["x"] - left) / (right - left) * across + note["ax"]
        y = note["ay"] * scale
    else:
        x, y = note["x"] * across, note["y"] * scale - note.get("yshift", 0)
    width = text_width(note["text"], size)
    x -= {"left": 0.0, "center": 0.5, "right": 1.0}[note.get("xanchor", "left")] * width
    return x, x + width, y - size / 2, y + size / 2


def test_a_map_fills_the_width_with_the_country_beside_its_metropolitan_areas(
    database: Database,
) -> None:
    parts = enlarged(CHARTS["map"](database, CHOSEN).figure, 1792, 770)
    domains = [parts["layout"][geo]["domain"] for geo in ("geo", "geo2", "geo3", "geo4")]
    assert domains[0]["x"][0] < 0.3 and domains[0]["x"][1] == 0.5
    assert max(domain["x"][1] for domain in domains) == 1
    for number, (key, inside) in enumerate(
        (("stockholm", "0180"), ("goteborg", "1480"), ("malmo", "1280")), start=2
    ):
        traces = [trace for trace in parts["data"] if trace.get("geo") == f"geo{number}"]
        areas = next(trace for trace in traces if trace["type"] == "choropleth")
        assert inside in areas["locations"] and "2584" not in areas["locations"]
        assert len(areas["locations"]) == len(areas["z"]) == len(areas["text"])
        assert list(CLOSE_VIEWS[key].named.values()) in [trace.get("text") for trace in traces]
        assert not any(trace.get("showlegend") for trace in traces)


def test_a_map_of_counties_fills_the_width_with_the_south_once_more(database: Database) -> None:
    figure = CHARTS["map"](database, replace(CHOSEN, level="county")).figure
    parts = enlarged(figure, 1792, 770)
    assert [parts["layout"][geo]["domain"]["x"][1] for geo in ("geo", "geo2")] == [0.5, 1]
    assert "geo3" not in parts["layout"]
    closely = [trace for trace in parts["data"] if trace.get("geo") == "geo2"]
    areas = next(trace for trace in closely if trace["type"] == "choropleth")
    assert len(areas["locations"]) == 21
    assert not any(trace.get("showlegend") for trace in closely)


@pytest.mark.parametrize("chosen", [{"county": ("17",)}, {"view": "malmo"}])
def test_a_map_of_a_part_stands_alone(database: Database, chosen: dict[str, Any]) -> None:
    figure = CHARTS["map"](database, replace(CHOSEN, municipality=None, **chosen)).figure
    assert "geo2" not in enlarged(figure, 1792, 770)["layout"]


def test_headings_of_maps_side_by_side_keep_their_lines(database: Database) -> None:
    parts = enlarged(CHARTS["map_waves"](database, CHOSEN).figure, 1792, 770)
    words = [note["text"] for note in parts["layout"]["annotations"] if note.get("name") == HEADING]
    assert len(words) == 3 and all(text.count("<br>") == 1 for text in words)


def test_a_close_view_has_the_height_beside_its_legend(database: Database) -> None:
    chart = CHARTS["map"](database, replace(CHOSEN, view="stockholm"))
    domain = enlarged(chart.figure, 1792, 770)["layout"]["geo"]["domain"]
    assert domain["y"] == [0, 1] and domain["x"][1] - domain["x"][0] > 0.6


def test_a_name_is_not_cut_beside_the_country_where_the_south_has_it(database: Database) -> None:
    figure = CHARTS["regions_map"](database, replace(CHOSEN, region="14")).figure
    shown = [trace for trace in enlarged(figure, 1792, 770)["data"] if trace.get("mode") == "text"]
    assert [trace["geo"] for trace in shown] == ["geo2"]


def test_what_stands_above_a_panel_takes_no_room_at_its_left(database: Database) -> None:
    for key in ("size_gap", "bivariate_scatter"):
        figure = CHARTS[key](database, CHOSEN).figure
        margin = enlarged(figure, 1792, 770)["layout"]["margin"]
        assert margin["l"] == pytest.approx(ROOM * figure.layout.margin.l)


def test_the_key_of_a_scatter_has_its_room_once(database: Database) -> None:
    figure = CHARTS["explanations_scatter"](database, CHOSEN).figure
    layout = enlarged(figure, 1792, 770)["layout"]
    (key,) = (note for note in layout["annotations"] if "■" in note["text"])
    lines = key["text"].count("<br>") + 1
    assert layout["margin"]["t"] < key["yshift"] + KEY_HEIGHT * (lines + 1)


def test_names_at_the_ends_of_lines_keep_apart(database: Database) -> None:
    mark = GoalMark(31.5, "Mål okt. 2028: stora och små högst 15,0 isär, gräns 31,5", most=15.0)
    chosen = replace(CHOSEN, size_goals=(replace(mark, indicator="maturity"),))
    layout = enlarged(CHARTS["size_gap"](database, chosen).figure, 1792, 640)["layout"]
    bottom, top = layout["yaxis"]["range"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    middles = [
        (top - note["y"]) / (top - bottom) * plot
        + (note["ay"] if note["showarrow"] else -note["yshift"])
        for note in layout["annotations"]
        if note.get("name") == END
    ]
    assert all(later - first >= 2 * 28 for first, later in pairwise(sorted(middles)))
