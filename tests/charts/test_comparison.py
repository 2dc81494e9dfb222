import pandas as pd

from ailaget.charts.comparison import ComparisonLabels, comparison
from ailaget.charts.style import palette
from tests.charts.figures import FRAME, NAN, says_only, text_at, texts

LABELS = ComparisonLabels(
    "Gagnef", "Dalarna", "C7", "Sverige", "Sverige P10–P90", "Inga svar", "Valda kommuner"
)
NOBODY = pd.DataFrame()
KINDS = ("own", "county", "skr_group", "sweden")


def _rows(*values):
    rows = pd.DataFrame(values, columns=[*KINDS, "low", "high"], dtype=float)
    rows["row"] = [f"r{i}" for i in range(len(rows))]
    rows["label"] = [f"Område {i}" for i in range(len(rows))]
    for kind in KINDS:
        rows[f"{kind}_text"] = ["saknas" if pd.isna(v) else f"{v:g}" for v in rows[kind]]
    return rows.assign(range_text="10–60")


def _traces(figure):
    return {trace.name: trace for trace in figure.data if trace.name}


def test_a_symbol_per_value_each_kind_with_its_own():
    figure = comparison(_rows((50, 40, 30, 35, 10, 60)), NOBODY, FRAME, LABELS)
    traces = _traces(figure)
    assert {name: trace.x[0] for name, trace in traces.items()} == {
        "Gagnef": 50,
        "Dalarna": 40,
        "C7": 30,
        "Sverige": 35,
    }
    assert len({trace.marker.symbol for trace in traces.values()}) == 4
    assert traces["Gagnef"].marker.color == palette("light").focus


def test_no_sign_hides_another_where_all_are_equal():
    """Beside the track, or over a larger sign; each still at its own value."""
    picked = pd.DataFrame(
        [("r0", "Mora", 50, "50")], columns=["row", "name", "value", "value_text"]
    )
    figure = comparison(_rows((50, 50, 50, 50, 10, 60)), picked, FRAME, LABELS)
    traces = _traces(figure)
    reach = {name: trace.marker.size / 2 for name, trace in traces.items()}
    reach["Sverige"] *= 1.4  # plotly draws a line so much longer than a dot of its size
    at = {name: trace.y[0] - traces["Gagnef"].y[0] for name, trace in traces.items()}
    assert {trace.x[0] for trace in traces.values()} == {50}
    assert at["Dalarna"] <= -reach["Sverige"] - reach["Dalarna"]
    assert at["C7"] >= reach["Sverige"] + reach["C7"]
    order = [trace.marker.symbol for trace in figure.data[2:]]
    assert order[-3:] == ["circle", "line-ns-open", "square"]
    assert reach["Sverige"] > reach["Gagnef"] > figure.data[-1].marker.size / 2


def test_the_range_is_a_bar_from_low_to_high():
    figure = comparison(_rows((50, 40, 30, 35, 10, 60)), NOBODY, FRAME, LABELS)
    bar = next(trace for trace in figure.data if trace.type == "bar")
    assert (bar.base[0], bar.x[0]) == (10, 50)


def test_a_missing_own_value_is_a_word_and_no_symbol():
    rows = _rows((NAN, 40, 30, 35, 10, 60), (50, 40, NAN, 35, NAN, NAN))
    figure = comparison(rows, NOBODY, FRAME, LABELS)
    assert list(_traces(figure)["Gagnef"].x) == [50]
    assert list(_traces(figure)["C7"].x) == [30]
    assert sum("saknas" in text for text in texts(figure)) == 1
    assert any("<b>" in text and ">50<" in text for text in texts(figure))


def test_rows_stand_in_the_order_of_the_table():
    rows = _rows(*[(50, 40, 30, 35, 10, 60)] * 3)
    figure = comparison(rows, NOBODY, FRAME, LABELS)
    y = [text_at(figure, f"Område {i}").y for i in range(3)]
    assert y == sorted(y)
    assert list(_traces(figure)["Gagnef"].y) == sorted(_traces(figure)["Gagnef"].y)


def test_picked_municipalities_are_named_below_in_lines_of_their_own():
    rows = _rows((50, 40, 30, 35, 10, 60), (50, 40, 30, 35, 10, 60))
    picked = pd.DataFrame(
        [
            ("r0", "Malung-Sälen", 70, "70"),
            ("r0", "Upplands Väsby", 71, "71"),
            ("r1", "Malung-Sälen", NAN, "saknas"),
        ],
        columns=["row", "name", "value", "value_text"],
    )
    figure = comparison(rows, picked, FRAME, LABELS)
    assert text_at(figure, "Malung-Sälen").ay != text_at(figure, "Upplands Väsby").ay
    assert texts(figure).count("Malung-Sälen") == 1
    assert any("Valda kommuner" in text for text in texts(figure))
    alone = comparison(rows, NOBODY, FRAME, LABELS)
    assert alone.layout.height < figure.layout.height
    assert not any("Valda kommuner" in text for text in texts(alone))


def test_the_key_names_only_what_is_drawn():
    figure = comparison(_rows((50, NAN, NAN, 35, NAN, NAN)), NOBODY, FRAME, LABELS)
    key = " ".join(texts(figure))
    assert "Sverige" in key
    assert "Dalarna" not in key
    assert "P10" not in key


def test_all_missing_still_names_the_rows():
    figure = comparison(_rows((NAN, NAN, NAN, NAN, NAN, NAN)), NOBODY, FRAME, LABELS)
    assert "Område 0" in texts(figure)
    assert not any(trace.x for trace in _traces(figure).values())


def test_nothing_to_draw_says_so():
    assert says_only(comparison(_rows(), NOBODY, FRAME, LABELS), "Inga svar")


def test_a_sign_above_its_track_does_not_touch_the_name_above_it():
    figure = comparison(_rows((0, 0, 0, 0, 0, 60)), NOBODY, FRAME, LABELS)
    county = _traces(figure)["Dalarna"]
    # A line of 13 pixels' letters is 17 high, and y is in pixels downwards.
    below_name = text_at(figure, "Område 0").y + 17 / 2
    assert county.y[0] - county.marker.size / 2 - below_name >= 2
