import pandas as pd

from ailaget.charts.choropleth import Boundaries, MapParts
from ailaget.charts.map_legend import MapClass
from ailaget.charts.member_map import fills, member_map
from tests.charts.figures import FRAME

AREAS = pd.DataFrame(
    {
        "area": ["2021", "2026", "2029"],
        "map_class": [0, 0, 0],
        "value_text": ["", "", ""],
        "lon": [14.1, 15.1, 14.9],
        "lat": [60.5, 60.5, 60.8],
        "area_km2": [1500.0, 800.0, 1200.0],
    }
)
PARTS = MapParts(AREAS, [MapClass("#c9dcec", "I en grupp")], "Okänt", Boundaries("geo/m.geojson"))
LINKS = pd.DataFrame({"area": ["2021", "2029", "0180"], "to": ["2029", "2029", "2029"]})


def drawn(mode: str, unknown: tuple[str, ...] = ()) -> list[dict[str, object]]:
    figure = member_map(PARTS, LINKS, unknown, FRAME)
    return [
        trace.to_plotly_json()
        for trace in figure.data
        if trace.type == "scattergeo" and trace.mode == mode and not trace.showlegend
    ]


def test_a_line_goes_from_each_member_that_is_shown_to_its_centre():
    (lines,) = drawn("lines")
    assert list(lines["lon"]) == [14.1, 14.9, None]
    assert list(lines["lat"]) == [60.5, 60.8, None]


def test_the_centre_has_a_dot_and_who_is_unknown_a_cross():
    dots, crosses = drawn("markers", ("2026", "0180"))[-2:]
    assert (list(dots["lon"]), list(crosses["lon"])) == ([14.9], [15.1])
    assert crosses["marker"]["symbol"] == "x-thin"


def test_each_theme_has_as_many_fills_that_all_differ():
    assert len(set(fills("light"))) == len(set(fills("dark"))) == 6
