import pandas as pd

from ailaget.charts.share_bars import ShareLabels, share_bars
from tests.charts.figures import FRAME, NAN, says_only, texts

LABELS = ShareLabels("Ja", "Nej", "Inga svar", "Sverige 30 %")


def _groups(*shares):
    rows = [
        (f"g{i}", f"Grupp {i}", share, "skyddad" if pd.isna(share) else f"{share:.0%}", "rest")
        for i, share in enumerate(shares)
    ]
    return pd.DataFrame(rows, columns=["group", "label", "share", "share_text", "rest_text"])


def test_yes_and_no_fill_the_track():
    figure = share_bars(_groups(0.4, 0.25), FRAME, LABELS)
    yes, no = figure.data
    assert (list(yes.x), list(no.x)) == ([0.4, 0.25], [0.6, 0.75])
    assert (yes.name, no.name) == ("Ja", "Nej")
    assert yes.marker.color[0] != yes.marker.color[1]
    assert figure.layout.barmode == "stack"
    assert "<b>40%</b>" in texts(figure)


def test_no_is_not_missing():
    figure = share_bars(_groups(0.0, NAN), FRAME, LABELS)
    assert list(figure.data[0].x) == [0]
    assert "skyddad" in texts(figure)
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dot"]


def test_the_reference_is_marked_in_every_row_and_explained():
    figure = share_bars(_groups(0.4, 0.25), FRAME, LABELS, reference=0.3)
    assert {shape.x0 for shape in figure.layout.shapes} == {0.3}
    assert len(figure.layout.shapes) == 4
    assert any("Sverige 30 %" in text for text in texts(figure))


def test_all_missing_keeps_the_rows():
    figure = share_bars(_groups(NAN, NAN), FRAME, LABELS)
    assert not figure.data[0].x
    assert texts(figure).count("skyddad") == 2


def test_nothing_to_draw_says_so():
    assert says_only(share_bars(_groups(), FRAME, LABELS), "Inga svar")
