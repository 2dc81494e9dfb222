import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.rank_correlation import drawn_ranks, mid_ranks, rank_correlation
from ailaget.statistics.sample import TooFewValues, resamples


def test_interval_is_as_wide_as_that_of_bonett_and_wright():
    generator = np.random.default_rng(3)
    x = pd.Series(generator.normal(size=250))
    y = 0.6 * x + generator.normal(size=250)
    measured = rank_correlation(x, y, of=10**6).rho
    rho = measured.estimate
    error = np.sqrt((1 + rho**2 / 2) / (250 - 3))
    ends = np.tanh(np.arctanh(rho) + 1.96 * error * np.array([-1, 1]))
    assert measured.high - measured.low == pytest.approx(ends[1] - ends[0], rel=0.15)


def test_interval_holds_the_truth_of_the_whole_population_about_19_times_in_20():
    generator = np.random.default_rng(4)
    x = pd.Series(generator.normal(size=290))
    y = 0.4 * x + generator.normal(size=290)
    truth = rank_correlation(x, y, draws=2).rho.estimate
    held = 0
    for seed in range(100):
        answered = np.random.default_rng(seed).random(290) < 0.6
        measured = rank_correlation(x, y.where(answered), draws=200, permutations=1).rho
        held += measured.low <= truth <= measured.high
    assert held >= 88


def test_everyone_answering_leaves_no_width_but_p_still_asks_for_more_than_chance():
    generator = np.random.default_rng(5)
    x, y = (pd.Series(generator.normal(size=60)) for _ in range(2))
    measured = rank_correlation(x, y)
    assert measured.rho.low == measured.rho.high == measured.rho.estimate
    assert measured.p > 0.05


def test_p_is_uniform_where_only_size_binds_the_two_together():
    generator = np.random.default_rng(6)
    below = 0
    for _ in range(100):
        size = pd.Series(generator.normal(size=80))
        x, y = (size + 0.7 * generator.normal(size=80) for _ in range(2))
        below += rank_correlation(x, y, size, draws=2, permutations=99).p <= 0.05
        assert rank_correlation(x, y, draws=2, permutations=99).p <= 0.05
    assert below <= 12


def test_ranks_drawn_twice_are_those_of_the_values_repeated():
    x = np.array([3.0, 1.0, 3.0, 2.0])
    counts = np.array([[2.0, 0.0, 1.0, 1.0]])
    repeated = pd.Series([3.0, 3.0, 3.0, 2.0]).rank().tolist()
    assert mid_ranks(x, counts)[0][[0, 0, 2, 3]].tolist() == repeated


def test_equal_values_have_no_correlation_and_few_are_refused():
    x = pd.Series([1.0, 2, 3, 4])
    same = rank_correlation(x, x * 0 + 7)
    assert (same.rho.estimate, same.p) == (None, None)
    with pytest.raises(TooFewValues):
        rank_correlation(x[:3], x[:3])


def test_ranks_that_are_kept_are_those_made_anew():
    random = np.random.default_rng(4)
    x, y, z = (pd.Series(random.integers(0, 9, 40).astype(float)) for _ in range(3))
    fresh = mid_ranks(x.to_numpy(), resamples(40, 50, 1))
    for _ in range(2):
        assert (drawn_ranks(x.to_numpy(), 50, 1) == fresh).all()
    with pytest.raises(ValueError, match="read-only"):
        drawn_ranks(x.to_numpy(), 50, 1)[0, 0] = 1.0
    first = rank_correlation(x, y), rank_correlation(x, y, z)
    rank_correlation(z, y)
    assert (rank_correlation(x, y), rank_correlation(x, y, z)) == first
