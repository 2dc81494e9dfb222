"""Who climbed, and what they did meanwhile."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.steps import climbers, in_place, in_place_before, steps_taken
from tests.r import by_r, vector

UNITS = ["1", "2", "3", "4", "5"]


def test_who_rose_by_the_least_climbed_and_who_lacks_a_value_did_not() -> None:
    before = pd.Series([10.0, 10.0, np.nan, 10.0, 0.1], index=UNITS)
    after = pd.Series([16.0, 15.9, 90.0, np.nan, 6.1], index=UNITS)
    assert climbers(before, after, 6.0).tolist() == ["1", "5"]
    assert climbers(before[:0], after, 6.0).tolist() == []


def test_units_are_met_by_name_not_by_place() -> None:
    before = pd.Series([50.0, 0.0], index=["2", "1"])
    after = pd.Series([50.0, 50.0], index=["1", "2"])
    assert climbers(before, after, 6.0).tolist() == ["1"]


def test_only_who_lacked_a_thing_could_get_it_and_what_is_not_known_counts_nowhere() -> None:
    before = pd.DataFrame({"plan": [0, 0, 1, np.nan, 0]}, index=UNITS)
    after = pd.DataFrame({"plan": [1, np.nan, 1, 1, 0]}, index=UNITS)
    counts = steps_taken(before, after, pd.Index(["1", "2", "3", "4"])).loc["plan"]
    assert counts.to_dict() == {"taken": 1, "n": 1, "others_taken": 0, "others": 1}


def test_a_unit_without_an_earlier_answer_could_not_be_followed() -> None:
    after = pd.DataFrame({"plan": [1, 1]}, index=["1", "9"])
    counts = steps_taken(pd.DataFrame({"plan": [0]}, index=["1"]), after, pd.Index(["1", "9"]))
    assert counts.loc["plan", ["taken", "n"]].tolist() == [1, 1]


def test_where_nobody_climbed_every_count_is_zero() -> None:
    answers = pd.DataFrame({"plan": [0, 1]}, index=["1", "2"])
    counts = steps_taken(answers, answers, pd.Index([]))
    assert counts.loc["plan"].tolist() == pytest.approx([0, 0, 0, 1])


def test_what_some_have_is_counted_of_those_that_are_known() -> None:
    has = pd.DataFrame({"plan": [1, 0, 1, np.nan, 1], "staff": [np.nan] * 5}, index=UNITS)
    counts = in_place(has, pd.Index(["1", "2", "4", "9"]))
    assert counts.loc["plan"].tolist() == [1, 2]  # of 1 and 2; 4 is not known, 9 has no row
    assert counts.loc["staff"].tolist() == [0, 0]


def test_what_came_first_is_counted_of_those_that_got_a_thing_meanwhile() -> None:
    before = pd.DataFrame(
        {"pilot": [0, 0, 1, 0, np.nan], "plan": [1, 0, 1, np.nan, 1], "staff": [0, 1, 0, 0, 1]},
        index=UNITS,
    )
    after = pd.DataFrame({"pilot": [1, 1, 1, 1, 1]}, index=UNITS)
    counts = in_place_before(before, after, "pilot", pd.Index(UNITS))
    # Units 1, 2 and 4 got a pilot; of them 1 had the plan, 2 had not, and of 4 it is not known.
    assert counts.to_dict("index") == {"plan": {"had": 1, "n": 2}, "staff": {"had": 1, "n": 3}}


def test_of_nobody_nothing_is_counted() -> None:
    before = pd.DataFrame({"pilot": [0], "plan": [1]}, index=["1"])
    counts = in_place_before(before, before, "pilot", pd.Index(["1"]))
    assert counts.loc["plan"].tolist() == [0, 0]


def test_counts_are_those_of_r() -> None:
    """`xtabs` over who lacked the thing before and is known after, by who climbed."""
    generator = np.random.default_rng(6)
    units = pd.Index([f"{number:03d}" for number in range(120)])
    before, after, other = (
        pd.Series(generator.integers(0, 2, 120), index=units).where(generator.random(120) > 0.15)
        for _ in range(3)
    )
    level = pd.DataFrame(generator.normal(40, 9, (120, 2)), units, ["before", "after"])
    script = f"""
    d <- data.frame(b = {vector(before)}, a = {vector(after)}, o = {vector(other)},
                    rose = {vector(level["after"] - level["before"])} >= 6)
    tell("climbed", which(d$rose) - 1)
    could <- subset(d, b == 0 & !is.na(a))
    counts <- xtabs(~ factor(rose, c(TRUE, FALSE)) + factor(a, c(1, 0)), could)
    tell("counts", c(counts[1, 1], sum(counts[1, ]), counts[2, 1], sum(counts[2, ])))
    got <- subset(could, a == 1 & rose)
    tell("had", c(sum(got$o == 1, na.rm = TRUE), sum(!is.na(got$o))))
    tell("place", c(sum(d$b[d$rose] == 1, na.rm = TRUE), sum(!is.na(d$b[d$rose]))))
    """
    in_r = by_r(script)
    climbed = climbers(level["before"], level["after"], 6.0)
    assert [int(unit) for unit in climbed] == in_r["climbed"].astype(int).tolist()
    had = pd.DataFrame({"plan": before, "pilot": other})
    has = pd.DataFrame({"plan": after, "pilot": other})
    assert steps_taken(had, has, climbed).loc["plan"].tolist() == in_r["counts"].tolist()
    assert in_place_before(had, has, "plan", climbed).loc["pilot"].tolist() == in_r["had"].tolist()
    assert in_place(had, climbed).loc["plan"].tolist() == in_r["place"].tolist()
