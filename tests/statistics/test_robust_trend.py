import numpy as np
import pandas as pd
import pytest
from scipy.stats import theilslopes

from ailaget.statistics.robust_trend import robust_trend
from ailaget.statistics.sample import TooFewValues


def made_up(n: int, seed: int) -> tuple[pd.Series, pd.Series]:
    generator = np.random.default_rng(seed)
    x = pd.Series(generator.gamma(2, 3, n))
    return 2 + 1.5 * x + generator.standard_t(2, n), x


def test_line_and_width_are_those_of_scipy():
    y, x = made_up(150, 1)
    line = robust_trend(y, x, of=10**6)
    known = theilslopes(y, x, method="joint")
    assert line.slope.estimate == pytest.approx(known.slope, abs=1e-12)
    intercept = line.fitted[0] - known.slope * line.x[0]
    assert intercept == pytest.approx(known.intercept, abs=1e-9)
    width = known.high_slope - known.low_slope
    assert line.slope.high - line.slope.low == pytest.approx(width, rel=0.2)


def test_a_draws_slope_is_the_median_of_the_pairs_drawn():
    from ailaget.statistics.robust_trend import _drawn_slopes
    from ailaget.statistics.sample import resamples

    y, x = (each.to_numpy() for each in made_up(31, 2))
    i, j = np.triu_indices(31, 1)
    slopes = (y[j] - y[i]) / (x[j] - x[i])
    order = np.argsort(slopes)
    counts = resamples(31, 60, 1)
    drawn = _drawn_slopes(slopes[order], i[order], j[order], counts.astype(np.float32))
    for slope, times in zip(drawn, counts.astype(int), strict=True):
        weights = times[i] * times[j]
        spread = np.sort(np.repeat(slopes, weights))
        assert slope == spread[(len(spread) + 1) // 2 - 1]


def test_far_off_values_do_not_turn_it_and_everyone_answering_leaves_no_band():
    x = pd.Series(np.arange(50.0))
    y = 3 * x - 4
    y[40:] = 1000.0
    line = robust_trend(y, x)
    assert line.slope.estimate == pytest.approx(3.0)
    np.testing.assert_allclose(line.low, line.high)


def test_band_holds_the_line_and_units_without_a_value_are_left_out():
    y, x = made_up(80, 3)
    y[:20] = np.nan
    line = robust_trend(y, x)
    assert (line.n, line.of) == (60, 80)
    assert (line.low <= line.fitted).all()
    assert (line.fitted <= line.high).all()


def test_one_place_across_and_few_are_refused():
    with pytest.raises(TooFewValues):
        robust_trend(pd.Series([1.0, 2, 3]), pd.Series([5.0, 5, 5]))
    with pytest.raises(TooFewValues):
        robust_trend(pd.Series([1.0, 2]), pd.Series([5.0, 6]))
