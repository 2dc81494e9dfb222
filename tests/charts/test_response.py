import pandas as pd

from ailaget.charts.response import ResponseLabels, response
from ailaget.charts.style import palette
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

LABELS = ResponseLabels("svarat", "antal", "svarade inte", "Inga grupper")


def _groups(*rates):
    rows = [
        (f"{i:02d}", f"Grupp {i}", rate, "–" if pd.isna(rate) else f"{rate:.0%}", f"{i}/9", "några")
        for i, rate in enumerate(rates)
    ]
    columns = ["group", "label", "rate", "rate_text", "n_text", "missing_text"]
    return pd.DataFrame(rows, columns=columns)


def test_the_order_is_the_tables_and_the_track_is_all_who_were_asked():
    answered, rest = response(_groups(0.5, 1.0, 0.75), FRAME, LABELS).data
    assert list(answered.text) == ["Grupp 0", "Grupp 1", "Grupp 2"]
    assert list(answered.x) == [0.5, 1, 0.75]
    assert list(rest.x) == [0.5, 0, 0.25]


def test_rate_and_counts_stand_beside_each_bar():
    figure = response(_groups(0.5), FRAME, LABELS)
    assert text_at(figure, "<b>50%</b>").y == text_at(figure, "0/9").y
    assert {"svarat", "antal"} <= set(texts(figure))


def test_a_group_that_nobody_asked_has_no_bar():
    figure = response(_groups(0.0, NAN), FRAME, LABELS)
    assert list(figure.data[0].x) == [0]
    assert "Grupp 1" in texts(figure)


def test_the_own_group_is_emphasised():
    figure = response(_groups(0.5, 0.6), FRAME, LABELS, own="01")
    colours = palette("light")
    assert list(figure.data[0].marker.color) == [colours.context, colours.accent]


def test_long_names_are_wrapped_and_take_a_deeper_row():
    short = response(_groups(0.5), FRAME, LABELS)
    table = _groups(0.5).assign(label="C7 Pendlingskommun nära mindre stad/tätort")
    long = response(table, FRAME, LABELS)
    assert any("C7 Pendlingskommun<br>" in text for text in texts(long))
    assert long.layout.height > short.layout.height


def test_nothing_to_draw_says_so():
    assert says_only(response(_groups(), FRAME, LABELS), "Inga grupper")
