"""Goals for a gap: how wide it is, who would have to rise, and its lines in the charts."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from ailaget.charts.goal_marks import target_words
from ailaget.codebook import codebook
from ailaget.council.gap_goals import SIZES, TENTHS, Gap, sizes_gap, tenths_gap
from ailaget.council.goals import (
    Progress,
    ToldGoal,
    below,
    facts_of,
    goal_mark,
    goal_words,
    progress,
    progress_words,
    told_words,
)
from ailaget.council.schema import Goal
from ailaget.statistics.group_gap import group_gap
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.goals import beside_means
from ailaget.views.base.result import Chart
from ailaget.views.base.selection import Selection
from ailaget.views.base.size_gap import LARGEST, SMALLEST, SizeGap
from ailaget.views.catalogue import CHARTS

sv = texts("sv")
WAVE = "2026-10"


def goal(measure: str, most: float, **other: object) -> Goal:
    given = {"indicator": "maturity", "threshold": most, "due": "2027-10", **other}
    return Goal(id=1, measure=measure, **given)


def rows(values: list[float | None], sizes: list[str]) -> pd.DataFrame:
    codes = [f"{place:04}" for place in range(len(values))]
    return pd.DataFrame(
        {"municipality": codes, "value": pd.Series(values, dtype=float), "size_class": sizes}
    )


def test_between_tenths_those_under_the_limit_have_to_rise() -> None:
    """0, 10, … 100: P10 is 10 and P90 is 90, so a gap of 60 asks all to reach 30."""
    found = tenths_gap(rows([10.0 * place for place in range(11)], [SMALLEST] * 11), 60.0, 1)
    assert found == Gap(n=11, of=11, gap=80.0, limit=30.0, below=("0000", "0001", "0002"))


def test_between_sizes_only_the_smallest_have_to_rise() -> None:
    """Means 20 and 60; with at most 30 between them the small ones have to reach 30.

    The last of the small ones had no value before: it is in no mean, and has to rise too.
    """
    small, large = [5.0, 10.0, 15.0, 30.0, 40.0, None, 2.0], [20.0, 60.0, 70.0, 70.0, 80.0]
    now = rows([*small, *large], [SMALLEST] * 7 + [LARGEST] * 5)
    before = now["value"].where(now["municipality"] != "0006")
    values = pd.DataFrame({"2025-10": before, WAVE: now["value"]}).set_index(now["municipality"])
    codes = list(now["municipality"])
    measured = group_gap(values, codes[7:], codes[:7])
    maturity, everyone = codebook().indicator("maturity"), Selection(WAVE, True)
    size_gap = SizeGap(maturity, ("2025-10", WAVE), (LARGEST, SMALLEST), measured, everyone)
    found = sizes_gap(size_gap, now, 30.0)
    assert found == Gap(n=10, of=12, gap=40.0, limit=30.0, below=("0006", "0000", "0001", "0002"))


def test_under_five_with_a_value_there_is_no_gap() -> None:
    values = [10.0, 20.0, 30.0, 40.0, None, None]
    assert tenths_gap(rows(values, [SMALLEST] * 6), 10.0, 1) is None


@pytest.fixture(scope="module")
def database(demo_workspace: Workspace) -> Iterator[Database]:
    opened = open_database(demo_workspace)
    yield opened
    opened.close()


@pytest.mark.parametrize("measure", [TENTHS, SIZES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_how_far_a_gap_is_stands_with_its_n(
    database: Database, measure: str, language: str
) -> None:
    t = texts(language)
    for most, state in ((1.0, "not_yet"), (99.0, "reached")):
        aim = goal(measure, most)
        found = progress(database, aim, WAVE)
        assert found.state == state
        assert found.limit is not None and found.gap is not None
        said = progress_words(aim, found, t)
        assert t.number(found.gap, 1) in said
        who = "goal.answered" if measure == TENTHS else "goal.answered_always"
        assert t.count(who, found.n, of=t.number(found.of)) in said
        assert len(below(database, aim, WAVE)) == found.under == found.below
        assert told_words(ToldGoal(facts_of(aim), found), t).startswith(goal_words(aim, t))
    few = progress(database, goal(measure, 1.0, scope="09"), WAVE)
    assert few.state == "few"
    assert "09" not in progress_words(goal(measure, 1.0, scope="09"), few, t)


@pytest.mark.parametrize("key", ["inequality_spread", "region_spread", "movers"])
def test_a_line_stands_at_what_those_below_have_to_reach(database: Database, key: str) -> None:
    aim = goal(TENTHS, 30.0)
    limit = progress(database, aim, WAVE).limit
    mark = goal_mark(aim, sv, limit)
    assert (mark.value, mark.threshold, mark.most) == (limit, limit, 30.0)
    chosen = Selection(WAVE, True, region="17", goals=(mark,))
    layout = CHARTS[key](database, chosen).figure.layout
    assert [shape.name for shape in layout.shapes].count("target") == 1
    assert beside_means((mark,)) == ()


def test_the_line_in_the_chart_of_the_gap_stands_at_the_widest_that_it_may_be(
    database: Database,
) -> None:
    mark = goal_mark(goal(TENTHS, 30.0), sv, progress(database, goal(TENTHS, 30.0), WAVE).limit)
    chosen = Selection(WAVE, True, goals=(mark,))
    layout = CHARTS["inequality_change"](database, chosen).figure.layout
    (line,) = [shape for shape in layout.shapes if shape.name == "target"]
    assert line.y0 == line.y1 == 30.0
    filtered = CHARTS["inequality_change"](database, replace(chosen, county=("17",)))
    assert not [shape for shape in filtered.figure.layout.shapes if shape.name == "target"]


def test_in_the_map_the_small_ones_under_the_line_are_marked(database: Database) -> None:
    aim = goal(SIZES, 10.0)
    found = progress(database, aim, WAVE)
    assert found.limit is not None
    mark = goal_mark(aim, sv, found.limit)
    chart = CHARTS["map"](database, Selection(WAVE, True, goals=(mark,)))
    under = sv("goal.under", value=sv.number(found.limit, 1))
    noted = [row for row in chart.table.rows if under in str(row[-1])]
    assert len(noted) == len(below(database, aim, WAVE)) > 0


@pytest.mark.parametrize("wave", ["2024-10", "2025-10", WAVE])
@pytest.mark.parametrize("indicator", ["maturity", "ai_fte_per_100k"])
def test_a_goal_counts_the_gap_that_the_charts_over_time_show(
    database: Database, wave: str, indicator: str
) -> None:
    aim = goal(SIZES, 10.0, indicator=indicator)
    found = progress(database, aim, wave)
    chart = CHARTS["inequality_sizes"](database, Selection(wave, True, indicator=indicator))
    last = dict(
        zip([column.key for column in chart.table.columns], chart.table.rows[-1], strict=True)
    )
    assert found.gap == pytest.approx(last["gap"])
    assert (found.n, found.of) == (chart.n, chart.of)


@pytest.mark.parametrize("key", ["inequality_sizes", "size_gap"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_line_and_words_stand_in_both_charts_of_the_gap(
    database: Database, key: str, language: str
) -> None:
    t, aim = texts(language), goal(SIZES, 10.0)
    mark = goal_mark(aim, t, progress(database, aim, WAVE).limit)
    chosen = Selection(WAVE, True, language=language, size_goals=(mark,))
    chart = CHARTS[key](database, chosen)
    (line,) = [shape for shape in chart.figure.layout.shapes if shape.name == "target"]
    ends = [trace.y[-1] for trace in chart.figure.data if trace.mode == "lines+markers"]
    depth_of_ten = 10.0 * (ends[1] - ends[0]) / chart_gap(chart)
    assert line.y0 == line.y1 == pytest.approx(ends[0] + depth_of_ten, abs=0.5)
    (words,) = target_words(chart.figure)
    assert mark.label in words
    now = t("goal.now_gap", gap=t.number(chart_gap(chart), 1))
    for text in (chart.alt, chart.caveat):
        assert f"{mark.label}, {now}." in text


def chart_gap(chart: Chart) -> float:
    """Return the gap in maturity in the newest wave, as the chart's table has it."""
    keys = [column.key for column in chart.table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in chart.table.rows]
    maturity = [row for row in rows if row["measure"] == rows[0]["measure"]]
    return float(maturity[-1]["gap"])


def test_it_stands_in_no_chart_of_another_gap(database: Database) -> None:
    """Not of a part of the country, nor of another measure; on Översikt whatever is chosen."""
    aim = goal(SIZES, 10.0)
    mark = goal_mark(aim, sv, progress(database, aim, WAVE).limit)
    chosen = Selection(WAVE, True, size_goals=(mark,), indicator="ai_fte_per_100k")
    assert not target_words(CHARTS["inequality_sizes"](database, chosen).figure)
    assert target_words(CHARTS["size_gap"](database, chosen).figure)
    assert not target_words(CHARTS["size_gap"](database, replace(chosen, county=("14",))).figure)


def test_a_goal_so_wide_that_nobody_has_to_rise_has_words_and_no_line(database: Database) -> None:
    aim = goal(SIZES, 99.0)
    mark = goal_mark(aim, sv, progress(database, aim, WAVE).limit)
    figure = CHARTS["size_gap"](database, Selection(WAVE, True, size_goals=(mark,))).figure
    assert not [shape for shape in figure.layout.shapes if shape.name == "target"]
    (words,) = target_words(figure)
    assert words.endswith("↓")


def test_a_meeting_that_kept_no_count_of_those_under_has_the_rest() -> None:
    assert Progress(WAVE, 10, 12, 7, None, "not_yet", gap=40.0, limit=30.0).below == 3
