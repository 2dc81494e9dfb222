"""One definition of a quantile: with weights it is the published one, with equal ones type 7."""

import numpy as np
import pandas as pd
import pytest

from ailaget.statistics import measures, survey
from ailaget.statistics.intervals import bootstrap
from tests.r import by_r, vector

AT = (0.0, 0.1, 0.25, 0.5, 0.9, 1.0)

# The reference of Akinshin (2023), arXiv:2304.07265, as its appendix prints it.
PUBLISHED = """
wquantile.generic <- function(x, probs, cdf.gen, weights) {
  n <- length(x)
  nw <- sum(weights)^2 / sum(weights^2) # Kish's effective sample size
  indexes <- order(x)
  x <- x[indexes]
  weights <- weights[indexes]
  weights <- weights / sum(weights)
  cdf.probs <- cumsum(c(0, weights))
  sapply(probs, function(p) {
    cdf <- cdf.gen(nw, p)
    q <- cdf(cdf.probs)
    w <- tail(q, -1) - head(q, -1)
    sum(w * x)
  })
}
type7 <- function(n, p) {
  function(cdf.probs) {
    h <- p * (n - 1) + 1
    u <- pmax((h - 1) / n, pmin(h / n, cdf.probs))
    u * n - h + 1
  }
}
"""


def shares(weights: np.ndarray) -> np.ndarray:
    return weights / weights.sum()


def test_weighted_quantiles_are_the_published_ones_and_equal_weights_those_of_rs_survey(population):
    generator = np.random.default_rng(5)
    x = np.sort(np.round(generator.gamma(2.0, 10.0, 290), 0))
    people = population.to_numpy()
    script = f"""
    x <- {vector(x)}; w <- {vector(people)}; at <- {vector(AT)}
    tell("weighted", wquantile.generic(x, at, type7, w))
    tell("few", wquantile.generic(c(1, 2, 4), at, type7, c(2, 7, 1)))
    design <- svydesign(~1, data = data.frame(x = x), weights = rep(3, length(x)))
    tell("equal", svyquantile(~x, design, at, qrule = "hf7", ci = FALSE)[[1]])
    """
    by_reference = by_r(PUBLISHED + script, "survey")
    weighted = [float(measures.quantile(x, q, shares(people))) for q in AT]
    assert weighted == pytest.approx(by_reference["weighted"], rel=1e-9)
    few, weights = np.array([1.0, 2.0, 4.0]), np.array([2.0, 7.0, 1.0])
    assert [float(measures.quantile(few, q, shares(weights))) for q in AT] == pytest.approx(
        by_reference["few"], rel=1e-9
    )
    equal = [float(measures.quantile(x, q, np.full(290, 1 / 290))) for q in AT]
    assert equal == pytest.approx(by_reference["equal"], rel=1e-9)
    assert equal == pytest.approx([float(measures.quantile(x, q)) for q in AT], rel=1e-12)


def test_equal_weights_give_the_gap_without_weights(staffing):
    plain = survey.percentile_gap(staffing)
    equal = survey.percentile_gap(staffing, staffing * 0 + 17.0)
    assert (equal.p10, equal.p90) == pytest.approx((plain.p10, plain.p90), rel=1e-12)
    assert equal.p10 == 0.0
    both = (None, staffing * 0 + 3.0)
    first, second = (bootstrap(staffing, weights=each, draws=50).intervals for each in both)
    for key in ("p90_p10", "median"):
        if key in first:
            assert first[key].low == pytest.approx(second[key].low, rel=1e-9)
            assert first[key].high == pytest.approx(second[key].high, rel=1e-9)


def test_no_weight_counts_for_nothing_and_equals_come_in_any_order():
    x = np.array([1.0, 5.0, 5.0, 9.0])
    heavy_first = shares(np.array([1.0, 4.0, 1.0, 2.0]))
    heavy_last = shares(np.array([1.0, 1.0, 4.0, 2.0]))
    for q in AT:
        turned = (measures.quantile(x, q, heavy_first), measures.quantile(x, q, heavy_last))
        assert turned[0] == pytest.approx(turned[1], rel=1e-12)
    without = measures.quantile(x[:3], 0.9, shares(np.array([1.0, 2.0, 1.0])))
    assert measures.quantile(x, 0.9, shares(np.array([1.0, 2.0, 1.0, 0.0]))) == pytest.approx(
        without
    )
    constant = np.full(9, 1 / 3)
    assert measures.quantile(constant, 0.9, shares(np.arange(1.0, 10.0))) == constant[0]


def test_a_weighted_gap_of_one_unit_is_nothing():
    assert survey.percentile_gap(pd.Series([7.0]), pd.Series([3.0])).gap == 0
