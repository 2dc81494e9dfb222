"""Where it lags: counties against all, the same figures by hand, sure only beyond chance."""

from typing import Any

import pytest

from ailaget.codebook import codebook
from ailaget.statistics.funnel import funnel_limits
from ailaget.store.database import Database
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.deviation import denominators_of, deviations_of
from ailaget.views.base.panel import panel
from ailaget.views.base.rows import chosen_rows
from ailaget.views.base.selection import FEW, Selection, place_names
from ailaget.views.inequality.lagging import indicator_lagging_view
from ailaget.views.overview.lagging import lagging_view

T = texts("sv")
NAMES = place_names("sv")


def chosen(**choices: Any) -> Selection:
    return Selection(**{"wave": "2026-10", "is_demo": True, **choices})


def lines(demo: Database, **choices: Any) -> list[dict[str, Any]]:
    table = lagging_view(demo, chosen(**choices)).table
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def test_each_county_has_its_mean_less_that_of_all(demo: Database) -> None:
    rows = chosen_rows(demo, chosen(), "maturity")
    valued = rows[rows["value"].notna()]
    both = panel(rows)
    moved = both["value"] - both["previous_value"]
    for line in lines(demo):
        code = next(key for key, name in NAMES.items() if name == line["group"])
        inside, same = valued[valued["county"] == code], moved[both["county"] == code]
        assert (line["n"], line["n_both"]) == (len(inside), len(same))
        if len(inside) < FEW:
            assert line["deviation"] is None and line["certain"] == T("missing")
            continue
        assert line["deviation"] == pytest.approx(inside["value"].mean() - valued["value"].mean())
        if len(same) >= FEW:
            assert line["change"] == pytest.approx(same.mean() - moved.mean())
        else:
            assert line["change"] is None


def test_a_difference_is_certain_outside_the_outer_limits_only(demo: Database) -> None:
    rows = chosen_rows(demo, chosen(), "maturity")
    counts = rows[rows["value"].notna()].groupby("county").size()
    low, high = funnel_limits(rows["value"], counts)
    middle = rows["value"].mean()
    for line in lines(demo):
        if line["deviation"] is None:
            continue
        code = next(key for key, name in NAMES.items() if name == line["group"])
        mean = middle + line["deviation"]
        assert line["certain"] == T("yes" if not low[code] <= mean <= high[code] else "no")


def test_who_lags_most_comes_first_and_those_too_few_last(demo: Database) -> None:
    deviations = [line["deviation"] for line in lines(demo)]
    known = [deviation for deviation in deviations if deviation is not None]
    assert deviations[: len(known)] == sorted(known) and len(known) < len(deviations)


def test_the_heading_names_the_certain_ones_alone(demo: Database) -> None:
    behind = [line for line in lines(demo) if (line["deviation"] or 0) < 0]
    sure = [line["group"] for line in behind if line["certain"] == T("yes")]
    assert sure == ["Västra Götalands län"]
    headline = lagging_view(demo, chosen()).headline
    assert headline.startswith("AI-mognad: Västra Götalands län ligger säkert efter")
    few = lagging_view(demo, chosen(size_class=("lt10k",))).headline
    assert few.startswith("AI-mognad: inget län ligger säkert efter. Längst efter är ")


def test_within_a_county_sizes_or_groups_are_compared(demo: Database) -> None:
    table = lagging_view(demo, chosen(county=("14",))).table
    assert table.columns[0].label in (
        T("lagging.column_skr_group"),
        T("lagging.column_size_class"),
    )


def test_a_rate_is_set_against_all_as_sum_over_sum(demo: Database) -> None:
    indicator = codebook().indicator("ai_fte_per_100k")
    rows = chosen_rows(demo, chosen(), indicator.key)
    valued = rows[rows["value"].notna()]
    everyone = 100_000 * valued["numerator"].sum() / valued["denominator"].sum()
    measured = deviations_of(rows["value"], rows["county"], denominators_of(rows, indicator))
    for county, inside in valued.groupby("county"):
        rate = 100_000 * inside["numerator"].sum() / inside["denominator"].sum()
        if len(inside) >= FEW:
            assert measured["deviation"][county] == pytest.approx(rate - everyone)
    table = indicator_lagging_view(demo, chosen(indicator=indicator.key)).table
    first = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert first["deviation"] == pytest.approx(measured["deviation"].min())


def test_a_share_is_told_in_percentage_points(demo: Database) -> None:
    chart = indicator_lagging_view(demo, chosen(indicator="has_full_time_ai"))
    assert chart.unit == T("unit.points")
    assert min(float(row[1]) for row in chart.table.rows if row[1] is not None) == pytest.approx(
        -100 * 35 / 231
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filter_that_leaves_too_few_says_so(demo: Database, language: str) -> None:
    chart = lagging_view(demo, chosen(county=("09",), language=language))
    assert chart.headline == texts(language)("lagging.few") and not chart.table.rows
