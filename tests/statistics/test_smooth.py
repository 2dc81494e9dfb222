import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.sample import NegativeValues, OutsideRange, TooFewValues
from ailaget.statistics.smooth import smooth_by_size


def test_straight_line_is_kept(population):
    values = 3 * np.log10(population) - 2
    line = smooth_by_size(values, population, draws=20)
    np.testing.assert_allclose(line.fitted, 3 * np.log10(line.place) - 2, atol=1e-9)
    np.testing.assert_allclose(line.low, line.high, atol=1e-9)


def test_fit_agrees_with_weighted_least_squares(staffing, population):
    line = smooth_by_size(staffing, population, span=0.5, draws=2, points=11)
    both = pd.DataFrame({"y": staffing, "z": np.log10(population)}).dropna()
    point = np.log10(line.place[5])
    distance = (both["z"] - point).abs()
    width = np.sort(distance)[int(np.ceil(0.5 * len(both))) - 1] * 1.0001
    kernel = (1 - (distance / width).clip(upper=1) ** 3) ** 3
    # polyfit weighs the residuals, not their squares.
    slope_and_level = np.polyfit(both["z"] - point, both["y"], 1, w=np.sqrt(kernel))
    assert line.fitted[5] == pytest.approx(slope_and_level[1])


def test_band_holds_the_line_repeats_and_vanishes_when_all_answer(staffing, population):
    line = smooth_by_size(staffing, population)
    assert (line.low <= line.fitted).all()
    assert (line.fitted <= line.high).all()
    assert line.low.tolist() == smooth_by_size(staffing, population).low.tolist()
    everyone = smooth_by_size(staffing.fillna(0.0), population, draws=50)
    np.testing.assert_allclose(everyone.low, everyone.high)


def test_one_unit_one_size_and_equal_values():
    one = smooth_by_size(pd.Series([4.0]), pd.Series([1000]), points=3)
    assert one.fitted.tolist() == [4, 4, 4]
    same = smooth_by_size(pd.Series([4.0, 6.0]), pd.Series([1000, 1000]), points=2)
    assert same.fitted.tolist() == [5, 5]
    ties = smooth_by_size(pd.Series([1.0] * 6), pd.Series([10, 10, 10, 10, 500, 900]))
    np.testing.assert_allclose(ties.fitted, 1)


def test_errors():
    with pytest.raises(TooFewValues):
        smooth_by_size(pd.Series([np.nan]), pd.Series([10]))
    with pytest.raises(NegativeValues):
        smooth_by_size(pd.Series([1.0]), pd.Series([0]))
    with pytest.raises(OutsideRange):
        smooth_by_size(pd.Series([1.0]), pd.Series([10]), span=0)
