import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.concentration import share_at_zero, smallest_holders, top_share
from ailaget.statistics.inequality import lorenz
from ailaget.statistics.sample import OutsideRange, TooFewValues
from tests.r import by_r, vector


def test_share_at_zero_is_among_those_who_answered():
    values = pd.Series([0.0, 0.0, 1.0, np.nan])
    assert share_at_zero(values) == pytest.approx(2 / 3)
    assert share_at_zero(values, pd.Series([1.0, 1.0, 8.0, 90.0])) == pytest.approx(0.2)


def test_top_tenth_counts_the_edge_in_part():
    # 15 units, 1.5 of them in the top tenth: 20 + 10 / 2 of 43.
    values = pd.Series([1.0] * 13 + [10.0, 20.0])
    assert top_share(values) == pytest.approx(25 / 43)


def test_top_share_reads_the_lorenz_curve(staffing, population):
    for weights in (None, population):
        curve = lorenz(staffing, weights)
        expected = 1 - np.interp(0.9, curve.unit_share, curve.value_share)
        assert top_share(staffing, 0.1, weights) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("n", [1, 3, 10, 241])
def test_top_tenth_of_equals_is_a_tenth(n):
    assert top_share(pd.Series([4.0] * n)) == pytest.approx(0.1)


def test_nothing_to_hold():
    zeros = pd.Series([0.0, 0.0])
    assert top_share(zeros) is None
    nobody = smallest_holders(zeros)
    assert (nobody.count, nobody.held, nobody.n) == (0, None, 2)


def test_half_is_reached_exactly_and_ties_go_by_code():
    totals = pd.Series({"d": 1.0, "c": 1.0, "b": 1.0, "a": 1.0})
    half = smallest_holders(totals, pd.Series({"a": 10, "b": 20, "c": 30, "d": 40}))
    assert half.units == ("a", "b")
    assert (half.held, half.population_share) == (0.5, 0.3)
    tenths = pd.Series([0.1] * 10)
    assert smallest_holders(tenths, share=0.3).count == 3


def test_unknown_population_gives_no_share():
    half = smallest_holders(pd.Series({"a": 3.0, "b": 1.0}), pd.Series({"a": 10.0}))
    assert half.population_share is None


def test_errors():
    with pytest.raises(TooFewValues):
        share_at_zero(pd.Series([np.nan]))
    with pytest.raises(OutsideRange):
        top_share(pd.Series([1.0]), 1.5)
    with pytest.raises(OutsideRange):
        smallest_holders(pd.Series([1.0]), share=0)


def test_shares_of_a_total_are_those_that_r_reads_off_the_lorenz_curve(staffing, population):
    """`approx` along the two cumulated shares, and `cumsum` from the largest down."""
    known = staffing.dropna()
    people = population[known.index]
    script = f"""
    x <- {vector(known)}; people <- {vector(people)}
    top <- function(w, f) {{
        o <- order(x)
        curve <- approx(c(0, cumsum(w[o]) / sum(w)), c(0, cumsum((w * x)[o]) / sum(w * x)), 1 - f)
        1 - curve$y
    }}
    alike <- rep(1, length(x))
    tell("alike", c(top(alike, 0.1), top(alike, 0.37))); tell("people", top(people, 0.1))
    down <- order(-x); held <- cumsum(x[down]) / sum(x)
    count <- which(held >= 0.5)[1]
    tell("half", c(count, held[count], sum(people[down][1:count]) / sum(people)))
    tell("zero", c(mean(x == 0), weighted.mean(x == 0, people)))
    """
    in_r = by_r(script)
    alike = [top_share(staffing, fraction) for fraction in (0.1, 0.37)]
    assert alike == pytest.approx(in_r["alike"])
    assert top_share(staffing, 0.1, population) == pytest.approx(in_r["people"][0])
    half = smallest_holders(staffing, population)
    assert (half.count, half.held, half.population_share) == pytest.approx(tuple(in_r["half"]))
    zero = (share_at_zero(staffing), share_at_zero(staffing, population))
    assert zero == pytest.approx(tuple(in_r["zero"]))
