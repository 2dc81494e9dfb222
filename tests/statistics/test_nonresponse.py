import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.nonresponse import Merging, post_stratified, worst_case
from ailaget.statistics.sample import OutsideRange, TooFewValues, UnknownUnits


def test_post_stratified_by_hand():
    # Stratum A: 6 of 10 answer, mean 10; stratum B: 6 of 30 answer, mean 20.
    values = pd.Series([10.0] * 6 + [np.nan] * 4 + [20.0] * 6 + [np.nan] * 24)
    found = post_stratified(values, pd.Series(["A"] * 10 + ["B"] * 30))
    assert found.estimate == pytest.approx(0.25 * 10 + 0.75 * 20)
    assert found.unadjusted == pytest.approx(15)
    assert found.standard_error == 0
    strata = [(s.key, s.n, s.of, s.mean) for s in found.strata]
    assert strata == [("A", 6, 10, 10), ("B", 6, 30, 20)]


def test_thin_stratum_takes_its_whole_main_group_with_it():
    groups = pd.Series(["C8"] * 10 + ["C9"] * 10 + ["A2"] * 10)
    values = pd.Series(([1.0] * 4 + [np.nan] * 6) + [2.0] * 6 + [np.nan] * 4 + [9.0] * 10)
    found = post_stratified(values, groups, [groups.str[0]])
    assert found.merged == (Merging("C8", 4, "C"),)
    assert [s.key for s in found.strata] == ["A2", "C"]
    assert found.estimate == pytest.approx((20 * 1.6 + 10 * 9) / 30)


def test_merging_goes_on_to_all_and_five_is_enough():
    groups = pd.Series(["C8"] * 9 + ["A1"] * 3)
    values = pd.Series([4.0] * 5 + [np.nan] * 4 + [8.0] * 2 + [np.nan])
    found = post_stratified(values, groups, [groups.str[0]])
    assert [(m.stratum, m.into) for m in found.merged] == [("A1", "A"), ("A", "all")]
    assert found.estimate == found.unadjusted
    assert post_stratified(values[:9], groups[:9]).merged == ()


def test_everyone_answering_gives_the_mean_without_error(staffing, counties):
    everyone = staffing.fillna(1.0)
    found = post_stratified(everyone, counties)
    assert found.estimate == pytest.approx(everyone.mean())
    assert found.standard_error == pytest.approx(0)


def test_standard_error_of_one_stratum_is_the_textbook_one():
    values = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0] + [np.nan] * 5)
    found = post_stratified(values, pd.Series("A", index=values.index))
    assert found.standard_error == pytest.approx(np.sqrt(0.5 * 2.5 / 5))


def test_post_stratified_errors():
    with pytest.raises(TooFewValues):
        post_stratified(pd.Series([np.nan]), pd.Series(["A"]))
    with pytest.raises(UnknownUnits):
        post_stratified(pd.Series([1.0, 2.0]), pd.Series(["A", None]))


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
