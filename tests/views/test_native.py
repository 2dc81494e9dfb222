"""A native chart is made of a view's own table: the columns that it names, as they are drawn."""

import plotly.graph_objects as go

from ailaget.views.base.chart import make_chart
from ailaget.views.base.native import BAR, SCATTER, drawable, mark_colours, native
from ailaget.views.base.result import Chart, Column, Native, Table
from ailaget.views.base.selection import Selection

TABLE = Table(
    (
        Column("name", "Kommun", "name"),
        Column("note", "Not"),
        Column("share", "Andel", "share"),
        Column("value", "Värde", "number", 2),
    ),
    [
        ("Arvika", "ja", 0.25, 3.0),
        ("Eda", "nej", None, None),
        ("Sunne", "ja", "..", 1.0),
    ],
    codes=("1784", "1730", "1766"),
)


def chart_of(counterpart: Native | None) -> Chart:
    return make_chart(
        Selection("2026-10", True),
        "map",
        title="Titel",
        headline="Rubrik",
        figure=go.Figure(),
        table=TABLE,
        n=2,
        of=3,
        unit="",
        native=counterpart,
    )


def test_the_columns_stand_in_the_order_named_and_a_share_is_in_per_cent() -> None:
    table = native(BAR, TABLE, "name", "value", "share").table
    assert [(column.key, column.kind) for column in table.columns] == [
        ("name", "name"),
        ("value", "number"),
        ("share", "percent"),
    ]
    assert table.rows == [("Arvika", 3.0, 25.0), ("Eda", None, None), ("Sunne", 1.0, None)]
    assert not table.codes


def test_without_a_name_of_any_all_columns_are_drawn() -> None:
    assert len(native(BAR, TABLE).table.columns) == len(TABLE.columns)


def test_rows_without_a_number_are_not_drawn() -> None:
    drawn = drawable(chart_of(native(BAR, TABLE, "name", "value", "share")))
    assert drawn is not None and [row[0] for row in drawn.table.rows] == ["Arvika", "Sunne"]


def test_over_x_the_name_is_left_out_and_so_are_those_without_a_place() -> None:
    drawn = drawable(chart_of(native(SCATTER, TABLE, "name", "share", "value")))
    assert drawn is not None and drawn.table.rows == [(25.0, 3.0)]
    assert [column.key for column in drawn.table.columns] == ["share", "value"]


def test_words_have_no_place_across() -> None:
    assert drawable(chart_of(native(SCATTER, TABLE, "name", "note", "value"))) is None


def test_a_chart_without_a_counterpart_has_nothing_to_draw() -> None:
    assert drawable(chart_of(None)) is None


def test_a_series_has_the_colour_of_its_mark_where_it_has_one() -> None:
    own, picked = mark_colours(["own", "0180"], {"own": "municipality"})
    assert own is not None and own.startswith("#") and picked is None


def test_a_chart_is_told_in_words_unless_its_view_tells_it() -> None:
    chart = chart_of(None)
    assert chart.alt == "Titel. 2 av 3 (67\N{NO-BREAK SPACE}%) har värde. Rubrik"
    assert chart.wave == "2026-10" and "demonstrationsdata" in chart.attribution
