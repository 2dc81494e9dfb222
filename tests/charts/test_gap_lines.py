"""The gap between two lines: filled, written where it has room, a panel for each measure."""

from dataclasses import replace

import pandas as pd
import pytest

from ailaget.charts.gap_lines import APART, NAME, PANEL, PANEL_NAME, GapPanel, gap_lines
from ailaget.charts.goal_marks import NAME as GOAL
from ailaget.charts.goal_marks import GoalMark
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
    panels = [panel("Mognad", [30, 40, 50], [20, 22, 25]), panel("Tjänst", [8, 9, 9.5], [1, 2, 3])]
    figure = gap_lines(panels, WAVES, FRAME)
    names = {note.text: note.y for note in figure.layout.annotations if note.name == PANEL_NAME}
    assert names == {"Mognad": 0, "Tjänst": PANEL + APART + NAME}
    depths = [trace.y for trace in figure.data if trace.mode == "lines+markers"]
    start = names["Tjänst"]
    assert max(*depths[0], *depths[1]) <= PANEL < start <= min(*depths[2], *depths[3])


def test_a_panels_name_stands_clear_of_the_number_below_the_panel_above():
    panels = [panel("Mognad", [30, 40, 50], [20, 22, 25]), panel("Tjänst", [8, 9, 9.5], [1, 2, 3])]
    figure = gap_lines(panels, WAVES, FRAME)
    name = next(note for note in figure.layout.annotations if note.text == "Tjänst")
    # Half of the number's letters below its middle, and the name's own above where it stands.
    foot_of_number, letters = PANEL + name.font.size / 2, 1.3 * name.font.size
    assert name.y - name.yshift - letters - foot_of_number >= 8
    # The upright axis, which goes through all panels, is hidden behind it.
    assert name.bgcolor == figure.layout.paper_bgcolor


def test_a_mean_stands_where_its_axis_says():
    figure = gap_lines([panel("Mognad", [30, 40, 50], [20, 22, 25])], WAVES, FRAME)
    axis = figure.layout.yaxis
    ticks = dict(zip(map(float, axis.ticktext), axis.tickvals, strict=True))
    shown = [figure.data[1].y[1], figure.data[2].y[0]]
    assert shown == pytest.approx([ticks[40], ticks[20]], abs=0.01)
    assert list(axis.range) == [PANEL, 0]


def test_the_gap_is_filled_between_the_lines_and_written_at_each_wave():
    figure = gap_lines([panel("Mognad", [30, 40, 50], [20, 22, 25])], WAVES, FRAME)
    fill, upper, lower = figure.data
    assert fill.fill == "toself" and list(fill.y) == [*upper.y, *reversed(lower.y)]
    assert [note.text for note in gap_texts(figure)] == ["<b>10</b>", "<b>18</b>", "<b>25</b>"]
    middles = [(a + b) / 2 for a, b in zip(upper.y, lower.y, strict=True)]
    assert [note.y for note in gap_texts(figure)] == pytest.approx(middles, abs=0.01)


def test_a_gap_too_narrow_for_its_words_has_them_above():
    figure = gap_lines([panel("Mognad", [30, 31, 60], [29, 29, 20])], WAVES, FRAME)
    first, second, last = gap_texts(figure)
    assert [note.yanchor for note in (first, second, last)] == ["bottom", "bottom", "middle"]
    assert first.y == pytest.approx(figure.data[1].y[0], abs=0.01)


def test_the_lines_differ_in_ink_and_in_mark():
    figure = gap_lines([panel("Mognad", [30, 40, 50], [20, 22, 25])], WAVES, FRAME)
    upper, lower = figure.data[1:]
    assert upper.marker.color == palette("light").text
    assert lower.marker.color == palette("light").background
    assert upper.line.color != lower.line.color


def test_a_whisker_that_is_not_known_is_not_drawn():
    figure = gap_lines([panel("Mognad", [30, 40, 50], [20, 22, 25])], WAVES, FRAME)
    upper, lower = figure.data[1:]
    per_point = PANEL / 60
    assert list(upper.error_y.array) == pytest.approx([2 * per_point] * 3, abs=0.01)
    assert list(upper.error_y.arrayminus) == list(upper.error_y.array)
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


def test_the_line_of_a_goal_goes_behind_the_numbers():
    goal = GoalMark(36.0, "Mål: högst 10", measure="size_gap")
    whole = panel("Mognad", [30, 40, 50], [20, 22, 40.5])
    figure = gap_lines([replace(whole, goals=(goal,))], WAVES, FRAME)
    (line,) = [shape for shape in figure.layout.shapes if shape.name == GOAL]
    assert 0 <= line.y0 <= PANEL
    assert {note.bgcolor for note in gap_texts(figure)} <= {
        palette(FRAME.theme).grid,
        palette(FRAME.theme).background,
    }
    (words,) = [note for note in figure.layout.annotations if note.name == GOAL]
    (name,) = [note for note in figure.layout.annotations if note.name == PANEL_NAME]
    assert "Mål: högst 10" in words.text and name.yshift > words.yshift
