import pandas as pd

from ailaget.charts.changed_answers import changed_answers
from tests.charts.figures import FRAME, says_only, text_at, texts

COLUMNS = ["label", "n", "n_text", "names", "is_change"]


def _groups(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def test_bars_are_as_long_as_the_municipalities_are_many_and_changes_stand_out():
    figure = changed_answers(
        _groups(("Nej till ja", 2, "2", "Arboga, Åre", True), ("Nej", 9, "9", "", False)),
        FRAME,
        "Ingen",
    )
    (bars,) = figure.data
    assert list(bars.x) == [2, 9]
    assert bars.marker.color[0] != bars.marker.color[1]
    assert "<b>9</b>" in texts(figure)


def test_names_stand_between_their_bar_and_the_next():
    names = ", ".join(["Skinnskatteberg"] * 12)
    figure = changed_answers(
        _groups(("Ja", 12, "12", names, True), ("Nej", 9, "9", "", False)), FRAME, "Ingen"
    )
    written = next(a for a in figure.layout.annotations if "Skinnskatteberg" in a.text)
    lines = written.text.count("<br>") + 1
    assert figure.data[0].y[0] < written.y
    assert written.y + 14 * lines < text_at(figure, "Nej").y


def test_nobody_is_said_in_words():
    assert says_only(changed_answers(_groups(), FRAME, "Ingen"), "Ingen")
    assert says_only(changed_answers(_groups(("Ja", 0, "0", "", True)), FRAME, "Ingen"), "Ingen")
