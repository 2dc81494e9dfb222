import pandas as pd

from ailaget.charts.largest_changes import LargestChangesLabels, largest_changes
from ailaget.charts.row_layout import CLEARED
from ailaget.charts.style import DIVERGING, DIVERGING_DARK, Frame
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

LABELS = LargestChangesLabels(
    "Ökade mest", "Minskade mest", "okt 2025", "okt 2026", "Ingen rörde sig"
)


def _table(*pairs):
    rows = [
        (f"Kommun {i}", a, b, f"{a:g}", f"{b:g}", f"{b - a:+g}") for i, (a, b) in enumerate(pairs)
    ]
    columns = ["label", "before", "after", "before_text", "after_text", "change_text"]
    return pd.DataFrame(rows, columns=columns)


def test_rises_come_first_then_falls_each_largest_first():
    figure = largest_changes(_table((10, 15), (50, 20), (10, 40), (30, 29)), FRAME, LABELS)
    _, risen, _, _, fallen, _ = figure.data
    assert list(risen.text) == ["Kommun 2", "Kommun 0"]
    assert list(fallen.text) == ["Kommun 1", "Kommun 3"]
    assert max(risen.y) < min(fallen.y)
    assert text_at(figure, "Ökade mest").y < min(risen.y)
    assert max(risen.y) < text_at(figure, "Minskade mest").y < min(fallen.y)


def test_a_line_runs_from_an_open_dot_to_an_arrowhead():
    figure = largest_changes(_table((10, 15), (50, 20)), FRAME, LABELS)
    line, start, end = figure.data[:3]
    assert list(line.x) == [10, 15, None]
    assert (start.x[0], end.x[0]) == (10, 15)
    assert (start.marker.symbol, end.marker.symbol) == ("circle", "arrow")
    assert (end.marker.angle, figure.data[5].marker.angle) == (90, -90)


def test_the_axis_lines_keep_off_the_headings():
    figure = largest_changes(_table((10, 15), (50, 20)), FRAME, LABELS)
    bands = [shape for shape in figure.layout.shapes if shape.name == CLEARED]
    heads = [text_at(figure, words).y for words in (LABELS.up, LABELS.down)]
    assert [(band.y0 + band.y1) / 2 for band in bands] == heads
    marks = [y for trace in figure.data for y in trace.y if y is not None]
    assert not any(band.y0 <= y <= band.y1 for band in bands for y in marks)


def test_rise_and_fall_have_the_ends_of_the_diverging_scale():
    figure = largest_changes(_table((10, 15), (50, 20)), FRAME, LABELS)
    assert (figure.data[0].line.color, figure.data[3].line.color) == (DIVERGING[-1], DIVERGING[0])
    dark = largest_changes(_table((10, 15)), Frame("", "", "", "dark"), LABELS)
    assert dark.data[0].line.color == DIVERGING_DARK[-1]


def test_the_change_stands_beside_each_row():
    figure = largest_changes(_table((10, 15)), FRAME, LABELS)
    assert text_at(figure, "<b>+5</b>").y == text_at(figure, "Kommun 0").y


def test_who_did_not_move_or_has_no_value_is_not_drawn():
    figure = largest_changes(_table((10, 15), (20, 20), (NAN, 30), (30, NAN)), FRAME, LABELS)
    assert len(figure.data) == 3
    assert "Minskade mest" not in texts(figure)
    assert not any(text.startswith("Kommun") and text != "Kommun 0" for text in texts(figure))


def test_nothing_to_draw_says_so():
    for table in (_table(), _table((5, 5)), _table((NAN, 5))):
        assert says_only(largest_changes(table, FRAME, LABELS), "Ingen rörde sig")
