"""Goals in the map and beside the charts: where they divide the classes, and who is under."""

from typing import Any

import pytest

from ailaget import geography
from ailaget.charts.goal_marks import GoalMark
from ailaget.codebook import codebook
from ailaget.texts import LANGUAGES
from ailaget.views.base.goals import progress_words
from ailaget.views.base.result import Chart
from ailaget.views.catalogue import CHARTS
from ailaget.views.map.choropleth import map_view
from tests.views.planted import CODES, Planted, choose, everyone

ALL = GoalMark(20.0, "Goal", 20.0)
YES = GoalMark(80.0, "Goal", 1.0, "share")


def drawn(values: dict[str, float | None], *goals: GoalMark, **chosen: Any) -> Chart:
    selection = choose(goals=goals, **chosen)
    return map_view(Planted({selection.indicator: values}), selection)


def legend(chart: Chart) -> list[str]:
    """Return the legend's words, top to bottom."""
    return [one.name for one in reversed(chart.figure.data) if one.showlegend]


def low(count: int, value: float = 10.0) -> dict[str, float | None]:
    """Return so many municipalities under 20, the rest at 50."""
    return everyone(50.0) | dict.fromkeys(CODES[:count], value)


def test_the_goal_stands_between_the_classes_with_how_many_are_under() -> None:
    found = legend(drawn(low(3), ALL))
    assert found.index("Goal<br>3 kommuner är under") == 4
    assert found[3].startswith("En bit på väg") and found[5].startswith("I början")


@pytest.mark.parametrize(
    ("goal", "place"),
    [(5.0, 0), (10.0, 0), (10.1, 1), (30.0, 1), (30.1, 2), (50.0, 2), (50.1, 3)],
)
@pytest.mark.parametrize("scheme", ["natural_breaks", "equal_interval"])
def test_no_class_under_a_goal_has_anyone_who_is_there(
    scheme: str, goal: float, place: int
) -> None:
    thirds = low(190, 30.0) | dict.fromkeys(CODES[:95], 10.0)
    found = legend(drawn(thirds, GoalMark(goal, "Goal", goal), classes=scheme))
    (line,) = [words for words in found if words.startswith("Goal")]
    lowest_first = found[::-1][1:]  # under the classes stand those without a value
    assert len(lowest_first) == 4
    assert lowest_first.index(line) == place


def test_a_yes_or_no_says_the_share_and_stands_between_no_and_yes() -> None:
    half = everyone(1.0) | dict.fromkeys(CODES[:145], 0.0)
    found = legend(drawn(half, YES, indicator="has_full_time_ai"))
    space = "\N{NO-BREAK SPACE}"
    assert found[:3] == ["Ja (145)", f"Goal<br>nu 50{space}% (145 av 290)", "Nej (145)"]
    (line,) = [
        words
        for words in legend(drawn(half, YES, indicator="has_full_time_ai", level="county"))
        if words.startswith("Goal")
    ]
    assert line.endswith(f"nu 50{space}% (145 av 290)")


def test_only_those_of_the_goals_place_and_the_filter_are_counted() -> None:
    everywhere, here = low(290), GoalMark(20.0, "Goal", 20.0, scope="10")
    blekinge = sum(code.startswith("10") for code in CODES)
    assert f"Goal<br>{blekinge} kommuner är under" in legend(drawn(everywhere, here))
    assert "Goal<br>1 kommun är under" in legend(drawn(everywhere, ALL, county=("09",)))
    assert not [one for one in legend(drawn(everywhere, here, county=("09",))) if "Goal" in one]
    groups = GoalMark(20.0, "Goal", 20.0, scope="A")
    letter = [
        place
        for place in geography.municipalities()
        if geography.skr_group_of(place, "2026-10")[:1] == "A"
    ]
    assert f"Goal<br>{len(letter)} kommuner är under" in legend(drawn(everywhere, groups))


def test_nobody_known_is_no_progress_and_the_silent_are_not_under() -> None:
    assert "Goal" in legend(drawn({}, ALL))
    assert "Goal<br>0 kommuner är under" in legend(drawn({CODES[0]: 30.0}, ALL))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_names_who_is_under_and_words_tell_the_goal(language: str) -> None:
    chart = drawn(low(3), ALL, GoalMark(40.0, "Nästa", 40.0), language=language)
    t = choose(language=language).t
    notes = {row[1]: row[-1] for row in chart.table.rows}
    both = ", ".join(t("goal.under", value=t.number(value, 1)) for value in (20.0, 40.0))
    names = {place.name for place in geography.municipalities() if place.code in CODES[:3]}
    assert {name for name, note in notes.items() if note == both} == names
    assert sum(bool(note) for note in notes.values()) == 3
    words = f"Goal, {t.count('goal.now_below', 3)}. Nästa, {t.count('goal.now_below', 3)}."
    assert chart.alt.endswith(words) and chart.caveat.endswith(words)


@pytest.mark.parametrize("key", ["map", "movers", "region_ranking"])
@pytest.mark.parametrize("indicator", ["maturity", "has_full_time_ai"])
def test_without_goals_words_and_figure_are_as_they_were(key: str, indicator: str) -> None:
    share = indicator == "has_full_time_ai"
    source = Planted({indicator: everyone(1.0 if share else 30.0)}, {indicator: everyone(0.0)})
    goal = YES if share else ALL
    plain, marked = (
        CHARTS[key](source, choose(indicator=indicator, region="17", goals=targets))
        for targets in ((), (goal,))
    )
    assert "Goal" not in f"{plain.alt}{plain.caveat}{plain.figure.to_json()}"
    assert marked.alt.startswith(plain.alt.removesuffix(".")) and "Goal, " in marked.alt
    assert "Goal, " in marked.caveat
    is_drawn = not (share and key == "movers")
    assert ("Goal" in marked.figure.to_json()) is is_drawn
    if key == "map":
        assert len(marked.figure.data) == len(plain.figure.data) + 1


def test_a_median_says_where_it_is() -> None:
    rows = Planted({"maturity": low(200)}).query("indicator_values")
    goal = GoalMark(40.0, "Goal", 40.0, "median")
    said = progress_words(goal, rows, codebook().indicator("maturity"), choose().t)
    assert said == "nu 10,0"


@pytest.mark.parametrize("view", ["stockholm", "malmo"])
def test_the_legend_of_a_close_view_has_room_for_both_lines_of_a_goal(view: str) -> None:
    tops = [
        drawn(low(3), *goals, view=view).figure.layout.geo.domain.y[1] for goals in ((), (ALL,))
    ]
    plot = 530.0
    assert (tops[0] - tops[1]) * plot > 2 * 19
