"""Goals for a gap: how wide it is, who would have to rise, and its lines in the charts."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from ailaget import geography
from ailaget.council.gap_goals import SIZES, TENTHS, Gap, gap_among, smallest
from ailaget.council.goals import (
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
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.goals import beside_means
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

sv = texts("sv")
SMALL, LARGE = smallest(), geography.size_classes()[-1].key
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
    found = gap_among(rows([10.0 * place for place in range(11)], [SMALL] * 11), TENTHS, 60.0, 1)
    assert found == Gap(n=11, of=11, gap=80.0, limit=30.0, below=("0000", "0001", "0002"))


def test_between_sizes_only_the_smallest_have_to_rise() -> None:
    """Means 20 and 60; with at most 30 between them the small ones have to reach 30."""
    small, large = [5.0, 10.0, 15.0, 30.0, 40.0, None], [20.0, 60.0, 70.0, 70.0, 80.0]
    sizes = [SMALL] * 6 + [LARGE] * 5
    found = gap_among(rows([*small, *large], sizes), SIZES, 30.0, 1)
    assert found == Gap(n=10, of=11, gap=40.0, limit=30.0, below=("0000", "0001", "0002"))


@pytest.mark.parametrize("measure", [TENTHS, SIZES])
def test_under_five_with_a_value_there_is_no_gap(measure: str) -> None:
    values = [10.0, 20.0, 30.0, 40.0, None, None]
    assert gap_among(rows(values, [SMALL] * 6), measure, 10.0, 1) is None


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
        assert t.count("goal.answered", found.n, of=t.number(found.of)) in said
        assert len(below(database, aim, WAVE)) == found.n - found.above
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
