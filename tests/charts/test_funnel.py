"""A funnel plot: dots between limits, who is outside named and larger, the line of all."""

import pandas as pd

from ailaget.charts.funnel import FunnelLabels, funnel
from ailaget.charts.key import KEY
from ailaget.charts.style import palette
from tests.charts.figures import FRAME, says_only, text_at, texts

LABELS = FunnelLabels(
    "Antal", "Index", "Alla: 35", "95 %", "99,8 %", "Inga svar", lambda t: f"{t:g}"
)
GROUPS = pd.DataFrame(
    {
        "group": ["14", "17", "25"],
        "label": ["Västra Götaland", "Värmland", "Norrbotten"],
        "n": [36, 10, 9],
        "value": [26.0, 29.0, 19.0],
        "is_outside": [True, False, False],
        "hover": ["a", "b", "c"],
    }
)
LIMITS = pd.DataFrame(
    {
        "n": [2, 10, 36],
        "inner_low": [5.0, 24.0, 30.0],
        "inner_high": [65.0, 46.0, 40.0],
        "outer_low": [0.0, 18.0, 27.0],
        "outer_high": [82.0, 52.0, 43.0],
    }
)


def drawn(own=None):
    return funnel(GROUPS, LIMITS, FRAME, LABELS, everyone=35.0, own=own)


def test_there_is_a_line_for_each_limit_and_one_for_all():
    figure = drawn()
    assert [trace.line.dash for trace in figure.data[:4]] == ["dot", "dot", "solid", "solid"]
    assert any(shape.y0 == shape.y1 == 35.0 for shape in figure.layout.shapes)
    assert "Alla: 35" in texts(figure)


def test_the_limits_are_explained_above_the_plot_where_they_cover_nothing():
    figure = drawn()
    (key,) = [note for note in figure.layout.annotations if note.name == KEY]
    assert "95 %" in key.text and "99,8 %" in key.text
    assert (key.yref, key.y, key.yanchor) == ("paper", 1, "bottom") and key.yshift > 0
    assert [text for text in texts(figure) if "%" in text] == [key.text]


def test_who_is_outside_is_larger_in_another_ink_and_named():
    figure = drawn()
    dots = figure.data[-1]
    assert list(dots.x) == [36, 10, 9]
    assert dots.marker.size[0] > dots.marker.size[1]
    assert dots.marker.color[0] == palette("light").accent != dots.marker.color[1]
    assert "<b>Västra Götaland</b>" in texts(figure) and "<b>Värmland</b>" not in texts(figure)


def test_two_names_stand_clear_of_each_other():
    near = GROUPS.assign(value=[26.0, 27.5, 19.0], n=[36, 20, 9])
    figure = funnel(near, LIMITS, FRAME, LABELS, everyone=35.0, own="17")
    # The first reaches leftwards to the second's dot, whose name stands to the left of that.
    assert text_at(figure, "<b>Västra Götaland</b>").xanchor == "right"
    assert text_at(figure, "<b>Värmland</b>").xanchor == "right"
    nobody = near.assign(is_outside=False)
    alone = funnel(nobody, LIMITS, FRAME, LABELS, everyone=35.0, own="17")
    assert text_at(alone, "<b>Värmland</b>").xanchor == "left"


def test_a_name_stands_where_it_hides_no_other_dot():
    others = pd.DataFrame(
        {
            "group": ["a", "b"],
            "label": ["A", "B"],
            "n": [14, 6],
            "value": [29.2, 28.8],
            "is_outside": [False, False],
            "hover": ["d", "e"],
        }
    )
    alone, among = (
        text_at(funnel(each, LIMITS, FRAME, LABELS, everyone=35.0, own="17"), "<b>Värmland</b>")
        for each in (GROUPS, pd.concat([GROUPS, others]))
    )
    assert alone.xanchor == "left" and alone.xshift > 0
    assert among.yanchor in ("top", "bottom") and among.yshift
    crowd = others.assign(n=[14, 9], value=[31.0, 27.5])
    above = others.assign(group=["c", "d"], label=["C", "D"], n=[9, 11], value=[33.0, 33.0])
    aslant = text_at(
        funnel(pd.concat([GROUPS, crowd, above]), LIMITS, FRAME, LABELS, everyone=35.0, own="17"),
        "<b>Värmland</b>",
    )
    assert (aslant.xanchor, aslant.yanchor) == ("left", "top")


def test_ones_own_is_named_though_it_is_within():
    assert "<b>Värmland</b>" in texts(drawn(own="17"))


def test_a_limit_beyond_the_axis_is_held_at_its_end():
    figure = drawn()
    top = figure.layout.yaxis.tickvals[-1]
    assert max(max(trace.y) for trace in figure.data[:4]) <= top


def test_nobody_to_draw_is_said_in_words():
    assert says_only(funnel(GROUPS[:0], LIMITS, FRAME, LABELS, everyone=35.0), "Inga svar")
