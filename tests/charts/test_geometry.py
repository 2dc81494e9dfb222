import pytest

from ailaget.charts.geometry import anchor, nice_ticks, spread, text_width


def test_labels_that_have_room_stay_where_they_are():
    assert spread([10, 50, 90], [20, 20, 20]) == [10, 50, 90]


def test_labels_that_overlap_move_as_little_as_possible_and_keep_their_order():
    assert spread([50, 50], [20, 20]) == [40, 60]
    assert spread([90, 52, 48], [20, 20, 20]) == [90, 60, 40]


def test_labels_stay_within_their_ends():
    assert spread([0, 5], [20, 20], within=(0, 100)) == [10, 30]
    assert spread([98, 99], [20, 20], within=(0, 100)) == [70, 90]


def test_labels_of_none():
    assert spread([], []) == []


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (12, 87, [0, 20, 40, 60, 80, 100]),
        (-3, 4, [-4, -2, 0, 2, 4]),
        (0, 0.37, [0, 0.1, 0.2, 0.3, 0.4]),
        (50, 50, [50, 60, 70, 80, 90, 100]),
    ],
)
def test_ticks_are_round_and_enclose_the_values(low, high, ticks):
    found = nice_ticks(low, high)
    assert len(found) <= 6
    assert found[0] <= low
    assert found[-1] >= high
    assert found == ticks


def test_text_is_anchored_so_that_it_stays_in_the_plot():
    assert [anchor(share, 100) for share in (0.01, 0.5, 0.99)] == ["left", "center", "right"]


def test_marks_of_style_have_no_width():
    assert text_width("<i>två</i><br>rader!") == text_width("rader!")


def test_bold_is_wider_also_on_the_lines_after_a_break():
    assert text_width("<b>Värmlands län</b>") > 1.1 * text_width("Värmlands län")
    assert text_width("<b>a<br>Värmlands län</b>") == text_width("<b>Värmlands län</b>")
    assert text_width("Värmland <b>31,4</b>") < text_width("<b>Värmland 31,4</b>")
