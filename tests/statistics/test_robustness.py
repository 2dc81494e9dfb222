import numpy as np
import pandas as pd
import pytest

from ailaget.statistics.robustness import index_robustness, weight_draws
from ailaget.statistics.sample import OutsideRange, TooFewValues, UnknownUnits
from ailaget.statistics.variance import variance_by_group
from tests.r import by_r, texts, vector


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


def test_ranks_over_the_same_weights_are_those_of_r(parts, counties):
    """`rank`, `quantile` of type 1 and `lm` of R, handed the weights that were drawn."""
    some, draws = parts[:40], 200
    weights = weight_draws(np.ones(6), draws)
    script = f"""
    x <- matrix({vector(some.to_numpy().ravel())}, ncol = 6, byrow = TRUE)
    w <- matrix({vector(weights.ravel())}, ncol = 6, byrow = TRUE)
    g <- {texts(counties[:40])}
    place <- function(s) rank(-s, ties.method = "min")
    own <- place(rowMeans(x)); drawn <- apply(w %*% t(x), 1, place)
    fifth <- function(r) floor((r - 1) * 5 / nrow(x)) + 1
    ends <- apply(drawn, 1, quantile, c(0.05, 0.5, 0.95), type = 1)
    tell("rank", own); tell("fifth", fifth(own))
    tell("stays", rowMeans(fifth(drawn) == fifth(own)))
    tell("rank_low", ends[1, ]); tell("rank_median", ends[2, ]); tell("rank_high", ends[3, ])
    eta <- apply(w %*% t(x), 1, function(y) summary(lm(y ~ g))$r.squared)
    own_eta <- summary(lm(rowMeans(x) ~ g))$r.squared
    tell("between", c(own_eta, quantile(eta, c(0.05, 0.95))))
    """
    in_r = by_r(script)
    measured = index_robustness(some, groups=counties, draws=draws)
    for key in ("rank", "fifth", "stays", "rank_low", "rank_median", "rank_high"):
        assert measured.table[key].to_numpy() == pytest.approx(in_r[key]), key
    between = measured.between
    assert (between.estimate, between.low, between.high) == pytest.approx(tuple(in_r["between"]))


def test_how_often_two_change_places_is_the_probability_by_hand():
    """A is ahead of B where ln(w1 / w2) > ln 1.2, which is triangular on -+ 2 ln 2: .377."""
    two = pd.DataFrame({"first": [90.0, 40.0], "second": [10.0, 70.0]}, index=["a", "b"])
    reach = 2 * np.log(2)
    ahead = (reach - np.log(1.2)) ** 2 / (2 * reach**2)
    measured = index_robustness(two, draws=20_000).table
    assert measured["rank"].tolist() == [2, 1]
    assert measured["stays"].tolist() == pytest.approx([1 - ahead] * 2, abs=0.01)
