"""No interval leaves its scale, also where nearly all lie at one of its ends."""

import pytest

from ailaget.codebook import codebook
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import CHART_ENTRIES
from tests.views.planted import CODES, Planted, choose

LEVELS = {
    "explanations_beyond": ("expected", "low", "high"),
    "inequality_spread": ("low", "high"),
    "region_funnel": ("inner_low", "inner_high", "outer_low", "outer_high"),
    "region_ranking": ("low", "high", "smoothed_low", "smoothed_high"),
    "silent": ("low", "high"),
    "size_gap": ("lower",),
}
"""Charts of values, and the columns of their table that are ends of an interval of one."""

DIFFERENCES = {
    "explanations_conditions": ("low", "high"),
    "explanations_growth": ("low", "high"),
    "inequality_change": ("change_low", "change_high"),
    "inequality_sizes": ("gap_low", "gap_high"),
    "size_gap": ("gap_low", "gap_high"),
}
"""Charts of differences: from one end of the scale to the other at most, either way."""

ENDS = [
    ("maturity", 0.0, 100.0),
    ("maturity", 100.0, 0.0),
    ("has_full_time_ai", 0.0, 1.0),
    ("has_full_time_ai", 1.0, 0.0),
]


def country(indicator: str, most: float, few: float) -> Planted:
    """Return a country where a third has answered, nearly all of them at one end."""
    answered = CODES[::3]
    now, before = (
        {code: few if place % every == 0 else most for place, code in enumerate(answered)}
        for every in (13, 8)
    )
    return Planted({indicator: now}, {indicator: before})


def cells(chart: Chart, keys: tuple[str, ...]) -> list[tuple[str, float]]:
    """Return the numbers in some columns of a chart's table, with their column's kind."""
    return [
        (column.kind, float(row[place]))
        for place, column in enumerate(chart.table.columns)
        if column.key in keys
        for row in chart.table.rows
        if isinstance(row[place], int | float)
    ]


@pytest.mark.parametrize(("indicator", "most", "few"), ENDS)
def test_no_interval_leaves_the_scale(indicator: str, most: float, few: float) -> None:
    source, whole = country(indicator, most, few), codebook().indicator(indicator)
    drawn = 0
    for charts, lowest in ((LEVELS, 0.0), (DIFFERENCES, -1.0)):
        for key, columns in charts.items():
            chart = CHART_ENTRIES[key].make(source, choose(indicator=indicator, region="17"))
            for kind, value in cells(chart, columns):
                top = 1.0 if kind == "share" else 100.0 if whole.is_share else whole.upper_bound
                assert top is not None
                assert lowest * top - 1e-9 <= value <= top + 1e-9, (key, kind, value)
                drawn += 1
    assert drawn > 150
