import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.nonresponse import tipping_point, worst_case
from ailaget.statistics.sample import OutsideRange, TooFewValues
from tests.r import by_r, vector


def test_worst_case_by_hand():
    found = worst_case(pd.Series([20.0, 40.0, np.nan, np.nan]), 0, 100)
    assert (found.low, found.high, found.upper_is_observed) == (15.0, 65.0, False)
    middle = worst_case(pd.Series([20.0, 40.0, 60.0, np.nan, np.nan]), 0, 100, "median")
    assert (middle.low, middle.high) == (20.0, 60.0)


def test_worst_case_without_an_upper_end_says_so():
    found = worst_case(pd.Series([0.0, 6.0, np.nan]))
    assert (found.high, found.upper, found.upper_is_observed) == (4.0, 6.0, True)


def test_worst_case_of_nobody_is_the_whole_scale():
    found = worst_case(pd.Series([np.nan, np.nan]), 0, 1)
    assert (found.low, found.high, found.n) == (0, 1, 0)
    with pytest.raises(TooFewValues):
        worst_case(pd.Series([np.nan]))
    with pytest.raises(TooFewValues):
        worst_case(pd.Series([], dtype=float), 0, 1)


def test_worst_case_holds_every_completion(staffing):
    bounded = staffing.clip(upper=50)
    found = worst_case(bounded, 0, 50)
    for seed in range(20):
        filled = np.random.default_rng(seed).uniform(0, 50, 290)
        completed = bounded.where(bounded.notna(), filled)
        assert found.low <= completed.mean() <= found.high
    with pytest.raises(OutsideRange):
        worst_case(staffing, 0, 1)


def test_the_tipping_point_turns_the_change_of_all_to_nothing():
    known, silent = np.full(147, 3.0), 49
    more = tipping_point(known.mean(), silent, 196)
    turned = np.concatenate([known, np.full(silent, known.mean() - more)])
    assert turned.mean() == pytest.approx(0)
    assert tipping_point(-2.0, 10, 20) == -4.0
    with pytest.raises(OutsideRange):
        tipping_point(1.0, 5, 4)


def test_the_published_bounds_on_the_exit_from_homelessness():
    """Manski (1995), section 2.3: 21 of the 64 men found again had a home, of 106 asked at first;
    of the women 3 of 14, of 31."""
    for exited, located, asked, low, high in ((21, 64, 106, 0.20, 0.59), (3, 14, 31, 0.10, 0.65)):
        answers = [1.0] * exited + [0.0] * (located - exited) + [np.nan] * (asked - located)
        bounds = worst_case(pd.Series(answers), 0, 1)
        assert (bounds.low, bounds.high) == pytest.approx((low, high), abs=0.005)


def test_the_tipping_point_is_the_shift_that_r_finds_by_search():
    """`uniroot` over the silent: each is given the mean change of the known less a shift."""
    change = np.random.default_rng(2).normal(2, 9, 150)
    script = f"""
    known <- {vector(change)}
    all_of_them <- function(shift) mean(c(known, rep(mean(known) - shift, 61)))
    tell("shift", uniroot(all_of_them, c(-1000, 1000), tol = 1e-12)$root)
    """
    assert tipping_point(change.mean(), 61, 211) == pytest.approx(by_r(script)["shift"][0])
