import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.nonresponse import tipping_point, worst_case
from ailaget.statistics.sample import OutsideRange, TooFewValues


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
