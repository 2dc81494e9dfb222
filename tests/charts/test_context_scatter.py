import pandas as pd

from ailaget.charts.context_scatter import ScatterLabels, context_scatter
from ailaget.charts.style import MAIN_GROUP_SYMBOLS
from tests.charts.figures import FRAME, says_only, texts

LABELS = ScatterLabels("Avstånd (km)", "Index", dict.fromkeys("ABC", "grupp"), "Inga", str, str)
DOTS = pd.DataFrame(
    {
        "municipality": ["0180", "1480", "1781"],
        "name": ["Stockholm", "Göteborg", "Kristinehamn"],
        "x": [1.0, 2.0, 3.0],
        "y": [10.0, 20.0, 30.0],
        "text": "",
        "size": [1_000_000, 250_000, 10_000],
        "group": ["A", "A", "C"],
    }
)
LINE = pd.DataFrame({"x": [1.0, 3.0], "y": [9.0, 31.0], "low": [8.0, 29.0], "high": [10.0, 33.0]})


def test_each_group_has_its_sign_and_area_follows_size():
    figure = context_scatter(DOTS, LINE[:0], FRAME, LABELS)
    large, small = figure.data
    assert [large.marker.symbol, small.marker.symbol] == [
        MAIN_GROUP_SYMBOLS["A"],
        MAIN_GROUP_SYMBOLS["C"],
    ]
    stockholm, goteborg = large.marker.size
    assert stockholm - 6 == 2 * (goteborg - 6)
    keys = [text for text in texts(figure) if "grupp" in text]
    assert len(keys) == 1
    assert keys[0].count("grupp") == 2


def test_the_line_has_its_band_and_names_are_written_of_those_chosen():
    figure = context_scatter(DOTS, LINE, FRAME, LABELS, focus="1781", named=["0180"])
    assert [trace.mode for trace in figure.data[2:4]] == ["lines", "lines"]
    assert {"<b>Kristinehamn</b>", "<b>Stockholm</b>"} <= set(texts(figure))
    assert "<b>Göteborg</b>" not in texts(figure)


def test_without_dots_it_says_so():
    assert says_only(context_scatter(DOTS[:0], LINE[:0], FRAME, LABELS), "Inga")


def test_a_name_is_written_where_all_have_the_same():
    alike = DOTS.assign(x=0.0, y=0.0)
    figure = context_scatter(alike, LINE[:0], FRAME, LABELS, x_ticks=[0.0], focus="1781")
    assert "<b>Kristinehamn</b>" in texts(figure)
