"""Groups by how far they are from all: dots, what was, and who is sure, never by ink alone."""

import pandas as pd

from ailaget.charts.deviations import DeviationLabels, deviations
from ailaget.charts.style import palette
from tests.charts.figures import FRAME, NAN, says_only

LABELS = DeviationLabels(
    "Skillnad", "Antal", "säker", "kan vara slump", "okt 2025", "Alla: 35", "Poäng", "Inga svar"
)


def groups(*rows):
    columns = ["label", "deviation", "before", "is_sure", "deviation_text", "n_text"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(hover=table["label"])


ROWS = groups(
    ("Norrbotten", -15.6, -9.3, False, "−15,6", "9/14"),
    ("Västra Götaland", -9.0, -7.4, True, "−9,0", "36/49"),
    ("Kalmar", 16.3, NAN, False, "+16,3", "8/12"),
    ("Gotland", NAN, NAN, False, "för få", "1/1"),
)


def test_a_sure_difference_has_a_larger_dot_another_ink_and_a_bold_name():
    figure = deviations(ROWS, FRAME, LABELS)
    dots = figure.data[-1]
    assert list(dots.x) == [-15.6, -9.0, 16.3]
    assert dots.marker.color[1] == palette("light").accent != dots.marker.color[0]
    assert dots.marker.size[1] > dots.marker.size[0]
    texts = {note.text for note in figure.layout.annotations}
    assert "<b>Västra Götaland</b>" in texts and "Norrbotten" in texts


def test_what_was_is_a_ring_with_a_line_to_what_is_where_it_is_known():
    line, ring, _ = deviations(ROWS, FRAME, LABELS).data
    assert list(ring.x) == [-9.3, -7.4]
    assert list(line.x)[:2] == [-9.3, -15.6]


def test_too_few_are_said_in_words_without_a_dot():
    figure = deviations(ROWS, FRAME, LABELS)
    assert any(note.text == "för få" for note in figure.layout.annotations)


def test_the_line_of_all_stands_at_zero_under_its_name():
    figure = deviations(ROWS, FRAME, LABELS)
    assert any(shape.x0 == shape.x1 == 0 for shape in figure.layout.shapes)
    assert any(note.text == "Alla: 35" and note.x == 0 for note in figure.layout.annotations)


def test_the_key_has_no_ring_where_there_is_no_wave_before():
    first = DeviationLabels(**{**LABELS.__dict__, "before": ""})
    texts = [note.text for note in deviations(ROWS, FRAME, first).layout.annotations]
    assert not any("○" in text for text in texts)


def test_nobody_to_compare_is_said_in_words():
    assert says_only(deviations(ROWS[ROWS["deviation"].isna()], FRAME, LABELS), "Inga svar")
