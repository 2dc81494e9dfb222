"""The map's parts: close views that fill their room, and a legend that covers nothing."""

import math
from typing import Any

import pandas as pd
import pytest

from ailaget import geography
from ailaget.charts.choropleth import ENTRY, Boundaries, MapParts, choropleth
from ailaget.charts.contrast import contrast
from ailaget.charts.map_legend import MapClass
from ailaget.charts.map_views import CLOSE_VIEWS, CloseView
from ailaget.charts.style import Frame, palette

CENTRES = geography.centres()
CLASSES = [MapClass("#123456", f"klass {number}") for number in range(5)]


def drawn(view: str, focus: tuple[str, str] | None = None) -> dict[str, Any]:
    codes = [place.code for place in geography.municipalities()]
    areas = pd.DataFrame(
        {
            "area": codes,
            "map_class": [float(i % 5) for i in range(len(codes))],
            "value_text": "1",
            "lon": [CENTRES[code].lon for code in codes],
            "lat": [CENTRES[code].lat for code in codes],
            "area_km2": [CENTRES[code].area_km2 for code in codes],
        }
    )
    frame = Frame("Titel", "Underrad", "Källa")
    parts = MapParts(
        areas, CLASSES, "Inget värde (0)", Boundaries("a", "b"), view=view, focus=focus
    )
    figure = choropleth(parts, frame)
    made: dict[str, Any] = figure.to_plotly_json()
    return made


@pytest.mark.parametrize(
    ("code", "side"),
    [("2583", "left"), ("2580", "left"), ("0980", "left"), ("0180", "right"), ("1480", "right")],
)
def test_a_name_far_to_the_east_stands_where_it_is_not_cut(code: str, side: str) -> None:
    focus = drawn("sweden", (code, "namn"))["data"]
    places = [trace["textposition"] for trace in focus if trace.get("text") == ["<b>namn</b>"]]
    assert places == [f"middle {side}"]


@pytest.mark.parametrize(
    ("code", "name", "side"),
    [
        ("0180", "Region Stockholm", "left"),
        ("0180", "Stockholm", "right"),
        ("1480", "Västra Götalandsregionen", "right"),
    ],
)
def test_a_long_name_stands_where_it_has_more_room(code: str, name: str, side: str) -> None:
    places = [trace["textposition"] for trace in named(code, name)]
    assert places == [f"middle {side}"]


def test_a_name_that_the_narrowest_window_would_cut_stands_in_lines() -> None:
    (broken,) = named("1480", "Västra Götalandsregionen")
    assert broken["text"] == ["<b>Västra<br>Götalandsregionen</b>"]
    (whole,) = named("1480", "Göteborg")
    assert whole["text"] == ["<b>Göteborg</b>"]


def named(code: str, name: str) -> list[dict[str, Any]]:
    """Return what writes the name in focus, in one line or several."""
    traces = drawn("sweden", (code, name))["data"]
    words = [f"<b>{name}</b>"]
    return [
        trace
        for trace in traces
        if [text.replace("<br>", " ") for text in trace.get("text") or ()] == words
    ]


@pytest.mark.parametrize("view", CLOSE_VIEWS)
def test_the_legend_stands_above_a_close_view(view: str) -> None:
    layout = drawn(view)["layout"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    top = layout["geo"]["domain"]["y"][1]
    assert (layout["legend"]["y"] - top) * plot >= (len(CLASSES) + 1) * ENTRY
    assert layout["geo"]["domain"]["x"] == [0, 1] and layout["geo"]["showframe"]


@pytest.mark.parametrize("view", CLOSE_VIEWS.values())
def test_close_views_have_one_shape_and_hold_the_places_they_name(view: CloseView) -> None:
    middle = math.radians((view.south + view.north) / 2)
    wide = (view.east - view.west) * math.cos(middle) / (view.north - view.south)
    assert wide == pytest.approx(1.8, abs=0.03)
    for code, name in view.named.items():
        assert geography.municipality(code).name == name
        centre = CENTRES[code]
        assert view.south + 0.03 < centre.lat < view.north - 0.05
        assert view.west + 0.1 < centre.lon < view.east - 0.1


def names_in(figure: dict[str, Any]) -> list[str]:
    return [
        word for trace in figure["data"] if trace.get("mode") == "text" for word in trace["text"]
    ]


def test_the_municipality_in_focus_is_named_once() -> None:
    assert names_in(drawn("malmo")) == ["Malmö", "Lund", "Helsingborg"]
    found = names_in(drawn("malmo", ("1281", "Lund")))
    assert found == ["Malmö", "Helsingborg", "<b>Lund</b>"]
    assert names_in(drawn("sweden")) == []


def test_the_source_line_begins_where_the_title_does() -> None:
    layout = drawn("sweden")["layout"]
    begins = layout["margin"]["l"] + layout["annotations"][0]["xshift"]
    assert abs(begins - layout["title"]["pad"]["l"]) <= 1


def crosses(view: str) -> dict[str, float]:
    """Return the size of the mark of every area, none of which has a value."""
    codes = [place.code for place in geography.municipalities()]
    centres = [CENTRES[code] for code in codes]
    areas = pd.DataFrame(
        {
            "area": codes,
            "map_class": float("nan"),
            "value_text": "inget svar",
            "lon": [centre.lon for centre in centres],
            "lat": [centre.lat for centre in centres],
            "area_km2": [centre.area_km2 for centre in centres],
        }
    )
    frame = Frame("Titel", "Underrad", "Källa")
    parts = MapParts(areas, CLASSES, "Inget värde (290)", Boundaries("a", "b"), view=view)
    figure = choropleth(parts, frame)
    (marks,) = (trace for trace in figure.data if trace.type == "scattergeo" and len(trace.lon) > 9)
    assert marks.marker.symbol == "x-thin"
    return dict(zip(codes, marks.marker.size, strict=True))


def test_marks_of_no_value_are_small_where_areas_are_small_and_never_gone() -> None:
    country, close = crosses("sweden"), crosses("stockholm")
    assert len(country) == 290 and min(country.values()) >= 2
    kiruna, solna, sundbyberg = "2584", "0184", "0183"
    assert country[solna] == country[sundbyberg] == 2 < country[kiruna] == 5
    # Seen closely, where the areas have room for it, the mark is larger.
    assert close["0180"] > country["0180"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_swatch_of_the_legend_is_seen_and_no_value_has_a_cross(theme: str) -> None:
    colours = palette(theme)
    areas = pd.DataFrame(columns=["area", "map_class", "value_text", "lon", "lat", "area_km2"])
    classes = [MapClass(colour, f"klass {colour}") for colour in colours.sequential]
    frame = Frame("Titel", "Underrad", "Källa", theme)
    figure = choropleth(MapParts(areas, classes, "Inget värde (0)", Boundaries("a", "b")), frame)
    swatches = {trace.name: trace.marker for trace in figure.data if trace.showlegend}
    assert list(swatches) == ["Inget värde (0)", *(one.label for one in classes)]
    assert swatches["Inget värde (0)"].symbol == "square-x"
    for marker in swatches.values():
        assert contrast(marker.line.color, colours.background) >= 3
