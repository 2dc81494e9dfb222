import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.robustness import index_robustness, weight_draws
from ailaget.statistics.sample import OutsideRange, TooFewValues, UnknownUnits
from ailaget.statistics.variance import variance_by_group


@pytest.fixture(scope="module")
def parts(staffing) -> pd.DataFrame:
    generator = np.random.default_rng(8)
    level = generator.normal(50, 15, 290)
    columns = {f"d{k}": np.clip(level + generator.normal(0, 10, 290), 0, 100) for k in range(6)}
    return pd.DataFrame(columns, index=staffing.index)


def test_weights_lie_between_half_and_double_and_are_even_on_a_log_scale():
    drawn = weight_draws(np.ones(2), draws=4000)
    ratio = np.log2(drawn[:, 0] / drawn[:, 1])
    assert np.abs(ratio).max() <= 2
    assert np.median(ratio) == pytest.approx(0, abs=0.05)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    fixed = weight_draws(np.array([1.0, 3.0]), draws=2, span=1)
    np.testing.assert_allclose(fixed, [[0.25, 0.75]] * 2)


def test_ranks_surround_and_the_extremes_hold(parts, counties):
    found = index_robustness(parts, groups=counties)
    table = found.table
    assert (table["rank_low"] <= table["rank_median"]).all()
    assert (table["rank_median"] <= table["rank_high"]).all()
    assert table["fifth"].value_counts().sort_index().tolist() == [58] * 5
    assert table["stays"].between(0, 1).all()
    best = table["rank"].idxmin()
    assert table.loc[best, "stays"] == 1
    expected = variance_by_group(parts.mean(axis=1), counties).eta_squared
    assert found.between.estimate == pytest.approx(expected)
    assert found.between.low < found.between.high


def test_dominance_and_equal_parts_do_not_depend_on_the_weights():
    level = np.arange(10.0)
    found = index_robustness(pd.DataFrame({"a": level, "b": level, "c": level}), draws=50).table
    assert (found["rank_low"] == found["rank_high"]).all()
    assert (found["stays"] == 1).all()
    equal = index_robustness(pd.DataFrame({"a": [5.0] * 3, "b": [5.0] * 3}), draws=50)
    assert equal.table["rank"].tolist() == [1, 1, 1]


def test_own_weights_move_the_score():
    parts = pd.DataFrame({"a": [100.0, 0.0], "b": [0.0, 100.0]})
    found = index_robustness(parts, weights={"b": 1.0, "a": 3.0}, draws=10)
    assert found.table["score"].tolist() == [75, 25]
    assert (index_robustness(parts, weights={"a": 0.0, "b": 1.0}).table["rank"] == [2, 1]).all()


def test_incomplete_units_are_dropped_and_counted(parts):
    holes = parts.copy()
    holes.iloc[:49, 2] = np.nan
    found = index_robustness(holes, draws=20)
    assert (found.n, found.missing) == (241, 49)
    assert found.between.estimate is None


def test_errors(parts):
    with pytest.raises(TooFewValues):
        index_robustness(parts * np.nan)
    with pytest.raises(UnknownUnits):
        index_robustness(parts, weights={"d0": 1.0})
    with pytest.raises(OutsideRange):
        weight_draws(np.ones(2), span=0.5)
    with pytest.raises(OutsideRange):
        weight_draws(np.zeros(2))
