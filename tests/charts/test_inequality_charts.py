"""The charts of inequality: what they mark, and that they say what is missing."""

from dataclasses import replace

import pandas as pd
import pytest

from ailaget.charts.decomposition import DecompositionLabels, decomposition
from ailaget.charts.geometry import text_width
from ailaget.charts.gradient import GradientLabels, gradient
from ailaget.charts.key import BETWEEN, KEY, KeyEntry
from ailaget.charts.lorenz import LEAST_NAMED, LorenzLabels, lorenz_chart
from ailaget.charts.panel_lines import PanelLabels, panel_lines
from ailaget.charts.parade import ParadeLabels, parade
from ailaget.charts.row_layout import CLEARED
from ailaget.charts.style import palette
from ailaget.charts.transitions import TransitionLabels, transition_table
from ailaget.codebook import codebook
from ailaget.texts import LANGUAGES
from ailaget.texts import texts as reader_texts
from tests.charts.figures import FRAME, NAN, says_only, texts


def percent(share: float) -> str:
    return f"{100 * share:g} %"


LORENZ = LorenzLabels(
    "från lägst", "del av allt", "helt lika", "de utan", "toppen", "inget", percent
)
POINTS = pd.DataFrame(
    {"unit_share": [0, 0.6, 1.0], "value_share": [0, 0.0, 1.0], "text": ["", "A", "B"]}
)


def test_the_curve_lies_below_the_line_of_even_spread():
    figure = lorenz_chart(POINTS, FRAME, LORENZ, zero=0.6, top=0.25)
    even, curve = figure.data
    assert list(even.x) == list(even.y) == [0, 1]
    assert list(curve.y) == [0, 0, 1]
    assert list(figure.layout.xaxis.ticktext) == ["0 %", "25 %", "50 %", "75 %", "100 %"]


def test_the_top_tenth_and_the_zeros_are_marked():
    figure = lorenz_chart(POINTS, FRAME, LORENZ, zero=0.6, top=0.25)
    top, zero = figure.layout.shapes
    assert (top.x0, top.x1, top.y0, top.y1) == (0.9, 0.9, 0.75, 1)
    assert (zero.x0, zero.x1, zero.y1) == (0, 0.6, 0)
    assert {"toppen", "de utan", "helt lika"} <= set(texts(figure))


def test_a_short_stretch_of_zeros_is_not_written_across_the_line():
    assert "de utan" not in texts(lorenz_chart(POINTS, FRAME, LORENZ, zero=0.3, top=0.25))


@pytest.mark.parametrize("zero", [LEAST_NAMED, 0.67, 0.96])
@pytest.mark.parametrize("who", ["municipalities", "inhabitants"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_words_of_the_zeros_keep_off_the_lines(language, who, zero):
    t = reader_texts(language)
    labels = replace(LORENZ, zero=t(f"inequality.lorenz_zero_{who}", share=t.percent(zero)))
    figure = lorenz_chart(POINTS, FRAME, labels, zero=zero, top=0.25)
    words = next(
        note for note in figure.layout.annotations if note.text.replace("<br>", " ") == labels.zero
    )
    margin, phone = figure.layout.margin, 358
    across, up = (
        (size - sum(sides)) / (axis.range[1] - axis.range[0])
        for size, sides, axis in (
            (phone, (margin.l, margin.r), figure.layout.xaxis),
            (figure.layout.height, (margin.t, margin.b), figure.layout.yaxis),
        )
    )
    assert (words.xanchor, words.align, words.yanchor) == ("right", "right", "bottom")
    right = words.x * across + words.xshift
    assert right <= 0.9 * across - 6
    lines = words.text.split("<br>")
    for place, line in enumerate(reversed(lines), 1):
        top = words.yshift + place * 1.3 * words.font.size
        assert right - text_width(f"<b>{line}</b>", words.font.size) > top * across / up + 6


def test_nothing_to_share_is_said():
    assert says_only(lorenz_chart(POINTS, FRAME, LORENZ, zero=1.0, top=None), "inget")


PARADE = ParadeLabels("i ordning", "nio<br>under", "en<br>under", "Gap 80", "tomt")
CLASSES = [KeyEntry("square", "#ffffff", "låg"), KeyEntry("square", "#000000", "hög")]


def units(*values: float) -> pd.DataFrame:
    size = len(values)
    return pd.DataFrame(
        {
            "unit": [str(i) for i in range(size)],
            "name": [f"Ort {i}" for i in range(size)],
            "value": values,
            "share": [1 / size] * size,
            "position": [int(value >= 50) for value in values],
            "text": [f"{value:g}" for value in values],
        }
    )


def test_columns_stand_side_by_side_in_the_colour_of_their_class():
    bars = parade(units(0, 50, 100, 100), CLASSES, FRAME, PARADE, ends=(10, 90)).data[0]
    assert list(bars.x) == pytest.approx([0.125, 0.375, 0.625, 0.875])
    assert list(bars.marker.color) == ["#ffffff", "#000000", "#000000", "#000000"]
    assert list(bars.y) == pytest.approx([0, -150, -300, -300])


def test_a_line_along_the_tops_shows_the_palest_columns():
    bars, line = parade(units(0, 50, 100, 100), CLASSES, FRAME, PARADE, ends=(10, 90)).data
    assert list(line.x) == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert list(line.y) == pytest.approx([bars.base + y for y in (0, -150, -300, -300, -300)])
    assert (line.line.shape, line.line.color) == ("hv", palette("light").edge)


def test_the_gap_is_named_and_the_words_keep_apart_when_it_closes():
    wide = parade(units(0, 100), CLASSES, FRAME, PARADE, ends=(10, 90))
    assert {"nio<br>under", "en<br>under", "Gap 80"} <= set(texts(wide))
    none = parade(units(50, 50), CLASSES, FRAME, PARADE, ends=(50, 50))
    depths = {note.text: note.y for note in none.layout.annotations}
    assert depths["en<br>under"] - depths["Gap 80"] >= 25
    assert depths["Gap 80"] - depths["nio<br>under"] >= 25


def test_the_chosen_one_is_named_in_the_parade():
    assert "Ort 1" in texts(parade(units(0, 100), CLASSES, FRAME, PARADE, ends=(0, 100), focus="1"))


DECOMPOSITION = DecompositionLabels("mellan", "inom", "osäkert", "slump", "del", "lika", percent)


def test_a_bar_has_its_part_its_interval_and_chance():
    table = pd.DataFrame(
        {
            "label": ["21 län"],
            "share": [0.3],
            "low": [0.2],
            "high": [0.35],
            "by_chance": [0.1],
            "share_text": ["30 %"],
        }
    )
    figure = decomposition(table, FRAME, DECOMPOSITION)
    whole, part, _, whisker = figure.data
    assert (list(whole.x), list(part.x)) == ([1.0], [0.3])
    assert whisker.error_x.array[0] == pytest.approx(0.05)
    assert whisker.error_x.arrayminus[0] == pytest.approx(0.1)
    # The mark of chance, and the paper around it.
    marks = [shape for shape in figure.layout.shapes if shape.name != CLEARED]
    assert [mark.x0 for mark in marks] == [0.1, 0.1]
    assert [mark.line.color for mark in marks] == [
        palette("light").background,
        palette("light").text,
    ]
    assert {"21 län", "<b>30 %</b>"} <= set(texts(figure))


def test_no_differences_are_said():
    table = pd.DataFrame(
        {
            "label": ["21 län"],
            "share": [NAN],
            "low": [NAN],
            "high": [NAN],
            "by_chance": [NAN],
            "share_text": ["–"],
        }
    )
    assert says_only(decomposition(table, FRAME, DECOMPOSITION), "lika")


GRADIENT = GradientLabels("storlek", "värde", "tomt", lambda y: f"{y:g}", lambda x: f"{10**x:g}")
NO_LINE = pd.DataFrame({"x": [], "y": [], "low": [], "high": []}, dtype=float)


def dots() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "municipality": ["1", "2"],
            "name": ["A", "B"],
            "x": [3.5, 4.5],
            "y": [10.0, 30.0],
            "text": ["10", "30"],
        }
    )


def test_dots_line_and_band_are_drawn_and_the_chosen_one_is_named():
    line = pd.DataFrame(
        {"x": [3.5, 4.5], "y": [10.0, 30.0], "low": [5.0, 25.0], "high": [15.0, 35.0]}
    )
    figure = gradient(dots(), line, FRAME, GRADIENT, x_ticks=[3, 4, 5], focus="2")
    assert len(figure.data) == 4
    assert list(figure.data[1].y) == [5, 25, 35, 15]
    assert list(figure.layout.xaxis.ticktext) == ["1000", "10000", "100000"]
    assert "<b>B</b>" in texts(figure)


def test_without_a_line_only_dots_are_drawn():
    figure = gradient(dots(), NO_LINE, FRAME, GRADIENT, has_zero_line=True)
    assert len(figure.data) == 1
    assert figure.layout.shapes[0].y0 == 0
    assert says_only(gradient(dots().iloc[:0], NO_LINE, FRAME, GRADIENT), "tomt")


PANEL = PanelLabels("gap", "okänt", lambda value: f"{value:g}")


def test_a_pair_of_waves_is_a_line_with_whiskers_where_they_are_known():
    pairs = pd.DataFrame(
        {
            "place": [0],
            "before": [20.0],
            "before_low": [18.0],
            "before_high": [23.0],
            "after": [25.0],
            "after_low": [NAN],
            "after_high": [NAN],
            "words": ["+5 (40)"],
            "hover": ["20 → 25"],
        }
    )
    figure = panel_lines(pairs, ["okt. 2025", "okt. 2026"], FRAME, PANEL)
    line = figure.data[0]
    assert list(line.y) == [20, 25]
    assert line.error_y.array[0] == 3
    assert line.error_y.arrayminus[0] == 2
    assert line.error_y.array[1] is None
    assert "+5 (40)" in texts(figure)
    assert says_only(panel_lines(pairs.assign(after=NAN), ["a", "b"], FRAME, PANEL), "okänt")


def test_moves_are_counted_in_the_cells_and_named_on_hover():
    labels = TransitionLabels(
        "före", "efter", ("föll", "föll långt"), "kvar", ("steg", "steg långt"), "ingen"
    )
    counts = pd.DataFrame([[2, 1], [0, 3]])
    names = pd.DataFrame([["A, B", "C"], ["", "D, E, F"]])
    figure = transition_table(counts, names, ["Låg", "Hög"], FRAME, labels)
    assert list(figure.data[0].customdata) == ["A, B", "C", "D, E, F"]
    assert figure.data[0].text[1] == "Låg → Hög: 1"
    assert {"2", "1", "3", "före", "efter"} <= set(texts(figure))
    fills = [shape.fillcolor for shape in figure.layout.shapes]
    assert len(set(fills)) == 3
    assert says_only(transition_table(0 * counts, names, ["Låg", "Hög"], FRAME, labels), "ingen")


def test_every_colour_of_a_move_that_there_is_has_its_meaning_in_the_key():
    labels = TransitionLabels("då", "nu", ("ned", "långt ned"), "kvar", ("upp", "långt upp"), "x")
    levels = ["Låg", "Mellan", "Hög"]
    for counts, words in (
        ([[1, 1, 0], [1, 1, 0], [0, 0, 0]], {"ned", "kvar", "upp"}),
        ([[0, 0, 1], [0, 0, 0], [1, 0, 0]], {"långt ned", "långt upp"}),
        ([[1, 1, 1], [1, 1, 1], [1, 1, 1]], {"ned", "långt ned", "kvar", "upp", "långt upp"}),
    ):
        moves = pd.DataFrame(counts)
        figure = transition_table(moves, moves.astype(str), levels, FRAME, labels)
        key = [note for note in figure.layout.annotations if note.name == KEY]
        parts = [part for line in key for part in line.text.split(BETWEEN)]
        said = {part.partition("\u00a0")[2] for part in parts}
        assert len({line.xshift for line in key}) == 1
        assert {word.removeprefix("</span>") for word in said} == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_levels_above_a_table_do_not_run_into_one_on_a_phone(language: str):
    levels = [level.label[language] for level in codebook().levels]
    counts = pd.DataFrame([[1] * len(levels)] * len(levels))
    labels = TransitionLabels("då", "nu", ("ned", "långt ned"), "kvar", ("upp", "långt upp"), "x")
    figure = transition_table(counts, counts.astype(str), levels, FRAME, labels)
    notes = figure.layout.annotations
    heads = [note for note in notes if note.font.size == 12 and note.align == "center"]
    column = (358 - figure.layout.margin.l - figure.layout.margin.r) / len(levels)
    assert len(heads) == len(levels)
    assert max(text_width(head.text, 12) for head in heads) < column + 1
