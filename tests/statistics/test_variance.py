import numpy as np
import pandas as pd
import pytest
from scipy.stats import f_oneway

from ailaget.statistics.sample import TooFewValues
from ailaget.statistics.variance import variance_by_group


def test_eta_agrees_with_the_f_test(staffing, counties):
    parts = variance_by_group(staffing, counties)
    answered = staffing.dropna()
    f = f_oneway(*[group for _, group in answered.groupby(counties[answered.index])]).statistic
    between, within = parts.groups - 1, parts.n - parts.groups
    assert parts.eta_squared == pytest.approx(f * between / (f * between + within))
    assert parts.omega_squared == pytest.approx(between * (f - 1) / (between * (f - 1) + parts.n))


def test_chance_is_removed(counties):
    noise = [
        pd.Series(np.random.default_rng(seed).normal(size=290), index=counties.index)
        for seed in range(100)
    ]
    found = [variance_by_group(values, counties) for values in noise]
    assert {parts.by_chance for parts in found} == {20 / 289}
    assert np.mean([parts.eta_squared for parts in found]) == pytest.approx(20 / 289, abs=0.01)
    assert np.mean([parts.adjusted for parts in found]) == pytest.approx(0, abs=0.01)
    assert np.mean([parts.omega_squared for parts in found]) == pytest.approx(0, abs=0.01)


def test_translation_and_scale_change_nothing(staffing, counties, population):
    for weights in (None, population):
        found = variance_by_group(staffing, counties, weights).eta_squared
        moved = variance_by_group(staffing * 7 - 100, counties, weights).eta_squared
        assert moved == pytest.approx(found, abs=1e-12)


@pytest.mark.parametrize("values", [[3.0], [0.1] * 6, [0.0] * 6])
def test_no_variance_is_undefined(values):
    groups = pd.Series(["A", "B"] * 3)[: len(values)]
    assert variance_by_group(pd.Series(values), groups).eta_squared is None


def test_every_unit_its_own_group_has_no_correction():
    parts = variance_by_group(pd.Series([1.0, 2.0]), pd.Series(["A", "B"]))
    assert (parts.eta_squared, parts.omega_squared) == (1.0, None)


def test_all_missing():
    with pytest.raises(TooFewValues):
        variance_by_group(pd.Series([np.nan]), pd.Series(["A"]))
