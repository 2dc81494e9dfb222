import numpy as np
import pandas as pd
import pytest
from scipy.stats import pearsonr, rankdata

from ailaget.statistics.concentration_index import concentration
from ailaget.statistics.sample import OutsideRange, TooFewValues

INDEX = (0.0, 100.0)


def test_what_is_had_and_what_is_lacked_mirror_each_other(staffing, population):
    had = staffing.clip(upper=100).to_frame("2026")
    own = concentration(had, population, INDEX).indices[0]
    lacked = concentration(100 - had, population, INDEX).indices[0]
    assert own.estimate == pytest.approx(-lacked.estimate)
    assert own.low == pytest.approx(-lacked.high)


def test_change_is_of_those_in_both_waves_and_surer_than_two_strangers(population):
    generator = np.random.default_rng(8)
    before = pd.Series(generator.uniform(0, 60, 290), population.index)
    after = before + 20 * population.rank(pct=True)
    waves = pd.DataFrame({"1": before, "2": after}).where(generator.random((290, 2)) < 0.8)
    measured = concentration(waves, population, INDEX)
    assert measured.n == tuple(waves.notna().sum())
    assert measured.panel == len(waves.dropna())
    assert measured.change.low > 0
    widths = [each.high - each.low for each in measured.indices]
    assert measured.change.high - measured.change.low < min(widths)


def test_everyone_answering_leaves_no_width_and_no_difference_is_zero(population):
    same = concentration(pd.DataFrame({"1": population * 0 + 5}), population, INDEX)
    assert same.indices[0].estimate == pytest.approx(0.0)
    assert same.indices[0].low == same.indices[0].high
    assert same.change is None


def test_nothing_at_all_has_no_plain_index(population):
    nothing = concentration(pd.DataFrame({"1": population * 0}), population, (0.0, np.inf))
    assert nothing.indices[0].estimate is None


def test_errors(population):
    with pytest.raises(TooFewValues):
        concentration(pd.DataFrame({"1": [1.0, None]}), pd.Series([1.0, 2.0]), INDEX)
    with pytest.raises(OutsideRange):
        concentration(pd.DataFrame({"1": [1.0, -1.0]}), pd.Series([1.0, 2.0]), INDEX)


@pytest.mark.parametrize("slope", [0.0, 1.5, 3.0, 9.0])
def test_p_is_that_of_the_correlation_with_the_ranks(slope: float) -> None:
    """Of the index and of its change, by scipy's t test, which lots come near of so many."""
    generator = np.random.default_rng(14)
    figure = pd.Series(generator.gamma(1, 9, 120).round())
    before, noise = generator.normal(40, 9, (2, 120))
    waves = pd.DataFrame({"1": before, "2": before + slope * figure.rank(pct=True) + noise - 40})
    measured = concentration(waves, figure, (-200.0, 300.0), draws=5)
    ranks = rankdata(figure)
    assert measured.p[-1] == pytest.approx(pearsonr(waves["2"], ranks).pvalue, abs=0.03)
    moved = waves["2"] - waves["1"]
    assert measured.change_p == pytest.approx(pearsonr(moved, ranks).pvalue, abs=0.03)
    alike = concentration(waves * 0 + 7, figure, INDEX, draws=5)
    assert (set(alike.p), alike.change_p) == ({None}, None)
