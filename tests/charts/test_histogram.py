import pandas as pd
import pytest

from ailaget.charts.histogram import number_answers
from ailaget.charts.options import PairLabels
from tests.charts.figures import FRAME, NAN, says_only, texts

LABELS = PairLabels("Skåne", "övriga", "Inga svar", "antal piloter")


def _bins(*pairs):
    rows = [
        (f"{i}", own, rest, *("–" if pd.isna(s) else f"{s:.0%}" for s in (own, rest)))
        for i, (own, rest) in enumerate(pairs)
    ]
    return pd.DataFrame(rows, columns=["label", "own", "rest", "own_text", "rest_text"])


def test_bars_for_the_group_and_marks_for_the_rest_on_one_scale():
    figure = number_answers(_bins((0.2, 0.4), (0.1, 0.3)), FRAME, LABELS)
    bars, marks = figure.data
    heights = [-y for y in bars.y]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert bars.base - marks.y[0] == pytest.approx(2 * heights[0])


def test_both_shares_stand_below_each_bin():
    ticks = number_answers(_bins((0.2, 0.4), (0.1, 0.3)), FRAME, LABELS).layout.xaxis.ticktext
    assert "20%" in ticks[0]
    assert "40%" in ticks[0]
    assert ticks[0].startswith("0<br>")


def test_a_missing_share_is_not_a_bar_of_zero():
    bars, marks = number_answers(_bins((NAN, 0.4), (0.0, NAN)), FRAME, LABELS).data
    assert list(bars.y) == [None, 0]
    assert marks.y[1] is None


def test_all_zero_does_not_divide_by_zero():
    bars, _ = number_answers(_bins((0.0, 0.0)), FRAME, LABELS).data
    assert list(bars.y) == [0]


def test_the_key_tells_the_group_from_the_rest():
    key = " ".join(texts(number_answers(_bins((0.2, 0.4)), FRAME, LABELS)))
    assert "Skåne" in key
    assert "övriga" in key


def test_nothing_to_draw_says_so():
    assert says_only(number_answers(_bins(), FRAME, LABELS), "Inga svar")
    assert says_only(number_answers(_bins((NAN, NAN)), FRAME, LABELS), "Inga svar")
