import pandas as pd

from ailaget.charts.interval_rows import SURE, UNSURE, IntervalLabels, interval_rows
from ailaget.charts.style import palette
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

LABELS = IntervalLabels("Poäng", "Kommuner", "Poäng", "Inga")
ROWS = pd.DataFrame(
    {
        "label": ["Ledning", "Data", "Hela"],
        "value": [4.0, -1.0, 3.0],
        "low": [2.0, -3.0, NAN],
        "high": [6.0, 1.0, NAN],
        "value_text": ["4,0", "−1,0", "3,0"],
        "note_text": "10",
        "is_sure": [True, False, False],
        "hover": "ord",
    }
)


def test_a_row_has_its_dot_and_its_interval_where_there_is_one():
    whiskers, dots = interval_rows(ROWS, FRAME, LABELS).data
    assert list(dots.x) == [4.0, -1.0, 3.0]
    assert list(whiskers.x) == [4.0, -1.0]
    assert list(whiskers.error_x.array) == [2.0, 2.0]
    assert list(dots.marker.size) == [SURE, UNSURE, UNSURE]


def test_who_is_sure_is_bold_and_zero_has_a_line():
    figure = interval_rows(ROWS, FRAME, LABELS)
    assert "<b>Ledning</b>" in texts(figure)
    assert "Data" in texts(figure)
    zero = palette("light").text
    lines = [shape for shape in figure.layout.shapes if shape.line.color == zero]
    assert [line.x0 for line in lines] == [0, 0, 0]


def test_the_axis_lines_keep_off_the_names_and_nothing_hides_what_is_written_behind():
    figure = interval_rows(ROWS, FRAME, LABELS)
    assert not figure.layout.xaxis.showgrid
    ruled = [shape for shape in figure.layout.shapes if shape.line.color == palette("light").grid]
    assert {line.layer for line in ruled} == {"below"}
    assert {line.x0 for line in ruled} == set(figure.layout.xaxis.tickvals)
    names = [text_at(figure, name).y for name in ("<b>Ledning</b>", "Data", "Hela")]
    assert not any(line.y0 <= y <= line.y1 for line in ruled for y in names)
    assert {shape.type for shape in figure.layout.shapes} == {"line"}


def test_without_values_it_says_so():
    assert says_only(interval_rows(ROWS.assign(value=NAN), FRAME, LABELS), "Inga")
