import numpy as np
import pandas as pd
import pytest

from ailaget.statistics import concentration, inequality, survey, variance
from ailaget.statistics.growth import panel_growth
from ailaget.statistics.intervals import (
    Interval,
    bootstrap,
    finite_population_factor,
    widened,
)
from ailaget.statistics.sample import OutsideRange, TooFewValues


@pytest.mark.parametrize("weighted", [False, True])
def test_estimates_are_those_of_the_single_measures(staffing, counties, population, weighted):
    weights = population if weighted else None
    found = bootstrap(staffing, groups=counties, weights=weights, draws=20).intervals
    parts = inequality.theil_by_group(staffing, counties, weights)
    expected = {
        "gini": inequality.gini(staffing, weights),
        "theil": parts.total,
        "theil_between": parts.between,
        "theil_within": parts.within,
        "theil_between_share": parts.between_share,
        "variance_between_share": variance.variance_by_group(
            staffing, counties, weights
        ).eta_squared,
        "share_at_zero": concentration.share_at_zero(staffing, weights),
        "top_tenth": concentration.top_share(staffing, 0.1, weights),
        "p90_p10": survey.percentile_gap(staffing, weights).gap,
    }
    for key, value in expected.items():
        assert found[key].estimate == pytest.approx(value, abs=1e-12), key
    assert found["p90_over_p10"].estimate is None


def test_draws_are_those_of_a_plain_loop(staffing):
    values = staffing.dropna().sort_values().to_numpy()
    n = len(values)
    positions = np.random.default_rng(5).integers(n, size=(100, n), dtype=np.int16)
    ginis = [inequality.gini(pd.Series(values[row])) for row in positions]
    gaps = [np.subtract(*np.percentile(values[row], [90, 10])) for row in positions]
    found = bootstrap(staffing, draws=100, seed=5)
    factor = np.sqrt(1 - n / len(staffing))
    for key, draws in {"gini": ginis, "p90_p10": gaps}.items():
        low, middle, high = np.quantile(draws, [0.025, 0.5, 0.975])
        interval = found.intervals[key]
        centre = interval.estimate - factor**2 * (middle - interval.estimate)
        assert interval.low == pytest.approx(centre + factor * (low - middle))
        assert interval.high == pytest.approx(centre + factor * (high - middle))


def test_interval_holds_the_estimate_and_repeats(staffing, counties):
    first, again = (bootstrap(staffing, groups=counties) for _ in range(2))
    assert first == again
    for interval in first.intervals.values():
        if interval.low is not None:
            assert interval.low <= interval.estimate <= interval.high
    assert first != bootstrap(staffing, groups=counties, seed=1)


def test_interval_narrows_with_the_response_rate_and_vanishes_when_all_answer(staffing):
    answered = staffing.dropna()
    widths = []
    for of in (10_000, 290, len(answered)):
        interval = bootstrap(answered, of=of, draws=200).intervals["gini"]
        widths.append(interval.high - interval.low)
    assert widths[0] > widths[1] > widths[2] == 0


def test_coverage_of_the_mean_is_near_the_level_when_answers_are_missing_at_random():
    everyone = pd.Series(np.random.default_rng(3).gamma(2.0, 10.0, 290))
    hits = 0
    for seed in range(200):
        silent = np.random.default_rng(seed).permutation(290)[:145]
        answers = everyone.copy()
        answers.iloc[silent] = np.nan
        interval = bootstrap(answers, draws=200, seed=seed).intervals["mean"]
        hits += interval.low <= everyone.mean() <= interval.high
    assert 0.90 <= hits / 200 <= 0.99


def test_between_share_of_many_small_groups_is_covered_when_half_are_silent(counties):
    """Without the correction for bias the interval holds the truth in 82 % of these surveys."""
    generator = np.random.default_rng(21)
    effect = generator.normal(0, 5, 21)[counties.astype(int)]
    everyone = pd.Series(generator.normal(45, 15, 290) + effect, index=counties.index)
    truth = variance.variance_by_group(everyone, counties).eta_squared
    hits = 0
    for seed in range(150):
        answered = np.random.default_rng(seed).random(290) < 0.5
        found = bootstrap(everyone.where(answered), groups=counties, draws=200, seed=seed)
        interval = found.intervals["variance_between_share"]
        hits += interval.low <= truth <= interval.high
    assert hits / 150 >= 0.9


@pytest.mark.parametrize("values", [[3.0], [2.0] * 10, [0.0] * 10])
def test_one_unit_equals_and_zeros(values):
    found = bootstrap(pd.Series([*values, np.nan]), draws=50).intervals
    assert (found["gini"].low, found["gini"].high) == (0, 0)
    assert found["variance_between_share"].estimate is None
    assert (found["top_tenth"].estimate is None) == (values[0] == 0 or len(values) < 10)


def test_another_error_is_added_in_quadrature_and_stays_within_the_range():
    made = Interval(10.0, 7.0, 14.0)
    assert widened(made, 4.0, (0.0, 20.0)) == Interval(10.0, 5.0, pytest.approx(10 + 32**0.5))
    assert widened(made, 4.0, (6.0, 15.0)) == Interval(10.0, 6.0, 15.0)
    assert widened(made, 0.0, (0.0, 20.0)) == made
    assert widened(Interval(10.0, None, None), 4.0, (0.0, 20.0)) == Interval(10.0, None, None)


def test_negative_values_leave_out_shares_of_a_total():
    found = bootstrap(pd.Series([-1.0, 2.0, 5.0] + [2.0] * 8), draws=50).intervals
    assert "gini" not in found
    assert found["p90_p10"].estimate == 0


def test_errors():
    with pytest.raises(TooFewValues):
        bootstrap(pd.Series([np.nan]))
    with pytest.raises(OutsideRange):
        finite_population_factor(5, 4)
    with pytest.raises(OutsideRange):
        bootstrap(pd.Series([1.0, 2.0]), level=1.5)


def test_growth_is_on_the_panel(staffing, counties):
    later = staffing * 2
    later.iloc[:40] = np.nan
    found = panel_growth(staffing, later, groups=counties, draws=200)
    panel = staffing.where(later.notna())
    assert found.n == panel.notna().sum()
    assert found.measures["gini"].before.estimate == pytest.approx(inequality.gini(panel))
    # Doubling leaves shares as they were, in every draw.
    change = found.measures["gini"].change
    assert (change.estimate, change.low, change.high) == pytest.approx((0, 0, 0), abs=1e-12)
    assert found.measures["deviation"].change.low > 0


def test_growth_draws_the_same_units_in_both_waves():
    before = pd.Series(np.arange(60.0), index=[f"u{number}" for number in range(60)])
    after = before[::-1] + 5.0
    change = panel_growth(before, after, of=1000, draws=200).measures["mean"].change
    assert (change.low, change.high) == pytest.approx((5, 5))


def test_the_middle_moves_as_its_units_do_and_a_rate_is_the_sum_over_the_sum():
    before = pd.Series(np.arange(60.0), index=[f"u{number}" for number in range(60)])
    people = pd.Series(np.arange(1.0, 61.0), index=before.index)
    middle = panel_growth(before, before + 5.0, of=1000, draws=200, keys=("median",)).measures
    assert list(middle) == ["median"]
    assert middle["median"].before.estimate == before.median()
    assert (middle["median"].change.low, middle["median"].change.high) == pytest.approx((5, 5))
    rate = panel_growth(before, 2 * before, weights=people, of=1000, draws=200, keys=("mean",))
    rose = rate.measures["mean"].change
    assert rose.estimate == pytest.approx((before * people).sum() / people.sum())
    assert 0 < rose.low < rose.high


def test_growth_without_a_panel():
    with pytest.raises(TooFewValues):
        panel_growth(pd.Series({"a": 1.0}), pd.Series({"b": 1.0}))
