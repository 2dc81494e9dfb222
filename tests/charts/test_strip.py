import pandas as pd

from ailaget.charts.strip import StripLabels, strip
from ailaget.charts.style import MAIN_GROUP_SYMBOLS, MAIN_GROUPS, palette
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

LABELS = StripLabels("index 0–100", "Inga svar i urvalet", "Inga svar")
MAIN = StripLabels("index", "tomt", "Inga svar", {"A": "Storstäder", "C": "Landsbygd"})
GROUPS = pd.DataFrame(
    [("own", "Värmlands län, 2 av 3", 43.0, "median 43,0"), ("rest", "Övriga", 30.0, "median 30")],
    columns=["group", "label", "median", "median_text"],
)


def _municipalities(values, group="own"):
    rows = [
        (f"{1700 + i}", f"Kommun {i}", group, value, "saknas" if pd.isna(value) else f"{value:g}")
        for i, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["municipality", "name", "group", "value", "value_text"])


def test_one_dot_per_municipality_with_a_value():
    table = pd.concat([_municipalities([10, NAN, 50]), _municipalities([20, 30], "rest")])
    figure = strip(table, GROUPS, FRAME, LABELS, axis_range=(0, 100))
    own, rest = figure.data
    assert (list(own.x), list(rest.x)) == ([10, 50], [20, 30])
    assert list(own.text) == ["Kommun 0", "Kommun 2"]
    assert list(own.customdata) == ["10", "50"]
    assert own.marker.color == palette("light").accent != rest.marker.color


def test_rows_stand_in_the_order_of_the_groups_below_their_headings():
    table = pd.concat([_municipalities([20], "rest"), _municipalities([10])])
    figure = strip(table, GROUPS, FRAME, LABELS)
    y = {trace.text[0]: trace.y[0] for trace in figure.data}
    heads = [text_at(figure, label).y for label in GROUPS["label"]]
    rest, own = (trace.y[0] for trace in figure.data)
    assert len(y) == 1
    assert heads[0] < own < heads[1] < rest < figure.layout.yaxis.range[0]


def test_each_median_is_a_line_and_a_text():
    figure = strip(_municipalities([10, 50]), GROUPS, FRAME, LABELS)
    assert [(line.x0, line.x1) for line in figure.layout.shapes] == [(43, 43), (30, 30)]
    words = text_at(figure, "median 43,0")
    assert words.x == 43
    # Behind them a goal's line does not strike them out.
    assert words.bgcolor == palette("light").background


def test_a_group_without_values_says_so():
    groups = GROUPS.assign(median=[43.0, NAN])
    figure = strip(_municipalities([10, 50]), groups, FRAME, LABELS)
    assert "Inga svar" in texts(figure)
    assert len(figure.layout.shapes) == 1


def test_the_chosen_municipality_is_drawn_last_and_named():
    figure = strip(_municipalities([10, 50]), GROUPS, FRAME, LABELS, focus="1701")
    assert list(figure.data[-1].x) == [50]
    assert figure.data[-1].marker.color == palette("light").focus
    assert figure.data[-1].marker.symbol == "circle"
    assert figure.data[-1].marker.size > figure.data[0].marker.size
    assert text_at(figure, "<b>Kommun 1</b>").showarrow


def test_a_chosen_municipality_without_a_value_is_named_in_words():
    figure = strip(_municipalities([10, NAN]), GROUPS, FRAME, LABELS, focus="1701")
    assert figure.layout.title.subtitle.text == f"{FRAME.subtitle} · Kommun 1: saknas"
    assert not any("Kommun 1" in text for text in texts(figure))
    assert len(figure.data) == 1


def test_a_name_is_written_over_the_leaders_of_those_further_up():
    table = _municipalities([34, 34.5, 35, 35.5]).assign(is_named=True)
    figure = strip(table, GROUPS, FRAME, LABELS, axis_range=(0, 100))
    heights = [a.ay for a in figure.layout.annotations if a.showarrow]
    assert len(set(heights)) == 4
    assert heights == sorted(heights)


def test_named_dots_do_not_share_a_line():
    table = _municipalities([40, 41, 90]).assign(is_named=True)
    figure = strip(table, GROUPS, FRAME, LABELS, axis_range=(0, 100))
    notes = [text_at(figure, f"Kommun {i}") for i in range(3)]
    tails = [note.ay for note in notes]
    assert tails[0] != tails[1]
    assert tails[2] == max(tails[:2])


def test_main_groups_have_their_colours_symbols_and_key():
    table = _municipalities([10, 20, 30]).assign(main_group=["A", "C", None])
    figure = strip(table, GROUPS, FRAME, MAIN)
    assert [trace.marker.color for trace in figure.data[:2]] == [MAIN_GROUPS["A"], MAIN_GROUPS["C"]]
    assert figure.data[0].marker.symbol == MAIN_GROUP_SYMBOLS["A"]
    assert sum(len(trace.x) for trace in figure.data) == 3
    assert any("Storstäder" in text and "Landsbygd" in text for text in texts(figure))


def test_many_zeros_are_shaded_and_labelled():
    figure = strip(_municipalities([0.0] * 40 + [5.0]), GROUPS.head(1), FRAME, LABELS)
    assert [shape.type for shape in figure.layout.shapes] == ["rect", "line"]
    assert figure.layout.shapes[0].x1 == 0
    assert 0 not in figure.layout.xaxis.tickvals
    assert text_at(figure, "0").x < 0


def test_all_equal_and_one_row():
    for values in ([50.0] * 20, [50.0], [0.0] * 20):
        figure = strip(_municipalities(values), GROUPS.head(1), FRAME, LABELS)
        assert set(figure.data[0].x) == {values[0]}
        assert len(set(figure.data[0].y)) == len(values)


def test_nothing_to_draw_says_so():
    assert says_only(strip(_municipalities([]), GROUPS, FRAME, LABELS), "Inga svar i urvalet")
    assert says_only(strip(_municipalities([NAN]), GROUPS, FRAME, LABELS), "Inga svar i urvalet")
    assert says_only(strip(_municipalities([1]), GROUPS.head(0), FRAME, LABELS), LABELS.empty)


def test_all_of_sweden_is_a_small_message():
    table = _municipalities([(i * 37 % 997) / 10 for i in range(290)])
    figure = strip(table, GROUPS.head(1), FRAME, LABELS)
    assert len(figure.to_json()) < 15_000
