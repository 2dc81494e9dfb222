"""One mark for each kind of place, and rust for the chosen municipality alone."""

from itertools import combinations

import pandas as pd
import pytest

from ailaget.charts.comparison import ComparisonLabels, comparison
from ailaget.charts.key import GLYPHS
from ailaget.charts.marks import MARKS, Kind, sign
from ailaget.charts.options import PairLabels, multi_answers
from ailaget.charts.style import Frame, palette
from ailaget.charts.trend import TrendLabels, TrendSeries, trend
from tests.charts.figures import FRAME, texts

AREAS: tuple[Kind, ...] = ("county", "skr_group", "sweden")


def test_rust_is_the_chosen_municipality_alone() -> None:
    assert [kind for kind, mark in MARKS.items() if mark.ink == "focus"] == ["municipality"]


def test_marks_are_told_apart_without_colour_and_their_bars_by_colour() -> None:
    assert len({mark.symbol for mark in MARKS.values()}) == len(MARKS)
    assert all(mark.symbol in GLYPHS for mark in MARKS.values())
    # The country and its rest are never in one chart.
    beside = [mark for kind, mark in MARKS.items() if kind != "rest"]
    for one, other in combinations(beside, 2):
        assert (one.fill, one.ink, one.dash) != (other.fill, other.ink, other.dash)
    assert len({mark.fill for mark in beside}) == len(beside)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_area_has_the_same_sign_in_the_comparison_and_in_the_trend(theme: str) -> None:
    frame = Frame("", "", "", theme)
    rows = pd.DataFrame(
        [
            {
                "row": "r",
                "label": "R",
                "own": 1.0,
                "own_text": "1",
                "low": 0.0,
                "high": 9.0,
                "range_text": "0-9",
                **dict.fromkeys(AREAS, 2.0),
                **{f"{a}_text": "2" for a in AREAS},
            }
        ]
    )
    labels = ComparisonLabels("Kil", *AREAS, "range", "")
    beside = {t.name: t for t in comparison(rows, pd.DataFrame(), frame, labels).data if t.name}
    points = pd.DataFrame(
        [{"series": a, "wave": "w", "value": 2.0, "value_text": "2"} for a in AREAS]
    )
    series = [TrendSeries(area, area, area) for area in AREAS]
    figure = trend(points, ["w"], series, frame, TrendLabels("", "", ""))
    for line in figure.data:
        marker, other = line.marker, beside[line.name].marker
        ink = MARKS[line.name].colour(palette(theme))
        assert (marker.symbol, marker.color) == (other.symbol, other.color)
        assert line.line.color == ink
        assert ink in (marker.color, marker.line.color)


def test_a_region_is_marked_as_the_area_that_it_is() -> None:
    options = pd.DataFrame(
        [
            {
                "option": "a",
                "label": "A",
                "own": 0.5,
                "own_text": "50 %",
                "rest": 0.4,
                "rest_text": "40 %",
            }
        ]
    )
    for kind in ("county", "skr_group"):
        figure = multi_answers(options, FRAME, PairLabels("egna", "övriga", "", kind=kind))
        own = next(trace for trace in figure.data if trace.name == "egna")
        assert own.marker.symbol == sign(kind, FRAME, 1)["symbol"]
        assert any(GLYPHS[MARKS[kind].symbol] in text for text in texts(figure))
