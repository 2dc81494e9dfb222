"""Goals: how far they are, in words, and drawn into the charts that fit."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from ailaget.charts.goal_marks import LABEL_LINE, GoalMark
from ailaget.council.goals import (
    goal_mark,
    goal_words,
    goals,
    progress,
    progress_words,
    scope_filter,
    set_goal,
)
from ailaget.council.schema import Goal
from ailaget.errors import UnknownKey
from ailaget.store.database import Database, open_database
from ailaget.store.workspace import Workspace
from ailaget.texts import LANGUAGES, texts
from ailaget.views.base.selection import Selection
from ailaget.views.catalogue import CHARTS

sv = texts("sv")


class Planted:
    """A source of one indicator's values."""

    def __init__(self, *values: float | None) -> None:
        self.values = values

    def query(self, name: str, **params: object) -> pd.DataFrame:
        return pd.DataFrame({"value": pd.Series(self.values, dtype=float)})


def goal(measure: str = "all", **other: object) -> Goal:
    given = {"indicator": "maturity", "threshold": 20.0, "due": "2027-10", **other}
    return Goal(measure=measure, **given)


@pytest.mark.parametrize(
    ("one", "values", "state"),
    [
        (goal(), (20.0, 95.0), "reached"),
        (goal(), (20.0, None), "among_answering"),
        (goal(), (19.9, 95.0), "not_yet"),
        (goal(), (None, None), "no_answers"),
        (goal("share", share=0.5), (10.0, 30.0), "reached"),
        (goal("share", share=0.51), (10.0, 30.0, None), "not_yet"),
        (goal("median"), (10.0, 20.0, 90.0), "reached"),
        (goal("median"), (10.0, 19.0, 90.0), "not_yet"),
    ],
)
def test_how_far_a_goal_is(one: Goal, values: tuple[float | None, ...], state: str) -> None:
    found = progress(Planted(*values), one, "2026-10")
    assert found.state == state
    for language in LANGUAGES:
        said = progress_words(one, found, texts(language))
        assert said.startswith({"sv": "Oktober 2026: ", "en": "October 2026: "}[language])


def test_those_that_have_not_answered_are_told_and_never_counted_as_below() -> None:
    found = progress(Planted(10.0, 30.0, None, None), goal(), "2026-10")
    assert (found.n, found.of, found.above) == (2, 4, 1)
    words = progress_words(goal(), found, sv)
    assert words.startswith("Oktober 2026: 1 av 2 som har ett värde ligger under")
    assert "2 saknar värde" in words


def test_one_is_and_many_are_in_english() -> None:
    def said(one: Goal, *values: float | None) -> str:
        words = progress_words(one, progress(Planted(*values), one, "2026-10"), texts("en"))
        return words.removeprefix("October 2026: ")

    assert said(goal(), 10.0, 30.0, None) == (
        "1 of 2 that have a value is below (1 is there, 1 has no value)."
    )
    assert said(goal(), 10.0, 10.0, 30.0, 30.0, None, None) == (
        "2 of 4 that have a value are below (2 are there, 2 have no value)."
    )
    assert said(goal("median"), 10.0, None) == "the median is 10.0 (1 of 2 has a value)."


def test_a_goal_is_said_with_its_level_place_and_month() -> None:
    assert goal_words(goal(), sv) == (
        "Ingen kommun i hela landet under nivå 2 av 5 (En bit på väg) i AI-mognad, oktober 2027"
    )
    own = goal("share", indicator="has_full_time_ai", threshold=1.0, share=0.5, scope="17")
    assert "Minst 50 procent av kommunerna i Värmlands län" in goal_words(own, sv)


def test_a_scope_is_a_county_a_group_or_a_size() -> None:
    for scope, key in (("17", "counties"), ("C8", "skr_groups"), ("lt10k", "size_classes")):
        given = scope_filter(scope)
        assert {name for name, chosen in given.items() if chosen} == {key}
        assert given[key] == [scope]
    assert not any(scope_filter(None).values())


def test_goals_are_kept_by_due_month_and_only_for_what_exists(tmp_path: object) -> None:
    place = Workspace(tmp_path)  # type: ignore[arg-type]
    set_goal(place, goal(due="2028-10"))
    set_goal(place, goal(due="2027-10"))
    assert [one.due for one in goals(place)] == ["2027-10", "2028-10"]
    with pytest.raises(UnknownKey):
        set_goal(place, goal(indicator="no_such"))


@pytest.fixture(scope="module")
def database(demo_workspace: Workspace) -> Iterator[Database]:
    opened = open_database(demo_workspace)
    yield opened
    opened.close()


ACROSS = ("movers", "region_ranking", "region_spread")
MARKED = ("inequality_spread", "municipality_trend", "region_trend", *ACROSS)
CHOSEN = Selection("2026-10", True, municipality="1781", region="17")


@pytest.mark.parametrize("key", MARKED)
def test_a_goal_is_drawn_where_its_value_stands(database: Database, key: str) -> None:
    target = goal_mark(goal(), sv)
    figure = CHARTS[key](database, replace(CHOSEN, goals=(target,))).figure
    (line,) = [shape for shape in figure.layout.shapes if shape.name == "target"]
    (label,) = [note for note in figure.layout.annotations if note.name == "target"]
    assert label.text == "Mål okt. 2027: alla minst\N{NO-BREAK SPACE}20,0"
    if key in ACROSS:
        assert line.x0 == line.x1 == 20.0
    elif key != "inequality_spread":
        assert line.y0 == line.y1 == 20.0
    else:
        bars = figure.data[0]
        above = [bar.base + y for bar in [bars] for y in bars.y if bar.base + y < line.y0]
        values = sorted(20.0 * (bars.base - y) / (bars.base - line.y0) for y in above)
        assert values[0] == pytest.approx(20.0, abs=0.5)


@pytest.mark.parametrize("key", MARKED)
def test_without_goals_nothing_is_drawn(database: Database, key: str) -> None:
    layout = CHARTS[key](database, CHOSEN).figure.layout
    assert not [one for one in (*layout.shapes, *layout.annotations) if one.name == "target"]


@pytest.mark.parametrize("key", ["municipality_trend", "region_trend", *ACROSS])
def test_the_axis_reaches_a_goal_above_all_that_is(database: Database, key: str) -> None:
    before = CHARTS[key](database, replace(CHOSEN, indicator="ai_fte")).figure
    axis = "xaxis" if key in ACROSS else "yaxis"
    high = max(before.layout[axis].range)
    chosen = replace(CHOSEN, indicator="ai_fte", goals=(GoalMark(1.8 * high, "Mål"),))
    layout = CHARTS[key](database, chosen).figure.layout
    assert [shape.name for shape in layout.shapes].count("target") == 1
    assert max(layout[axis].range) >= 1.8 * high
    assert not layout[axis].visible or max(layout[axis].tickvals) >= 1.8 * high


@pytest.mark.parametrize(("key", "said"), [("region_trend", "Mål ↑"), ("region_spread", "Mål →")])
def test_a_goal_far_outside_the_axis_is_named_at_its_end(
    database: Database, key: str, said: str
) -> None:
    chosen = replace(CHOSEN, indicator="ai_fte", goals=(GoalMark(10_000.0, "Mål"),))
    layout = CHARTS[key](database, chosen).figure.layout
    assert not [shape for shape in layout.shapes if shape.name == "target"]
    assert [note.text for note in layout.annotations if note.name == "target"] == [said]


def test_goals_across_a_spread_are_named_above_it_one_over_the_other(database: Database) -> None:
    goals = (GoalMark(20.0, "Det ena"), GoalMark(21.0, "Det andra"))
    plain = CHARTS["region_spread"](database, CHOSEN).figure.layout
    layout = CHARTS["region_spread"](database, replace(CHOSEN, goals=goals)).figure.layout
    notes = [note for note in layout.annotations if note.name == "target"]
    assert [(note.y, note.yref, note.yshift) for note in notes] == [
        (1, "paper", 0),
        (1, "paper", LABEL_LINE),
    ]
    assert layout.height - plain.height == layout.margin.t - plain.margin.t == 2 * LABEL_LINE


def test_goals_beside_each_other_hide_none_of_each_others_words(database: Database) -> None:
    long = "Mål okt. 2028: stora och små högst 15,0 isär, gräns 31,5"
    goals = (GoalMark(40.0, "Mål dec. 2027: alla minst 40,0"), GoalMark(31.5, long))
    for key in ("inequality_spread", "region_trend"):
        layout = CHARTS[key](database, replace(CHOSEN, goals=goals)).figure.layout
        plot = layout.height - layout.margin.t - layout.margin.b
        first, last = layout.yaxis.range
        spans = []
        for note in (note for note in layout.annotations if note.name == "target"):
            over = note.yanchor == "bottom"
            start = (note.y - first) / (last - first) * plot + (note.yshift if not over else 0)
            depth = LABEL_LINE * (note.text.count("<br>") + 1)
            spans.append(sorted((start, start + (depth if over else -depth))))
        (low, high), (begin, end) = spans
        assert end <= low + 3 or high <= begin + 3


def test_words_above_an_upright_goal_end_within_a_phone(database: Database) -> None:
    long = "Mål okt. 2028: stora och små högst 15,0 isär, gräns 31,5"
    chosen = replace(CHOSEN, goals=(GoalMark(31.5, long),))
    for key in ("movers", "region_spread", "region_ranking"):
        layout = CHARTS[key](database, chosen).figure.layout
        (note,) = [note for note in layout.annotations if note.name == "target"]
        plot = 350 - layout.margin.l - layout.margin.r
        first, last = layout.xaxis.range
        at = layout.margin.l + (note.x - first) / (last - first) * plot
        width = max(map(len, note.text.split("<br>"))) * 5.5
        start = at if note.xanchor == "left" else at - width
        assert start >= -2 and start + width <= 352, key


@pytest.mark.parametrize(
    "key", ["municipality_trend", "region_trend", "inequality_spread", "region_ranking"]
)
def test_a_goal_of_a_share_is_reached_however_far_off(database: Database, key: str) -> None:
    chosen = replace(CHOSEN, indicator="has_full_time_ai", goals=(GoalMark(80.0, "Mål"),))
    layout = CHARTS[key](database, chosen).figure.layout
    assert [shape.name for shape in layout.shapes].count("target") == 1
    (line,) = [shape for shape in layout.shapes if shape.name == "target"]
    assert key != "region_ranking" or line.x0 == 0.8


def test_a_goal_of_a_share_stands_in_per_cent() -> None:
    assert goal_mark(goal("share", indicator="has_full_time_ai", share=0.5), sv).value == 50.0


def test_a_goal_is_not_missed_by_the_last_digit_of_a_mean() -> None:
    """A third of 100 kept with nine decimals reaches a threshold that is a third of 100."""
    third = 33.333333333
    aim = goal("median", threshold=100 / 3)
    assert third < aim.threshold
    found = progress(Planted(third, third), aim, "2026-10")
    assert (found.state, found.above) == ("reached", 2)
