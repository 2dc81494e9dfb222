import pandas as pd

from ailaget.charts.options import PairLabels, multi_answers
from tests.charts.figures import FRAME, NAN, says_only, texts

LABELS = PairLabels("Skåne, 31 av 33", "övriga", "Inga svar")


def _options(*pairs):
    rows = [
        (
            f"o{i}",
            f"Hinder {i}",
            own,
            rest,
            *("–" if pd.isna(s) else f"{s:.0%}" for s in (own, rest)),
        )
        for i, (own, rest) in enumerate(pairs)
    ]
    return pd.DataFrame(rows, columns=["option", "label", "own", "rest", "own_text", "rest_text"])


def test_a_pair_of_dots_and_a_line_per_option():
    figure = multi_answers(_options((0.5, 0.25), (0.1, 0.3)), FRAME, LABELS)
    line, rest, own = figure.data
    assert list(own.x) == [50, 10]
    assert list(rest.x) == [25, 30]
    assert list(line.x) == [50, 25, None, 10, 30, None]
    assert own.marker.symbol != rest.marker.symbol
    assert list(own.y) == list(rest.y) == sorted(own.y)


def test_both_values_stand_beside_the_name():
    figure = multi_answers(_options((0.5, 0.25)), FRAME, LABELS)
    assert any("50%" in text and "25%" in text for text in texts(figure))


def test_a_missing_share_has_no_dot_and_no_line():
    figure = multi_answers(_options((0.5, NAN), (0.0, 0.3)), FRAME, LABELS)
    line, rest, own = figure.data
    assert (list(own.x), list(rest.x)) == ([50, 0], [30])
    assert list(line.x) == [0, 30, None]


def test_the_axis_is_in_percent_and_ends_by_a_hundred():
    figure = multi_answers(_options((1.0, 0.97)), FRAME, LABELS)
    assert figure.layout.xaxis.ticktext[-1] == "100\xa0%"
    assert figure.layout.xaxis.tickvals[-1] == 100


def test_all_equal():
    _, rest, own = multi_answers(_options((0.0, 0.0)), FRAME, LABELS).data
    assert list(own.x) == list(rest.x) == [0]


def test_nothing_to_draw_says_so():
    assert says_only(multi_answers(_options(), FRAME, LABELS), "Inga svar")
    assert says_only(multi_answers(_options((NAN, NAN)), FRAME, LABELS), "Inga svar")
