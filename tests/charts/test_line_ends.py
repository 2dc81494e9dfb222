"""Names at the ends of lines keep a distance whatever the values, on the page and projected."""

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from hypothesis import given, settings
from hypothesis import strategies as st

from ailaget.charts.enlarged import FACTOR, enlarged
from ailaget.charts.gap_lines import GapPanel, gap_lines
from ailaget.charts.geometry import line_count
from ailaget.charts.line_ends import (
    END,
    LABEL_GAP,
    LABEL_LINE,
    LEADING,
    LETTERS,
    LineEnd,
    depth_for,
    line_end_texts,
    parted,
)
from ailaget.charts.style import wrapped
from ailaget.charts.trend import TrendLabels, TrendSeries, trend
from tests.charts.figures import FRAME, NAN

NEAR = 0.11
"""Pixels: a move is given in tenths."""

NAMES = st.lists(
    st.text("abcdefgå ", min_size=1, max_size=40).map(lambda text: wrapped(f"{text}x 12,3", 20)),
    min_size=2,
    max_size=9,
)
VALUES = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@given(st.data(), NAMES)
def test_names_keep_apart_in_order_and_beside_the_plot(data: st.DataObject, names: list[str]):
    depth = data.draw(st.floats(depth_for(names), 900))
    values = data.draw(st.lists(VALUES, min_size=len(names), max_size=len(names)))
    wishes = [(100 - value) / 100 * depth for value in values]
    places = parted(wishes, names, depth)
    halves = [LABEL_LINE * line_count(name) / 2 for name in names]
    order = sorted(range(len(names)), key=lambda number: wishes[number])
    for above, below in pairwise(order):
        between = places[below] - halves[below] - places[above] - halves[above]
        assert between >= LABEL_GAP - NEAR
    for place, half in zip(places, halves, strict=True):
        assert place - half >= -LABEL_LINE - NEAR
        assert place + half <= depth + LABEL_LINE / 2 + NEAR


@given(st.data(), NAMES)
def test_a_name_is_drawn_where_it_was_placed(data: st.DataObject, names: list[str]):
    values = data.draw(st.lists(VALUES, min_size=len(names), max_size=len(names)))
    ends = [LineEnd(value, name, "#000") for value, name in zip(values, names, strict=True)]
    places = parted([100 - value for value in values], names, 100)
    for note, place in zip(line_end_texts(ends, (0, 100), 100), places, strict=True):
        assert abs(100 - note["y"] + moved(note) - place) <= NEAR


def moved(note: Any) -> float:
    """Return how many pixels below its line's end a name stands."""
    return float(note["ay"]) if note.get("showarrow") else -float(note.get("yshift") or 0)


def least_gap(notes: list[Any], scale: float, line: float) -> float:
    """Return the pixels between the two nearest names; `scale` is pixels down per unit of y."""
    boxes = sorted(
        (scale * note["y"] + moved(note), line * line_count(note["text"]) / 2) for note in notes
    )
    return min(below - half - above - other for (above, other), (below, half) in pairwise(boxes))


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES, min_size=6, max_size=6))
def test_a_trend_has_room_for_all_its_names_on_the_page_and_projected(values: list[float]):
    names = ["Upplands Väsby", "Stockholms län", "Pendlingskommun nära storstad", "Riket"]
    names += ["Medianen bland liknande kommuner", "Mellersta hälften av alla"]
    series = [TrendSeries(str(n), name, "county") for n, name in enumerate(names)]
    points = pd.DataFrame(
        [(str(n), "okt 2026", value, f"{value:.1f}") for n, value in enumerate(values)],
        columns=["series", "wave", "value", "value_text"],
    )
    figure = trend(points, ["okt 2026"], series, FRAME, TrendLabels("", "", ""), height=200)
    assert checked(figure) == len(names)


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES, min_size=4, max_size=4))
def test_both_names_of_a_gap_have_room(values: list[float]):
    upper, lower, *others = values
    ends = ("100 000 invånare eller fler 12,3 (12 av 18)", "Under 10 000 invånare 2,3 (41 av 75)")
    panels = [
        GapPanel(name, points_of(*pair), ends, lambda tick: f"{tick:g}")
        for name, pair in {"Ett": (upper, lower), "Annat": others}.items()
    ]
    figure = gap_lines(panels, ["okt 2026"], FRAME)
    assert checked(figure) == 2 * len(ends)


def points_of(upper: float, lower: float) -> pd.DataFrame:
    row = {"upper": upper, "lower": lower, "gap_text": "1", "upper_hover": "", "lower_hover": ""}
    reach = {f"{side}_{end}": NAN for side in ("upper", "lower") for end in ("low", "high")}
    return pd.DataFrame([row | reach])


def checked(figure: go.Figure) -> int:
    """Check that the names of a chart keep apart, as it is and projected; return how many."""
    margin, (bottom, top) = figure.layout.margin, figure.layout.yaxis.range
    depth = figure.layout.height - margin.t - margin.b
    notes = [note.to_plotly_json() for note in figure.layout.annotations if note.name == END]
    scale = depth / (bottom - top)
    assert least_gap(notes, scale, LABEL_LINE) >= LABEL_GAP - NEAR
    layout = enlarged(figure, 1792, 770)["layout"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    large = [note for note in layout["annotations"] if note.get("name") == END]
    line = LEADING * max(28.0, round(FACTOR * LETTERS, 1))
    assert least_gap(large, plot / (bottom - top), line) >= FACTOR * LABEL_GAP - NEAR
    return len(notes)
