"""What Excel and PowerPoint draw of a chart, where its table says it in other numbers."""

from collections.abc import Iterator

import pytest

from ailaget.exports.text.components_csv import components
from ailaget.store.database import Database
from ailaget.store.workspace import Workspace
from ailaget.views.base.native import drawable
from ailaget.views.base.result import Chart, Table
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS
from ailaget.views.map.choropleth import map_view
from tests.remembered import remembered


@pytest.fixture(scope="module")
def database(demo_workspace: Workspace) -> Iterator[Database]:
    opened = remembered(demo_workspace)
    yield opened
    opened.close()


def made(database: Database, key: str, indicator: str) -> Chart:
    return CHARTS[key](database, Selection("2026-10", True, indicator=indicator, region="17"))


def drawn(chart: Chart) -> Table:
    """Return what is drawn of a chart that has something to draw."""
    native = drawable(chart)
    assert native is not None
    return native.table


def known(database: Database, indicator: str) -> dict[str, float]:
    """Return each municipality's value by its name, from the map's own table."""
    chart = map_view(database, Selection("2026-10", True, indicator=indicator))
    keys = [column.key for column in chart.table.columns]
    name, value = keys.index("name"), keys.index("value")
    return {
        str(row[name]): row[value]
        for row in chart.table.rows
        if isinstance(row[value], int | float)
    }


def test_the_order_is_every_value_once_from_low_to_high(database: Database) -> None:
    table = drawn(made(database, "inequality_spread", "maturity"))
    # Limits are lines through all rows, in columns of their own.
    bars = [i for i, column in enumerate(table.columns) if not column.key.startswith("line_")]
    rows = [[row[i] for i in bars] for row in table.rows]
    values = [next(cell for cell in row[1:] if cell is not None) for row in rows]
    assert values == sorted(values)
    assert dict(zip([row[0] for row in rows], values, strict=True)) == pytest.approx(
        known(database, "maturity")
    )
    assert all(sum(cell is not None for cell in row[1:]) == 1 for row in rows)


def test_the_curve_runs_from_nothing_to_all_below_the_even(database: Database) -> None:
    table = drawn(made(database, "inequality_spread", "ai_fte_per_100k"))
    # A line across it has rows of its own.
    rows = [row[:3] for row in table.rows if row[1] is not None]
    assert rows[0] == (0, 0, 0)
    assert rows[-1] == pytest.approx((100, 100, 100))
    assert all(held <= even + 1e-9 and units == even for units, held, even in rows)


def test_each_dot_stands_at_its_value_in_the_row_of_its_side(database: Database) -> None:
    chart = made(database, "region_spread", "maturity")
    assert chart.native is not None
    wanted = known(database, "maturity")
    dots = [row for row in chart.native.table.rows if row[-1] is None]
    assert {row[0]: row[1] for row in dots} == pytest.approx(wanted)
    own = [row for row in dots if row[2] is not None]
    assert {row[0] for row in own} >= {"Karlstad", "Hammarö"}
    assert all(1.5 < row[2] < 2.5 and row[3] is None for row in own)
    assert all(0.5 < row[3] < 1.5 for row in dots if row[2] is None)
    figures = [row for row in chart.native.table.rows if row[-1] is not None]
    mean = sum(row[1] for row in own) / len(own)
    assert figures[0][1] == pytest.approx(mean)


def test_where_a_dot_stands_is_no_number_for_the_web(database: Database) -> None:
    table = components(made(database, "region_spread", "maturity"))
    assert {column.key for column in table.columns}.isdisjoint({"own", "rest", "figure"})
    for place in range(1, len(table.columns)):
        assert any(row[place] is not None for row in table.rows), table.columns[place].label


def test_a_bar_of_ranks_covers_each_of_them(database: Database) -> None:
    chart = made(database, "robustness", "maturity")
    spans = {str(row[0]): str(row[3]) for row in chart.table.rows}
    for name, start, span in drawn(chart).rows:
        low, _, high = spans[str(name).rpartition(" (")[0]].partition("–")
        assert (start, span) == (int(low) - 0.5, int(high or low) - int(low) + 1)


def test_a_yes_or_no_beside_its_neighbours_is_two_bars(database: Database) -> None:
    chart = made(database, "moran", "has_full_time_ai")
    bars = drawn(chart)
    assert [str(row[0]).partition(" (")[0] for row in bars.rows] == [
        "Bredvid ett ja",
        "Bredvid ett nej",
    ]
    columns = [column.key for column in chart.table.columns]
    answers, beside = columns.index("value"), columns.index("lag")
    for bar, answer in zip(bars.rows, ("Ja", "Nej"), strict=True):
        shares = [
            row[beside]
            for row in chart.table.rows
            if row[answers] == answer and row[beside] is not None
        ]
        assert bar[1] == pytest.approx(100 * sum(shares) / len(shares), abs=0.01)
        assert f"{len(shares)})" in str(bar[0])


@pytest.mark.parametrize(
    ("key", "marked_so"),
    [
        ("region_ranking", "Gotlands län (en kommun)"),
        ("region_ranking", "Jämtlands län (få svar)"),
        ("inequality_groups", "A1 Storstäder (få svar)"),
        ("silent", "A1 Storstäder (få svar)"),
    ],
)
def test_who_rests_on_few_is_marked_where_it_is_drawn_too(
    database: Database, key: str, marked_so: str
) -> None:
    chart = made(database, key, "maturity")
    names = [str(row[0]) for row in drawn(chart).rows]
    marked = {name for name in names if name.endswith(("(få svar)", "(en kommun)"))}
    assert marked_so in marked
    at = [column.key for column in chart.table.columns].index("n")
    assert len(marked) == sum(0 < row[at] < 5 for row in chart.table.rows) < len(names)


def test_who_cannot_be_judged_is_not_drawn_as_left_behind(database: Database) -> None:
    chart = made(database, "left_behind", "maturity")
    names = [str(row[0]) for row in drawn(chart).rows]
    behind = [name for name in names if not name.endswith("(går inte att bedöma)")]
    assert chart.headline.startswith("Enligt svaren har 1 kommun lågt värde")
    assert behind == ["Tanum"]
    assert {"Alingsås (går inte att bedöma)", "Bollebygd (går inte att bedöma)"} <= set(names)
    assert [name.partition(" (")[0] for name in names] == [row[0] for row in chart.table.rows]
