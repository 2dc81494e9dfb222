import pandas as pd

from ailaget.charts.geometry import text_width
from ailaget.charts.line_ends import END, LABEL_GAP, LABEL_LINE
from ailaget.charts.style import palette
from ailaget.charts.trend import TrendLabels, TrendSeries, trend
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

LINE_AND_GAP = round(LABEL_LINE + LABEL_GAP, 1)
WAVES = ["okt 2024", "okt 2025", "okt 2026"]
SERIES = [
    TrendSeries("own", "Gagnef", "municipality", is_own=True),
    TrendSeries("county", "Dalarna", "county"),
    TrendSeries("sweden", "Sverige", "sweden"),
]
LABELS = TrendLabels("index", "Inga svar", "saknas", "P10–P90")


def _points(**series):
    rows = [
        (key, wave, value, "" if pd.isna(value) else f"{value:g}")
        for key, values in series.items()
        for wave, value in zip(WAVES, values, strict=False)
    ]
    return pd.DataFrame(rows, columns=["series", "wave", "value", "value_text"])


def _band(low, high):
    return pd.DataFrame({"wave": WAVES, "low": low, "high": high})


def test_the_own_line_is_drawn_last_and_emphasised():
    points = _points(own=[1, 2, 3], county=[2, 3, 4], sweden=[3, 4, 5])
    figure = trend(points, WAVES, SERIES, FRAME, LABELS)
    assert [trace.name for trace in figure.data] == ["Sverige", "Dalarna", "Gagnef"]
    assert figure.data[-1].line.color == palette("light").focus
    assert figure.data[0].line.color == palette("light").text
    assert len({trace.marker.symbol for trace in figure.data}) == 3
    assert len({trace.line.dash for trace in figure.data}) == 3


def test_a_missing_wave_breaks_the_line():
    figure = trend(_points(own=[1, NAN, 3]), WAVES, SERIES, FRAME, LABELS)
    own = figure.data[-1]
    assert list(own.y) == [1, None, 3]
    assert own.connectgaps is False
    assert own.mode == "lines+markers"


def test_a_wave_without_a_row_is_missing_too():
    points = _points(own=[1, 2, 3]).drop(index=1)
    assert list(trend(points, WAVES, SERIES, FRAME, LABELS).data[-1].y) == [1, None, 3]


def test_names_stand_at_the_ends_with_the_last_value():
    points = _points(own=[1, 2, 30], county=[2, 3, 40])
    figure = trend(points, WAVES, SERIES, FRAME, LABELS)
    assert text_at(figure, "<b>●\xa0Gagnef 30</b>").y == 30
    assert text_at(figure, "▼\xa0Dalarna 40").y == 40


def test_a_name_whose_last_wave_is_missing_stands_below_the_title_and_at_no_height():
    points = _points(own=[1, 2, NAN], county=[2, 3, 4])
    figure = trend(points, WAVES, SERIES, FRAME, LABELS)
    said = figure.layout.title.subtitle.text.replace("<br>", " ")
    assert said == f"{FRAME.subtitle} · ●\xa0Gagnef: saknas okt 2026"
    assert not any("Gagnef" in text for text in texts(figure))
    whole = trend(_points(own=[1, 2, 3]), WAVES, SERIES, FRAME, LABELS)
    assert whole.layout.title.subtitle.text == FRAME.subtitle


def test_names_of_equal_ends_are_kept_apart():
    points = _points(own=[1, 2, 30], county=[2, 3, 30], sweden=[2, 3, 30])
    figure = trend(points, WAVES, SERIES, FRAME, LABELS, axis_range=(0, 60))
    ends = [note for note in figure.layout.annotations if note.name == END]
    # Down is more: those that have been moved point at the end of their line, all at one place.
    assert sorted(note.ay or 0 for note in ends) == [-LINE_AND_GAP, 0, LINE_AND_GAP]
    assert [note.showarrow for note in ends] == [note.ay is not None for note in ends]
    assert {note.y for note in ends} == {30}
    assert len({note.xshift + (note.ax or 0) for note in ends}) == 1


def test_one_wave_is_marks_without_lines():
    figure = trend(_points(own=[5], county=[6]), WAVES[:1], SERIES, FRAME, LABELS)
    assert {trace.mode for trace in figure.data} == {"markers"}
    assert list(figure.layout.xaxis.ticktext) == ["okt 2024"]


def test_a_band_is_filled_and_broken_where_it_is_missing():
    points = _points(own=[1, 2, 3])
    whole = trend(points, WAVES, SERIES, FRAME, LABELS, band=_band([0, 1, 2], [5, 6, 7]))
    assert whole.data[0].fill == "toself"
    assert list(whole.data[0].y) == [0, 1, 2, 7, 6, 5]
    assert "P10–P90" in texts(whole)
    broken = trend(points, WAVES, SERIES, FRAME, LABELS, band=_band([0, NAN, 2], [5, 6, 7]))
    assert [list(trace.x) for trace in broken.data[:2]] == [[0, 0], [2, 2]]


def test_all_equal_lines_lie_within_the_axis():
    figure = trend(_points(own=[40, 40, 40]), WAVES, SERIES, FRAME, LABELS)
    low, high = figure.layout.yaxis.range
    assert low == 0
    assert high >= 40


def test_nothing_to_draw_says_so():
    for points in (_points(), _points(own=[NAN, NAN, NAN])):
        assert says_only(trend(points, WAVES, SERIES, FRAME, LABELS), "Inga svar")


def test_many_waves_are_labelled_in_two_lines():
    waves = [f"okt {year}" for year in range(2024, 2030)]
    figure = trend(_points(own=[5, 6, 7]), waves, SERIES, FRAME, LABELS)
    assert figure.layout.xaxis.ticktext[0] == "okt<br>2024"


def test_the_first_wave_has_room_for_its_label_beside_short_numbers():
    figure = trend(_points(own=[1, 2, 3]), WAVES, SERIES, FRAME, LABELS)
    assert figure.layout.margin.l >= text_width(WAVES[0]) / 2
