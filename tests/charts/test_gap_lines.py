"""The gap between two lines: filled, written where it has room, a panel for each measure."""

import pandas as pd

from ailaget.charts.gap_lines import GapPanel, gap_lines
from ailaget.charts.line_ends import END
from ailaget.charts.style import palette
from tests.charts.figures import FRAME, NAN

WAVES = ("okt 2024", "okt 2025", "okt 2026")


def panel(name, upper, lower, *, whisker=2.0):
    points = pd.DataFrame(
        {
            "upper": upper,
            "upper_low": [value - whisker for value in upper],
            "upper_high": [value + whisker for value in upper],
            "lower": lower,
            "lower_low": NAN,
            "lower_high": NAN,
            "gap_text": [f"{a - b:g}" for a, b in zip(upper, lower, strict=True)],
            "upper_hover": "stora",
            "lower_hover": "små",
        }
    )
    return GapPanel(name, points, ("Stora", "Små"), lambda tick: f"{tick:g}")


def gap_texts(figure):
    return [
        note
        for note in figure.layout.annotations
        if note.text.startswith("<b>") and note.name != END
    ]


def test_each_measure_has_a_panel_of_its_own_under_its_name():
    figure = gap_lines(
        [panel("Mognad", [30, 40, 50], [20, 22, 25]), panel("Tjänst", [80, 90, 95], [1, 2, 3])],
        WAVES,
        FRAME,
    )
    top, below = figure.layout.yaxis.domain, figure.layout.yaxis2.domain
    assert top[1] == 1 and below[0] == 0 and top[0] > below[1]
    assert figure.layout.xaxis.anchor == "y2"
    names = {note.text for note in figure.layout.annotations}
    assert {"Mognad", "Tjänst"} <= names
    assert {trace.yaxis for trace in figure.data} == {"y", "y2"}


def test_the_gap_is_filled_between_the_lines_and_written_at_each_wave():
    figure = gap_lines([panel("Mognad", [30, 40, 50], [20, 22, 25])], WAVES, FRAME)
    fill = figure.data[0]
    assert fill.fill == "toself" and list(fill.y) == [30, 40, 50, 25, 22, 20]
    assert [note.text for note in gap_texts(figure)] == ["<b>10</b>", "<b>18</b>", "<b>25</b>"]
    assert [note.y for note in gap_texts(figure)] == [25, 31, 37.5]


def test_a_gap_too_narrow_for_its_words_has_them_above():
    figure = gap_lines([panel("Mognad", [30, 31, 60], [29, 29, 20])], WAVES, FRAME)
    first, second, last = gap_texts(figure)
    assert (first.y, first.yanchor) == (30, "bottom")
    assert (second.y, second.yanchor) == (31, "bottom")
    assert (last.y, last.yanchor) == (40, "middle")


def test_the_lines_differ_in_ink_and_in_mark():
    figure = gap_lines([panel("Mognad", [30, 40, 50], [20, 22, 25])], WAVES, FRAME)
    upper, lower = figure.data[1:]
    assert upper.marker.color == palette("light").text
    assert lower.marker.color == palette("light").background
    assert upper.line.color != lower.line.color


def test_a_whisker_that_is_not_known_is_not_drawn():
    figure = gap_lines([panel("Mognad", [30, 40, 50], [20, 22, 25])], WAVES, FRAME)
    upper, lower = figure.data[1:]
    assert list(upper.error_y.array) == [2, 2, 2]
    assert list(lower.error_y.array) == [None, None, None]


def test_one_wave_has_marks_and_no_filled_gap():
    figure = gap_lines([panel("Mognad", [30], [20])], WAVES[:1], FRAME)
    assert len(figure.data) == 2
    assert list(figure.layout.xaxis.range) == [-1, 1]


def test_names_at_the_ends_of_lines_keep_apart():
    figure = gap_lines([panel("Mognad", [30, 40, 26], [20, 22, 25])], WAVES, FRAME)
    ends = [note for note in figure.layout.annotations if note.name == END]
    assert [note.text for note in ends] == ["<b>Stora</b>", "<b>Små</b>"]
    assert any(note.showarrow or note.yshift for note in ends)
