import pandas as pd

from ailaget.charts.ranking import RankingLabels, ranking
from ailaget.charts.style import palette
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

LABELS = RankingLabels("index", "svar", "Inga svar", "Sverige 33")


def _groups(*values):
    rows = [
        (f"{i:02d}", f"Län {i}", v, "skyddad" if pd.isna(v) else f"{v:g}", f"{i}/9")
        for i, v in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["group", "label", "value", "value_text", "n_text"])


def test_the_highest_is_on_top_and_equal_ones_keep_their_order():
    figure = ranking(_groups(20, 40, 20, 30), FRAME, LABELS)
    assert list(figure.data[0].text) == ["Län 1", "Län 3", "Län 0", "Län 2"]
    assert list(figure.data[0].x) == [40, 30, 20, 20]
    assert list(figure.data[0].y) == sorted(figure.data[0].y)


def test_value_and_n_stand_beside_each_bar():
    figure = ranking(_groups(20, 40), FRAME, LABELS)
    assert text_at(figure, "<b>40</b>").y == text_at(figure, "1/9").y == text_at(figure, "Län 1").y
    assert {"index", "svar"} <= set(texts(figure))


def test_hidden_groups_come_last_in_words():
    figure = ranking(_groups(20, NAN, 40), FRAME, LABELS)
    assert len(figure.data[0].x) == 2
    assert text_at(figure, "skyddad").y == text_at(figure, "Län 1").y > figure.data[0].y[-1]


def test_the_own_group_is_emphasised():
    figure = ranking(_groups(20, 40), FRAME, LABELS, own="00")
    colours = palette("light")
    assert list(figure.data[0].marker.color) == [colours.context, colours.accent]
    assert "<b>Län 0</b>" in texts(figure)


def test_without_an_own_group_all_bars_are_alike():
    assert len(set(ranking(_groups(20, 40), FRAME, LABELS).data[0].marker.color)) == 1


def test_the_country_is_a_line_that_leaves_hidden_groups_alone():
    figure = ranking(_groups(20, 40, NAN), FRAME, LABELS, reference=33)
    line = figure.layout.shapes[0]
    assert (line.x0, line.x1) == (33, 33)
    assert line.y1 < text_at(figure, "skyddad").y
    assert text_at(figure, "Sverige 33").x == 33


def test_bars_begin_at_zero():
    figure = ranking(_groups(20, 40), FRAME, LABELS)
    assert figure.layout.xaxis.range[0] == figure.data[0].base == 0


def test_all_missing_and_all_equal():
    missing = ranking(_groups(NAN, NAN), FRAME, LABELS)
    assert not missing.data[0].x
    assert texts(missing).count("skyddad") == 2
    assert list(ranking(_groups(0, 0), FRAME, LABELS).data[0].x) == [0, 0]


def test_nothing_to_draw_says_so():
    assert says_only(ranking(_groups(), FRAME, LABELS), "Inga svar")
